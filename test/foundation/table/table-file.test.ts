import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describeTable } from '../../../backend/foundation/table/table.ts';
import { tableFile } from '../../../backend/foundation/table/table-file.ts';
import type { TableFormat } from '../../../backend/foundation/table/table-file.ts';
import { readCsv, readOds, readXlsx } from '../../helpers/table-file.ts';
import type { ReadSheet } from '../../helpers/table-file.ts';

interface Row {
	title: string | null;
	cents: number | null;
	progress: number | null;
	date: string | null;
	at: string | null;
	isLate: boolean | null;
}

const table = describeTable<Row>({ de: 'Projekte', en: 'Projects' }, [
	['Projekt', 'Project', 'text', (row) => row.title],
	['Kosten', 'Costs', 'amount', (row) => row.cents],
	['Fortschritt', 'Progress', 'percent', (row) => row.progress],
	['Stand vom', 'As of', 'date', (row) => row.date],
	['Zeitpunkt', 'At', 'instant', (row) => row.at],
	['verspätet', 'Late', 'flag', (row) => row.isLate]
]);

const KNOWN: Row = {
	title: 'Radweg Größe „Saale“',
	cents: 123_450,
	progress: 60,
	date: '2024-01-09',
	at: '2026-11-25T22:30:00.000Z',
	isLate: true
};
const UNKNOWN: Row = { title: null, cents: null, progress: null, date: null, at: null, isLate: null };

async function make(format: TableFormat, rows: readonly Row[], language: 'de' | 'en' = 'de'): Promise<Buffer> {
	const writing = { language, timeZone: 'Europe/Berlin' };
	const about = [['Kooperationsraum', 'saalebogen']] as const;
	const { content } = tableFile(format, [table({ rows }, language)], about, '2026-11-25', writing);
	return Buffer.concat(await content.toArray());
}

const texts = (titles: readonly string[]): Row[] => titles.map((title) => ({ ...UNKNOWN, title }));
const READERS = { xlsx: readXlsx, ods: (bytes: Uint8Array): Promise<ReadSheet[]> => Promise.resolve(readOds(bytes)) };
const part = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());

