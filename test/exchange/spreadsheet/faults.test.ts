import { expect } from 'chai';
import { strToU8, zipSync } from 'fflate';
import { importWords } from '@konzeptstand/contract/import.ts';
import type { ImportDecision } from '@konzeptstand/contract/import.ts';
import { interpret } from '../../../backend/exchange/spreadsheet/interpret.ts';
import type { Interpretation } from '../../../backend/exchange/spreadsheet/interpret.ts';
import { SheetRefusal } from '../../../backend/exchange/spreadsheet/sheet.ts';
import { odsOf, tableXlsx, xlsxOf } from '../../helpers/spreadsheets.ts';
import type { TestRow } from '../../helpers/spreadsheets.ts';

const AS_IT_IS = { encoding: null, separator: null };

function understand(bytes: Buffer, decisions: ImportDecision[] = []): Interpretation {
	return interpret({
		bytes,
		reading: AS_IT_IS,
		sheets: null,
		words: importWords.parse({}),
		decisions,
		day: '2026-11-25'
	});
}

/** What a list of projects makes of one value in one column. */
function valueOf(header: string, value: TestRow[number], others: readonly (readonly [string, TestRow[number]])[] = []) {
	const head = ['Projekt', header, ...others.map(([name]) => name)];
	const [row] = understand(tableXlsx(head, [['Radweg', value, ...others.map(([, one]) => one)]])).rows;
	return { values: row?.values ?? {}, doubts: row?.doubts ?? [] };
}

const doubtOf = (header: string, value: TestRow[number]) => {
	const { doubts } = valueOf(header, value);
	return doubts.map(({ code, proposal }) =>
		proposal === null ? code : `${code}: ${proposal.value.replace(/\u00a0/g, ' ')}`
	);
};

