import { expect } from 'chai';
import mongoose from 'mongoose';
import type { EditionChange } from '@konzeptstand/contract/concept.ts';
import { adoptInput } from '@konzeptstand/contract/adoption.ts';
import type { AdoptInput } from '@konzeptstand/contract/adoption.ts';
import { newDecision } from '@konzeptstand/contract/decision.ts';
import {
	ADOPTED_DOCUMENTS_JOB,
	adoptEdition,
	attachAdoptedDocuments,
	enterAdoption
} from '../../backend/concept/adoption.service.ts';
import { createAmendment } from '../../backend/concept/amendment.service.ts';
import { AmendmentModel } from '../../backend/concept/amendment.model.ts';
import { changeChapter, moveChapter, restoreChapter, withdrawChapter } from '../../backend/concept/chapter.service.ts';
import { ChapterModel } from '../../backend/concept/chapter.model.ts';
import { EditionModel } from '../../backend/concept/edition.model.ts';
import { changeEdition } from '../../backend/concept/edition.service.ts';
import { createDecision } from '../../backend/decision/decision.service.ts';
import { record } from '../../backend/record/record.service.ts';
import { withdrawLiving } from '../../backend/region/living.service.ts';
import {
	buildEdition,
	buildMeasure,
	buildMunicipality,
	freezeEdition,
	inRegion,
	REGION_ID,
	useTestRegion
} from '../helpers/concept.ts';
import { buildChapter } from '../helpers/edition.ts';
import { refusalOf } from '../helpers/refusal.ts';

const buildDecision = (result: 'accepted' | 'rejected' | 'unknown' = 'accepted') =>
	inRegion((work) =>
		createDecision(
			work,
			newDecision.parse({ authority: 'Rat der Bürgermeister', title: 'Beschluss', date: '2026-06-01', result })
		)
	);

