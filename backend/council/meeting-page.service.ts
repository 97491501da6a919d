import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import type { AgendaItem as ShownItem, Meeting, MeetingRow, meetingListQuery } from '@konzeptstand/contract/meeting.ts';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { findPeopleById, may } from '../accounts/accounts.service.ts';
import { presentDecisions } from '../decision/decision-page.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { findDeliveries } from '../foundation/mail/deliveries.ts';
import { presentItem, referenceOf } from '../record/present.service.ts';
import { BodyModel, MunicipalityModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { AgendaItemModel, MeetingModel } from './meeting.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';
import { chairOf, invitedState, quorumOf, seatsOf } from './meeting.service.ts';
import { PaperModel } from './paper.model.ts';
import { findReferences, pointedAt } from './references.ts';
import type { Pointer } from './references.ts';

/** Meetings as their pages show them: to each reader only the items that are meant for them. */

/** Whether the reader sees closed items, papers and decisions too. */
export const seesClosed = (actor: ActorContext, region: string): boolean => may(actor, 'council.closed', { region });

/** Ids of papers that are not public: they close the items on which they stand. */
export async function findClosedPapers(region: string, session: ClientSession): Promise<ReadonlySet<string>> {
	const found = await PaperModel.find({ region, isPublic: false }).select('_id').session(session).lean();
	return new Set(found.map(({ _id }) => _id));
}

/** Whether everyone may see an item: it is public, and so is its paper. */
export function isPublicItem(
	{ isPublic, paper }: Pick<AgendaItem, 'isPublic' | 'paper'>,
	closedPapers: ReadonlySet<string>
): boolean {
	return isPublic && (paper === null || !closedPapers.has(paper));
}

/** Meetings, the latest first. */
export async function listMeetings(
	region: string,
	snapshot: RouteSnapshot,
	{ limit, offset, body, year, state }: z.output<typeof meetingListQuery>,
	actor: ActorContext
) {
	const condition = {
		region,
		withdrawn: null,
		...(body ? { body } : {}),
		...(state ? { state } : {}),
		...(year ? { day: { $gte: `${String(year)}-01-01`, $lte: `${String(year)}-12-31` } } : {})
	};
	const found = await MeetingModel.find(condition)
		.sort({ day: -1, startsAt: -1, _id: -1 })
		.session(snapshot.session)
		.lean<MeetingItem[]>();
	const rows = await presentMeetingRows(region, snapshot, found.slice(offset, offset + limit), actor);
	return { total: found.length, limit, offset, rows };
}

/** Rows of meetings in the order given; they count what the reader may see. */
export async function presentMeetingRows(
	region: string,
	{ session }: RouteSnapshot,
	meetings: readonly MeetingItem[],
	actor: ActorContext
): Promise<MeetingRow[]> {
	const items = await AgendaItemModel.find({
		region,
		withdrawn: null,
		meeting: { $in: meetings.map(({ _id }) => _id) }
	})
		.select('meeting isPublic paper outcome decision')
		.session(session)
		.lean<AgendaItem[]>();
	const closed = await findClosedPapers(region, session);
	const isClosedShown = seesClosed(actor, region);
	const shown = items.filter((item) => item.outcome !== 'removed' && (isClosedShown || isPublicItem(item, closed)));
	const counts = new Map<string, { items: number; decisions: number }>();
	for (const { meeting, decision } of shown) {
		const count = counts.get(meeting) ?? { items: 0, decisions: 0 };
		counts.set(meeting, { items: count.items + 1, decisions: count.decisions + (decision === null ? 0 : 1) });
	}
	const bodies = await findBodies(region, session, meetings);
	const chairs = new Map(meetings.map((one) => [one._id, chairIn(one, bodies)]));
	const pointers = meetings.flatMap((one): Pointer[] => [
		{ kind: 'body', id: one.body },
		{ kind: 'municipality', id: chairs.get(one._id) ?? null }
	]);
	const references = await findReferences(region, session, pointers);
	return meetings.map((one) => ({
		...presentBasics(one, references, chairs.get(one._id) ?? null),
		itemCount: counts.get(one._id)?.items ?? 0,
		decisionCount: counts.get(one._id)?.decisions ?? 0
	}));
}

async function findBodies(
	region: string,
	session: ClientSession,
	meetings: readonly MeetingItem[]
): Promise<Map<string, BodyItem>> {
	const ids = [...new Set(meetings.map(({ body }) => body))];
	const found = await BodyModel.find({ region, _id: { $in: ids } })
		.session(session)
		.lean<BodyItem[]>();
	return new Map(found.map((body) => [body._id, body]));
}

/** Who has the chair: whoever is named for this meeting, else the town of the body's list. */
function chairIn(meeting: MeetingItem, bodies: ReadonlyMap<string, BodyItem>): string | null {
	const body = bodies.get(meeting.body);
	return meeting.chair ?? (body ? chairOf(body, meeting.day) : null);
}

type Basics = Omit<MeetingRow, 'itemCount' | 'decisionCount'>;
function presentBasics(meeting: MeetingItem, references: ReadonlyMap<string, Reference>, chair: string | null): Basics {
	const { attendance, minutes, mails, invited, calendarSequence, approvedIn, ...rest } = presentItem(meeting);
	void [attendance, minutes, mails, invited, calendarSequence, approvedIn];
	const body: Pointer = { kind: 'body', id: meeting.body };
	return {
		...rest,
		bodyReference: pointedAt(references, body) as Reference,
		chairReference: pointedAt(references, { kind: 'municipality', id: chair })
	};
}

/** @throws ApplicationError not_found */
export async function readMeeting(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	actor: ActorContext
): Promise<Meeting> {
	const { session } = snapshot;
	const item = await MeetingModel.findOne({ _id: id, region }).session(session).lean<MeetingItem>();
	const body = item && (await BodyModel.findOne({ _id: item.body, region }).session(session).lean<BodyItem>());
	if (!item || !body) throw new ApplicationError('not_found');
	const items = await AgendaItemModel.find({ region, meeting: id, withdrawn: null })
		.session(session)
		.lean<AgendaItem[]>();
	const towns = await MunicipalityModel.find({ region, withdrawn: null }).select('_id').session(session).lean();
	const isOpened = item.openedAt !== null;
	const quorum = quorumOf(
		body,
		isOpened ? item.attendance : seatsOf(body),
		towns.map(({ _id }) => _id)
	);
	const agenda = await presentAgenda(region, snapshot, items, actor);
	const chair = chairIn(item, new Map([[body._id, body]]));
	const pointers: Pointer[] = [
		{ kind: 'body', id: item.body },
		{ kind: 'municipality', id: chair },
		{ kind: 'meeting', id: item.approvedIn }
	];
	const references = await findReferences(region, session, pointers);
	return {
		...presentBasics(item, references, chair),
		attendance: item.attendance,
		minutes: item.minutes,
		hasQuorum: isOpened ? quorum.hasQuorum : null,
		quorumSeats: quorum.quorumSeats,
		agenda,
		hiddenItems: items.length - agenda.length,
		mails: await presentMails(region, item, actor),
		isInvitationCurrent: item.invited === null ? null : item.invited === invitedState(item, items),
		approvedIn: pointedAt(references, { kind: 'meeting', id: item.approvedIn }),
		previous: await findNeighbour(region, session, item, -1),
		next: await findNeighbour(region, session, item, 1)
	};
}

/**
 * An agenda as the reader may see it. Its numbers count every item, so that all who hold one speak of the same item 4.
 * @param items all living items of one meeting, in any order
 */
export async function presentAgenda(
	region: string,
	{ session }: RouteSnapshot,
	items: readonly AgendaItem[],
	actor: ActorContext
): Promise<ShownItem[]> {
	const closed = await findClosedPapers(region, session);
	const isClosedShown = seesClosed(actor, region);
	const numbered = [...items]
		.sort((a, b) => a.position - b.position)
		.map((item, index) => ({ item, number: index + 1, isPublic: isPublicItem(item, closed) }));
	const shown = numbered.filter(({ isPublic }) => isPublic || isClosedShown);
	const pointers = shown.flatMap(({ item }): Pointer[] => [
		...item.subjects,
		{ kind: 'paper', id: item.paper },
		{ kind: 'body', id: item.referredTo }
	]);
	const references = await findReferences(region, session, pointers);
	const decisions = await findDecisions(
		region,
		session,
		shown.flatMap(({ item }) => item.decision ?? [])
	);
	return shown.map(({ item, number, isPublic }) => {
		const decision = item.decision === null ? null : (decisions.get(item.decision) ?? null);
		return {
			id: item._id,
			version: item.version,
			meeting: item.meeting,
			number,
			type: item.type,
			isPublic,
			title: item.title,
			text: item.text,
			subjects: item.subjects,
			subjectReferences: item.subjects.flatMap((subject) => pointedAt(references, subject) ?? []),
			paper: item.paper,
			paperReference: pointedAt(references, { kind: 'paper', id: item.paper }),
			approvesMinutesOf: item.approvesMinutesOf,
			continues: item.continues,
			outcome: item.outcome,
			minutes: item.minutes,
			postponedTo: item.postponedTo,
			referredTo: pointedAt(references, { kind: 'body', id: item.referredTo }),
			decision: decision?.isPublic === false && !isClosedShown ? null : decision
		};
	});
}

async function findDecisions(
	region: string,
	session: ClientSession,
	ids: readonly string[]
): Promise<Map<string, Decision>> {
	if (ids.length === 0) return new Map();
	const found = await DecisionModel.find({ region, _id: { $in: [...ids] } })
		.session(session)
		.lean<DecisionItem[]>();
	return new Map((await presentDecisions(region, session, found)).map((one) => [one.id, one]));
}

/** Mails with what became of them, for whoever sends them or may know the members' addresses; to others none. */
async function presentMails(region: string, { mails }: MeetingItem, actor: ActorContext): Promise<Meeting['mails']> {
	if (!may(actor, 'council.prepare', { region }) && !may(actor, 'account.read', { region })) return [];
	if (mails.length === 0) return [];
	const people = new Map((await findPeopleById(mails.map(({ person }) => person))).map((one) => [one._id, one.name]));
	const deliveries = await findDeliveries(
		region,
		mails.map(({ id }) => id)
	);
	return mails.map(({ id, person, purpose, at }) => ({
		person,
		name: people.get(person) ?? null,
		at,
		purpose,
		state: deliveries.get(id)?.state ?? 'waiting',
		reason: deliveries.get(id)?.reason ?? null
	}));
}

/** The meeting of the same body before or after this one; cancelled ones are passed over. */
async function findNeighbour(
	region: string,
	session: ClientSession,
	{ body, day, number }: MeetingItem,
	direction: 1 | -1
): Promise<Reference | null> {
	const beyond = direction === 1 ? '$gt' : '$lt';
	const found = await MeetingModel.findOne({
		region,
		body,
		withdrawn: null,
		state: { $ne: 'cancelled' },
		$or: [{ day: { [beyond]: day } }, { day, number: { [beyond]: number } }]
	})
		.sort({ day: direction, number: direction })
		.session(session)
		.lean<MeetingItem>();
	return found && referenceOf('meeting', found);
}
