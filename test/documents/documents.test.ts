import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import supertest from 'supertest';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { MeasureModel } from '../../backend/concept/edition.model.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { reportStatus } from '../../backend/concept/status-report.service.ts';
import { newStatusReport } from '@konzeptstand/contract/project.ts';
import { documentData } from '../../backend/documents/document-data.ts';
import type { DocumentData } from '../../backend/documents/document-data.ts';
import { readDocumentRows } from '../../backend/documents/document-rows.ts';
import { generateDocument } from '../../backend/documents/documents.service.ts';
import { closeRenderer } from '../../backend/documents/renderers.ts';
import { renderText } from '../../backend/documents/renderer/render-document.ts';
import { readTemplateFolder } from '../../backend/documents/template-folder.ts';
import { usedNames } from '../../backend/documents/used-names.ts';
import { writeDocumentData } from '../../backend/documents/write-data.ts';
import type { ApplicationError } from '../../backend/foundation/errors.ts';
import { loadImport, readImport } from '../../backend/exchange/exchange.service.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import { findRegionByKey } from '../../backend/region/region.service.ts';
import { buildMember, signIn } from '../helpers/accounts.ts';
import { useApplication } from '../helpers/application.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { LIMITS } from '../helpers/documents.ts';
import { EXAMPLE_FILE } from '../helpers/source-of-the-example.ts';

const DAY = '2026-11-24';

async function loadExample(): Promise<string> {
	const { region } = await loadImport(SYSTEM_CONTEXT, readImport(await readFile(EXAMPLE_FILE)));
	return (await findRegionByKey(region.key))?.id ?? '';
}

async function textOf(template: string, fields: Partial<Parameters<typeof generateDocument>[0]> = {}): Promise<string> {
	const made = await generateDocument({ region: 'saalebogen', template, format: 'md', day: DAY, ...fields });
	return made.bytes.toString();
}