describe('An edition', () => {
	useTestRegion();
	let former: string;
	let draft: string;
	beforeEach(async () => {
		former = (await buildEdition({ key: 'rek-2002', year: 2002 }))._id;
		await freezeEdition(former);
		draft = (await buildEdition({ key: 'rek-2026', year: 2026, former }))._id;
	});
	const adopt = (input: Partial<AdoptInput>, id = draft, version: number | null = null) =>
		inRegion((work) => adoptEdition(work, id, version, adoptInput.parse(input)));
	const stateOf = async (id: string) => (await EditionModel.findById(id).lean())?.state;

	describe('is adopted', () => {
		it('by a decision, supersedes the former in the same entry, and notes at which entry that was', async () => {
			const decision = await buildDecision();
			const adopted = await adopt({ decision: decision._id });
			const { sequence } = (await record.head(REGION_ID))!;
			expect(adopted.state).to.equal('adopted');
			expect(adopted.adoption).to.deep.include({ decision: decision._id, date: '2026-06-01', sequence, documents: [] });
			expect(await stateOf(former)).to.equal('superseded');
			const held = await record.itemsAt(REGION_ID, 'edition', sequence);
			expect(held.map((one) => one['state'])).to.have.members(['superseded', 'adopted']);
			expect(await record.verify(REGION_ID)).to.include({ isIntact: true });
		});

		it('and its documents are asked for in the same transaction', async () => {
			const decision = await buildDecision();
			const outbox = mongoose.connection.collection('record_outbox');
			expect(await refusalOf(adopt({}))).to.equal('invalid_input decision:decision_or_results');
			expect(await outbox.countDocuments({ type: ADOPTED_DOCUMENTS_JOB })).to.equal(0);
			const adopted = await adopt({ decision: decision._id });
			const jobs = await outbox.find({ type: ADOPTED_DOCUMENTS_JOB }).toArray();
			expect(jobs.map((job) => job['payload'])).to.deep.equal([
				{ edition: draft, sequence: adopted.adoption?.sequence }
			]);
		});

		it('by one result of each town, all of them in favour', async () => {
			const one = (await buildMunicipality())._id;
			const two = (await buildMunicipality({ key: 'rudolstadt', name: 'Rudolstadt', ags: '16073076' }))._id;
			const result = (municipality: string, of: 'accepted' | 'rejected' = 'accepted') => ({
				municipality,
				body: null,
				date: '2026-05',
				number: null,
				result: of
			});
			expect(await refusalOf(adopt({ results: [result(one)] }))).to.equal('invalid_input results:town_missing');
			expect(await refusalOf(adopt({ results: [result(one), result(one)] }))).to.equal(
				'invalid_input results.1.municipality:duplicate results:town_missing'
			);
			expect(await refusalOf(adopt({ results: [result(one), result(two, 'rejected')] }))).to.equal(
				'invalid_input results.1.result:not_accepted'
			);
			const adopted = await adopt({ results: [result(one), result(two)] });
			expect(adopted.adoption?.results).to.have.length(2);
		});

		it('by nothing that was not accepted, and by no decision that is not there', async () => {
			for (const result of ['rejected', 'unknown'] as const)
				expect(await refusalOf(adopt({ decision: (await buildDecision(result))._id }))).to.equal(
					'invalid_input decision:not_accepted'
				);
			expect(await refusalOf(adopt({ decision: draft }))).to.equal('invalid_input decision:not_found');
			expect(await stateOf(former)).to.equal('adopted');
		});

		it('in the past by its source alone; an older one is superseded from the start', async () => {
			const older = (await buildEdition({ key: 'rek-1996', year: 1996 }))._id;
			expect(await refusalOf(adopt({ isPast: true }, older))).to.equal('invalid_input sources:source_required');
			const source = { title: 'Amtsblatt 1996', address: null };
			expect((await adopt({ isPast: true, date: '1996', sources: [source] }, older)).state).to.equal('superseded');
			expect(await stateOf(former)).to.equal('adopted');
		});

		it('by no one’s typing, unless it is of the past and its source tells of it', async () => {
			const { _id: decision } = await buildDecision();
			const type = (input: Partial<AdoptInput>, id = draft) =>
				inRegion((work) => enterAdoption(work, id, null, adoptInput.parse(input)));
			expect(await refusalOf(type({ decision }))).to.equal('conflict id:adopt_by_paper');
			const sources = [{ title: 'Amtsblatt', address: null }];
			const coming = (await buildEdition({ key: 'rek-2199', year: 2199 }))._id;
			expect(await refusalOf(type({ isPast: true, sources }, coming))).to.equal('conflict isPast:adopt_by_paper');
			const older = (await buildEdition({ key: 'rek-1996', year: 1996 }))._id;
			expect((await type({ isPast: true, sources }, older)).state).to.equal('superseded');
			expect(await refusalOf(type({ isPast: true, sources }, older))).to.equal('frozen');
		});

		it('once, and by who has read it as it is', async () => {
			const decision = (await buildDecision())._id;
			expect(await refusalOf(adopt({ decision }, draft, 7))).to.equal('version_conflict');
			await adopt({ decision }, draft, 1);
			expect(await refusalOf(adopt({ decision }))).to.equal('frozen');
		});
	});

	it('gets the documents of its adoption once, and only where it was adopted here', async () => {
		const documents = [{ format: 'html' as const, file: 'a'.repeat(64), sha256: 'a'.repeat(64), template: 'konzept' }];
		const attach = (id: string) => inRegion((work) => attachAdoptedDocuments(work, id, documents));
		expect(await refusalOf(attach(former))).to.equal('conflict id:not_adopted');
		expect(await refusalOf(attach(draft))).to.equal('conflict id:not_adopted');
		await adopt({ decision: (await buildDecision())._id });
		expect((await attach(draft)).adoption?.documents).to.deep.equal(documents);
		expect(await refusalOf(attach(draft))).to.equal('conflict id:has_documents');
	});

	it('keeps its chapters in their order, and all of them are frozen with it', async () => {
		const [one, two, three] = [
			await buildChapter(draft, { title: 'A' }),
			await buildChapter(draft, { title: 'B' }),
			await buildChapter(draft, { title: 'C' })
		];
		const order = async () =>
			(await ChapterModel.find({ edition: draft, withdrawn: null }).sort({ position: 1 }).lean())
				.map((chapter) => chapter.title)
				.join('');
		expect(await order()).to.equal('ABC');
		await inRegion((work) => moveChapter(work, three._id, 1, 0));
		expect(await order()).to.equal('CAB');
		await inRegion((work) => moveChapter(work, three._id, null, 99));
		expect(await order()).to.equal('ABC');
		await inRegion((work) => withdrawChapter(work, two._id, null, 'entfällt'));
		await adopt({ decision: (await buildDecision())._id });
		const refused = [
			inRegion((work) => changeChapter(work, one._id, null, { text: 'anders' })),
			inRegion((work) => moveChapter(work, one._id, null, 1)),
			inRegion((work) => withdrawChapter(work, one._id, null, 'weg')),
			inRegion((work) => restoreChapter(work, two._id, null)),
			buildChapter(draft),
			inRegion((work) => changeEdition(work, draft, null, { vision: null }))
		];
		expect(new Set(await Promise.all(refused.map(refusalOf)))).to.deep.equal(new Set(['frozen']));
	});

	describe('that is not adopted yet', () => {
		const results = [{ municipality: '', body: null, date: '2026-05', number: '7', result: 'accepted' as const }];
		const change = (adoption: EditionChange['adoption']) =>
			inRegion((work) => changeEdition(work, draft, null, { adoption }));
		beforeEach(async () => {
			const municipality = (await buildMunicipality())._id;
			results[0]!.municipality = municipality;
			await change({ date: null, text: null, decision: null, sources: [], results });
		});

		it('keeps the results of its towns when a form that has no place for them is saved', async () => {
			const changed = await change({ date: '2026-06', text: null, decision: null, sources: [] });
			expect(changed.adoption).to.deep.include({ date: '2026-06', results });
			const emptied = await change({ date: null, text: null, decision: null, sources: [] });
			expect(emptied.adoption).to.deep.include({ date: null, results });
		});

		it('loses them where none are given, and says nothing of an adoption then', async () => {
			const changed = await change({ date: null, text: null, decision: null, sources: [], results: [] });
			expect(changed.adoption).to.equal(null);
		});
	});

	describe('once adopted, is amended beside its text', () => {
		const amendment = (fields: object = {}) => ({
			key: null,
			edition: former,
			type: 'erratum' as const,
			of: null,
			title: 'Druckfehler',
			text: 'Statt „Saale“ lies „Saalfeld“.',
			decision: null,
			date: '2003',
			sources: [],
			notes: [],
			contradictions: [],
			...fields
		});
		const add = (fields: object = {}) => inRegion((work) => createAmendment(work, amendment(fields)));

		it('by numbered amendments, each with its decision, and numbered errata', async () => {
			const decision = (await buildDecision())._id;
			expect(await refusalOf(add({ type: 'amendment' }))).to.equal('invalid_input decision:amendment_decision');
			const numbers = [
				await add(),
				await add({ type: 'amendment', decision }),
				await add(),
				await add({ type: 'amendment', decision })
			].map(({ type, number }) => [type, number]);
			expect(numbers).to.deep.equal([
				['erratum', 1],
				['amendment', 1],
				['erratum', 2],
				['amendment', 2]
			]);
		});

		it('and a number that was withdrawn is not given again', async () => {
			const first = await add();
			await inRegion((work) => withdrawLiving(work, AmendmentModel, first._id, 1, 'Irrtum'));
			expect((await add()).number).to.equal(2);
		});

		it('but not before, and only in what stands in it', async () => {
			expect(await refusalOf(add({ edition: draft }))).to.equal('invalid_input edition:not_adopted');
			const measure = await buildMeasure(draft);
			expect(await refusalOf(add({ of: { kind: 'measure', id: measure._id } }))).to.equal(
				'invalid_input of.id:other_edition'
			);
		});
	});
});
