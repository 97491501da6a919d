import type { Milestone, Party } from '@konzeptstand/contract/region.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { describeTable } from '../foundation/table/table.ts';

/** Parties and milestones as tables. */

const PARTY_KINDS: Record<Party['kind'], Record<Language, string>> = {
	municipality: { de: 'Stadt oder Gemeinde', en: 'municipality' },
	cooperation: { de: 'Kooperation', en: 'cooperation' },
	district: { de: 'Landkreis', en: 'district' },
	state: { de: 'Land', en: 'state' },
	federal: { de: 'Bund', en: 'federal' },
	authority: { de: 'Behörde', en: 'authority' },
	company: { de: 'Unternehmen', en: 'company' },
	association: { de: 'Verein oder Verband', en: 'association' },
	other: { de: 'Sonstige', en: 'other' }
};

export const partyTable = describeTable<Party>({ de: 'Akteure', en: 'Parties' }, [
	['Akteur', 'Party', 'text', (row) => row.name, 50],
	['Kurzname', 'Short name', 'text', (row) => row.shortName],
	['Art', 'Kind', 'text', (row, language) => PARTY_KINDS[row.kind][language]],
	['Beschreibung', 'Description', 'text', (row) => row.description, 60],
	['Kennung', 'Id', 'text', (row) => row.id, 38],
	['Schlüssel', 'Key', 'text', (row) => row.key]
]);

const MILESTONE_KINDS: Record<Milestone['kind'], Record<Language, string>> = {
	contract: { de: 'Vertrag', en: 'contract' },
	award: { de: 'Auszeichnung', en: 'award' },
	forum: { de: 'Forum', en: 'forum' },
	opening: { de: 'Eröffnung', en: 'opening' },
	decision: { de: 'Beschluss', en: 'decision' },
	concept: { de: 'Konzept', en: 'concept' },
	event: { de: 'Ereignis', en: 'event' }
};

export const milestoneTable = describeTable<Milestone>({ de: 'Meilensteine', en: 'Milestones' }, [
	['Datum', 'Date', 'date', (row) => row.date],
	['Meilenstein', 'Milestone', 'text', (row) => row.title, 50],
	['Meilenstein (englisch)', 'Milestone (English)', 'text', (row) => row.titleEn, 30],
	['Art', 'Kind', 'text', (row, language) => MILESTONE_KINDS[row.kind][language]],
	['Text', 'Text', 'text', (row) => row.text, 80],
	['Kennung', 'Id', 'text', (row) => row.id, 38],
	['Schlüssel', 'Key', 'text', (row) => row.key]
]);
