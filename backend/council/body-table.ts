import type { Body } from '@konzeptstand/contract/region.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { describeTable } from '../foundation/table/table.ts';

const KINDS: Record<Body['kind'], Record<Language, string>> = {
	deciding: { de: 'beschließend', en: 'deciding' },
	advisory: { de: 'beratend', en: 'advisory' },
	council: { de: 'Stadt- oder Gemeinderat', en: 'town council' },
	'steering-group': { de: 'Lenkungsgruppe', en: 'steering group' },
	'working-group': { de: 'Arbeitsgruppe', en: 'working group' }
};

const RULES: Record<NonNullable<Body['votingRule']>, Record<Language, string>> = {
	'unanimity-of-towns': { de: 'einstimmig, je Stadt', en: 'unanimous, by towns' },
	majority: { de: 'Mehrheit', en: 'majority' }
};

/** Bodies as a table. */
export const bodyTable = describeTable<Body>({ de: 'Gremien', en: 'Bodies' }, [
	['Gremium', 'Body', 'text', (row) => row.name, 40],
	['Gremium (englisch)', 'Body (English)', 'text', (row) => row.nameEn, 30],
	['Art', 'Kind', 'text', (row, language) => KINDS[row.kind][language]],
	['Aufgabe', 'Role', 'text', (row) => row.role, 60],
	['Besteht seit', 'Since', 'date', (row) => row.since],
	['Rhythmus', 'Rhythm', 'text', (row) => row.rhythm, 40],
	['Wochen zwischen Sitzungen', 'Weeks between meetings', 'number', (row) => row.rhythmWeeks, 26],
	['Beschlussregel', 'Voting rule', 'text', (row, language) => row.votingRule && RULES[row.votingRule][language]],
	['Sitze', 'Seats', 'number', (row) => row.seats.length],
	['Kennung', 'Id', 'text', (row) => row.id, 38],
	['Schlüssel', 'Key', 'text', (row) => row.key]
]);
