import type { VoteCast, VoteCounts } from '@konzeptstand/contract/decision.ts';
import type { VoteInput } from '@konzeptstand/contract/meeting.ts';
import { countVotes, isDeciding, resultOf } from '@konzeptstand/contract/vote-rule.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { createTaken } from '../decision/decision.service.ts';
import { clock } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { FieldError } from '../foundation/errors.ts';
import type { Work } from '../record/record.service.ts';
import { RegionModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { decideOnPaper, refuseOtherWording, requirePart, takeBackDecision } from './deciding.service.ts';
import { AgendaItemModel, MeetingModel } from './meeting.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';
import { approveMinutes, quorumOf, requireOpenItem } from './meeting.service.ts';
import { findTowns } from './paper.service.ts';

/** Votes: on an agenda item, by whoever is there, to a decision with its number. */

/**
 * Notes a vote on an item and makes the decision that it comes to, with everything that follows from that.
 * @throws ApplicationError not_found; conflict when the meeting, the item or the paper is not open to it, or without a
 *   quorum; invalid_input for votes that nobody can have given
 */
export async function voteOnItem(work: Work, id: string, input: VoteInput): Promise<DecisionItem> {
	const { item, meeting, body } = await requireOpenItem(work, id);
	if (item.type !== 'decision') throw new ApplicationError('conflict', { field: 'item', problem: 'not_for_decision' });
	const on = item.paper === null ? null : await requirePart(work, item.paper, body);
	const towns = await findTowns(work);
	const { cast, counts } = readVotes(meeting, body, input);
	refuseWithoutQuorum(meeting, body, towns, cast);
	if (on) refuseOtherWording(on.paper, input.text);
	const text = input.text ?? on?.paper.proposal ?? null;
	// What the item says for its explanation is not what was decided.
	if (text === null) throw new ApplicationError('invalid_input', { field: 'text', problem: 'required' });
	const named = towns.map(({ _id, name }) => ({ id: _id, name }));
	const { isCarried, unmet } = resultOf(body, named, meeting.attendance, { cast, counts });
	const decides = on ? on.part === 'decides' : isDeciding(body);
	const taken = {
		body: body._id,
		date: await dateOf(work, meeting),
		number: await nextNumber(work, meeting),
		title: on?.paper.title ?? item.title,
		text,
		result: isCarried ? (decides ? ('accepted' as const) : ('recommended' as const)) : ('rejected' as const),
		isPublic: item.isPublic && (on?.paper.isPublic ?? true),
		meeting: meeting._id,
		agendaItem: item._id,
		votes: { cast, counts, unmet },
		subjects: item.subjects
	};
	const decision = on
		? await decideOnPaper(work, on.paper, on.part, taken)
		: await createTaken(work, { ...taken, paper: null, effect: { state: 'none', at: null, reason: null } });
	work.decision = decision._id;
	await work.update(AgendaItemModel, id, null, { outcome: 'decided', decision: decision._id });
	await approveNamed(work, item, isCarried);
	return decision;
}

async function approveNamed(work: Work, item: AgendaItem, isCarried: boolean): Promise<void> {
	if (isCarried && item.approvesMinutesOf !== null) await approveMinutes(work, item.approvesMinutesOf, item.meeting);
}

/**
 * Takes back a vote that was noted wrongly, so that its item can be voted on again; minutes that it approved wait again.
 * The item itself is made open by whoever calls this.
 * @throws ApplicationError conflict once the decision has taken effect, or while something names it
 */
export async function takeBackVote(work: Work, item: AgendaItem): Promise<void> {
	if (item.decision === null) return;
	await takeBackDecision(work, item.decision);
	if (item.approvesMinutesOf === null) return;
	const { approvedIn } = await work.require(MeetingModel, item.approvesMinutesOf);
	if (approvedIn === item.meeting)
		await work.update(MeetingModel, item.approvesMinutesOf, null, { state: 'minutes-drafted', approvedIn: null });
}

/** What was said on each seat, or how many said what: as one of both, and nothing that cannot be. */
function readVotes(
	{ attendance }: MeetingItem,
	{ votingRule }: BodyItem,
	{ cast, counts }: VoteInput
): { cast: VoteCast[]; counts: VoteCounts } {
	const invalid = (field: string, problem: string, values = {}): ApplicationError =>
		new ApplicationError('invalid_input', { field, problem, values });
	const present = attendance.filter(({ state }) => state === 'present' || state === 'deputy');
	if (cast.length > 0 && counts !== null) throw invalid('counts', 'counts_or_cast');
	if (counts !== null) {
		if (votingRule === 'unanimity-of-towns') throw invalid('cast', 'cast_required');
		const given = counts.yes + counts.no + counts.abstained;
		if (attendance.length > 0 && given > present.length)
			throw invalid('counts', 'too_many_votes', { present: present.length });
		return { cast: [], counts };
	}
	if (attendance.length === 0) throw invalid('counts', 'required');
	const errors: FieldError[] = [];
	for (const [index, { seat, vote }] of cast.entries()) {
		const field = `cast.${String(index)}.seat`;
		if (cast.findIndex((other) => other.seat === seat) < index) errors.push({ field, code: 'duplicate' });
		if (!attendance.some((one) => one.seat === seat)) errors.push({ field, code: 'seat_unknown' });
		else if (vote !== 'absent' && !present.some((one) => one.seat === seat))
			errors.push({ field, code: 'seat_absent' });
	}
	const silent = present.filter((one) => !cast.some(({ seat }) => seat === one.seat));
	const offices = silent.map(({ office }) => office).join(', ');
	if (silent.length > 0) errors.push({ field: 'cast', code: 'vote_missing', values: { offices } });
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
	return { cast, counts: countVotes(cast) };
}

/** Who has left the room for this vote is not there for it. */
function refuseWithoutQuorum(
	meeting: MeetingItem,
	body: BodyItem,
	towns: readonly { _id: string; name: string }[],
	cast: readonly VoteCast[]
): void {
	const attendance = meeting.attendance.map((seat) => {
		const isGone = cast.some((one) => one.seat === seat.seat && one.vote === 'absent');
		return isGone ? { ...seat, state: 'absent' as const } : seat;
	});
	const { hasQuorum, quorumSeats, missing } = quorumOf(
		body,
		attendance,
		towns.map(({ _id }) => _id)
	);
	if (hasQuorum) return;
	const field = 'attendance';
	const absent = towns.filter(({ _id }) => missing.includes(_id)).map(({ name }) => name);
	if (absent.length > 0) {
		const values = { towns: absent.join(', ') };
		throw new ApplicationError('conflict', { field, problem: 'no_quorum_towns', values });
	}
	const present = attendance.filter(({ state }) => state === 'present' || state === 'deputy').length;
	throw new ApplicationError('conflict', {
		field,
		problem: 'no_quorum',
		values: { needed: quorumSeats ?? 0, present }
	});
}

/** The day of the meeting; of a decision in writing that is complete before its last day, today. */
async function dateOf(work: Work, { day }: MeetingItem): Promise<string> {
	const { timeZone } = await work.require(RegionModel, work.region);
	const today = clock.day(timeZone);
	return today < day ? today : day;
}

/** `2026-03/4`: the lowest that no standing decision of the meeting has. A vote that is taken back frees its number. */
async function nextNumber(work: Work, { _id, number }: MeetingItem): Promise<string> {
	const all = new Map((await work.load(DecisionModel, { meeting: _id })).map((one) => [one._id, one]));
	for (const one of work.written(DecisionModel)) if (one.meeting === _id) all.set(one._id, one);
	const taken = new Set([...all.values()].filter((one) => one.withdrawn === null).map((one) => one.number));
	let next = 1;
	while (taken.has(`${number}/${String(next)}`)) next += 1;
	return `${number}/${String(next)}`;
}
