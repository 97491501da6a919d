import { expect } from 'chai';
import { changesOf, decided, openIn, plan, rowOf, TOWNS, understand } from '../../helpers/foreign-list.ts';
import type { Said } from '../../helpers/foreign-list.ts';
import { tableXlsx, xlsxOf } from '../../helpers/spreadsheets.ts';
import type { TestRow } from '../../helpers/spreadsheets.ts';

/** Times, words and towns as planners of other offices write them. */

describe('A time as people write it', () => {
	const ENDS: [value: string, period: string | undefined, doubts: string[]][] = [
		['2025', '../2025', []],
		['2024-27', '2024/2027', []],
		['2024 ff.', '2024/..', []],
		['III. Quartal 2026', '../2026-09', []],
		['tbd', undefined, []],
		['?', undefined, []],
		['Ende 26', undefined, ['part_of_year: etwa 2026']],
		['Frühj. 2027', undefined, ['part_of_year: etwa 2027']],
		['Frühjahr 27', undefined, ['part_of_year: etwa 2027']],
		['Dez 27', undefined, ['short_year: Dezember 2027']],
		['Q3/25', undefined, ['short_year: Juli 2025 bis September 2025']],
		['lfd.', undefined, ['ongoing_period: Daueraufgabe']]
	];
	for (const [value, period, doubts] of ENDS) {
		it(`is the end below "bis wann": ${value}`, () => {
			const read = rowOf(['Projekt', 'bis wann'], ['Radweg', value]);
			expect([read.values.period, read.doubts]).to.deep.equal([period, doubts]);
		});
	}

	it('without an end is an ongoing task once somebody says so', () => {
		const { values } = rowOf(['Projekt', 'bis wann'], ['Pflege', 'lfd.'], {
			decisions: [decided('ongoing_period', 'proposal')]
		});
		expect(values).to.include({ status: 'ongoing' });
		expect(values.period).to.equal(undefined);
	});

	it('without an end stays as a note where the row has a status of its own', () => {
		const { values } = rowOf(['Projekt', 'bis wann', 'Status'], ['Pflege', 'lfd.', 'in Planung'], {
			decisions: [decided('ongoing_period', 'proposal')]
		});
		expect(values).to.deep.include({ status: 'planned', notes: [{ topic: 'bis wann', text: 'lfd.' }] });
	});

	it('is the day of all statuses where it stands in a title of the list', () => {
		const dayIn = (title: string): string | null =>
			understand(xlsxOf([{ rows: [[title], [], ['Projekt', 'Status'], ['Radweg', 'fertig']] }])).sheets[0]?.asOf ??
			null;
		expect(dayIn('Übersicht Vorhaben · Arbeitsstand 14.10.2025')).to.equal('2025-10-14');
		expect(dayIn('Stand: 1. November 2025')).to.equal('2025-11-01');
		expect(dayIn('Projektliste, Stand 14.10.25 (Entwurf)')).to.equal('2025-10-14');
		expect(dayIn('Kreisstandort 2025')).to.equal(null);
	});
});

describe('Words of other offices', () => {
	it('for a status are known, said as a guess, or asked about with what they probably mean', () => {
		const head = ['Projekt', 'Status'];
		expect(rowOf(head, ['Radweg', 'angedacht'])).to.deep.include({ doubts: [], values: { status: 'idea' } });
		expect(rowOf(head, ['Radweg', 'noch nicht begonnen'])).to.deep.include({
			doubts: ['guessed_status'],
			values: { status: 'planned' }
		});
		const words = { statuses: [{ word: 'noch nicht begonnen', status: 'idea' }] };
		expect(rowOf(head, ['Radweg', 'noch nicht begonnen'], { words })).to.deep.include({
			doubts: [],
			values: { status: 'idea' }
		});
		expect(rowOf(head, ['Radweg', 'zurückgest.']).doubts).to.deep.equal(['unknown_status: paused']);
		expect(rowOf(head, ['Radweg', 'gestrichen']).doubts).to.deep.equal(['unknown_status: stopped']);
	});

	it('for a priority of a project are kept as they are, also a sign', () => {
		for (const word of ['A', 'hoch', '!'])
			expect(rowOf(['Projekt', 'Prio'], ['Radweg', word])).to.deep.equal({
				values: { notes: [{ topic: 'Priorität', text: word }] },
				doubts: []
			});
	});

	it('for a priority of a measure are asked about, a sign among them', () => {
		for (const word of ['sofort', '!'])
			expect(rowOf(['Maßnahme', 'Priorität'], ['Radverkehr', word]).doubts).to.deep.equal(['unknown_priority']);
		const words = { priorities: [{ word: '!', priority: 'high' }] };
		expect(rowOf(['Maßnahme', 'Priorität'], ['Radverkehr', '!'], { words }).values).to.include({ priority: 'high' });
	});

	it('that have no place are named in words of the list', async () => {
		const { rows } = await plan(
			tableXlsx(['Maßnahme', 'Förderprogramm', 'Förderquote'], [['Radverkehr', 'EFRE', '80 %']])
		);
		const said = rows.flatMap(({ doubts }) => doubts.map(({ text }) => text.de));
		expect(said.join()).to.contain('„EFRE, 80 %“ bleibt liegen');
	});
});