describe('Documents of the real region', function () {
	this.timeout(60_000);
	useTestDatabase();
	let region: string;
	beforeEach(async () => {
		region = await loadExample();
	});
	after(closeRenderer);

	const dataOf = (edition: string, requires: string[], year: number | null = null): Promise<DocumentData> =>
		record.read(region, async (snapshot) =>
			writeDocumentData(await readDocumentRows(region, snapshot, edition, DAY, 'all'), {
				state: { day: DAY, sequence: 1, template: 'probe', templateVersion: '1.0.0' },
				language: 'de',
				project: null,
				requires,
				year
			})
		);

	it('are made of data that is exactly what the dictionary has, reports included', async () => {
		const data = await record.read(region, async (snapshot) =>
			writeDocumentData(await readDocumentRows(region, snapshot, 'rek-2002', DAY, 'all'), {
				state: { day: DAY, sequence: 1, template: 'probe', templateVersion: '1.0.0' },
				language: 'de',
				project: null,
				requires: ['changes', 'projects.reports', 'period', 'balance'],
				year: 2023
			})
		);
		expect(documentData.parse(data)).to.deep.equal(data);
		expect(data.projects).to.have.length(76);
		expect(data.projects.filter((project) => project.place?.measure)).to.have.length(20);
		expect(data.milestones).to.have.length(18);
		expect(data.indicators).to.have.length(6);
		expect(data.contradictions).to.not.be.empty;
		expect(data.edition?.measureTotal?.quantity).to.deep.equal({ value: 50, maximum: null, relation: 'more-than' });
	});

	it('say the same, whether they are given all names or only those that their template uses', async () => {
		for (const template of ['entwicklungskonzept', 'umsetzungsbericht']) {
			const { files, manifest } = await readTemplateFolder(template);
			const rows = await record.read(region, (snapshot) => readDocumentRows(region, snapshot, 'rek-2002', DAY, 'all'));
			const [all, used] = [null, usedNames(files)].map((names) => {
				const state = { day: DAY, sequence: 1, template, templateVersion: '1.0.0' };
				const data = writeDocumentData(rows, {
					state,
					language: 'de',
					project: null,
					requires: manifest.requires,
					names
				});
				return renderText({ files, data, language: 'de', format: 'html', limits: LIMITS });
			});
			expect(used).to.equal(all);
		}
	});

	it('show the whole concept of 2002: every measure, its projects, and how incomplete the list is', async () => {
		const text = await textOf('entwicklungskonzept', { edition: 'rek-2002' });
		for (const code of ['S 1', 'W 1', 'W 2', 'W 3', 'W 4', 'I 1', 'I 2', 'F 2', 'F 3', 'F 4'])
			expect(text).to.match(new RegExp(`^#### [\\d.]+ ${code} `, 'm'));
		expect(text).to.include('mehr als 50').and.include('sind hier 10 bekannt; die Liste ist nicht vollständig');
		expect(text.indexOf(' W 2 ')).to.be.above(text.indexOf('Wirtschaft'));
		expect(text).to.include('Gewerbe- und Industriegebiet "Geraer Bahnbogen" Saalfeld');
		expect(text).to.match(/^### [\d.]+ Projekte ohne Fassung$/m);
		expect(text).to.include('keine amtliche Auskunft');
	});

	it('show an edition of which nothing is known but its year', async () => {
		const text = await textOf('entwicklungskonzept', { edition: 'rek-1996' });
		expect(text.replaceAll('\u00a0', ' '))
			.to.include('keine Handlungsfelder')
			.and.include('Ein Leitbild dieser Fassung ist nicht bekannt.');
	});

	it('speak of a status as soon as it is reported, and name the entry up to which they are true', async () => {
		const project = await ProjectModel.findOne({ region, title: /Geraer Bahnbogen" Saalfeld/ }).lean();
		const before = await generateDocument({
			region: 'saalebogen',
			template: 'entwicklungskonzept',
			format: 'md',
			day: DAY
		});
		await record.change(SYSTEM, { region, action: 'project.report' }, (work) =>
			reportStatus(
				work,
				SYSTEM_CONTEXT,
				newStatusReport.parse({ project: project?._id, status: 'running', progress: 60, asOf: '2026-11' })
			)
		);
		const after = await generateDocument({
			region: 'saalebogen',
			template: 'entwicklungskonzept',
			format: 'md',
			day: DAY
		});
		expect(before.bytes.toString()).to.match(/Geraer Bahnbogen" Saalfeld\S* \| Saalfeld\/Saale \| nicht bekannt/);
		expect(after.bytes.toString()).to.include('in Umsetzung, 60 % (Stand November 2026)'.replace(' %', '\u00a0%'));
		expect(after.state.sequence).to.equal(before.state.sequence + 1);
		expect(after.etag).to.not.equal(before.etag);
		expect(await textOf('umsetzungsbericht')).to.match(
			/\| November 2026 \| Gewerbe.* \| nicht bekannt → in Umsetzung, 60/
		);
		const sheet = await textOf('projektsteckbrief', { project: project?._id });
		expect(sheet)
			.to.match(/\| November 2026 \| in Umsetzung \| 60/)
			.and.match(/^# Gewerbe- und Industriegebiet/);
	});

	it('balance an edition: every project of it stands in one group, and each sum is that of its rows to the cent', async () => {
		const { balance, edition } = await dataOf('rek-2002', ['balance']);
		if (!balance) throw new Error('no balance');
		const groups = [balance.completed, balance.ongoing, balance.dropped, balance.unknown];
		expect(groups.map(({ rows }) => rows.length)).to.deep.equal([17, 3, 1, 9]);
		expect(balance.total.projects).to.equal(30).and.equal(edition?.rollUp.projects);
		for (const kind of ['planned', 'actual'] as const) {
			let cents = 0;
			for (const group of groups) {
				const known = group.rows.flatMap((row) => row[kind] ?? []);
				expect(group[kind].cents).to.equal(known.reduce((sum, amount) => sum + amount.cents, 0));
				expect(group[kind].unknown).to.equal(group.rows.length - known.length);
				expect(known.every((amount) => amount.kind === kind)).to.equal(true);
				cents += group[kind].cents;
			}
			expect(balance.total[kind].cents).to.equal(cents);
		}
		expect(await textOf('umsetzungsbilanz', { edition: 'rek-2002' }))
			.to.include('mehr als 50')
			.and.include('B 281 Ortsumgehung Gorndorf');
	});

	it('tell of a year only what a source dates to it with certainty', async () => {
		const { period } = await dataOf('rek-2002', ['period'], 2023);
		expect(period?.completed.map(({ project, on }) => [project.title, on])).to.deep.equal([
			['Familienpfad mit Wassertretbecken an den Saalfelder Feengrotten', '2023-05-25']
		]);
		expect(period?.milestones.map(({ date }) => date)).to.deep.equal(['2023-03-01']);
		const all = await Promise.all([2022, 2024].map((year) => dataOf('rek-2002', ['period'], year)));
		for (const one of all) {
			const lists: unknown[] = Object.values(one.period ?? {});
			const named = lists.flatMap((value): unknown[] => (Array.isArray(value) ? value : []));
			for (const { on, date } of named as { on?: string; date?: string }[])
				expect(on ?? date).to.match(new RegExp(`^${String(one.period?.year)}`));
		}
		expect(await textOf('jahresbilanz', { year: 2023 })).to.match(/^# Jahresbilanz 2023: /);
		expect(await textOf('jahresbilanz')).to.match(/^# Jahresbilanz 2025: /);
	});

	it('show one measure where it stands, and one project in English', async () => {
		const measure = await MeasureModel.findOne({ region, code: 'W 2' }).lean();
		const sheet = await textOf('massnahmenblatt', { measure: measure?._id });
		expect(sheet)
			.to.match(/^# W 2 Entwicklung/)
			.and.include('| Handlungsfeld | W Wirtschaft |');
		const project = await ProjectModel.findOne({ region, title: /Geraer Bahnbogen" Saalfeld/ }).lean();
		const expose = await textOf('projekt-expose-en', { project: project?._id });
		expect(expose).to.include('| Costs | not known |').and.include('| Status | not known |');
	});

	it('are the same to the byte at the same state, whichever child makes them', async () => {
		const order = { region: 'saalebogen', template: 'umsetzungsbericht', format: 'html' as const, day: DAY };
		const first = await generateDocument(order);
		await closeRenderer();
		const other = await generateDocument({ ...order, edition: undefined });
		expect(other.bytes.equals(first.bytes)).to.equal(true);
		const nextDay = await generateDocument({ ...order, day: '2026-11-25' });
		expect(nextDay.etag).to.not.equal(first.etag);
	});

	it('are refused with the reason: no such template, edition, project or region', async () => {
		const codes = await Promise.all(
			[
				{ template: 'nirgends' },
				{ template: '../secrets' },
				{ template: 'partials' },
				{ edition: 'rek-1800' },
				{ template: 'projektsteckbrief' },
				{ template: 'projektsteckbrief', project: '01890000-0000-7000-8000-000000000000' },
				{ template: 'massnahmenblatt' },
				{ region: 'nirgends' }
			].map((fields) =>
				textOf('entwicklungskonzept', fields).then(
					() => 'made',
					(error: unknown) => {
						const { code, errors } = error as ApplicationError;
						return `${code} ${errors[0]?.field ?? ''}`;
					}
				)
			)
		);
		expect(codes).to.deep.equal([
			'not_found template',
			'not_found template',
			'not_found template',
			'not_found edition',
			'invalid_input project',
			'not_found project',
			'invalid_input measure',
			'not_found region'
		]);
	});
});

describe('Documents over the API', function () {
	this.timeout(60_000);
	useTestDatabase();
	const api = useApplication();
	let cookie: string;
	beforeEach(async () => {
		const region = await loadExample();
		await buildMember('leserin@example.org', ['reader'], { region });
		cookie = await signIn(api.server, 'leserin@example.org');
	});
	const get = (path: string) => supertest(api.server).get(`/api/v1/regions/saalebogen/${path}`).set('Cookie', cookie);

	it('are listed by their templates', async () => {
		const { body } = (await get('templates').expect(200)) as { body: { rows: { key: string }[] } };
		expect(body.rows.map((row) => row.key)).to.include.members([
			'entwicklungskonzept',
			'umsetzungsbericht',
			'projektsteckbrief'
		]);
	});

	it('come as a page to look at, or as a file to keep', async () => {
		const page = await get('documents/entwicklungskonzept?edition=rek-2002').expect(200);
		expect(page.headers['content-type']).to.equal('text/html; charset=utf-8');
		expect(page.headers['content-disposition']).to.equal(undefined);
		expect(page.text).to.match(/^<!doctype html>/);
		const file = await get('documents/entwicklungskonzept?edition=rek-2002&format=md&download=true').expect(200);
		expect(file.headers['content-type']).to.equal('text/markdown; charset=utf-8');
		expect(file.headers['content-disposition']).to.match(
			/^attachment; filename="?saalebogen-entwicklungskonzept-rek-2002-\d{4}-\d\d-\d\d\.md"?$/
		);
	});

	it('come as PDF from the child that may read the product and nothing else, one for readers and one for the archive', async () => {
		for (const [format, name] of [
			['pdf', 'rek-2002-\\d{4}-\\d\\d-\\d\\d\\.pdf'],
			['pdfa', 'rek-2002-\\d{4}-\\d\\d-\\d\\d\\.pdfa\\.pdf']
		] as const) {
			const file = await get(`documents/entwicklungskonzept?edition=rek-2002&format=${format}&download=true`)
				.buffer(true)
				.expect(200);
			expect(file.headers['content-type']).to.equal('application/pdf');
			expect(file.headers['content-disposition']).to.match(new RegExp(`${name}"?$`));
			expect((file.body as Buffer).subarray(0, 5).toString()).to.equal('%PDF-');
		}
	});

	it('answer 304 as long as nothing has changed', async () => {
		const first = await get('documents/umsetzungsbericht').expect(200);
		await get('documents/umsetzungsbericht').set('If-None-Match', String(first.headers['etag'])).expect(304);
		await get('documents/umsetzungsbericht?format=md').set('If-None-Match', String(first.headers['etag'])).expect(200);
	});

	it('are for those who may read the region, and for wishes that can be met', async () => {
		await supertest(api.server).get('/api/v1/regions/saalebogen/documents/umsetzungsbericht').expect(401);
		await get('documents/nirgends').expect(404);
		await get('documents/umsetzungsbericht?format=exe').expect(422);
		await get('documents/projektsteckbrief').expect(422);
	});
});
