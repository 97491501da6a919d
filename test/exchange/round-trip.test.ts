import ExcelJS from 'exceljs';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import supertest from 'supertest';
import { newParty } from '@konzeptstand/contract/region.ts';
import { newProject, newStatusReport } from '@konzeptstand/contract/project.ts';
import type { ImportRow, ImportText, ImportView } from '@konzeptstand/contract/import.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { createProject } from '../../backend/concept/project.service.ts';
import { reportStatus } from '../../backend/concept/status-report.service.ts';
import { closeImports } from '../../backend/exchange/exchange.service.ts';
import { record } from '../../backend/record/record.service.ts';
import { createParty } from '../../backend/region/party.service.ts';
import { MunicipalityModel } from '../../backend/region/region.model.ts';
import { RealRegion } from '../helpers/real-region.ts';

const FORMATS = ['xlsx', 'ods', 'csv', 'json'] as const;
type Format = (typeof FORMATS)[number];
const LISTS = ['projects', 'measures', 'goals', 'fields'] as const;
const LIST_ITEMS = { projects: 'project', measures: 'measure', goals: 'goal', fields: 'field' } as const;

const real = new RealRegion();

async function exported(list: string, format: Format, language: string): Promise<Buffer> {
	const answer = await supertest(real.server)
		.get(`/api/v1/regions/${real.key}/${list}${list.includes('?') ? '&' : '?'}format=${format}`)
		.set({ Cookie: real.planner.cookie, 'Accept-Language': language })
		.buffer(true)
		.parse((response, done) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () => {
				done(null, Buffer.concat(parts));
			});
		});
	expect(answer.status).to.equal(200);
	return answer.body as Buffer;
}

async function imported(bytes: Buffer): Promise<{ view: ImportView; rows: ImportRow[] }> {
	const answer = await supertest(real.server)
		.post(`/api/v1/regions/${real.key}/imports?name=liste`)
		.set({ Cookie: real.planner.cookie, 'Content-Type': 'application/octet-stream' })
		.send(bytes);
	expect(answer.status, answer.text).to.equal(201);
	const view = answer.body as ImportView;
	const { rows } = await real.read<{ rows: ImportRow[] }>(`/imports/${view.id}/rows?limit=500`);
	return { view, rows };
}

const plainSpaces = (text: ImportText | null): string | null => text && text.de.replace(/\u00a0/g, ' ');

const changesOf = (rows: readonly ImportRow[]) =>
	rows
		.filter(({ outcome }) => outcome !== 'unchanged')
		.map(({ outcome, title, changes, doubts }) => ({
			outcome,
			title,
			changes: changes.map(({ field, before, after }) => [field, plainSpaces(before), plainSpaces(after)]),
			doubts: doubts.filter(({ isOpen }) => isOpen).map(({ code, value }) => [code, value])
		}));

/** Rows of a CSV that somebody has changed, as a spreadsheet writes them again. */
async function changedCsv(list: string, language: string, change: (rows: Record<string, string>[]) => void) {
	const rows = parse<Record<string, string>>(await exported(list, 'csv', language), {
		delimiter: ';',
		bom: true,
		columns: true
	});
	change(rows);
	return Buffer.from(stringify(rows, { delimiter: ';', header: true }));
}
const rowOf = (rows: readonly Record<string, string>[], title: string): Record<string, string> => {
	const row = rows.find((one) => Object.values(one).includes(title));
	if (!row) throw new Error(`No row ${title}.`);
	return row;
};

