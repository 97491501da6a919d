import type { AgendaProposal, ProposalKind } from '@konzeptstand/contract/follow-up.ts';
import { newAgendaItem } from '@konzeptstand/contract/meeting.ts';
import type { NewAgendaItem } from '@konzeptstand/contract/meeting.ts';
import type { Language, Reference } from '@konzeptstand/contract/values.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import type { BodyItem } from '../region/region.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';

/** For which meeting something is prepared, by whom, and what stands on its agenda already. */
export interface Occasion {
	region: string;
	snapshot: RouteSnapshot;
	actor: ActorContext;
	/** Whether the reader may see what is not public. */
	seesClosed: boolean;
	language: Language;
	/** Today in the region's time zone, ISO. */
	day: string;
	body: BodyItem;
	/** All meetings of the body that are not cancelled, by day; of each what tells it apart: number, day, kind, state. */
	meetings: readonly MeetingItem[];
	next: MeetingItem | null;
	last: MeetingItem | null;
	/** Day of the meeting after next, or when it would be by the body's rhythm. */
	horizon: string;
	/** What stands on agendas to come and was not taken off. */
	agenda: readonly AgendaItem[];
}

const DAY = 86_400_000;
const WEEKS = 6;

/** A proposal whose item is whole: what it leaves out is as in a new item. */
export function proposal(
	kind: ProposalKind,
	id: string,
	text: string,
	subject: Reference | null,
	item: Partial<NewAgendaItem> & { title: string }
): AgendaProposal {
	const title = item.title.slice(0, 300);
	return { kind, key: `${kind}:${id}`, text, subject, item: newAgendaItem.parse({ ...item, title }) };
}

/** The next gathering of a body: a decision in writing has no agenda that is prepared. */
export function nextOf(meetings: readonly MeetingItem[], day: string): MeetingItem | null {
	return toCome(meetings, day)[0] ?? null;
}

/** Gatherings to come, the next first. */
export function toCome(meetings: readonly MeetingItem[], day: string): MeetingItem[] {
	return meetings.filter(
		(one) =>
			(one.state === 'planned' || one.state === 'invited') &&
			(one.kind === 'ordinary' || one.kind === 'extraordinary') &&
			one.day >= day
	);
}

/** The last gathering that was held. */
export function lastOf(meetings: readonly MeetingItem[]): MeetingItem | null {
	const held = meetings.filter((one) => one.state === 'held' || one.state.startsWith('minutes-'));
	return held.findLast((one) => one.kind === 'ordinary' || one.kind === 'extraordinary') ?? null;
}

/** Until when something must be dealt with now, because the meeting after next comes too late. */
export function horizonOf(meetings: readonly MeetingItem[], body: Pick<BodyItem, 'rhythmWeeks'>, day: string): string {
	const [next, second] = toCome(meetings, day);
	if (second) return second.day;
	const weeks = body.rhythmWeeks ?? WEEKS;
	const from = next?.day ?? new Date(Date.parse(day) + weeks * 7 * DAY).toISOString().slice(0, 10);
	return new Date(Date.parse(from) + weeks * 7 * DAY).toISOString().slice(0, 10);
}

/** Whether an item to come is about this already. */
export function isOnAgenda({ agenda }: Occasion, isIt: (item: AgendaItem) => boolean): boolean {
	return agenda.some(isIt);
}

/** Whether an item to come names this as its subject. */
export const isSubject = (occasion: Occasion, id: string): boolean =>
	isOnAgenda(occasion, (item) => item.subjects.some((subject) => subject.id === id));
