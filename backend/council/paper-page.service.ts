import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Paper, PaperEffect, paperListQuery, PaperResult, PaperRow } from '@konzeptstand/contract/paper.ts';
import type { Language, Reference } from '@konzeptstand/contract/values.ts';
import { findBodies, presentDecisions, visibleTo } from '../decision/decision-page.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { findSubjectReferences } from '../decision/decision.service.ts';
import { effectKind, obstacleText, readingAt } from '../decision/effects.service.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { isFound } from '../foundation/search.ts';
import { presentItem, referenceOf } from '../record/present.service.ts';
import { BodyModel, MunicipalityModel } from '../region/region.model.ts';
import type { BodyItem, MunicipalityItem } from '../region/region.model.ts';
import { AgendaItemModel, MeetingModel, STANDING_MEETING } from './meeting.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';
import { outcomeOf } from './paper-outcome.ts';
import type { OnPaper } from './paper-outcome.ts';
import { PaperModel } from './paper.model.ts';
import type { PaperItem } from './paper.model.ts';
import { isStanding } from './paper.service.ts';

/** Papers as pages show them: how far each has come, what is still missing, and what stands against its effects. */

interface Towns {
	all: MunicipalityItem[];
	/** Councils by municipality; the municipality of every council, also of one that is withdrawn, by the council's id. */
	councils: Map<string, BodyItem>;
	townOf: Map<string, string>;
}

async function readTowns(region: string, session: ClientSession): Promise<Towns> {
	const all = await MunicipalityModel.find({ region, withdrawn: null }).session(session).lean<MunicipalityItem[]>();
	const councils = await BodyModel.find({ region, kind: 'council', municipality: { $ne: null } })
		.session(session)
		.lean<BodyItem[]>();
	return {
		all: all.sort((a, b) => a.name.localeCompare(b.name, 'de')),
		councils: new Map(councils.filter((one) => one.withdrawn === null).map((one) => [String(one.municipality), one])),
		townOf: new Map(councils.map((one) => [one._id, String(one.municipality)]))
	};
}

/** A body that the rule asks, with what it decided. */
type AskedBody = Omit<PaperResult, 'meetsHere'>;

/** A decision, with what its paper's rule asks of it. */
interface Decided extends OnPaper {
	decision: DecisionItem;
}

/** Decisions that hold on these papers, as they were noted. */
async function readDecided(
	region: string,
	session: ClientSession,
	papers: readonly PaperItem[],
	{ townOf }: Towns
): Promise<Map<string, Decided[]>> {
	const condition = { region, paper: { $in: papers.map(({ _id }) => _id) }, withdrawn: null };
	const found = await DecisionModel.find(condition).sort({ _id: 1 }).session(session).lean<DecisionItem[]>();
	const by = Map.groupBy(found.filter(isStanding), ({ paper }) => String(paper));
	return new Map(
		[...by].map(([id, all]) => [
			id,
			all.map((one) => ({
				body: one.body,
				result: one.result,
				town: townOf.get(one.body ?? '') ?? null,
				decision: one
			}))
		])
	);
}

function presentRow(
	paper: PaperItem,
	decided: readonly Decided[],
	towns: Towns,
	bodies: Map<string, Reference>
): PaperRow {
	const isOver = paper.state === 'in-force' || paper.state === 'failed' || paper.state === 'withdrawn';
	const { missing } = outcomeOf(
		paper,
		towns.all.map(({ _id }) => _id),
		decided
	);
	return {
		...presentItem(paper),
		bodyReference: bodies.get(paper.body ?? '') ?? null,
		totalCents: paper.costs.length === 0 ? null : paper.costs.reduce((sum, { cents }) => sum + cents, 0),
		missing: isOver ? 0 : missing
	};
}

/** As rows of lists. */
export async function presentPapers(
	region: string,
	session: ClientSession,
	papers: readonly PaperItem[]
): Promise<PaperRow[]> {
	const towns = await readTowns(region, session);
	const decided = await readDecided(region, session, papers, towns);
	const bodies = await findBodies(
		region,
		session,
		papers.map(({ body }) => body)
	);
	return papers.map((paper) => presentRow(paper, decided.get(paper._id) ?? [], towns, bodies));
}

/** Newest first. */
export async function readPaperList(
	region: string,
	{ session }: RouteSnapshot,
	actor: ActorContext,
	{ limit, offset, state, body, subject, text }: z.output<typeof paperListQuery>
) {
	const about = { $or: [{ 'subjects.id': subject }, { 'effects.subject': subject }] };
	const all = await PaperModel.find({
		region,
		...visibleTo(actor, region),
		...(state === undefined ? { withdrawn: null } : { state }),
		...(body === undefined ? {} : { body }),
		...(subject === undefined ? {} : about)
	})
		.session(session)
		.lean<PaperItem[]>();
	const found = all
		.filter((one) => isFound(text, one.number, one.title, one.proposal, one.reason))
		.sort((a, b) => b.number.localeCompare(a.number, 'de', { numeric: true }));
	const rows = await presentPapers(region, session, found.slice(offset, offset + limit));
	return { total: found.length, limit, offset, rows };
}

