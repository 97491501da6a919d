import { expect } from 'chai';
import { changesOf, columnsOf, decided, openIn, plan, rowOf, understand } from '../../helpers/foreign-list.ts';
import { tableXlsx, xlsxOf } from '../../helpers/spreadsheets.ts';
import type { TestRow } from '../../helpers/spreadsheets.ts';

/** Lists as planners of other offices keep them: with columns, bands and signs of their own. */

describe('Names of columns that other offices use', () => {
	it('are understood: who, with whom, what, until when, how far', () => {
		const head = ['lfd.', 'Was?', "Wer macht's?", 'mit wem', 'bis wann', 'davon Förd.', 'wie weit?'];
		const rows: TestRow[] = [
			['1', 'Radweg an der Saale', 'Stadt', 'Land', '2025', '80 %', 'in Arbeit'],
			['2', 'Marktplatz erneuern', 'LRA', 'IHK', '2026', '50 %', 'erledigt']
		];
		expect(columnsOf(head, rows)).to.deep.equal([
			'number',
			'project',
			'carrier',
			'partner',
			'end',
			'funding-rate',
			'status'
		]);
	});

	it('name the carrier as the one in the lead, unless another column does', () => {
		const row = ['Radweg', 'Bauamt'];
		expect(columnsOf(['Projekt', 'Federführung'], [row])[1]).to.equal('carrier');
		expect(columnsOf(['Projekt', 'Federführung', 'Träger'], [[...row, 'Stadt']]).sort()).to.deep.equal([
			'carrier',
			'project',
			'responsible'
		]);
	});

	it('name the day of a status, which never becomes the period of a project', () => {
		const head = ['Projekt', 'Beginn', 'Ende', 'Status', 'letzte Akt.'];
		const rows: TestRow[] = [
			['Radweg', 2023, 2026, 'im Bau', '10/2025'],
			['Brücke', 2024, 2027, 'geplant', '05.11.25'],
			['Freibad', 2024, 2027, 'geplant', null]
		];
		expect(columnsOf(head, rows)[4]).to.equal('as-of');
		const [first, second] = understand(tableXlsx(head, rows)).rows;
		expect(first?.values).to.include({ period: '2023/2026', asOf: '2025-10' });
		expect(second?.values).to.include({ period: '2024/2027', asOf: '2025-11-05' });
		expect(second?.doubts).to.deep.equal([]);
	});

	it('name euro where the sign stands behind a word that ends in t', () => {
		const [row] = understand(tableXlsx(['Projekt', 'Gesamt €', 'Status'], [['Radweg', 12_500, 'fertig']])).rows;
		expect(row?.values.costs?.cents).to.equal(1_250_000);
	});
});

describe('A period beside a beginning and an end', () => {
	const head = ['Projekt', 'Zeitraum', 'Beginn', 'Ende'];

	it('says nothing new where it says the same', () => {
		expect(rowOf(head, ['Radweg', '2023-2026', '03/2023', 2026])).to.deep.include({ doubts: [] });
	});

	it('is asked about where it says something else, and wins only on a word', () => {
		const row = ['Radweg', '2020-2021', 2023, 2026];
		expect(rowOf(head, row).values.period).to.equal(undefined);
		expect(rowOf(head, row).doubts).to.deep.equal(['two_periods: 2023 bis 2026']);
		const both = rowOf(head, row, { decisions: [decided('two_periods', 'proposal')] });
		expect(both.values.period).to.equal('2023/2026');
	});

	it('is not taken from a column without a telling name', () => {
		const rows: TestRow[] = [
			['Radweg', 2023, 2026, '2021-2022'],
			['Brücke', 2023, 2026, '2022-2023']
		];
		expect(columnsOf(['Projekt', 'Beginn', 'Ende', 'Förderjahre'], rows)[3]).not.to.equal('period');
	});
});

describe('Bands over the table, beside numbers that tell the other levels', () => {
	const rows: TestRow[] = [['lfd.', 'Was?', 'Kosten']];
	const merges: string[] = [];
	for (const [index, field] of ['Wohnen & Leben', 'Wirtschaft', 'Verkehr'].entries()) {
		const f = String(index + 1);
		rows.push([{ value: `HF ${f} ${field}`, isBold: true }]);
		merges.push(`A${String(rows.length)}:C${String(rows.length)}`);
		rows.push([`${f}.1`, `Maßnahme: ${field} stärken`]);
		for (const p of ['1', '2', '3']) rows.push([`${f}.1.${p}`, `Brunnen ${p} für ${field}`, 1_000]);
		rows.push([null, `Summe HF ${f}`, 3_000]);
	}
	const read = understand(xlsxOf([{ rows, merges }]));

	it('are the fields above them, and no rows without a name', () => {
		const named = read.rows.flatMap(({ leftOut, named: path }) =>
			leftOut === null ? [path.map(({ level, title }) => `${level} ${title}`).join(' › ')] : []
		);
		expect(named.slice(0, 3)).to.deep.equal([
			'field Wohnen & Leben',
			'field Wohnen & Leben › measure Wohnen & Leben stärken',
			'field Wohnen & Leben › measure Wohnen & Leben stärken › project Brunnen 1 für Wohnen & Leben'
		]);
		expect(named).to.have.length(15);
		expect(read.rows.flatMap(({ doubts }) => doubts)).to.deep.equal([]);
	});

	it('lose what they say they are in a mode of bands alone too', () => {
		const list: TestRow[] = [
			['Nr.', 'Projekt'],
			['1.1', { value: 'Maßnahme: Wege verbinden', isBold: true }],
			[1, 'Radweg', 5]
		];
		const again = understand(xlsxOf([{ rows: list }]));
		expect(again.rows[0]?.named).to.deep.equal([{ level: 'measure', code: '1.1', title: 'Wege verbinden' }]);
	});
});

