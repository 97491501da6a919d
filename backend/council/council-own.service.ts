import type { CouncilOwn } from '@konzeptstand/contract/follow-up.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { visibleTo } from '../decision/decision-page.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { referenceOf } from '../record/present.service.ts';
import { BodyModel, MunicipalityModel } from '../region/region.model.ts';
import type { BodyItem, MunicipalityItem } from '../region/region.model.ts';
import { readChangesSince } from './concept-changes.service.ts';
import { presentControl, readControlIndex } from './control.service.ts';
import { presentAgenda, presentMeetingRows } from './meeting-page.service.ts';
import { AgendaItemModel, MeetingModel } from './meeting.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';
import { lastOf } from './occasion.ts';
import { presentPapers } from './paper-page.service.ts';
import { PaperModel } from './paper.model.ts';
import type { PaperItem } from './paper.model.ts';
import { isStanding } from './paper.service.ts';

/** A council member's own page: what is to be decided next, what it costs the own town, what became of the rest. */

const MOST_MEETINGS = 3;
const MOST_CONTROLLED = 8;

/** @param day today in the region's time zone, ISO */
export async function readCouncilOwn(
	region: string,
	snapshot: RouteSnapshot,
	{ actor, language, day }: { actor: ActorContext; language: Language; day: string }
): Promise<CouncilOwn> {
	const { session } = snapshot;
	const town = await townOf(region, snapshot, actor);
	const municipality =
		town === null
			? null
			: await MunicipalityModel.findOne({ _id: town, region }).session(session).lean<MunicipalityItem>();
	// The bodies of the cooperation, and the own town's; other towns' councils are theirs.
	const bodies = await BodyModel.find({ region, withdrawn: null, municipality: { $in: [null, town] } })
		.session(session)
		.lean<BodyItem[]>();
	const ids = bodies.map(({ _id }) => _id);
	const meetings = await MeetingModel.find({ region, body: { $in: ids }, withdrawn: null, state: { $ne: 'cancelled' } })
		.select('-minutes -mails')
		.sort({ day: 1, startsAt: 1, _id: 1 })
		.session(session)
		.lean<MeetingItem[]>();
	const control = await readControlIndex(region, snapshot, ids, actor, day);
	const unfinished = control.rows.filter(({ state }) => state !== 'done' && state !== 'nothing');
	const ofCooperation = new Set(bodies.filter((one) => one.kind === 'deciding').map(({ _id }) => _id));
	const last = lastOf(meetings.filter(({ body }) => ofCooperation.has(body)));
	const council = town === null ? undefined : bodies.find((one) => one.kind === 'council' && one.municipality === town);
	return {
		municipality: municipality && referenceOf('municipality', municipality),
		upcoming: await readUpcoming(region, snapshot, meetings, { actor, day, town }),
		awaited: council ? await readAwaited(region, snapshot, council._id, actor) : [],
		control: await presentControl(region, snapshot, unfinished.slice(0, MOST_CONTROLLED), day),
		controlCounts: control.counts,
		since: last?.day ?? null,
		changes: last === null ? [] : await readChangesSince(region, snapshot, last.day, { language, day })
	};
}

/** The municipality of the membership, else that of the seat which the person holds, for themselves or as deputy. */
async function townOf(region: string, { session }: RouteSnapshot, actor: ActorContext): Promise<string | null> {
	const named = actor.memberships.find((one) => one.region === region)?.municipality;
	if (named) return named;
	const held = { $or: [{ 'seats.person': actor.id }, { 'seats.deputyPerson': actor.id }] };
	const bodies = await BodyModel.find({ region, withdrawn: null, ...held })
		.session(session)
		.lean<BodyItem[]>();
	const seats = bodies.flatMap((body) => body.seats);
	const own = (field: 'person' | 'deputyPerson') =>
		seats.find((seat) => seat[field] === actor.id && seat.municipality !== null);
	return (own('person') ?? own('deputyPerson'))?.municipality ?? null;
}

async function readUpcoming(
	region: string,
	snapshot: RouteSnapshot,
	meetings: readonly MeetingItem[],
	{ actor, day, town }: { actor: ActorContext; day: string; town: string | null }
): Promise<CouncilOwn['upcoming']> {
	const { session } = snapshot;
	const next = meetings
		.filter((one) => (one.state === 'planned' || one.state === 'invited') && one.day >= day)
		.slice(0, MOST_MEETINGS);
	if (next.length === 0) return [];
	const rows = await presentMeetingRows(region, snapshot, next, actor);
	const items = await AgendaItemModel.find({ region, withdrawn: null, meeting: { $in: next.map(({ _id }) => _id) } })
		.session(session)
		.lean<AgendaItem[]>();
	const papers = await PaperModel.find({ region, _id: { $in: items.flatMap(({ paper }) => paper ?? []) } })
		.session(session)
		.lean<PaperItem[]>();
	const presented = new Map((await presentPapers(region, session, papers)).map((paper) => [paper.id, paper]));
	const upcoming: CouncilOwn['upcoming'] = [];
	for (const meeting of rows) {
		const own = items.filter((item) => item.meeting === meeting.id);
		const agenda = await presentAgenda(region, snapshot, own, actor);
		upcoming.push({
			meeting,
			decisions: agenda
				.filter(({ type, outcome }) => type === 'decision' && outcome === 'open')
				.map(({ id, number, title, type, isPublic, paper: named }) => {
					const paper = presented.get(named ?? '') ?? null;
					return { item: id, number, title, type, isPublic, paper, ownCents: paper && costsFor(paper, town) };
				})
		});
	}
	return upcoming;
}

/** What a paper costs one town, cents; null when it names nothing for it. */
function costsFor({ costs }: Pick<PaperItem, 'costs'>, town: string | null): number | null {
	const own = costs.filter(({ municipality }) => municipality === town);
	return own.length === 0 ? null : own.reduce((sum, { cents }) => sum + cents, 0);
}

/** Joint papers that are open and on which this council has decided nothing yet. */
async function readAwaited(
	region: string,
	{ session }: RouteSnapshot,
	council: string,
	actor: ActorContext
): Promise<CouncilOwn['awaited']> {
	const papers = await PaperModel.find({
		region,
		withdrawn: null,
		state: 'open',
		rule: 'joint',
		...visibleTo(actor, region)
	})
		.sort({ number: 1 })
		.session(session)
		.lean<PaperItem[]>();
	if (papers.length === 0) return [];
	const decisions = await DecisionModel.find({
		region,
		withdrawn: null,
		body: council,
		paper: { $in: papers.map(({ _id }) => _id) }
	})
		.session(session)
		.lean<DecisionItem[]>();
	const decided = new Set(decisions.filter(isStanding).map(({ paper }) => paper));
	const open = papers.filter(({ _id }) => !decided.has(_id));
	return presentPapers(region, session, open);
}
