import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { openLinks } from '../../backend/accounts/accounts.service.ts';
import mongoose from 'mongoose';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { prepareDatabase } from '../../backend/database-preparation.ts';
import { ADOPTED_DOCUMENTS_JOB } from '../../backend/concept/adoption.service.ts';
import { EditionModel } from '../../backend/concept/edition.model.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { reportStatus } from '../../backend/concept/status-report.service.ts';
import { readDocumentFile } from '../../backend/documents/document-archive.service.ts';
import { documentJobs } from '../../backend/documents/document-jobs.ts';
import { DocumentModel } from '../../backend/documents/document.model.ts';
import { closeRenderer, renderWith } from '../../backend/documents/renderers.ts';
import { JobRunner } from '../../backend/foundation/jobs/jobs.ts';
import type { Job } from '../../backend/foundation/jobs/jobs.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { record } from '../../backend/record/record.service.ts';
import { PartyModel } from '../../backend/region/region.model.ts';
import { newStatusReport } from '@konzeptstand/contract/project.ts';
import { HOME, buildAccountsApplication, buildConfiguration } from '../helpers/accounts.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/eventually.ts';
import { decide } from '../helpers/decide.ts';
import { furnishRegion } from '../helpers/furnished-region.ts';
import type { FurnishedRegion } from '../helpers/furnished-region.ts';

const SLOW = fileURLToPath(new URL('../helpers/slow-child.ts', import.meta.url));
const ORDER = { template: 'entwicklungskonzept', edition: 'rek-2026', format: 'md' };
const outbox = () => mongoose.connection.collection<Job>('record_outbox');

describe('The queue of ordered documents', function () {
	this.timeout(60_000);
	useTestDatabase();
	let region: FurnishedRegion;
	before(async () => {
		buildAccountsApplication();
		openLinks(buildConfiguration());
		await prepareDatabase(createLog('silent'));
	});
	beforeEach(async () => {
		record.forgetHeads();
		region = await furnishRegion(HOME.id, HOME.key);
	});
	afterEach(async () => {
		renderWith({});
		await closeRenderer();
	});

	const actor = { kind: 'system', id: 'system' } as const;
	const enqueue = () =>
		record.change(actor, { region: region.id, action: 'document.order' }, (work) =>
			Promise.resolve(work.enqueue({ type: 'documents.keep', payload: { order: ORDER, actor } }))
		);
	const adopt = async () => {
		await decide([{ type: 'edition.adopt', subject: region.of.editions }], {}, region.id);
		return (await EditionModel.findById(region.of.editions).lean())!;
	};
	const runner = () =>
		new JobRunner(new Map(documentJobs), createLog('silent'), { lanes: 2, attempts: 3, endsAtClose: true });
	const documents = () => DocumentModel.find({ region: region.id, _id: { $ne: region.of.documents } }).lean();

	it('goes on after a stop in the middle: what was being made is made anew, and each once', async () => {
		renderWith({ program: SLOW });
		const ids = [await enqueue(), await enqueue(), await enqueue()];
		const first = runner();
		first.wake();
		await eventually(async () => (await outbox().countDocuments({ step: 'markdown' })) === 2);
		await first.close();
		await closeRenderer();
		expect(await documents()).to.deep.equal([]);
		expect(await outbox().countDocuments({ attempts: 0, lockedUntil: null })).to.equal(2);

		renderWith({});
		const second = runner();
		second.wake();
		await second.settled();
		await second.close();
		expect((await documents()).map(({ _id }) => _id)).to.have.members(ids);
		expect(await outbox().countDocuments()).to.equal(0);
	});

	it('goes on after a crash in the middle, once the crashed one is silent for long enough', async () => {
		const id = await enqueue();
		const crashed = { attempts: 1, step: 'file', lockedUntil: new Date(Date.now() - 1) };
		await outbox().updateOne({ _id: id }, { $set: crashed });
		const next = runner();
		next.wake();
		await next.settled();
		await next.close();
		expect((await documents()).map(({ _id }) => _id)).to.deep.equal([id]);
	});

	it('makes no document twice when the crash came between document and queue', async () => {
		const id = await enqueue();
		const first = runner();
		first.wake();
		await first.settled();
		const head = await record.head(region.id);
		await outbox().insertOne({
			_id: id,
			region: region.id,
			type: 'documents.keep',
			payload: { order: ORDER, actor },
			createdAt: '2026-01-01T00:00:00Z'
		});
		first.wake();
		await first.settled();
		await first.close();
		expect(await documents()).to.have.length(1);
		expect(await record.head(region.id)).to.deep.equal(head);
	});

	it('makes the concept of an adopted edition in every format, all of one state, and attaches their hashes once', async () => {
		const { adoption } = await adopt();
		const job = await outbox().findOne({ type: ADOPTED_DOCUMENTS_JOB });
		const first = runner();
		first.wake();
		await first.settled();
		await outbox().insertOne({ ...job!, attempts: 0 });
		first.wake();
		await first.settled();
		await first.close();
		const made = await documents();
		expect(made.map(({ format }) => format)).to.have.members(['md', 'html', 'pdf', 'pdfa', 'docx', 'odt']);
		const { sequence } = adoption!;
		expect(new Set(made.map(({ state }) => state.sequence))).to.deep.equal(new Set([sequence]));
		for (const one of made) expect(one).to.include({ edition: region.of.editions, template: 'entwicklungskonzept' });
		const adopted = await EditionModel.findById(region.of.editions).lean();
		expect(adopted?.adoption?.documents.map(({ sha256 }) => sha256)).to.have.members(made.map(({ file }) => file));
		expect(await record.verify(region.id)).to.include({ isIntact: true });
	});

	it('makes the adopted documents of what stood at the adoption, whatever has been reported or renamed since', async () => {
		const { projects, parties } = region.of;
		const { title } = (await ProjectModel.findById(projects).lean())!;
		const { sequence } = (await adopt()).adoption!;
		await record.change(actor, { region: region.id, action: 'test.change' }, async (work) => {
			await reportStatus(
				work,
				SYSTEM_CONTEXT,
				newStatusReport.parse({ project: projects, status: 'stopped', asOf: '2026-07', text: 'Danach gestoppt.' })
			);
			await work.update(ProjectModel, projects, null, { title: 'Später umbenannt' });
			await work.create(ProjectModel, { title: 'Später begonnen' });
			await work.update(PartyModel, parties, null, { name: 'Später anders' });
		});
		const first = runner();
		first.wake();
		await first.settled();
		await first.close();
		const { _id, state } = (await documents()).find(({ format }) => format === 'md')!;
		expect(state.sequence).to.equal(sequence);
		const text = String((await readDocumentFile(SYSTEM_CONTEXT, region.id, _id)).bytes);
		expect(text)
			.to.include(title)
			.and.include(`Protokolleintrag ${String(sequence)}`);
		expect(text).not.to.match(/Später|gestoppt/);
	});

	it('does not begin for ever what ends its process each time', async () => {
		const id = await enqueue();
		await outbox().updateOne({ _id: id }, { $set: { attempts: 3, lockedUntil: new Date(Date.now() - 1) } });
		const next = runner();
		next.wake();
		await next.settled();
		await next.close();
		expect(await documents()).to.deep.equal([]);
		expect(await outbox().findOne({ _id: id })).to.include({ isGivenUp: true });
	});
});