/** What no project of the example has, and what spreadsheets are hard on. */
async function addHardCases(): Promise<void> {
	const towns = await MunicipalityModel.find({ region: real.id }).limit(2).lean();
	await record.change(SYSTEM_CONTEXT, { region: real.id, action: 'test.build' }, async (work) => {
		const party = (name: string) => createParty(work, newParty.parse({ name, kind: 'company' }));
		const [first, second] = [await party('Müller, Meier & Co.'), await party('Bau / Planung GmbH')];
		const both = [first, second].map(({ _id }) => ({ role: 'carrier' as const, party: _id }));
		const add = async (
			fields: Parameters<typeof newProject.parse>[0] & object,
			report: Parameters<typeof newStatusReport.parse>[0] & object
		) => {
			const { _id } = await createProject(work, newProject.parse(fields));
			await reportStatus(work, SYSTEM_CONTEXT, newStatusReport.parse({ project: _id, ...report }));
		};
		await add(
			{
				title: '=SUMME(A1)',
				titleEn: "'-5 degrees",
				code: '1.10',
				municipalities: towns.map(({ _id }) => _id),
				periods: { planned: '2005-07', actual: '2006-01-15/..' },
				costs: [{ cents: 0, maximumCents: 5_000_050, relation: 'range', kind: 'planned' }],
				roles: [...both, { role: 'carrier', party: first._id, part: 'Rückbau' }]
			},
			{ status: 'running', progress: 60, asOf: '2021-06~' }
		);
		await add(
			{
				title: "'=schon mit Apostroph",
				periods: { planned: '2010/2010', actual: '2011?' },
				costs: [
					{ cents: 123_456, relation: 'almost', kind: 'planned', scope: 'Planung' },
					{ cents: 100_000, relation: 'exact', kind: 'actual' }
				]
			},
			{ status: 'planned', progress: 1, isDelayed: true, delayReason: 'Der Bescheid fehlt.', asOf: '2020' }
		);
		await add(
			{ title: 'Maßnahme 3: Brücke', periods: { planned: '../2015' }, costs: [{ cents: 0, relation: 'exact' }] },
			{ status: 'unknown', text: 'Nichts zu erfahren.' }
		);
		await add({ title: '2. Bauabschnitt' }, { status: 'ongoing', asOf: '2022-03-01' });
		await add(
			{ title: '2. Bauabschnitt', costs: [{ cents: 1_000, relation: 'at-least' }] },
			{ status: 'paused', progress: 0 }
		);
		await add({ title: 'Über dem Fluss', costs: [{ cents: 100_000_001, relation: 'more-than' }] }, { status: 'idea' });
	});
}

