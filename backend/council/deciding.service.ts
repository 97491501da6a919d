import type { OutsideResult } from '@konzeptstand/contract/paper.ts';
import { edtfBounds } from '@konzeptstand/contract/format/edtf.ts';
import { partOf } from '@konzeptstand/contract/vote-rule.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { createTaken, isTakenHere } from '../decision/decision.service.ts';
import { applyEffects, effectKind } from '../decision/effects.service.ts';
import { clock } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { Work } from '../record/record.service.ts';
import { withdrawLiving } from '../region/living.service.ts';
import { BodyModel, RegionModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import { MeetingModel, STANDING_MEETING } from './meeting.model.ts';
import { outcomeOf } from './paper-outcome.ts';
import type { OnPaper, Outcome } from './paper-outcome.ts';
import { PaperModel } from './paper.model.ts';
import type { PaperItem } from './paper.model.ts';
import { findTowns, isStanding, standingDecisions } from './paper.service.ts';

/** What is decided on papers, and what comes of it: the rule of the paper is met or not, its effects happen or wait. */

type Subjects = DecisionItem['subjects'];
/** How a body takes part in a paper. */
type Part = NonNullable<ReturnType<typeof partOf>>;

/**
 * A paper on which this body may decide now, and as what.
 * @throws ApplicationError not_found; conflict when it is withdrawn, decided, another body's, or was decided by this one
 */
export async function requirePart(work: Work, id: string, body: BodyItem): Promise<{ paper: PaperItem; part: Part }> {
	const paper = await work.require(PaperModel, id);
	const refuse = (problem: string): ApplicationError => new ApplicationError('conflict', { field: 'paper', problem });
	if (paper.withdrawn) throw refuse('paper_withdrawn');
	if (paper.state === 'in-force' || paper.state === 'failed') throw refuse('paper_decided');
	const part = partOf(paper, { ...body, id: body._id });
	if (part === null) throw refuse('other_body');
	const towns = await townsOfCouncils(work);
	const town = towns.get(body._id);
	const isDecided = (await standingDecisions(work, id)).some(
		(one) => one.body === body._id || (town !== undefined && towns.get(one.body ?? '') === town)
	);
	if (isDecided) throw refuse('already_decided');
	return { paper, part };
}

/** The municipality of each council, by the council's id; also of one that is withdrawn: what it decided, it decided. */
async function townsOfCouncils(work: Work): Promise<Map<string, string>> {
	const councils = await work.load(BodyModel, { kind: 'council', municipality: { $ne: null } });
	return new Map(councils.map(({ _id, municipality }) => [_id, String(municipality)]));
}

type Taken = Pick<
	DecisionItem,
	'body' | 'date' | 'number' | 'title' | 'text' | 'result' | 'isPublic' | 'meeting' | 'agendaItem' | 'votes'
> & { subjects: Subjects };

/**
 * Notes a decision that was taken on a paper, and lets follow what follows from it, in this same change.
 * @param part of `requirePart`
 */
export async function decideOnPaper(work: Work, paper: PaperItem, part: Part, taken: Taken): Promise<DecisionItem> {
	const isWaiting = part === 'decides' && taken.result === 'accepted';
	const made = await createTaken(work, {
		...taken,
		subjects: distinct([...paper.subjects, ...effectSubjects(paper), ...taken.subjects]),
		paper: paper._id,
		effect: { state: isWaiting ? 'waiting' : 'none', at: null, reason: null }
	});
	work.decision = made._id;
	if (part === 'decides') await settle(work, paper, made);
	return work.require(DecisionModel, made._id);
}

const effectSubjects = (paper: PaperItem): Subjects =>
	paper.effects.map((effect) => ({ kind: effectKind(effect.type).subjectKind, id: effect.subject }));

/** Each once, and no more than a decision holds. */
const distinct = (subjects: Subjects): Subjects =>
	[...new Map(subjects.map((one) => [one.id, one])).values()].slice(0, 50);

/**
 * Brings a paper and its decisions to what its rule says now: when it is met, all effects happen or none does.
 * @param last the decision by which it may be met now; null: whichever was noted last
 */
async function settle(work: Work, paper: PaperItem, last: DecisionItem | null): Promise<PaperItem> {
	const outcome = await readOutcome(work, paper);
	if (outcome.state !== 'met') {
		for (const { decision, result } of outcome.deciding)
			if (result === 'accepted') await setEffect(work, decision, 'waiting', null);
		return work.update(PaperModel, paper._id, null, { state: outcome.state });
	}
	const taken = outcome.deciding.map((one) => one.decision);
	const decision = last ?? taken.reduce((a, b) => (a._id < b._id ? b : a));
	work.decision = decision._id;
	const ofTowns = outcome.deciding.map((one) => ({ municipality: one.town ?? '', decision: one.decision }));
	const results = paper.rule === 'joint' ? ofTowns : [];
	const failure = await applyEffects(work, paper.effects, { decision, results });
	const isPlain = paper.rule === 'single' && paper.effects.length === 0;
	const state = failure !== null ? 'failed' : isPlain ? 'none' : 'in-force';
	for (const one of taken) await setEffect(work, one, state, failure);
	return work.update(PaperModel, paper._id, null, { state: failure === null ? 'in-force' : 'failed' });
}

async function setEffect(
	work: Work,
	{ _id }: DecisionItem,
	state: DecisionItem['effect']['state'],
	reason: string | null
): Promise<void> {
	const at = state === 'in-force' ? work.at.toISOString() : null;
	await work.update(DecisionModel, _id, null, { effect: { state, at, reason } });
}

/** A decision, with what its paper's rule asks of it. */
interface Deciding extends OnPaper {
	decision: DecisionItem;
}

async function readOutcome(work: Work, paper: PaperItem): Promise<Outcome<Deciding>> {
	const councils = await townsOfCouncils(work);
	const decisions = (await standingDecisions(work, paper._id)).map((decision) => ({
		body: decision.body,
		result: decision.result,
		town: councils.get(decision.body ?? '') ?? null,
		decision
	}));
	return outcomeOf(
		paper,
		(await findTowns(work)).map(({ _id }) => _id),
		decisions
	);
}

/**
 * Notes what a body decided on a paper elsewhere.
 * @throws ApplicationError not_found, conflict as `requirePart`, and where the body's meetings are kept here; invalid_input
 */
export async function noteOutsideResult(work: Work, id: string, input: OutsideResult): Promise<DecisionItem> {
	await work.require(PaperModel, id);
	await requireAll(work, BodyModel, [input.body], 'body');
	const body = await work.require(BodyModel, input.body);
	const { paper, part } = await requirePart(work, id, body);
	if ((await work.load(MeetingModel, { body: body._id, ...STANDING_MEETING })).length > 0)
		throw new ApplicationError('conflict', { field: 'body', problem: 'meets_here' });
	const wrong = part === 'decides' ? 'recommended' : 'accepted';
	if (input.result === wrong)
		throw new ApplicationError('invalid_input', {
			field: 'result',
			problem: part === 'decides' ? 'decides_itself' : 'only_recommends'
		});
	const { timeZone } = await work.require(RegionModel, work.region);
	if ((edtfBounds(input.date)?.first ?? '') > clock.day(timeZone))
		throw new ApplicationError('invalid_input', { field: 'date', problem: 'in_future' });
	refuseOtherWording(paper, input.text);
	return decideOnPaper(work, paper, part, {
		body: body._id,
		date: input.date,
		number: input.number,
		title: paper.title,
		text: input.text ?? paper.proposal,
		result: input.result,
		isPublic: paper.isPublic,
		meeting: null,
		agendaItem: null,
		votes: input.counts && { cast: [], counts: input.counts, unmet: [] },
		subjects: []
	});
}

/** @throws ApplicationError invalid_input where councils would decide on different wordings of one matter */
export function refuseOtherWording(paper: PaperItem, text: string | null): void {
	if (paper.rule === 'joint' && text !== null && text.trim() !== paper.proposal.trim())
		throw new ApplicationError('invalid_input', { field: 'text', problem: 'wording_differs' });
}

/**
 * Tries once more what could not happen when the paper was decided.
 * @throws ApplicationError not_found; conflict when it is not decided, has happened, or still cannot happen
 */
export async function retryEffects(work: Work, id: string): Promise<PaperItem> {
	const paper = await work.require(PaperModel, id);
	const refuse = (problem: string, count = 0): ApplicationError =>
		new ApplicationError('conflict', { field: 'effects', problem, values: { count } });
	if (paper.withdrawn) throw refuse('paper_withdrawn');
	if (paper.state === 'in-force') throw refuse('paper_in_force');
	const { state, missing } = await readOutcome(work, paper);
	if (state === 'rejected') throw refuse('paper_rejected');
	if (state === 'open') throw refuse('paper_not_decided', missing);
	const settled = await settle(work, paper, null);
	if (settled.state === 'in-force') return settled;
	const [failed] = await standingDecisions(work, id);
	throw refuse(failed?.effect.reason ?? 'paper_not_decided');
}

/**
 * Annuls a decision before it takes effect; the paper is then decided as far as the others have decided it.
 * @throws ApplicationError not_found; conflict once it has taken effect, or for one that was not taken here
 */
export async function annulDecision(work: Work, id: string, reason: string): Promise<DecisionItem> {
	const decision = await work.require(DecisionModel, id);
	if (!isTakenHere(decision)) throw new ApplicationError('conflict', { field: 'id', problem: 'not_taken_here' });
	if (!isStanding(decision)) throw new ApplicationError('conflict', { field: 'id', problem: 'annulled' });
	refuseInForce(decision, 'id');
	work.decision = id;
	const effect = { state: 'annulled' as const, at: work.at.toISOString(), reason };
	await work.update(DecisionModel, id, null, { effect });
	await resettle(work, decision.paper);
	return work.require(DecisionModel, id);
}

/**
 * Withdraws a decision that was noted wrongly, as if it had not been: its number is free again. Of one that does not hold
 * any more nothing is left to take back.
 * @throws ApplicationError conflict once it has taken effect, or while something names it
 */
export async function takeBackDecision(work: Work, id: string): Promise<void> {
	const decision = await work.require(DecisionModel, id);
	if (!isStanding(decision)) return;
	refuseInForce(decision, 'item');
	work.decision = id;
	await withdrawLiving(work, DecisionModel, id, null, null, ['agenda-item']);
	await resettle(work, decision.paper);
}

function refuseInForce({ effect }: DecisionItem, field: string): void {
	if (effect.state === 'in-force') throw new ApplicationError('conflict', { field, problem: 'took_effect' });
}

async function resettle(work: Work, paper: string | null): Promise<void> {
	if (paper === null) return;
	const named = await work.require(PaperModel, paper);
	if (named.withdrawn === null) await settle(work, named, null);
}
