/** What other rooms, the start and the command line may ask of the import. */
export { readImport } from './import-text.ts';
export { LOAD_ACTION, loadImport, loadRegion } from './load.service.ts';
export type { LoadOutcome } from './load.service.ts';
export { closeSpreadsheetReader as closeImports } from './spreadsheet/spreadsheet-reader.ts';
export { importJobs } from './spreadsheet/taking.service.ts';