describe('Amounts and shares of other lists', () => {
	it('that name the euro themselves are euro, whatever unit the column names', () => {
		const rows: TestRow[] = [
			['Radweg', '12.500,00 €'],
			['Brücke', '25.000,00 €'],
			['Freibad', '37.500,00 €']
		];
		const { rows: read } = understand(tableXlsx(['Projekt', 'Kosten (T€)'], rows));
		expect(read.map(({ values }) => values.costs?.cents)).to.deep.equal([1_250_000, 2_500_000, 3_750_000]);
		expect(read.flatMap(({ doubts }) => doubts)).to.deep.equal([]);
	});

	it('of a funding whose programme nobody names are kept in their own words', () => {
		const { values } = rowOf(['Projekt', 'davon Förd.'], ['Radweg', '80 %']);
		expect(values.funding).to.equal(undefined);
		expect(values.notes).to.deep.equal([{ topic: 'davon Förd.', text: '80 %' }]);
		const named = rowOf(['Projekt', 'Förderprogramm', 'davon Förd.'], ['Radweg', 'EFRE', '80 %']).values;
		expect(named.funding).to.deep.equal({ programme: 'EFRE', amount: null, rate: 0.8 });
		expect(named.notes).to.equal(undefined);
	});
});

describe('A traffic light', () => {
	const head = ['Projekt', 'Ampel'];
	const rows: TestRow[] = [
		['Radweg', 'grün'],
		['Brücke', 'gelb'],
		['Freibad', 'abgeschlossen'],
		['Markt', 'rot'],
		['Schule', null]
	];

	it('is known by its name or by its colours', () => {
		expect(columnsOf(head, rows)[1]).to.equal('signal');
		expect(columnsOf(['Projekt', 'Farbe'], rows)[1]).to.equal('signal');
		expect(columnsOf(['Projekt', 'Status'], rows.slice(0, 2))[1]).to.equal('signal');
	});

	it('says no status by its colours: each is asked about once, and its word is kept', async () => {
		const bytes = tableXlsx(head, rows);
		const asked = await plan(bytes);
		expect(openIn(asked)).to.deep.equal(['signal_word', 'signal_word', 'signal_word']);
		expect(changesOf(asked.rows, 'Freibad')).to.include({ status: 'completed' });
		expect(changesOf(asked.rows, 'Freibad')).not.to.have.property('text');
		const kept = await plan(bytes, { decisions: [decided('signal_word', 'proposal')] });
		expect(changesOf(kept.rows, 'Brücke')).to.include({ status: 'unknown', text: 'Ampel: gelb' });
		const without = await plan(bytes, { decisions: [decided('signal_word', 'empty')] });
		expect(changesOf(without.rows, 'Brücke')).not.to.have.property('text');
	});

	it('stands for a status where the planner says so, and beside a status it is only kept', async () => {
		const words = { statuses: [{ word: 'gelb', status: 'paused' }] };
		const said = await plan(tableXlsx(head, [['Brücke', 'gelb']]), { words });
		expect(changesOf(said.rows, 'Brücke')).to.include({ status: 'paused', text: 'Ampel: gelb' });
		const beside = await plan(tableXlsx(['Projekt', 'Status', 'Ampel'], [['Brücke', 'im Bau', 'rot']]));
		expect(openIn(beside)).to.deep.equal([]);
		expect(changesOf(beside.rows, 'Brücke')).to.include({ status: 'running', text: 'Ampel: rot' });
	});
});

describe('A column that says what is delayed', () => {
	const head = ['Projekt', 'Status', 'verzögert'];

	it('marks the report, with the words of the list as the reason', async () => {
		const { items } = await plan(
			tableXlsx(head, [
				['Radweg', 'im Bau', 'ja'],
				['Brücke', 'im Bau', 'nein']
			])
		);
		expect(items.map(({ report }) => [report?.isDelayed, report?.delayReason])).to.deep.equal([
			[true, 'verzögert: ja'],
			[false, null]
		]);
	});

	it('is asked about where it says neither yes nor no, and kept as a text of what is done', () => {
		expect(rowOf(head, ['Radweg', 'im Bau', 'drei Monate']).doubts).to.deep.equal(['no_yes_or_no: ja']);
		const { values } = rowOf(head, ['Radweg', 'fertig', 'ja']);
		expect(values).to.deep.include({ status: 'completed', statusText: 'verzögert: ja' });
		expect(values.isDelayed).to.equal(undefined);
	});
});
