import { expect } from 'chai';
import { importWords } from '@konzeptstand/contract/import.ts';
import type { ImportLevel } from '@konzeptstand/contract/import.ts';
import { interpret } from '../../../backend/exchange/spreadsheet/interpret.ts';
import type { Interpretation } from '../../../backend/exchange/spreadsheet/interpret.ts';
import { odsOf, xlsxOf } from '../../helpers/spreadsheets.ts';
import type { TestRow, TestSheet } from '../../helpers/spreadsheets.ts';

/** One concept of 5 fields, 15 goals, 45 measures and 90 projects, as different offices lay it out. */

const FIELDS = ['Wirtschaft', 'Verkehr', 'Wohnen', 'Bildung', 'Tourismus'];
interface Entry {
	level: ImportLevel;
	code: string;
	title: string;
	path: string[];
}

function concept(): Entry[] {
	const entries: Entry[] = [];
	for (const [f, field] of FIELDS.entries()) {
		const fieldCode = String(f + 1);
		entries.push({ level: 'field', code: fieldCode, title: field, path: [] });
		for (let g = 1; g <= 3; g += 1) {
			const goalCode = `${fieldCode}.${String(g)}`;
			const goal = `${field} stärken in der ${String(g)}. Stufe`;
			entries.push({ level: 'goal', code: goalCode, title: goal, path: [field] });
			for (let m = 1; m <= 3; m += 1) {
				const measure = `Angebote für ${field} schaffen, Paket ${String(g)}${String(m)}`;
				const code = `${goalCode}.${String(m)}`;
				entries.push({ level: 'measure', code, title: measure, path: [field, goal] });
				for (let p = 1; p <= 2; p += 1)
					entries.push({
						level: 'project',
						code: `${code}.${String(p)}`,
						title: `Brunnen ${code}.${String(p)} am Markt`,
						path: [field, goal, measure]
					});
			}
		}
	}
	return entries;
}

const understand = (bytes: Buffer): Interpretation =>
	interpret({
		bytes,
		reading: { encoding: null, separator: null },
		sheets: null,
		words: importWords.parse({}),
		decisions: [],
		day: '2026-11-25'
	});

/** What the list was understood as: each item with what stands above it. */
function read(bytes: Buffer): { level: string; title: string; path: string[] }[] {
	return understand(bytes).rows.flatMap(({ leftOut, named }) => {
		const own = named.at(-1);
		return leftOut !== null || !own
			? []
			: [{ level: own.level, title: own.title, path: named.slice(0, -1).map(({ title }) => title) }];
	});
}

const ENTRIES = concept();
const wanted = (levels: readonly ImportLevel[]) =>
	ENTRIES.filter(({ level }) => levels.includes(level)).map(({ level, title, path }) => ({
		level,
		title,
		path: path.filter((_title, index) => levels.includes((['field', 'goal', 'measure'] as const)[index] as ImportLevel))
	}));
const MEASURES = ENTRIES.filter(({ level }) => level === 'measure');
const PROJECTS = ENTRIES.filter(({ level }) => level === 'project');
const titled: TestRow[] = [['Integriertes Konzept – Maßnahmenliste'], ['Stand: 31.12.2024'], []];

