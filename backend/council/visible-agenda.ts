import type { ClientSession } from 'mongoose';
import { findClosed } from '../record/record.service.ts';
import { AgendaItemModel } from './meeting.model.ts';
import type { AgendaItem } from './meeting.model.ts';

/** What stands on agendas, for readers elsewhere: in mails, in calendars, on the public's page. */

export interface VisibleItem {
	/** As it is called: counted over all items, so that everyone speaks of the same item 4. */
	number: number;
	item: AgendaItem;
	isPublic: boolean;
}

/** An item that the reader may not see: that it stands there, and its number. */
export interface HiddenItem {
	number: number;
	item: null;
}

export const shownOf = (lines: readonly (VisibleItem | HiddenItem)[]): VisibleItem[] =>
	lines.filter((line): line is VisibleItem => line.item !== null);

/** Items that were not taken off, by meeting, in the order of the agenda; of those that the reader may not see the number alone. */
export async function findAgendas(
	region: string,
	meetings: readonly string[],
	mayClosed: boolean,
	session: ClientSession | null = null
): Promise<Map<string, (VisibleItem | HiddenItem)[]>> {
	const items = await AgendaItemModel.find({ region, withdrawn: null, meeting: { $in: [...meetings] } })
		.sort({ meeting: 1, position: 1, _id: 1 })
		.session(session)
		.lean<AgendaItem[]>();
	const named = items.map(({ _id }) => ({ kind: 'agenda-item' as const, id: _id }));
	const closed = await findClosed(region, named, session);
	const byMeeting = new Map<string, (VisibleItem | HiddenItem)[]>(meetings.map((id) => [id, []]));
	for (const [meeting, own] of Map.groupBy(items, (one) => one.meeting)) {
		const numbered = own.map((item, index) => ({ number: index + 1, item, isPublic: !closed.has(item._id) }));
		byMeeting.set(
			meeting,
			numbered
				.filter(({ item }) => item.outcome !== 'removed')
				.map((one) => (mayClosed || one.isPublic ? one : { number: one.number, item: null }))
		);
	}
	return byMeeting;
}
