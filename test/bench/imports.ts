import mongoose from 'mongoose';
import { uuidv7 } from 'uuidv7';
import { newEdition } from '@konzeptstand/contract/concept.ts';
import { importWords } from '@konzeptstand/contract/import.ts';
import { newRegion } from '@konzeptstand/contract/region.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { createEdition } from '../../backend/concept/edition.service.ts';
import { closeImports } from '../../backend/exchange/exchange.service.ts';
import { readHeld } from '../../backend/exchange/spreadsheet/held.ts';
import { planImport } from '../../backend/exchange/spreadsheet/plan.ts';
import { interpretSpreadsheet } from '../../backend/exchange/spreadsheet/spreadsheet-reader.ts';
import { takePlan } from '../../backend/exchange/spreadsheet/take-plan.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import { createRegion } from '../../backend/region/region.service.ts';
import { tableXlsx } from '../helpers/spreadsheets.ts';

const ROWS = 20_000;
const BATCH = 1_000;
const STATUSES = ['geplant', 'in Umsetzung', 'fertig', 'Idee'];

/** A list of 20,000 rows taken, against the same documents and version rows written by the raw driver. */
export async function benchImports(): Promise<void> {
	console.log('\nimport of a list');
	const region = uuidv7();
	const edition = await record.change(SYSTEM, { region, action: 'bench.build' }, async (work) => {
		await createRegion(work, newRegion.parse({ key: 'liste', name: 'Liste' }));
		return createEdition(work, newEdition.parse({ key: 'rek-2026', year: 2026, title: 'Konzept' }));
	});
	const bytes = list();
	const settings = { words: importWords.parse({}), decisions: [] };
	const lap = stopwatch();
	const interpretation = await interpretSpreadsheet({
		bytes,
		reading: { encoding: null, separator: null },
		sheets: null,
		...settings,
		day: '2026-11-25'
	});
	const reading = lap();
	const held = await record.read(region, ({ session }) => readHeld(region, session, edition._id));
	const plan = await planImport(interpretation, held, settings);
	const planning = lap();
	await record.change(SYSTEM, { region, action: 'import.take' }, (work) => takePlan(work, SYSTEM_CONTEXT, plan));
	const taking = lap();
	const memory = process.memoryUsage.rss();
	await closeImports();
	const raw = await writeRaw(region);
	console.log(
		`(g) ${String(ROWS)} rows: read in ${seconds(reading)}, compared in ${seconds(planning)}, taken in ${seconds(taking)}`
	);
	console.log(
		`(g) the same documents and version rows by the raw driver: ${seconds(raw)}; taken is ${(taking / raw).toFixed(2)} times that (at most 2)`
	);
	console.log(`(g) ${String(Math.round(memory / 1_000_000))} MB resident in the process that took them`);
}

function list(): Buffer {
	const head = [
		'Nr.',
		'Handlungsfeld',
		'Projekt',
		'Träger',
		'Kosten',
		'Zeitraum',
		'Status',
		'Stand vom',
		'Beschreibung'
	];
	const rows = Array.from({ length: ROWS }, (_none, index) => [
		String(index + 1),
		`Feld ${String(index % 7)}`,
		`Vorhaben Nummer ${String(index + 1)} am Ort ${String(index % 311)}`,
		`Stadt ${String(index % 40)}`,
		`${new Intl.NumberFormat('de-DE').format((index + 1) * 500)},00 €`,
		`20${String(10 + (index % 10))} - 20${String(12 + (index % 10))}`,
		STATUSES[index % 4] ?? '',
		'09.01.2024',
		'Worum es dabei geht, in einem Satz von mittlerer Länge.'
	]);
	return tableXlsx(head, rows);
}

/** What the change has written, once more under other ids, in one transaction. */
async function writeRaw(region: string): Promise<number> {
	const { connection } = mongoose;
	const head = await record.head(region);
	const names = ['projects', 'status_reports', 'parties', 'fields', 'record_versions'];
	const copies = new Map<string, object[]>();
	for (const name of names) {
		const filter = name === 'record_versions' ? { region, sequence: head?.sequence ?? 0 } : { region };
		const rows = await connection.collection(name).find(filter).toArray();
		copies.set(
			name,
			rows.map((row, index) => ({
				...row,
				_id: `raw ${name} ${String(index)}` as never,
				region: 'raw',
				...(name === 'record_versions' ? { item: `raw ${String(index)}` } : {})
			}))
		);
	}
	const lap = stopwatch();
	await connection.transaction(async (session) => {
		for (const [name, rows] of copies)
			for (let start = 0; start < rows.length; start += BATCH)
				await connection.collection(name).insertMany(rows.slice(start, start + BATCH), { session });
	});
	const needed = lap();
	for (const name of names) await connection.collection(name).deleteMany({ region: 'raw' });
	return needed;
}

function stopwatch(): () => number {
	let last = performance.now();
	return () => {
		const now = performance.now();
		const needed = now - last;
		last = now;
		return needed;
	};
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;