describe('A file that is no readable spreadsheet', () => {
	/** A file whose directory says that its sheet is so large when inflated. */
	const saying = (size: number): Buffer => {
		const bytes = xlsxOf([{ rows: [['x'.repeat(100_000)]] }]);
		const directory = bytes.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml')) - 46;
		bytes.writeUInt32LE(size, directory + 24);
		return bytes;
	};
	const entities =
		'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>';
	const REFUSED: Record<string, [file: () => Buffer, code: string]> = {
		'an empty file': [() => Buffer.alloc(0), 'sheet_empty'],
		'a file of spaces': [() => Buffer.from('  \n \n'), 'sheet_empty'],
		'a spreadsheet without a single value': [() => xlsxOf([{ rows: [] }]), 'sheet_empty'],
		'old Excel (.xls)': [
			() => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')]),
			'sheet_old_xls'
		],
		'XLSX with a password': [
			() => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
			'sheet_encrypted'
		],
		'ODS with a password': [
			() =>
				odsOf([{ rows: [['x']] }], {
					'META-INF/manifest.xml': '<manifest><file-entry><encryption-data/></file-entry></manifest>'
				}),
			'sheet_encrypted'
		],
		'binary Excel (.xlsb)': [() => Buffer.from(zipSync({ 'xl/workbook.bin': strToU8('x') })), 'sheet_xlsb'],
		'XLSX that arrived in part': [() => tableXlsx(['Projekt'], [['Radweg']]).subarray(0, 700), 'sheet_damaged'],
		'XLSX with a damaged sheet': [
			() => xlsxOf([{ rows: [['x']] }], { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row' }),
			'sheet_damaged'
		],
		'a zip without a table': [() => Buffer.from(zipSync({ 'word/document.xml': strToU8('x') })), 'sheet_unknown'],
		'a PDF': [() => Buffer.from('%PDF-1.7 …'), 'sheet_unknown'],
		'a picture': [() => Buffer.from('89504e470d0a1a0a', 'hex'), 'sheet_unknown'],
		'bytes that are no text': [() => Buffer.from([1, 2, 3, 4, 5, 6, 7]), 'sheet_unknown'],
		'JSON of something else': [() => Buffer.from('[{"projekt": "Radweg"}]'), 'sheet_json_foreign'],
		'JSON of a whole edition': [
			() => Buffer.from('{"format": "konzeptstand-edition", "projects": []}'),
			'sheet_json_edition'
		],
		'a web page named .xls': [() => Buffer.from('<html><table><tr><td>Projekt</td></tr></table></html>'), 'sheet_html'],
		'a zip bomb': [() => saying(300_000_000), 'sheet_bomb'],
		'a zip bomb that says it is small': [() => saying(10), 'sheet_damaged'],
		'entities of XML (XXE)': [
			() => xlsxOf([{ rows: [['x']] }], { 'xl/worksheets/sheet1.xml': entities }),
			'sheet_entities'
		],
		'entities in ODS': [() => odsOf([{ rows: [['x']] }], { 'content.xml': entities }), 'sheet_entities'],
		'too many columns': [
			() => Buffer.from(`${Array.from({ length: 300 }, (_none, index) => `s${String(index)}`).join(';')}\n`),
			'sheet_too_many_columns'
		],
		'too many rows': [() => Buffer.from(`Projekt;Status\n${'Radweg;fertig\n'.repeat(50_001)}`), 'sheet_too_many_rows']
	};
	for (const [name, [file, code]] of Object.entries(REFUSED)) {
		it(`is refused with the way out: ${name}`, () => {
			expect(() => understand(file())).to.throw(SheetRefusal, code);
		});
	}
});

describe('A file with more than values', () => {
	const list: TestRow[] = [
		['Projekt', 'Status'],
		['Radweg', 'fertig']
	];
	it('is read without running its macros, and says so', () => {
		expect(understand(xlsxOf([{ rows: list }], { 'xl/vbaProject.bin': 'x' })).notices).to.include('macros');
		expect(understand(odsOf([{ rows: list }], { 'Basic/Standard/Module1.xml': '<x/>' })).notices).to.include('macros');
	});
	it('is read without asking other files, and says so', () => {
		expect(understand(xlsxOf([{ rows: list }], { 'xl/externalLinks/externalLink1.xml': '<x/>' })).notices).to.include(
			'external_links'
		);
	});
	it('reads hidden rows too, hidden sheets only on request, and says so', () => {
		const read = understand(
			xlsxOf([
				{ rows: list, hiddenRows: [2] },
				{ rows: list, isHidden: true }
			])
		);
		expect(read.notices).to.include.members(['hidden_rows', 'hidden_sheets']);
		expect(read.sheets.map(({ isUsed }) => isUsed)).to.deep.equal([true, false]);
		expect(read.rows).to.have.length(1);
	});
	it('takes the saved result of a formula, and doubts one without', () => {
		expect(valueOf('Kosten', { formula: 'A1*2', value: 5_000 }).values.costs?.cents).to.equal(500_000);
		expect(doubtOf('Kosten', { formula: 'A1*2' })).to.deep.equal(['faulty_cell']);
		expect(doubtOf('Beschreibung', { error: '#REF!' })).to.deep.equal(['faulty_cell']);
	});
});

describe('A text file', () => {
	const TEXT = 'Projekt;Träger\nRadweg an der Saale;Stadt Königsee\n';
	const utf16be = (): Buffer => Buffer.from(TEXT, 'utf16le').swap16();
	const ENCODED: Record<string, () => Buffer> = {
		'UTF-8': () => Buffer.from(TEXT),
		'UTF-8 with its mark': () => Buffer.from(`\ufeff${TEXT}`),
		'Windows-1252': () => Buffer.from(TEXT, 'latin1'),
		'UTF-16 (little end first)': () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TEXT, 'utf16le')]),
		'UTF-16 (big end first)': () => Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be()]),
		'UTF-16 without its mark': () => Buffer.from(TEXT, 'utf16le'),
		commas: () => Buffer.from(TEXT.replaceAll(';', ',')),
		tabs: () => Buffer.from(TEXT.replaceAll(';', '\t')),
		strokes: () => Buffer.from(TEXT.replaceAll(';', '|')),
		'a named separator': () => Buffer.from(`sep=;\n${TEXT}`)
	};
	for (const [name, file] of Object.entries(ENCODED)) {
		it(`is read as it was meant: ${name}`, () => {
			const [row] = understand(file()).rows;
			expect(row?.named[0]?.title).to.equal('Radweg an der Saale');
			expect(row?.values.roles?.carrier).to.deep.equal(['Stadt Königsee']);
		});
	}
	it('keeps separators and line ends within quotation marks', () => {
		const [row] = understand(Buffer.from('Projekt;Beschreibung\n"Radweg; Teil 1";"Zeile 1\nZeile 2"\n')).rows;
		expect(row?.named[0]?.title).to.equal('Radweg; Teil 1');
		expect(row?.values.description).to.equal('Zeile 1\nZeile 2');
	});
	it('is read on where a quotation mark never closes', () => {
		const read = understand(Buffer.from('Projekt;Status\n"Radweg;fertig\nBrücke;geplant\n'));
		expect(read.notices).to.include('broken_quotes');
		expect(read.rows).to.have.length(2);
	});
	it('that was saved in the wrong encoding twice over is doubted, with the text as it was meant', () => {
		const [row] = understand(Buffer.from('Projekt;Beschreibung\nRadweg;FÃ¶rderung der MaÃŸnahme\n')).rows;
		expect(row?.doubts.map(({ code, proposal }) => [code, proposal?.value])).to.deep.equal([
			['wrong_encoding', 'Förderung der Maßnahme']
		]);
		const [lost] = understand(Buffer.from('Projekt;Beschreibung\nRadweg;F\ufffdrderung\n')).rows;
		expect(lost?.doubts.map(({ code }) => code)).to.deep.equal(['lost_character']);
	});
});

