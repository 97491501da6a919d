import type { z } from 'zod';
import type { agendaItemChange, NewAgendaItem, postponement } from '@konzeptstand/contract/meeting.ts';
import { partOf } from '@konzeptstand/contract/vote-rule.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { Work } from '../record/record.service.ts';
import { requireSubjects } from '../decision/decision.service.ts';
import { refuseStale } from '../region/living.service.ts';
import { BodyModel } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import { AgendaItemModel, MeetingModel } from './meeting.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';
import { findAgenda, requireOpenItem } from './meeting.service.ts';
import { phaseOf, requireStep } from './meeting-state.ts';
import { refuseOverwriting } from './overwriting.ts';
import { PaperModel } from './paper.model.ts';
import { takeBackVote } from './vote.service.ts';

/** The agenda of a meeting, and what becomes of its items beside votes. Each function returns the item's meeting. */

/**
 * Puts an item at the end of the agenda.
 * @throws ApplicationError not_found, conflict, invalid_input
 */
export async function addItem(work: Work, meetingId: string, input: NewAgendaItem): Promise<string> {
	const meeting = await work.require(MeetingModel, meetingId);
	requireStep(meeting, 'agenda');
	await checkItem(work, meeting, input);
	if (input.continues !== null) await requireContinuable(work, meeting, input.continues);
	const position = Math.max(-1, ...(await findAgenda(work, meetingId)).map((item) => item.position)) + 1;
	const untouched = { outcome: 'open' as const, minutes: null, postponedTo: null, referredTo: null, decision: null };
	await work.create(AgendaItemModel, { ...input, ...untouched, meeting: meetingId, position });
	return meetingId;
}

/** @throws ApplicationError not_found, version_conflict, conflict, invalid_input */
export async function changeItem(
	work: Work,
	id: string,
	version: number,
	patch: z.output<typeof agendaItemChange>
): Promise<string> {
	const { item, meeting } = await requireItem(work, id);
	refuseStale(item, version);
	requireStep(meeting, 'agenda');
	if (item.outcome === 'decided') throw new ApplicationError('conflict', { field: 'item', problem: 'item_decided' });
	await checkItem(work, meeting, { ...item, ...patch });
	await work.update(AgendaItemModel, id, version, patch);
	return meeting._id;
}

/**
 * Takes an item off. Before anybody was invited it is as if it had never stood there; afterwards it keeps its place and
 * number, since people hold an agenda on which it stands.
 * @throws ApplicationError not_found; conflict once it is decided
 */
export async function removeItem(work: Work, id: string): Promise<string> {
	const { item, meeting } = await requireItem(work, id);
	requireStep(meeting, 'agenda');
	if (item.outcome === 'decided') throw new ApplicationError('conflict', { field: 'item', problem: 'item_decided' });
	await work.update(AgendaItemModel, id, null, { outcome: 'removed' });
	const isTold = meeting.invited !== null || phaseOf(meeting) !== 'ahead';
	if (!isTold) await work.withdraw(AgendaItemModel, id, null, null);
	return meeting._id;
}

/**
 * Puts the whole agenda in another order.
 * @throws ApplicationError not_found; conflict; invalid_input unless every item of the agenda is named once
 */
export async function orderAgenda(work: Work, meetingId: string, ids: readonly string[]): Promise<string> {
	requireStep(await work.require(MeetingModel, meetingId), 'agenda');
	const items = await findAgenda(work, meetingId);
	const known = new Set(items.map(({ _id }) => _id));
	const errors = ids.flatMap((id, index) => {
		const code = !known.has(id) ? 'not_found' : ids.indexOf(id) !== ids.lastIndexOf(id) ? 'duplicate' : null;
		return code ? [{ field: `items.${String(index)}`, code }] : [];
	});
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
	if (ids.length !== items.length)
		throw new ApplicationError('invalid_input', { field: 'items', problem: 'not_the_agenda' });
	for (const [position, id] of ids.entries()) await work.update(AgendaItemModel, id, null, { position });
	return meetingId;
}

/** What was said on an item. @throws ApplicationError not_found, version_conflict, conflict */
export async function writeItemMinutes(
	work: Work,
	id: string,
	version: number,
	minutes: string | null
): Promise<string> {
	const { item, meeting } = await requireItem(work, id);
	await refuseOverwriting(item, version, 'minutes', minutes);
	requireStep(meeting, 'write');
	await work.update(AgendaItemModel, id, null, { minutes });
	return meeting._id;
}

/** The body has taken note of it. @throws ApplicationError not_found, conflict */
export async function noteItem(work: Work, id: string): Promise<string> {
	const { meeting } = await requireOpenItem(work, id);
	await work.update(AgendaItemModel, id, null, { outcome: 'noted' });
	return meeting._id;
}

/** Puts an item off, to a day or until it is taken up again. @throws ApplicationError not_found, conflict, invalid_input */
export async function postponeItem(work: Work, id: string, { until }: z.output<typeof postponement>): Promise<string> {
	const { meeting } = await requireOpenItem(work, id);
	if (until !== null && until <= meeting.day)
		throw new ApplicationError('invalid_input', { field: 'until', problem: 'not_later' });
	await work.update(AgendaItemModel, id, null, { outcome: 'postponed', postponedTo: until });
	return meeting._id;
}

/** Gives an item to another body, for whose next agenda it is proposed. @throws ApplicationError not_found, conflict, invalid_input */
export async function referItem(work: Work, id: string, body: string): Promise<string> {
	const { meeting } = await requireOpenItem(work, id);
	await requireAll(work, BodyModel, [body], 'body');
	if (body === meeting.body) throw new ApplicationError('invalid_input', { field: 'body', problem: 'same_body' });
	await work.update(AgendaItemModel, id, null, { outcome: 'referred', referredTo: body });
	return meeting._id;
}

