import type { Entry } from '@konzeptstand/contract/record.ts';
import { describeTable } from '../foundation/table/table.ts';

/** Entries of the record as a table. */
export const entryTable = describeTable<Entry>({ de: 'Protokoll', en: 'Record' }, [
	['Eintrag', 'Entry', 'number', (row) => row.sequence],
	['Zeitpunkt', 'At', 'instant', (row) => row.at, 20],
	['Wer', 'Who', 'text', (row) => row.actor.name ?? row.actor.id, 30],
	['Vorgang', 'Action', 'text', (row) => row.action],
	['Gegenstände', 'Items', 'number', (row) => row.changeCount],
	['Begründung', 'Reason', 'text', (row) => row.reason, 50],
	['Beschluss', 'Decision', 'text', (row) => row.decision, 38],
	['Prüfsumme', 'Hash', 'text', (row) => row.hash, 66]
]);