describe('A value as Germans type it', () => {
	const MONEY: [TestRow[number], object][] = [
		['1.234,50 €', { cents: 123_450, relation: 'exact' }],
		['ca. 2 Mio.', { cents: 200_000_000, relation: 'about' }],
		['100.000 – 200.000 €', { cents: 10_000_000, maximumCents: 20_000_000, relation: 'range' }],
		['über 3 Mio. Euro', { cents: 300_000_000, relation: 'more-than' }],
		['knapp 500 TEUR', { cents: 50_000_000, relation: 'almost' }],
		['mind. 5.000,-', { cents: 500_000, relation: 'at-least' }],
		['20.000 € (brutto)', { cents: 2_000_000, tax: 'gross' }],
		[12_345.67, { cents: 1_234_567 }]
	];
	for (const [value, wanted] of MONEY) {
		it(`is the amount that it says: ${String(value)}`, () => {
			expect(valueOf('Kosten', value).values.costs).to.deep.include(wanted);
		});
	}
	it('counts in the unit that the column names', () => {
		expect(valueOf('Kosten in T€', '1.234,5').values.costs?.cents).to.equal(123_450_000);
		expect(valueOf('Kosten (Mio. €)', 1.5).values.costs?.cents).to.equal(150_000_000);
	});
	const PERIODS: [TestRow[number], string][] = [
		['2014/15', '2014/2015'],
		['2014 - 2016', '2014/2016'],
		['2014-16', '2014/2016'],
		['bis 2020', '../2020'],
		['seit 2015', '2015/..'],
		['2015 ff.', '2015/..'],
		['ca. 2016', '2016~'],
		['1. Quartal 2016', '2016-01/2016-03'],
		['2. Halbjahr 2016', '2016-07/2016-12'],
		['März 2016', '2016-03'],
		['09.01.2014', '2014-01-09'],
		[2014, '2014'],
		[{ value: 41_648, format: 'dd.mm.yyyy' }, '2014-01-09'],
		[{ value: 41_648, format: 'mmm yyyy' }, '2014-01'],
		[{ value: 41_648, format: 'yyyy' }, '2014']
	];
	for (const [value, wanted] of PERIODS) {
		it(`is the time that it says: ${JSON.stringify(value)}`, () => {
			expect(valueOf('Zeitraum', value).values.period).to.equal(wanted);
		});
	}
	it('counts dates from 1904 where the file says so', () => {
		const file = xlsxOf(
			[
				{
					rows: [
						['Projekt', 'Zeitraum'],
						['Radweg', { value: 40_186, format: 'dd.mm.yyyy' }]
					]
				}
			],
			{},
			'<workbookPr date1904="1"/>'
		);
		expect(understand(file).rows[0]?.values.period).to.equal('2014-01-09');
	});
	it('joins beginning and end from two columns', () => {
		expect(valueOf('Beginn', '2014', [['Ende', '2016']]).values.period).to.equal('2014/2016');
		expect(valueOf('Beginn', '2014', [['Ende', null]]).values.period).to.equal('2014/..');
	});
	for (const word of ['k. A.', '–', '?', 'n. n.', 'noch offen', 'keine Angabe']) {
		it(`is not known, and never zero: ${word}`, () => {
			const { values, doubts } = valueOf('Kosten', word, [['Zeitraum', word]]);
			expect(values).not.to.have.any.keys('costs', 'period');
			expect(doubts).to.have.length(0);
		});
	}
	it('says the share that it shows', () => {
		for (const value of ['50 %', 50, { value: 0.5, format: '0%' }] as TestRow)
			expect(valueOf('Fortschritt', value).values.progress).to.equal(50);
	});
});

