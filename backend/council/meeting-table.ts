import type { MeetingKind, MeetingRow, MeetingState } from '@konzeptstand/contract/meeting.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { describeTable } from '../foundation/table/table.ts';

const KINDS: Record<MeetingKind, Record<Language, string>> = {
	ordinary: { de: 'ordentlich', en: 'ordinary' },
	extraordinary: { de: 'außerordentlich', en: 'extraordinary' },
	circulation: { de: 'Umlaufbeschluss', en: 'decision by circulation' },
	urgent: { de: 'Eilentscheidung', en: 'urgent decision' }
};

const STATES: Record<MeetingState, Record<Language, string>> = {
	planned: { de: 'geplant', en: 'planned' },
	invited: { de: 'eingeladen', en: 'invited' },
	held: { de: 'abgehalten', en: 'held' },
	'minutes-drafted': { de: 'Niederschrift im Entwurf', en: 'minutes drafted' },
	'minutes-approved': { de: 'Niederschrift genehmigt', en: 'minutes approved' },
	cancelled: { de: 'abgesagt', en: 'cancelled' }
};

/** Meetings as a table. */
export const meetingTable = describeTable<MeetingRow>({ de: 'Sitzungen', en: 'Meetings' }, [
	['Tag', 'Day', 'date', (row) => row.day],
	['Beginn', 'Start', 'text', (row) => row.startsAt, 8],
	['Ende', 'End', 'text', (row) => row.endsAt, 8],
	['Gremium', 'Body', 'text', (row) => row.bodyReference.title, 30],
	['Nr.', 'No.', 'text', (row) => row.number, 10],
	['Art', 'Kind', 'text', (row, language) => KINDS[row.kind][language], 18],
	['Bezeichnung', 'Title', 'text', (row) => row.title, 40],
	['Ort', 'Place', 'text', (row) => row.place, 30],
	['Vorsitz', 'Chair', 'text', (row) => row.chairReference?.title ?? null],
	['Stand', 'State', 'text', (row, language) => STATES[row.state][language]],
	['Tagesordnungspunkte', 'Items', 'number', (row) => row.itemCount, 20],
	['Beschlüsse', 'Decisions', 'number', (row) => row.decisionCount, 12],
	['Grund der Absage', 'Reason of the cancellation', 'text', (row) => row.cancelReason, 40],
	['Kennung', 'Id', 'text', (row) => row.id, 38]
]);
