import { createHash } from 'node:crypto';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { BodyItem } from '../region/region.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';

/** Where a meeting stands, what can be done to it there, and whether enough of its body are present. */

/** `ahead`: planned or invited; `open`: opened and not closed. The rest are the states that follow. */
export type Phase = 'ahead' | 'open' | 'held' | 'drafted' | 'approved' | 'cancelled';

/** @returns the phase, which tells apart what one state covers: an invited meeting may have been opened already */
export function phaseOf({ state, openedAt }: Pick<MeetingItem, 'state' | 'openedAt'>): Phase {
	if (state === 'cancelled' || state === 'held') return state;
	if (state === 'minutes-drafted') return 'drafted';
	if (state === 'minutes-approved') return 'approved';
	return openedAt === null ? 'ahead' : 'open';
}

/** What can be done, and in which phases. `treat` is everything that becomes of an item: votes, notes, putting off. */
const STEPS = {
	invite: ['ahead'],
	cancel: ['ahead'],
	move: ['ahead'],
	change: ['ahead', 'open', 'held'],
	agenda: ['ahead', 'open', 'held'],
	attend: ['ahead', 'open', 'held'],
	treat: ['open', 'held'],
	write: ['open', 'held'],
	close: ['open'],
	draft: ['held'],
	return: ['drafted'],
	approve: ['drafted']
} as const satisfies Record<string, readonly Phase[]>;
export type MeetingStep = keyof typeof STEPS;

const REFUSALS: Record<Phase, string> = {
	ahead: 'meeting_not_open',
	open: 'meeting_open',
	held: 'meeting_held',
	drafted: 'minutes_drafted',
	approved: 'minutes_approved',
	cancelled: 'meeting_cancelled'
};

/** @throws ApplicationError conflict that says where the meeting stands, and what has to be done first */
export function requireStep(meeting: Pick<MeetingItem, 'state' | 'openedAt'>, step: MeetingStep): void {
	const phase = phaseOf(meeting);
	if ((STEPS[step] as readonly Phase[]).includes(phase)) return;
	throw new ApplicationError('conflict', { field: 'meeting', problem: REFUSALS[phase] });
}

export interface Quorum {
	hasQuorum: boolean;
	/** Seats or towns that must be there at least; null where no rule is written down, or the body has no seats. */
	quorumSeats: number | null;
	/** Ids of towns for which nobody is there, where the rule asks for all. */
	missing: string[];
}

/**
 * Whether enough are there. A rule that is not known, or that counts seats of which there are none, keeps nobody from
 * deciding: nothing is made up.
 * @param towns ids of all municipalities of the cooperation
 */
export function quorumOf(
	body: Pick<BodyItem, 'quorum'>,
	attendance: readonly Pick<MeetingItem['attendance'][number], 'municipality' | 'state'>[],
	towns: readonly string[]
): Quorum {
	const there = attendance.filter(({ state }) => state === 'present' || state === 'deputy');
	if (body.quorum === 'all-towns') {
		const missing = towns.filter((town) => !there.some(({ municipality }) => municipality === town));
		return { hasQuorum: missing.length === 0, quorumSeats: towns.length, missing };
	}
	if (body.quorum === null || attendance.length === 0) return { hasQuorum: true, quorumSeats: null, missing: [] };
	const quorumSeats = Math.floor(attendance.length / 2) + 1;
	return { hasQuorum: there.length >= quorumSeats, quorumSeats, missing: [] };
}

/**
 * Hash of everything that an invitation tells: another one means that what was sent is no longer true.
 * @param items all living items of the meeting, in any order
 */
export function invitedState(meeting: MeetingItem, items: readonly AgendaItem[]): string {
	const { kind, day, startsAt, endsAt, place, title } = meeting;
	const told = [...items]
		.sort((a, b) => a.position - b.position)
		.map((item) => [item._id, item.type, item.title, item.isPublic, item.paper, item.outcome === 'removed']);
	const text = JSON.stringify([kind, day, startsAt, endsAt, place, title, meeting.state === 'cancelled', told]);
	return createHash('sha256').update(text).digest('hex');
}

registerFieldTexts({
	meeting_not_open: {
		de: 'Die Sitzung ist noch nicht eröffnet. Bitte zuerst festhalten, wer da ist.',
		en: 'The meeting has not been opened yet. Please note who is there first.'
	},
	meeting_open: {
		de: 'Die Sitzung ist eröffnet und noch nicht geschlossen.',
		en: 'The meeting is open and has not been closed yet.'
	},
	meeting_held: {
		de: 'Die Sitzung ist geschlossen, und ihre Niederschrift liegt noch nicht als Entwurf vor.',
		en: 'The meeting is closed, and there is no draft of its minutes yet.'
	},
	minutes_drafted: {
		de: 'Die Niederschrift liegt als Entwurf vor. Um etwas zu ändern, bitte zuerst den Entwurf zurücknehmen.',
		en: 'There is a draft of the minutes. To change something, please take the draft back first.'
	},
	minutes_approved: {
		de: 'Die Niederschrift ist genehmigt: An dieser Sitzung ändert sich nichts mehr.',
		en: 'The minutes are approved: nothing about this meeting changes any more.'
	},
	meeting_cancelled: { de: 'Diese Sitzung ist abgesagt.', en: 'This meeting has been cancelled.' }
});