describe('A value that is not plain', () => {
	const DOUBTS: [header: string, value: TestRow[number], doubt: string][] = [
		['Zeitraum', 'Frühjahr 2016', 'part_of_year: etwa 2016'],
		['Zeitraum', 'Ende 2017', 'part_of_year: etwa 2017'],
		['Zeitraum', '2010-12', 'ambiguous_period: 2010 bis 2012'],
		['Zeitraum', '9.1.14', 'short_year: 9. Januar 2014'],
		['Zeitraum', '03/04/2016', 'ambiguous_date: 3. April 2016'],
		['Zeitraum', '31.02.2016', 'no_such_day: Februar 2016'],
		['Zeitraum', '2014, 2016', 'several_years: 2014 bis 2016'],
		['Zeitraum', 'demnächst', 'no_period'],
		['Zeitraum', '2016 - 2014', 'end_before_start'],
		['Zeitraum', 41_648, 'serial_number: 9. Januar 2014'],
		['Kosten', 'viel', 'no_amount'],
		['Kosten', '2014: 100.000 €', 'no_amount'],
		['Kosten', 0, 'zero_amount'],
		['Kosten', -500, 'negative_amount'],
		['Kosten', '1,234', 'ambiguous_number: 1.234 €'],
		['Kosten', '12.50', 'ambiguous_number: 12,50 €'],
		['Kosten', '5.000 €/Jahr', 'yearly_amount: 5.000 €'],
		['Kosten', '100.000 + 50.000', 'sum_of_amounts: 150.000 €'],
		['Kosten', 'bis zu 20.000 €', 'at_most: 0 € bis 20.000 €'],
		['Kosten (T€)', '1.200.000 €', 'other_unit: 1.200.000 €'],
		['Status', 'irgendwie halb', 'unknown_status'],
		['Status', 'in Umsetzung (Bauphase 2)', 'unknown_status: running'],
		['Fortschritt', '120 %', 'no_share'],
		['Fortschritt', 0.5, 'fraction: 50 %'],
		['Stand vom', '01.01.2031', 'in_future'],
		['Stichtag', '2014 - 2016', 'no_day']
	];
	for (const [header, value, doubt] of DOUBTS) {
		it(`is doubted: ${header} „${String(value)}“ — ${doubt}`, () => {
			expect(doubtOf(header, value)).to.deep.equal([doubt]);
		});
	}
	it('is what was decided of it, for one cell or for all of its kind', () => {
		const file = tableXlsx(
			['Projekt', 'Zeitraum'],
			[
				['Radweg', 'Frühjahr 2016'],
				['Brücke', 'Herbst 2017']
			]
		);
		const decided = (decision: ImportDecision) =>
			understand(file, [decision]).rows.map(({ values, leftOut }) => leftOut ?? values.period ?? null);
		expect(decided({ doubt: 'part_of_year', choice: 'proposal', value: null })).to.deep.equal(['2016~', '2017~']);
		expect(decided({ doubt: '0!B2:part_of_year', choice: 'empty', value: null })).to.deep.equal([null, null]);
		expect(decided({ doubt: '0!B2:part_of_year', choice: 'value', value: '2016-04' })).to.deep.equal(['2016-04', null]);
		expect(decided({ doubt: 'part_of_year:herbst 2017', choice: 'leave-out', value: null })).to.deep.equal([
			null,
			'decision'
		]);
	});
});

describe('A row that is not plain', () => {
	const rowsOf = (head: string[], rows: TestRow[]) => understand(tableXlsx(head, rows)).rows;
	it('stands for nothing: totals, repeated heads and remarks', () => {
		const rows = rowsOf(
			['Nr.', 'Projekt', 'Kosten'],
			[
				['1', 'Radweg', 100],
				[null, 'Zwischensumme', 100],
				['Nr.', 'Projekt', 'Kosten'],
				['2', 'Gesamtkonzept Tourismus', 200],
				[null, 'Summe:', 300],
				[null, '* vorläufige Zahlen', null]
			]
		);
		expect(rows.map(({ leftOut }) => leftOut)).to.deep.equal([null, 'total', 'repeated-head', null, 'total', 'remark']);
	});
	it('needs a name', () => {
		expect(
			rowsOf(['Nr.', 'Projekt', 'Kosten'], [['1', null, 100]])[0]?.doubts.map(({ code, level }) => [code, level])
		).to.deep.equal([['no_title', 'refused']]);
	});
	it('is asked about where it is struck through', () => {
		expect(
			rowsOf(['Projekt', 'Status'], [[{ value: 'Radweg', isStruck: true }, 'fertig']])[0]?.doubts.map(
				({ code }) => code
			)
		).to.deep.equal(['struck_out']);
	});
	it('has a number that the spreadsheet took for a date', () => {
		const [row] = rowsOf(['Nr.', 'Projekt'], [[{ value: 45_323, format: 'dd.mm.yyyy' }, 'Radweg']]);
		expect(row?.doubts.map(({ code, proposal }) => [code, proposal?.value])).to.deep.equal([['code_as_date', '1.2']]);
	});
	it('keeps what has no field of its own as a note under the name of its column', () => {
		expect(valueOf('Nächste Schritte', 'Ausschreibung im Mai').values.notes).to.deep.equal([
			{ topic: 'Nächste Schritte', text: 'Ausschreibung im Mai' }
		]);
	});
	it('is doubted where a name is too long, or progress and status contradict each other', () => {
		expect(
			rowsOf(['Projekt', 'Status'], [['x'.repeat(400), 'fertig']])[0]?.doubts.map(({ code }) => code)
		).to.deep.equal(['title_too_long']);
		expect(valueOf('Status', 'fertig', [['Fortschritt', '50 %']]).doubts.map(({ code }) => code)).to.deep.equal([
			'progress_contradiction'
		]);
	});
});