describe('A list of about 150 rows that nobody laid out for us', () => {
	it('comes in where numbers tell the levels', () => {
		const rows: TestRow[] = [
			...titled,
			['Nr.', 'Projekt', 'Träger', 'Kosten (T€)'],
			...ENTRIES.map(({ level, code, title }): TestRow => [
				code,
				title,
				level === 'project' ? 'Stadt Saalfeld' : null,
				level === 'project' ? 12.5 : null
			])
		];
		expect(read(xlsxOf([{ rows }]))).to.deep.equal(wanted(['field', 'goal', 'measure', 'project']));
	});

	it('comes in where levels and titles share one column, with the number before each', () => {
		const rows: TestRow[] = [
			['Projektliste'],
			['Vorhaben', 'Federführung', 'Status'],
			...ENTRIES.map(({ level, code, title }): TestRow => [
				`${code} ${title}`,
				level === 'project' ? 'LEG' : null,
				level === 'project' ? 'läuft' : null
			])
		];
		expect(read(xlsxOf([{ rows }]))).to.deep.equal(wanted(['field', 'goal', 'measure', 'project']));
	});

	it('comes in where the levels are bands over the whole width', () => {
		const rows: TestRow[] = [...titled, ['Maßnahme', 'Priorität', 'Zeitraum', 'Kosten']];
		const merges: string[] = ['A1:D1'];
		for (const { level, code, title } of ENTRIES) {
			if (level === 'project') continue;
			if (level === 'measure') rows.push([title, 'hoch', '2014/15', '1.000 €']);
			else {
				rows.push([{ value: `${level === 'field' ? 'Handlungsfeld' : 'Ziel'} ${code}: ${title}`, isBold: true }]);
				merges.push(`A${String(rows.length)}:D${String(rows.length)}`);
			}
		}
		for (const bytes of [xlsxOf([{ rows, merges }]), odsOf([{ rows, merges }])])
			expect(read(bytes)).to.deep.equal(wanted(['field', 'goal', 'measure']));
	});

	it('comes in where bands have no number and no word, and only their look tells them apart', () => {
		const rows: TestRow[] = [['Lfd. Nr.', 'Maßnahme', 'Verantwortlich', 'Bemerkung']];
		const merges: string[] = [];
		for (const { level, title } of ENTRIES) {
			if (level === 'project') continue;
			if (level === 'measure') rows.push([rows.length, title, 'Stadt', 'x']);
			else if (level === 'field') {
				rows.push([{ value: title, isBold: true }]);
				merges.push(`A${String(rows.length)}:D${String(rows.length)}`);
			} else rows.push([null, { value: title, isBold: true }]);
		}
		expect(read(xlsxOf([{ rows, merges }]))).to.deep.equal(wanted(['field', 'goal', 'measure']));
	});

	it('comes in where indentation tells the levels', () => {
		const depth: Record<string, number> = { field: 0, goal: 1, measure: 2 };
		const rows: TestRow[] = [
			['Maßnahme', 'Träger'],
			...ENTRIES.filter(({ level }) => level !== 'project').map(({ level, title }): TestRow => [
				{ value: title, indent: depth[level] ?? 0 },
				level === 'measure' ? 'Stadt' : null
			])
		];
		for (const bytes of [xlsxOf([{ rows }]), odsOf([{ rows }])])
			expect(read(bytes)).to.deep.equal(wanted(['field', 'goal', 'measure']));
	});

	it('comes in where two levels share a column and the upper one is bold', () => {
		const rows: TestRow[] = [
			['Projekt', 'Träger', 'Status'],
			...ENTRIES.filter(({ level }) => ['measure', 'project'].includes(level)).map(({ level, title }): TestRow => [
				{ value: title, isBold: level === 'measure' },
				'Stadt Saalfeld',
				level === 'project' ? 'fertig' : 'läuft'
			])
		];
		expect(read(xlsxOf([{ rows }]))).to.deep.equal(wanted(['measure', 'project']));
	});

	it('comes in where groups stand in merged cells, or only in the first of their rows', () => {
		const rows: TestRow[] = [['Handlungsfeld', 'Ziel', 'Maßnahme', 'Träger']];
		const merges: string[] = [];
		let [field, goal] = ['', ''];
		for (const { title, path } of MEASURES) {
			const [ownField = '', ownGoal = ''] = path;
			rows.push([ownField === field ? null : ownField, ownGoal === goal ? null : ownGoal, title, 'Stadt']);
			if (ownField !== field) merges.push(`A${String(rows.length)}:A${String(rows.length + 8)}`);
			if (ownGoal !== goal) merges.push(`B${String(rows.length)}:B${String(rows.length + 2)}`);
			[field, goal] = [ownField, ownGoal];
		}
		const full = wanted(['field', 'goal', 'measure']).filter(({ level }) => level === 'measure');
		expect(read(xlsxOf([{ rows, merges }])), 'merged').to.deep.equal(full);
		expect(read(xlsxOf([{ rows }])), 'first only').to.deep.equal(full);
	});

	it('comes in where two levels stand in one cell', () => {
		const rows: TestRow[] = [
			['Handlungsfeld / Ziel', 'Maßnahme'],
			...MEASURES.map(({ title, path }): TestRow => [path.join('\n'), title])
		];
		expect(read(xlsxOf([{ rows }]))).to.deep.equal(
			wanted(['field', 'goal', 'measure']).filter(({ level }) => level === 'measure')
		);
	});

	it('comes in with a head of two rows, units below, and subtotals between', () => {
		const rows: TestRow[] = [
			['Übersicht der Vorhaben'],
			['Nr.', 'Vorhaben', 'Zeitraum', null, 'Kosten', 'Stand'],
			[null, null, 'Beginn', 'Ende', 'in T€', null]
		];
		for (const [index, { title }] of PROJECTS.entries()) {
			rows.push([index + 1, title, '2014', '2016', 12.5, 'läuft']);
			if (index % 30 === 29) rows.push([null, 'Zwischensumme', null, null, 375, null]);
		}
		const read = understand(xlsxOf([{ rows, merges: ['A1:F1', 'C2:D2'] }]));
		expect(read.sheets[0]?.columns.map(({ field }) => field)).to.deep.equal([
			'number',
			'project',
			'start',
			'end',
			'costs',
			'status'
		]);
		const taken = read.rows.filter(({ leftOut }) => leftOut === null);
		expect(taken).to.have.length(90);
		expect(read.rows.filter(({ leftOut }) => leftOut === 'total')).to.have.length(3);
		expect(taken[0]?.values).to.deep.include({ period: '2014/2016', status: 'running' });
		expect(taken[0]?.values.costs?.cents).to.equal(1_250_000);
	});

	it('comes in from several sheets, without those that stand beside the list', () => {
		const sheet = (name: string, from: number): TestSheet => ({
			name,
			rows: [['Projekt', 'Status'], ...PROJECTS.slice(from, from + 45).map(({ title }): TestRow => [title, 'geplant'])]
		});
		const legend: TestSheet = {
			name: 'Legende',
			rows: [
				['Status', 'Bedeutung'],
				['geplant', 'kommt noch']
			]
		};
		const read = understand(xlsxOf([sheet('Teil 1', 0), sheet('Teil 2', 45), legend]));
		expect(read.sheets.map(({ isUsed }) => isUsed)).to.deep.equal([true, true, false]);
		expect(read.rows).to.have.length(90);
	});

	it('comes in as rows without any names of columns, pasted from a spreadsheet', () => {
		const text = PROJECTS.map(({ title }, index) => `${String(index + 1)}\t${title}\t1.000,00 €\tgeplant`).join('\n');
		const read = understand(Buffer.from(text));
		expect(read.sheets[0]?.columns.map(({ field }) => field)).to.deep.equal(['number', 'title', 'costs', 'status']);
		expect(read.rows).to.have.length(90);
	});

	it('is true for the day that stands above it', () => {
		const rows: TestRow[] = [
			...titled,
			['Projekt', 'Status'],
			...PROJECTS.map(({ title }): TestRow => [title, 'geplant'])
		];
		expect(understand(xlsxOf([{ rows }])).rows.every(({ values }) => values.asOf === '2024-12-31')).to.equal(true);
	});
});