describe('A list that is exported and imported again', function () {
	this.timeout(120_000);
	let editions: { id: string; year: number }[] = [];
	real.use();
	before(addHardCases);
	beforeEach(async () => {
		({ rows: editions } = await real.read<{ rows: { id: string; year: number }[] }>('/editions'));
	});
	after(closeImports);

	for (const list of LISTS)
		for (const format of FORMATS)
			for (const language of LISTS.indexOf(list) < 2 ? ['de', 'en'] : ['de'])
				it(`changes nothing: ${list} as ${format}, ${language}`, async () => {
					const { view, rows } = await imported(await exported(list, format, language));
					expect(changesOf(rows)).to.deep.equal([]);
					const { total } = await real.read<{ total: number }>(`/${list}`);
					const found = rows.filter(({ matchedBy }) => matchedBy === 'id').map(({ kind }) => kind);
					expect(found).to.deep.equal(new Array(total).fill(LIST_ITEMS[list]));
					expect(total).to.be.greaterThan(0);
					expect(view.summary).to.include({ openDoubts: 0, reports: 0, parties: 0 });
					expect(view.mayTake).to.equal(false);
				});

	it('changes nothing in an edition that is not the usual one', async () => {
		for (const { id } of editions)
			for (const list of LISTS) {
				const { view, rows } = await imported(await exported(`${list}?edition=${id}`, 'csv', 'de'));
				expect(changesOf(rows)).to.deep.equal([]);
				expect(view.summary.openDoubts).to.equal(0);
			}
	});

	it('changes nothing as a workbook of a whole edition, of which only the lists of items are read', async () => {
		for (const { id } of editions)
			for (const format of ['xlsx', 'ods'] as const) {
				const { view, rows } = await imported(await exported(`editions/${id}/export`, format, 'de'));
				expect(changesOf(rows)).to.deep.equal([]);
				expect(['Handlungsfelder', 'Ziele', 'Maßnahmen', 'Projekte']).to.include.members(
					view.sheets.filter(({ isUsed }) => isUsed).map(({ name }) => name)
				);
			}
	});

	describe('and changed by hand in between', () => {
		const HARD = '=SUMME(A1)';
		let before: Record<string, string>[] = [];
		const edit = async (list: string, title: string, values: Record<string, string>, language = 'de') => {
			const bytes = await changedCsv(list, language, (rows) => {
				before = rows.map((row) => ({ ...row }));
				Object.assign(rowOf(rows, title), values);
			});
			const { view, rows } = await imported(bytes);
			return { view, changes: changesOf(rows) };
		};

		it('shows exactly that change of a status, and the progress of the former one goes with it', async () => {
			const { changes } = await edit('projects', "'=SUMME(A1)", { Status: 'ruht' });
			expect(changes).to.deep.equal([
				{ outcome: 'changed', title: HARD, changes: [['status', 'running', 'paused']], doubts: [] }
			]);
			const done = await edit('projects', "'=SUMME(A1)", { Status: 'completed' }, 'en');
			expect(done.changes).to.deep.equal([
				{ outcome: 'changed', title: HARD, changes: [['status', 'running', 'completed']], doubts: [] }
			]);
		});

		it('shows exactly that change of a progress, and asks where it does not fit the status', async () => {
			const { view, changes } = await edit('projects', "'=SUMME(A1)", { Fortschritt: '70 %' });
			expect(changes.map((one) => one.changes)).to.deep.equal([[['status', 'running', 'running']]]);
			expect(view.summary.reports).to.equal(1);
			const odd = await edit('projects', "'=SUMME(A1)", { Fortschritt: '70', Status: 'abgeschlossen' });
			expect(odd.changes.map(({ doubts }) => doubts)).to.deep.equal([[['progress_contradiction', '70 %']]]);
		});

		it('shows exactly that change of an amount, its exactness and its upper limit', async () => {
			const { changes } = await edit('projects', "''=schon mit Apostroph", { Kosten: '1.200,50' });
			expect(changes.map((one) => one.changes)).to.deep.equal([[['costs', '1.000 €', '1.200,50 €']]]);
			const about = await edit('projects', "''=schon mit Apostroph", { 'Genauigkeit der Kosten': 'etwa' });
			expect(about.changes.map((one) => one.changes)).to.deep.equal([[['costs', '1.000 €', 'rund 1.000 €']]]);
			const odd = await edit('projects', "''=schon mit Apostroph", { 'Kosten bis': '5' });
			expect(odd.changes.map(({ doubts }) => doubts)).to.deep.equal([[['unknown_relation', 'genau']]]);
		});

		it('shows exactly that change of a title, a number, a period, a carrier and a place', async () => {
			const { changes } = await edit('projects', "'=SUMME(A1)", {
				Projekt: 'Brücke',
				'Nr.': '1.11',
				Zeitraum: '2005/2007',
				Träger: 'Bau / Planung GmbH',
				Maßnahme: 'W 2 Entwicklung des Geraer Bahnbogens in Saalfeld als Industrie- und Gewerbegebiet'
			});
			expect(
				changes.map(({ outcome, changes: found }) => [outcome, found.map(([field]) => field).sort()])
			).to.deep.equal([['changed', ['code', 'links', 'periods', 'roles', 'title']]]);
		});

		it('takes nothing away where a cell was emptied, and does without columns that were taken out', async () => {
			const bytes = await changedCsv('projects', 'de', (rows) => {
				for (const row of rows)
					for (const name of Object.keys(row)) if (!['Projekt', 'Kennung'].includes(name)) row[name] = '';
			});
			expect(changesOf((await imported(bytes)).rows)).to.deep.equal([]);
			const fewer = await changedCsv('projects', 'de', (rows) => {
				const kept = rows.map(({ Projekt = '', Status = '', Kennung = '' }) => ({ Projekt, Status, Kennung }));
				rows.splice(0, rows.length, ...kept);
			});
			expect(changesOf((await imported(fewer)).rows)).to.deep.equal([]);
		});

		it('finds an item by its key where its id is gone', async () => {
			const { rows } = await imported(
				await changedCsv('projects', 'de', (all) => {
					Object.assign(rowOf(all, 'rb-a3'), { Kennung: '', Projekt: 'Messen in München' });
				})
			);
			expect(changesOf(rows)).to.deep.equal([
				{
					outcome: 'changed',
					title: 'Messen in München',
					changes: [['title', 'Beteiligung an der ExpoReal in München 2010, 2011, 2012 und 2013', 'Messen in München']],
					doubts: []
				}
			]);
		});

		it('asks about an id of another region or kind, and about one that stands there twice', async () => {
			const { rows: measures } = await real.read<{ rows: { id: string }[] }>('/measures');
			for (const id of ['01a21539-b893-784c-8b77-000000000000', measures[0]?.id ?? '']) {
				const { view, changes } = await edit('projects', 'rb-a3', { Kennung: id, Schlüssel: '' });
				expect(changes.map(({ outcome, doubts }) => [outcome, doubts.map(([code]) => code)])).to.deep.equal([
					['doubtful', ['foreign_id']]
				]);
				const answer = await supertest(real.server)
					.patch(`/api/v1/regions/${real.key}/imports/${view.id}`)
					.set({ Cookie: real.planner.cookie, 'If-Match': `"${String(view.version)}"` })
					.send({ decisions: [{ doubt: 'foreign_id', choice: 'empty' }] });
				const decided = answer.body as ImportView;
				expect(decided.summary.project).to.include({ new: 0, changed: 0 });
			}
			const own = rowOf(before, 'rb-a4')['Kennung'] ?? '';
			const mixed = await edit('projects', 'rb-a3', { Kennung: own });
			expect(mixed.changes.map(({ doubts }) => doubts.map(([code]) => code))).to.deep.equal([['other_key']]);
			const twice = await edit('projects', '2. Bauabschnitt', { Kennung: own });
			expect(twice.changes.map(({ doubts }) => doubts.map(([code]) => code))).to.deep.equal([['duplicate_row']]);
		});

		it('shows exactly what was changed in a workbook by another program', async () => {
			const newest = editions.find(({ year }) => year === 2022)?.id ?? '';
			const workbook = new ExcelJS.Workbook();
			await workbook.xlsx.load((await exported(`measures?edition=${newest}`, 'xlsx', 'de')) as never);
			const sheet = workbook.worksheets[0];
			const heads = sheet?.getRow(1).values as string[];
			const cell = sheet?.getRow(2).getCell(heads.indexOf('Priorität'));
			if (cell) cell.value = 'hoch';
			const { rows } = await imported(Buffer.from(await workbook.xlsx.writeBuffer()));
			expect(changesOf(rows).map(({ changes }) => changes)).to.deep.equal([[['priority', null, 'high']]]);
			const parts = unzipSync(await exported('projects', 'ods', 'de'));
			const content = strFromU8(parts['content.xml'] ?? new Uint8Array());
			parts['content.xml'] = strToU8(content.replace('>2. Bauabschnitt<', '>3. Bauabschnitt<'));
			const changed = await imported(Buffer.from(zipSync(parts)));
			expect(changesOf(changed.rows).map(({ changes }) => changes)).to.deep.equal([
				[['title', '2. Bauabschnitt', '3. Bauabschnitt']]
			]);
		});
	});
});