describe('Towns of other lists', () => {
	const townsIn = async (text: string, said: Said = {}): Promise<[string | undefined, string[]]> => {
		const made = await plan(tableXlsx(['Projekt', 'Kommune'], [['Radweg', text]]), said);
		return [changesOf(made.rows, 'Radweg')['municipalities'], openIn(made)];
	};
	const SEVERAL: [string, string][] = [
		['Rudolstadt/Bad Blankenburg', 'Rudolstadt, Bad Blankenburg'],
		['Saalfeld/Saale', 'Saalfeld/Saale'],
		['Saalfeld / Saale + Rudolstadt', 'Saalfeld/Saale, Rudolstadt'],
		['Saalfeld und Stadt Rudolstadt', 'Saalfeld/Saale, Rudolstadt'],
		['Saalfeld; Rudolstadt, Bad Blankenburg', 'Saalfeld/Saale, Rudolstadt, Bad Blankenburg']
	];
	for (const [text, names] of SEVERAL) {
		it(`are known in one cell: ${text}`, async () => {
			expect(await townsIn(text)).to.deep.equal([names, []]);
		});
	}

	it('are all of the region where the list says so, once somebody agrees', async () => {
		for (const text of ['alle drei', 'alle Städte', 'Alle Kommunen des Verbundes']) {
			expect(await townsIn(text)).to.deep.equal([undefined, ['all_municipalities']]);
			const said = { decisions: [decided('all_municipalities', 'proposal')] };
			expect(await townsIn(text, said)).to.deep.equal(['Saalfeld/Saale, Rudolstadt, Bad Blankenburg', []]);
		}
		expect((await townsIn('alle vier'))[1]).to.deep.equal(['unknown_municipality']);
	});

	it('are asked about by each abbreviation, which may mean one or several', async () => {
		expect((await townsIn('SLF + RU'))[1]).to.deep.equal(['unknown_municipality', 'unknown_municipality']);
		const words = {
			municipalities: [
				{ word: 'SLF', municipality: TOWNS[0]?._id },
				{ word: 'RU', municipality: TOWNS[1]?._id }
			]
		};
		expect(await townsIn('SLF + RU', { words })).to.deep.equal(['Saalfeld/Saale, Rudolstadt', []]);
		const several = { decisions: [decided('unknown_municipality:sr', 'value', 'Saalfeld und Rudolstadt')] };
		expect(await townsIn('SR', several)).to.deep.equal(['Saalfeld/Saale, Rudolstadt', []]);
		const wrong = { decisions: [decided('unknown_municipality:sr', 'value', 'Saalfeld und Jena')] };
		expect((await townsIn('SR', wrong))[1]).to.deep.equal(['unknown_municipality']);
	});

	it('are those that sheets are named after, which is said and can be switched off', async () => {
		const rows: TestRow[] = [
			['Maßnahme', 'Projekt'],
			['Radverkehr', 'Radweg']
		];
		const bytes = xlsxOf([
			{ name: 'Saalfeld', rows },
			{ name: 'Übersicht', rows: [rows[0] ?? [], ['Radverkehr', 'Brücke']] }
		]);
		const made = await plan(bytes);
		expect(changesOf(made.rows, 'Radweg')).to.include({ municipalities: 'Saalfeld/Saale' });
		expect(changesOf(made.rows, 'Brücke')).not.to.have.property('municipalities');
		expect(made.rows.flatMap(({ doubts }) => doubts.map(({ code }) => code))).to.deep.equal(['town_of_sheet']);
		expect([...made.towns.used]).to.deep.equal([['Saalfeld', 1]]);
		const without = await plan(bytes, { words: { municipalities: [{ word: 'Saalfeld', municipality: null }] } });
		expect(changesOf(without.rows, 'Radweg')).not.to.have.property('municipalities');
	});

	it('are those of the column where there is one, whatever the sheet is called', async () => {
		const rows: TestRow[] = [
			['Projekt', 'Kommune'],
			['Radweg', 'Rudolstadt'],
			['Brücke', null]
		];
		const made = await plan(xlsxOf([{ name: 'Saalfeld', rows }]));
		expect(changesOf(made.rows, 'Radweg')).to.include({ municipalities: 'Rudolstadt' });
		expect(changesOf(made.rows, 'Brücke')).not.to.have.property('municipalities');
	});
});
