import { expect } from 'chai';
import { unzipSync } from 'fflate';
import supertest from 'supertest';
import type { Response } from 'supertest';
import { editionExport } from '@konzeptstand/contract/edition-export.ts';
import type { EditionExport } from '@konzeptstand/contract/edition-export.ts';
import type { ProjectRow } from '@konzeptstand/contract/project.ts';
import { routes } from '../../backend/rooms.ts';
import { RealRegion } from '../helpers/real-region.ts';
import { readCsv, readOds, readXlsx } from '../helpers/table-file.ts';
import type { ReadCell, ReadSheet } from '../helpers/table-file.ts';

const lists = routes.filter((route) => route.table).map((route) => route.path.replace('/regions/:region', ''));

/** As a CSV says it: without the types, with a decimal comma, with what begins like a formula made harmless. */
function asCsv(cell: ReadCell): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return String(cell).replace('.', ',');
	if (typeof cell === 'string') return /^[=+\-@\t\r\n\0]/.test(cell) ? `'${cell}` : cell;
	const [day = '', time] = cell.date.split('T');
	return [day.split('-').reverse().join('.'), time].filter(Boolean).join(' ');
}

describe('Lists of the real region as files', function () {
	this.timeout(60_000);
	const region = new RealRegion().use();

	async function file(path: string): Promise<Response> {
		const answer = await supertest(region.server)
			.get(`/api/v1/regions/${region.key}${path}`)
			.set({ Cookie: region.planner.cookie })
			.buffer(true)
			.parse((response, done) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('end', () => done(null, Buffer.concat(parts)));
			});
		expect(answer.status, path).to.equal(200);
		return answer;
	}
	const bytes = async (path: string): Promise<Buffer> => (await file(path)).body as Buffer;

	it('say the same in every format, cell by cell', async () => {
		expect(lists).to.have.length.above(14);
		for (const list of lists) {
			const [xlsx] = await readXlsx(await bytes(`${list}?format=xlsx`));
			const [ods] = readOds(await bytes(`${list}?format=ods`));
			const csv = readCsv(String(await bytes(`${list}?format=csv`)).slice(1));
			expect(ods?.name, list).to.equal(xlsx?.name);
			expect(ods?.rows, list).to.deep.equal(xlsx?.rows);
			expect(csv, list).to.deep.equal(ods?.rows.map((row) => row.map(asCsv)));
			const { total, rows } = JSON.parse(String(await bytes(`${list}?format=json`))) as {
				total: number;
				rows: { readings?: unknown[] }[];
			};
			expect(rows, list).to.have.length(total);
			const lines = rows.flatMap((row) => (row.readings?.length ? row.readings : [row]));
			expect(ods?.rows, list).to.have.length(lines.length + 1);
		}
	});

	it('hold of projects what the list holds: amounts in euro, inexact ones said to be so, nothing for what is unknown', async () => {
		const { rows } = await region.read<{ rows: ProjectRow[] }>('/projects?limit=500');
		const [sheet] = await readXlsx(await bytes('/projects?format=xlsx'));
		const table = objectsOf(sheet);
		expect(table).to.have.length(rows.length);
		for (const [index, row] of rows.entries()) {
			const cells = table[index]!;
			expect(cells['Kennung']).to.equal(row.id);
			expect(cells['Projekt']).to.equal(row.title);
			expect(cells['Kosten']).to.equal(row.cost ? row.cost.cents / 100 : null);
			expect(cells['Genauigkeit der Kosten'] === null).to.equal(row.cost === null);
			expect(cells['Fortschritt']).to.equal(row.current.progress);
			expect(cells['Träger']).to.equal(row.carriers.map((one) => one.title).join('; ') || null);
		}
		expect(table.map((row) => row['Genauigkeit der Kosten'])).to.include.members(['genau', 'etwa', null]);
		expect(table.map((row) => row['Kosten'])).not.to.include(0);
	});

	it('keep the filters and the order that the page has, and say which', async () => {
		const query = 'status=completed&sort=-title';
		const { rows, total } = await region.read<{ rows: ProjectRow[]; total: number }>(`/projects?${query}&limit=2`);
		const [sheet, about] = readOds(await bytes(`/projects?${query}&limit=2&format=ods`));
		expect(total).to.be.above(2);
		expect(objectsOf(sheet)).to.have.length(total);
		expect(
			objectsOf(sheet)
				.slice(0, 2)
				.map((row) => row['Kennung'])
		).to.deep.equal(rows.map((row) => row.id));
		expect(about?.rows).to.deep.include(['Filter: status', 'completed']);
		expect(about?.rows.find(([name]) => name === 'Stand des Protokolls')?.[1]).to.match(/^Eintrag \d+, .* SHA-256 /);
	});

	it('are the same bytes as long as nothing is written, and are not sent again', async () => {
		const first = await file('/projects?format=xlsx');
		expect((await bytes('/projects?format=xlsx')).equals(first.body as Buffer)).to.equal(true);
		const again = await region.get('/projects?format=xlsx', { 'If-None-Match': String(first.headers['etag']) });
		expect(again.status).to.equal(304);
	});

	it('come under a name that says what they are', async () => {
		for (const format of ['xlsx', 'ods', 'csv', 'json']) {
			const { headers } = await file(`/measures?format=${format}`);
			expect(headers['content-disposition']).to.equal(`attachment; filename=saalebogen-measures.${format}`);
		}
	});

	it('refuse a format that there is not', async () => {
		expect((await region.get('/projects?format=pdf')).status).to.equal(422);
	});

	describe('of a whole edition', () => {
		async function edition(year: number): Promise<string> {
			const { editions } = await region.read<{ editions: { id: string; year: number }[] }>('');
			return editions.find((one) => one.year === year)!.id;
		}

		it('hold every list of it, as a workbook of either format and as a zip of tables', async () => {
			const path = `/editions/${await edition(2022)}/export`;
			const xlsx = await readXlsx(await bytes(`${path}?format=xlsx`));
			const ods = readOds(await bytes(`${path}?format=ods`));
			expect(ods).to.deep.equal(xlsx);
			const names = xlsx.map((sheet) => sheet.name);
			expect(names).to.include.members([
				'Handlungsfelder',
				'Ziele',
				'Maßnahmen',
				'Projekte',
				'Kosten',
				'Projektschritte'
			]);
			expect(names).to.include.members(['Statusmeldungen', 'Indikatoren', 'Texte', 'Über diese Datei']);
			const zip = unzipSync(await bytes(`${path}?format=csv`));
			for (const { name, rows } of xlsx) {
				const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(zip[`${name}.csv`]);
				expect(readCsv(text.slice(1)), name).to.deep.equal(rows.map((row) => row.map(asCsv)));
			}
		});

		it('hold as JSON all that the API says of it', async () => {
			const id = await edition(2022);
			const whole = editionExport.parse(await region.read(`/editions/${id}/export`)) satisfies EditionExport;
			const { rows } = await region.read<{ rows: ProjectRow[] }>('/projects?edition=rek-2022&limit=500');
			expect(whole.projects.map((project) => project.id)).to.include.members(rows.map((row) => row.id));
			for (const { id: project } of whole.projects.slice(0, 5)) {
				const page = await region.read<{ reports: { id: string }[]; description: string | null }>(
					`/projects/${project}`
				);
				expect(whole.projects.find((one) => one.id === project)?.description).to.equal(page.description);
				const reports = whole.reports.filter((report) => report.project === project).map((report) => report.id);
				expect(reports).to.have.members(page.reports.map((report) => report.id));
			}
			const costs = whole.projects.flatMap((project) => project.costs).length;
			const measured = whole.measures.flatMap((measure) => measure.costs).length;
			const sheets = await readXlsx(await bytes(`/editions/${id}/export?format=xlsx`));
			expect(objectsOf(sheets.find((sheet) => sheet.name === 'Kosten'))).to.have.length(costs + measured);
		});
	});
});

/** Rows by the names of their columns. */
function objectsOf(sheet: ReadSheet | undefined): Record<string, ReadCell>[] {
	const [head = [], ...rows] = sheet?.rows ?? [];
	return rows.map((row) => Object.fromEntries(head.map((name, index) => [String(name), row[index] ?? null])));
}
