import type { AgendaProposal, Preparation, ProposalKind } from '@konzeptstand/contract/follow-up.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { referenceOf } from '../record/present.service.ts';
import { BodyModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import {
	proposeCarried,
	proposeControl,
	proposeMinutes,
	proposeRecommended,
	proposeTasks
} from './agenda-proposals.service.ts';
import { proposeFromConcept } from './concept-proposals.service.ts';
import { presentControl, readControlIndex } from './control.service.ts';
import { presentAgenda, presentMeetingRows, seesClosed } from './meeting-page.service.ts';
import { AgendaItemModel, MeetingModel } from './meeting.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';
import { horizonOf, lastOf, nextOf, toCome } from './occasion.ts';
import type { Occasion } from './occasion.ts';
import { presentPapers } from './paper-page.service.ts';
import { PaperModel } from './paper.model.ts';
import type { PaperItem } from './paper.model.ts';
import { isStanding } from './paper.service.ts';
import { PROPOSAL_ORDER } from './preparation-words.ts';

/** The manager's page for the next meeting of a body. */

/** Of one reason no more are shown: what is more is a list of its own. */
const MOST_OF_A_KIND = 20;
/** Decisions that want a word, as far as the page shows them. */
const MOST_CONTROLLED = 10;

/**
 * @param id of the body; null: the deciding one
 * @param day today, ISO
 * @throws ApplicationError not_found when there is no (such) body
 */
export async function readPreparation(
	region: string,
	snapshot: RouteSnapshot,
	id: string | null,
	reader: { actor: ActorContext; language: Language; day: string }
): Promise<Preparation> {
	const { actor, day } = reader;
	const body = await findBody(region, snapshot, id);
	const { occasion, items } = await readOccasion(region, snapshot, body, reader);
	const { next, last } = occasion;
	const control = await readControlIndex(region, snapshot, [body._id], actor, day);
	const proposals = [
		...proposeControl(occasion, control),
		...proposeMinutes(occasion),
		...(await proposeCarried(occasion)),
		...(await proposeRecommended(occasion)),
		...(await proposeTasks(occasion, control)),
		...(await proposeFromConcept(occasion))
	];
	const { shown, omitted } = inOrder(proposals);
	const [nextRow, lastRow] = await presentTwo(region, snapshot, [next, last], actor);
	// What was taken off keeps its number on an agenda that people hold.
	const ofNext = items.filter(({ meeting }) => meeting === next?._id);
	const agenda = await presentAgenda(region, snapshot, ofNext, actor);
	const unfinished = control.rows.filter(({ state }) => state !== 'done' && state !== 'nothing');
	return {
		body: referenceOf('body', body),
		next: nextRow,
		last: lastRow,
		agenda: agenda.filter(({ outcome }) => outcome !== 'removed'),
		proposals: shown,
		omitted,
		papers: await presentPapers(region, snapshot.session, await findWaitingPapers(occasion, proposals)),
		control: await presentControl(region, snapshot, unfinished.slice(0, MOST_CONTROLLED), day),
		controlCounts: control.counts
	};
}

async function findBody(region: string, { session }: RouteSnapshot, id: string | null): Promise<BodyItem> {
	const bodies = await BodyModel.find({ region, withdrawn: null, ...(id === null ? {} : { _id: id }) })
		.sort({ name: 1 })
		.session(session)
		.lean<BodyItem[]>();
	const found = bodies.find(({ kind }) => kind === 'deciding') ?? bodies[0];
	if (!found) throw new ApplicationError('not_found', { field: 'body', problem: 'not_found' });
	return found;
}

async function readOccasion(
	region: string,
	snapshot: RouteSnapshot,
	body: BodyItem,
	{ actor, language, day }: { actor: ActorContext; language: Language; day: string }
): Promise<{ occasion: Occasion; items: AgendaItem[] }> {
	const meetings = await MeetingModel.find({ region, body: body._id, withdrawn: null, state: { $ne: 'cancelled' } })
		.select('number title day startsAt kind state body')
		.sort({ day: 1, startsAt: 1, _id: 1 })
		.session(snapshot.session)
		.lean<MeetingItem[]>();
	const coming = toCome(meetings, day).map(({ _id }) => _id);
	const items =
		coming.length === 0
			? []
			: await AgendaItemModel.find({ region, withdrawn: null, meeting: { $in: coming } })
					.session(snapshot.session)
					.lean<AgendaItem[]>();
	const occasion = {
		region,
		snapshot,
		actor,
		seesClosed: seesClosed(actor, region),
		language,
		day,
		body,
		meetings,
		next: nextOf(meetings, day),
		last: lastOf(meetings),
		horizon: horizonOf(meetings, body, day),
		agenda: items.filter(({ outcome }) => outcome !== 'removed')
	};
	return { occasion, items };
}

/** Proposals by their reason, and how many are left out. */
function inOrder(proposals: readonly AgendaProposal[]): { shown: AgendaProposal[]; omitted: number } {
	const byKind = Map.groupBy(proposals, ({ kind }): ProposalKind => kind);
	const shown = PROPOSAL_ORDER.flatMap((kind) => (byKind.get(kind) ?? []).slice(0, MOST_OF_A_KIND));
	return { shown, omitted: proposals.length - shown.length };
}

async function presentTwo(
	region: string,
	snapshot: RouteSnapshot,
	two: readonly [MeetingItem | null, MeetingItem | null],
	actor: ActorContext
) {
	const whole = await MeetingModel.find({ region, _id: { $in: two.flatMap((one) => one?._id ?? []) } })
		.session(snapshot.session)
		.lean<MeetingItem[]>();
	const rows = await presentMeetingRows(region, snapshot, whole, actor);
	const rowOf = (one: MeetingItem | null) => rows.find(({ id }) => id === one?._id) ?? null;
	return [rowOf(two[0]), rowOf(two[1])] as const;
}

/** Open papers on which the body has to decide or to recommend, and that stand neither on an agenda to come nor among the proposals. */
async function findWaitingPapers(occasion: Occasion, proposals: readonly AgendaProposal[]): Promise<PaperItem[]> {
	const { region, snapshot, body, agenda } = occasion;
	const away = [...agenda, ...proposals.map(({ item }) => item)].flatMap(({ paper }) => paper ?? []);
	const found = await PaperModel.find({
		region,
		withdrawn: null,
		state: 'open',
		body: body._id,
		_id: { $nin: away },
		...(occasion.seesClosed ? {} : { isPublic: true })
	})
		.sort({ number: 1 })
		.session(snapshot.session)
		.lean<PaperItem[]>();
	if (found.length === 0) return [];
	const decided = await DecisionModel.find({
		region,
		withdrawn: null,
		body: body._id,
		paper: { $in: found.map(({ _id }) => _id) }
	})
		.select('paper effect withdrawn')
		.session(snapshot.session)
		.lean<DecisionItem[]>();
	const done = new Set(decided.filter(isStanding).map(({ paper }) => paper));
	return found.filter(({ _id }) => !done.has(_id));
}
