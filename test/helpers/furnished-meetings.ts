import { newAgendaItem, newMeeting } from '@konzeptstand/contract/meeting.ts';
import { newBody } from '@konzeptstand/contract/region.ts';
import { addItem, noteItem, postponeItem } from '../../backend/council/agenda.service.ts';
import {
	closeMeeting,
	createMeeting,
	draftMinutes,
	findAgenda,
	noteAttendance
} from '../../backend/council/meeting.service.ts';
import type { Work } from '../../backend/record/record.service.ts';
import { createBody } from '../../backend/region/party.service.ts';

/** Of a body: one that nothing names. Of a meeting: those in the state that each of its steps needs. */
export type MeetingFurniture = Record<
	| 'freeBodies'
	| 'otherBodies'
	| 'meetings'
	| 'otherMeetings'
	| 'orderedMeetings'
	| 'openMeetings'
	| 'heldMeetings'
	| 'draftedMeetings'
	| 'agenda-items'
	| 'orderedItem'
	| 'lastItem'
	| 'openItem'
	| 'otherItem'
	| 'thirdItem'
	| 'fourthItem'
	| 'notedItem'
	| 'postponedItem',
	string
>;

/** Which of them a step is taken on, where it is not the first of its kind: by `kind/action`. */
export const STEP_PLACES: Record<string, keyof MeetingFurniture> = {
	'bodies/withdrawal': 'freeBodies',
	'bodies/restoration': 'freeBodies',
	'meetings/cancellation': 'otherMeetings',
	'meetings/agenda-order': 'orderedMeetings',
	'meetings/attendance': 'openMeetings',
	'meetings/closing': 'openMeetings',
	'meetings/minutes': 'openMeetings',
	'meetings/minutes-draft': 'heldMeetings',
	'meetings/minutes-return': 'draftedMeetings',
	'agenda-items/minutes': 'openItem',
	'agenda-items/noted': 'openItem',
	'agenda-items/postponement': 'otherItem',
	'agenda-items/referral': 'thirdItem',
	'agenda-items/vote': 'fourthItem',
	'agenda-items/reopening': 'notedItem'
};

/** Meetings of the body, one in each state, with items in each that can be treated. */
export async function furnishMeetings(work: Work, body: string, town: string): Promise<MeetingFurniture> {
	const seat = { office: 'Bürgermeister', municipality: town };
	const ofBody = async (name: string) =>
		(await createBody(work, newBody.parse({ name, kind: 'advisory', seats: [seat] })))._id;
	let month = 0;
	const meeting = async (...titles: string[]): Promise<[meeting: string, ...items: string[]]> => {
		month += 1;
		const day = `2026-${String(month).padStart(2, '0')}-04`;
		const { _id } = await createMeeting(work, newMeeting.parse({ body, day }));
		for (const title of titles) await addItem(work, _id, newAgendaItem.parse({ title, type: 'decision' }));
		return [_id, ...(await findAgenda(work, _id)).map((item) => item._id)];
	};
	const open = async (id: string): Promise<void> => {
		await noteAttendance(work, id, 1, { rows: [] });
	};
	const [drafted = '', first = ''] = await meeting('Vertagtes');
	await open(drafted);
	await postponeItem(work, first, { until: null });
	await closeMeeting(work, drafted);
	await draftMinutes(work, drafted);
	const [held = ''] = await meeting();
	await open(held);
	await closeMeeting(work, held);
	const [opened = '', ...items] = await meeting('Erstes', 'Zweites', 'Drittes', 'Viertes', 'Fünftes');
	await open(opened);
	await noteItem(work, items[4] ?? '');
	const [ordered = '', orderedItem = '', lastItem = ''] = await meeting('Vorderes', 'Hinteres');
	const [other = ''] = await meeting();
	const [next = '', item = ''] = await meeting('Bericht');
	return {
		freeBodies: await ofBody('Lenkungsgruppe'),
		otherBodies: await ofBody('Gemeinsamer Ausschuss'),
		meetings: next,
		otherMeetings: other,
		orderedMeetings: ordered,
		openMeetings: opened,
		heldMeetings: held,
		draftedMeetings: drafted,
		'agenda-items': item,
		orderedItem,
		lastItem,
		openItem: items[0] ?? '',
		otherItem: items[1] ?? '',
		thirdItem: items[2] ?? '',
		fourthItem: items[3] ?? '',
		notedItem: items[4] ?? '',
		postponedItem: first
	};
}
