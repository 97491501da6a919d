import { importWords, sheetSettings } from '@konzeptstand/contract/import.ts';
import { ImportModel, MappingModel } from '../../backend/exchange/spreadsheet/import.model.ts';
import { keepFile } from '../../backend/foundation/files/files.ts';
import { SYSTEM } from '../../backend/record/record.service.ts';
import type { Work } from '../../backend/record/record.service.ts';

/** A list of one project, not taken yet, and a kept mapping. */
export async function furnishImport(
	work: Work,
	edition: string
): Promise<{ imports: string; 'import-mappings': string }> {
	const bytes = Buffer.from('Projekt;Status\nTurm;fertig\n');
	const sheets = [FURNISHED_SHEET];
	const words = importWords.parse({});
	const made = await work.create(ImportModel, {
		name: 'liste.csv',
		format: 'csv',
		size: bytes.length,
		file: await keepFile(bytes),
		edition,
		reading: { encoding: null, separator: null },
		sheets,
		words,
		decisions: [],
		by: SYSTEM,
		at: work.at.toISOString()
	});
	const headers = FURNISHED_SHEET.columns.map(({ header }) => header);
	const mapping = await work.create(MappingModel, { name: 'Projektliste', headers, sheets, words });
	return { imports: made._id, 'import-mappings': mapping._id };
}

/** How the list above is understood. */
export const FURNISHED_SHEET = sheetSettings.parse({
	name: '',
	isUsed: true,
	headRow: 1,
	headRows: 1,
	columns: [
		{ letter: 'A', header: 'Projekt', field: 'project' },
		{ letter: 'B', header: 'Status', field: 'status' }
	],
	rows: 'project',
	hierarchy: 'columns',
	levels: []
});