describe('A list as a spreadsheet', () => {
	for (const format of ['xlsx', 'ods'] as const) {
		describe(`of the format ${format}`, () => {
			it('holds amounts, shares and dates as what they are, and leaves empty what is not known', async () => {
				const [sheet] = await READERS[format](
					await make(format, [KNOWN, UNKNOWN, { ...UNKNOWN, cents: 0, progress: 0 }])
				);
				expect(sheet?.name).to.equal('Projekte');
				expect(sheet?.rows).to.deep.equal([
					['Projekt', 'Kosten', 'Fortschritt', 'Stand vom', 'Zeitpunkt', 'verspätet'],
					[KNOWN.title, 1234.5, 60, { date: '2024-01-09' }, { date: '2026-11-25T23:30:00' }, 'ja'],
					[null, null, null, null, null, null],
					[null, 0, 0, null, null, null]
				]);
			});

			it('keeps a date that is no whole day as it is given', async () => {
				const dates = ['2013', '2014-01', '2001~', '2023/..', '2010/2013', '1850-03-01'];
				const [sheet] = await READERS[format](
					await make(
						format,
						dates.map((date) => ({ ...UNKNOWN, date }))
					)
				);
				const last = format === 'ods' ? { date: '1850-03-01' } : '1850-03-01';
				expect(sheet?.rows.slice(1).map((row) => row[3])).to.deep.equal([...dates.slice(0, -1), last]);
			});

			it('takes no text for a formula, a number or a date', async () => {
				const typed = [
					'=1+1',
					'+49 3672',
					'-2',
					'@SUM(A1)',
					'\t=1',
					'007',
					'1.10',
					'12.11.2026',
					"'=1",
					'=HYPERLINK("x")'
				];
				const bytes = await make(format, texts(typed));
				const [sheet] = await READERS[format](bytes);
				expect(sheet?.rows.slice(1).map((row) => row[0])).to.deep.equal(typed);
				expect(part(bytes, format === 'xlsx' ? 'xl/worksheets/sheet1.xml' : 'content.xml')).not.to.match(
					/<f[ >]|formula=/
				);
			});

			it('keeps every text that somebody can type', async () => {
				const character = fc.constantFrom(...'aÄß€ "\'<>&;=_x\n\t', '_x0041_', '🚲', '  ', ']]>');
				await fc.assert(
					fc.asyncProperty(
						fc.array(
							fc.array(character).map((all) => all.join('')),
							{ minLength: 1 }
						),
						async (typed) => {
							const [sheet] = await READERS[format](await make(format, texts(typed)));
							expect(sheet?.rows.slice(1).map((row) => row[0] ?? '')).to.deep.equal(typed);
						}
					),
					{ numRuns: 50 }
				);
			});

			it('says on its last sheet what it is', async () => {
				const sheets = await READERS[format](await make(format, [KNOWN]));
				expect(sheets.at(-1)).to.deep.equal({
					name: 'Über diese Datei',
					rows: [
						['Angabe', 'Wert'],
						['Kooperationsraum', 'saalebogen']
					]
				});
			});

			it('has the same bytes whenever it is made of the same rows', async () => {
				const hashes = [await make(format, [KNOWN]), await make(format, [KNOWN])].map((bytes) =>
					createHash('sha256').update(bytes).digest('hex')
				);
				expect(hashes[0]).to.equal(hashes[1]);
			});
		});
	}

	it('as XLSX freezes its head, has filter buttons over all rows and German formats', async () => {
		const bytes = await make('xlsx', [KNOWN, UNKNOWN]);
		const sheet = part(bytes, 'xl/worksheets/sheet1.xml');
		expect(sheet).to.include('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
		expect(sheet).to.include('<autoFilter ref="A1:F3"/>');
		expect(part(bytes, 'xl/workbook.xml')).to.include("'Projekte'!$A$1:$F$3");
		for (const format of ['dd.mm.yyyy', '#,##0.00\\ &quot;€&quot;', '0&quot; %&quot;'])
			expect(part(bytes, 'xl/styles.xml')).to.include(`formatCode="${format}"`);
	});

	it('as ODS freezes its head, has filter buttons over all rows and German formats', async () => {
		const bytes = await make('ods', [KNOWN, UNKNOWN]);
		expect(part(bytes, 'settings.xml')).to.match(/VerticalSplitPosition"[^>]*>1</);
		const content = part(bytes, 'content.xml');
		expect(content).to.include(`table:target-range-address="'Projekte'.A1:'Projekte'.F3"`);
		expect(content).to.match(/<number:date-style [^>]*><number:day [^>]*\/><number:text>\.</);
		expect(content).to.include('office:currency="EUR" office:value="1234.5"');
		expect(strFromU8(bytes.subarray(30, 84))).to.equal('mimetypeapplication/vnd.oasis.opendocument.spreadsheet');
	});

	it('as CSV opens in German Excel: mark, semicolons, decimal comma, German dates, formulas made harmless', async () => {
		const text = String(await make('csv', [KNOWN, ...texts(['=1+1', 'a;b "c"', '-2'])]));
		expect(text.startsWith('\uFEFFProjekt;Kosten;')).to.equal(true);
		expect(readCsv(text.slice(1)).slice(1)).to.deep.equal([
			[KNOWN.title, '1234,5', '60', '09.01.2024', '25.11.2026 23:30:00', 'ja'],
			["'=1+1", '', '', '', '', ''],
			['a;b "c"', '', '', '', '', ''],
			["'-2", '', '', '', '', '']
		]);
	});

	it('speaks English to who reads English', async () => {
		const [head, row] = readCsv(String(await make('csv', [KNOWN], 'en')).slice(1));
		expect(head).to.deep.equal(['Project', 'Costs', 'Progress', 'As of', 'At', 'Late']);
		expect(row).to.deep.equal([KNOWN.title, '1234.5', '60', '2024-01-09', '2026-11-25 23:30:00', 'yes']);
	});

	it('lets other work run while a long one is written', async () => {
		let turns = 0;
		const timer = setInterval(() => {
			turns += 1;
		}, 0);
		await make(
			'xlsx',
			Array.from({ length: 20_000 }, () => KNOWN)
		);
		clearInterval(timer);
		expect(turns).to.be.above(20);
	});
});