/**
 * Makes an item open again that was noted, put off, referred, taken off or voted on by mistake.
 * @param mayVote whether a vote may be taken back with it
 * @throws ApplicationError not_found; not_permitted; conflict when it is open, stands on another agenda already, or its
 *   decision has taken effect
 */
export async function reopenItem(work: Work, id: string, mayVote: boolean): Promise<string> {
	const item = await work.require(AgendaItemModel, id);
	const meeting = await work.require(MeetingModel, item.meeting);
	requireStep(meeting, item.outcome === 'removed' ? 'agenda' : 'treat');
	const refuse = (problem: string) => new ApplicationError('conflict', { field: 'item', problem });
	if (item.outcome === 'open') throw refuse('item_open');
	if (await findContinuation(work, id)) throw refuse('continued_already');
	if (item.decision !== null && !mayVote) throw new ApplicationError('not_permitted');
	await takeBackVote(work, item);
	const nothing = { postponedTo: null, referredTo: null, decision: null, withdrawn: null };
	await work.update(AgendaItemModel, id, null, { ...nothing, outcome: 'open' });
	return meeting._id;
}

/** @throws ApplicationError not_found; conflict for an item that was taken off before anybody was invited */
async function requireItem(work: Work, id: string): Promise<{ item: AgendaItem; meeting: MeetingItem }> {
	const item = await work.require(AgendaItemModel, id);
	if (item.withdrawn) throw new ApplicationError('conflict', { field: 'item', problem: 'withdrawn' });
	return { item, meeting: await work.require(MeetingModel, item.meeting) };
}

async function checkItem(
	work: Work,
	meeting: MeetingItem,
	{ subjects = [], paper = null, approvesMinutesOf = null, type }: Partial<NewAgendaItem>
): Promise<void> {
	await requireSubjects(work, subjects);
	await requireAll(work, PaperModel, [paper], 'paper');
	if (paper !== null && type === 'decision') {
		const body = await work.require(BodyModel, meeting.body);
		if (partOf(await work.require(PaperModel, paper), { ...body, id: body._id }) === null)
			throw new ApplicationError('invalid_input', { field: 'paper', problem: 'other_body' });
	}
	await requireAll(work, MeetingModel, [approvesMinutesOf], 'approvesMinutesOf');
	const former = approvesMinutesOf === null ? null : await work.require(MeetingModel, approvesMinutesOf);
	if (former && (former.body !== meeting.body || former._id === meeting._id || former.day > meeting.day))
		throw new ApplicationError('invalid_input', { field: 'approvesMinutesOf', problem: 'not_a_former' });
}

/** What was put off, or stood on the agenda of a meeting that was cancelled, comes back in its own body; what was referred, in the body that it was given to. */
async function requireContinuable(work: Work, meeting: MeetingItem, id: string): Promise<void> {
	await requireAll(work, AgendaItemModel, [id], 'continues');
	const former = await work.require(AgendaItemModel, id);
	const { body, state } = await work.require(MeetingModel, former.meeting);
	const isWaiting =
		(former.outcome === 'open' && state === 'cancelled' && body === meeting.body) ||
		(former.outcome === 'postponed' && body === meeting.body) ||
		(former.outcome === 'referred' && former.referredTo === meeting.body);
	const problem = !isWaiting ? 'not_put_off' : (await findContinuation(work, id)) ? 'continued_already' : null;
	if (problem) throw new ApplicationError('invalid_input', { field: 'continues', problem });
}

/** The item that takes this one up again: one that was taken off, or whose meeting was cancelled, does not. */
async function findContinuation(work: Work, id: string): Promise<AgendaItem | null> {
	const found = await work.load(AgendaItemModel, { continues: id, withdrawn: null, outcome: { $ne: 'removed' } });
	for (const item of found) if ((await work.require(MeetingModel, item.meeting)).state !== 'cancelled') return item;
	return null;
}

registerFieldTexts({
	item_decided: {
		de: 'Über diesen Punkt ist schon abgestimmt. Um etwas zu ändern, bitte ihn zuerst wieder öffnen.',
		en: 'This item has been voted on already. To change something, please reopen it first.'
	},
	item_open: { de: 'Dieser Punkt ist noch offen.', en: 'This item is still open.' },
	not_the_agenda: {
		de: 'Die Tagesordnung hat sich inzwischen geändert. Bitte neu laden und noch einmal ordnen.',
		en: 'The agenda has changed in the meantime. Please load it again and put it in order once more.'
	},
	not_later: { de: 'Dieser Tag liegt nicht nach der Sitzung.', en: 'This day is not after the meeting.' },
	same_body: {
		de: 'Das ist dieses Gremium selbst. Zum Verschieben bitte vertagen.',
		en: 'This is the same body. To put it off, please postpone it.'
	},
	not_a_former: {
		de: 'Das ist keine frühere Sitzung dieses Gremiums.',
		en: 'This is no former meeting of this body.'
	},
	not_put_off: {
		de: 'Dieser Punkt ist weder in diesem Gremium vertagt noch an dieses Gremium verwiesen, und seine Sitzung ist nicht abgesagt.',
		en: 'This item was neither postponed in this body nor referred to it, and its meeting was not cancelled.'
	},
	continued_already: {
		de: 'Dieser Punkt steht schon auf einer weiteren Tagesordnung.',
		en: 'This item stands on a further agenda already.'
	}
});
