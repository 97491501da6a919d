import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { describeTable } from '../foundation/table/table.ts';

const RESULTS: Record<Decision['result'], Record<Language, string>> = {
	accepted: { de: 'angenommen', en: 'accepted' },
	rejected: { de: 'abgelehnt', en: 'rejected' },
	recommended: { de: 'empfohlen', en: 'recommended' },
	postponed: { de: 'vertagt', en: 'postponed' },
	unknown: { de: 'nicht bekannt', en: 'not known' }
};

/** Decisions as a table. */
export const decisionTable = describeTable<Decision>({ de: 'Beschlüsse', en: 'Decisions' }, [
	['Datum', 'Date', 'date', (row) => row.date],
	['Gremium', 'Body', 'text', (row) => row.bodyReference?.title ?? row.authority, 30],
	['Nr.', 'No.', 'text', (row) => row.number, 16],
	['Beschluss', 'Decision', 'text', (row) => row.title, 60],
	['Ergebnis', 'Result', 'text', (row, language) => RESULTS[row.result][language], 16],
	['Text', 'Text', 'text', (row) => row.text, 80],
	['Kennung', 'Id', 'text', (row) => row.id, 38],
	['Schlüssel', 'Key', 'text', (row) => row.key]
]);