/** @throws ApplicationError not_found, also for one that the actor may not see */
export async function readPaper(
	region: string,
	id: string,
	{ session }: RouteSnapshot,
	actor: ActorContext,
	language: Language
): Promise<Paper> {
	const paper = await PaperModel.findOne({ _id: id, region, ...visibleTo(actor, region) })
		.session(session)
		.lean<PaperItem>();
	if (!paper) throw new ApplicationError('not_found');
	const towns = await readTowns(region, session);
	const decided = (await readDecided(region, session, [paper], towns)).get(id) ?? [];
	const bodies = await findBodies(region, session, [paper.body]);
	const subjects = await findSubjectReferences(region, session, paper.subjects);
	const visible = decided
		.map(({ decision }) => decision)
		.filter(({ isPublic }) => isPublic || visibleTo(actor, region).isPublic === undefined);
	const shown = new Map((await presentDecisions(region, session, visible)).map((one) => [one.id, one]));
	const asked = presentResults(paper, decided, towns, bodies, shown);
	const meeting = await readMeetingBodies(region, session, asked);
	return {
		...presentRow(paper, decided, towns, bodies),
		subjectReferences: paper.subjects.map(
			(one) => subjects.get(one.id) ?? { kind: one.kind, id: one.id, code: null, title: '' }
		),
		results: asked.map((one) => ({ ...one, meetsHere: meeting.has(one.body.id) })),
		effectRows: await presentEffects(paper, session, language),
		agenda: await readAgenda(paper, session, actor),
		isChangeable: paper.withdrawn === null && decided.length === 0
	};
}

/** Ids of the bodies of these whose meetings are kept here. */
async function readMeetingBodies(
	region: string,
	session: ClientSession,
	asked: readonly AskedBody[]
): Promise<Set<string>> {
	const bodies = asked.map(({ body }) => body.id);
	const found = await MeetingModel.find({ region, body: { $in: bodies }, ...STANDING_MEETING })
		.select('body')
		.session(session)
		.lean<Pick<MeetingItem, 'body'>[]>();
	return new Set(found.map(({ body }) => body));
}

/** The recommendation first, then what the rule asks for. */
function presentResults(
	paper: PaperItem,
	decided: readonly Decided[],
	towns: Towns,
	bodies: Map<string, Reference>,
	shown: Map<string, Decision>
): AskedBody[] {
	const ofBody = (isRecommendation: boolean): AskedBody[] => {
		const body = bodies.get(paper.body ?? '');
		if (!body) return [];
		const made = decided.find((one) => one.body === paper.body);
		return [{ body, municipality: null, isRecommendation, decision: shown.get(made?.decision._id ?? '') ?? null }];
	};
	if (paper.rule === 'single') return ofBody(false);
	const ofTowns = towns.all.map((town) => {
		const municipality = referenceOf('municipality', town);
		const council = towns.councils.get(town._id);
		const made = decided.find((one) => one.town === town._id);
		return {
			// A town that joined since may have no council here yet.
			body: council ? referenceOf('body', council) : municipality,
			municipality,
			isRecommendation: false,
			decision: shown.get(made?.decision._id ?? '') ?? null
		};
	});
	return [...ofBody(true), ...ofTowns];
}

async function presentEffects(paper: PaperItem, session: ClientSession, language: Language): Promise<PaperEffect[]> {
	const reading = readingAt(paper.region, session);
	const isDone = paper.state === 'in-force';
	const rows: PaperEffect[] = [];
	for (const effect of paper.effects) {
		const kind = effectKind(effect.type);
		const described = await kind.describe(reading, effect);
		const obstacle = isDone ? null : await kind.obstacle(reading, effect);
		rows.push({
			...effect,
			subjectReference: described?.subject ?? { kind: kind.subjectKind, id: effect.subject, code: null, title: '' },
			project: described?.project ?? null,
			isDone,
			obstacle: obstacle && obstacleText(obstacle, language)
		});
	}
	return rows;
}

async function readAgenda(paper: PaperItem, session: ClientSession, actor: ActorContext): Promise<Paper['agenda']> {
	const { region } = paper;
	const own = await AgendaItemModel.find({ region, paper: paper._id, withdrawn: null, ...visibleTo(actor, region) })
		.session(session)
		.lean<AgendaItem[]>();
	if (own.length === 0) return [];
	const ids = own.map(({ meeting }) => meeting);
	const meetings = await MeetingModel.find({ _id: { $in: ids }, region })
		.session(session)
		.lean<MeetingItem[]>();
	const all = await AgendaItemModel.find({ region, meeting: { $in: ids }, withdrawn: null })
		.select('meeting position')
		.session(session)
		.lean<AgendaItem[]>();
	const bodies = await findBodies(
		region,
		session,
		meetings.map(({ body }) => body)
	);
	const rows = own.flatMap((item) => {
		const meeting = meetings.find(({ _id }) => _id === item.meeting);
		const body = bodies.get(meeting?.body ?? '');
		if (!meeting || !body) return [];
		const before = all.filter((other) => other.meeting === item.meeting && other.position < item.position);
		const row = { item: item._id, meeting: referenceOf('meeting', meeting), day: meeting.day, body };
		return [{ ...row, number: before.length + 1 }];
	});
	return rows.sort((a, b) => (a.day < b.day ? 1 : -1));
}
