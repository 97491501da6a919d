import type { AgendaProposal } from '@konzeptstand/contract/follow-up.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { partOf } from '@konzeptstand/contract/vote-rule.ts';
import { findBodies } from '../decision/decision-page.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { referenceOf } from '../record/present.service.ts';
import { BodyModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { compareTasks } from './control.ts';
import { findClosedPapers, isPublicItem } from './meeting-page.service.ts';
import { AgendaItemModel, MeetingModel } from './meeting.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';
import { isOnAgenda, proposal } from './occasion.ts';
import type { Occasion } from './occasion.ts';
import { PaperModel } from './paper.model.ts';
import type { PaperItem } from './paper.model.ts';
import { CONTROL_TITLES, lateness, SAID } from './preparation-words.ts';
import type { ControlIndex } from './control.service.ts';
import { presentTasks } from './task-list.service.ts';
import { TaskModel } from './task.model.ts';
import type { TaskItem } from './task.model.ts';

/** Proposals from the council's own work: what it has put off, been given, recommended, not approved, or not done. */

const LANGUAGES: readonly Language[] = ['de', 'en'];

/** One item under which all decisions are looked through, as long as any of them is not done. */
export function proposeControl(occasion: Occasion, { counts }: ControlIndex): AgendaProposal[] {
	if (counts.overdue + counts.open + counts['under-way'] === 0) return [];
	const titles = Object.values(CONTROL_TITLES);
	if (isOnAgenda(occasion, (item) => titles.includes(item.title))) return [];
	const text = SAID[occasion.language].control(counts);
	const title = CONTROL_TITLES[occasion.language];
	return [proposal('control', occasion.body._id, text, null, { title, text, type: 'information' })];
}

/** Minutes that are written but not approved. */
export function proposeMinutes(occasion: Occasion): AgendaProposal[] {
	const words = SAID[occasion.language];
	return occasion.meetings
		.filter((one) => one.state === 'minutes-drafted')
		.filter((one) => !isOnAgenda(occasion, (item) => item.approvesMinutesOf === one._id))
		.map((one) => {
			return proposal('minutes', one._id, words.minutes(one.number, one.day), referenceOf('meeting', one), {
				type: 'decision',
				title: words.minutesTitle(one.number, one.day),
				approvesMinutesOf: one._id
			});
		});
}

/**
 * What this body put off, what another one gave it, and what stood on the agenda of a meeting that was cancelled; not what
 * was put off beyond the next meeting.
 */
export async function proposeCarried(occasion: Occasion): Promise<AgendaProposal[]> {
	const { region, snapshot, body, next, meetings, seesClosed } = occasion;
	const own = new Map(meetings.map((one) => [one._id, one]));
	const all = await AgendaItemModel.find({ region, outcome: { $in: ['postponed', 'referred'] }, withdrawn: null })
		.session(snapshot.session)
		.lean<AgendaItem[]>();
	const carriedOn = all.filter(({ outcome, meeting, referredTo }) =>
		outcome === 'postponed' ? own.has(meeting) : referredTo === body._id
	);
	const found = [...carriedOn, ...(await findFallen(occasion))];
	if (found.length === 0) return [];
	const carried = await findCarried(occasion, found);
	const closedPapers = await findClosedPapers(region, snapshot.session);
	const open = found.filter(
		(item) =>
			!carried.has(item._id) &&
			(item.postponedTo === null || next === null || item.postponedTo <= next.day) &&
			(seesClosed || isPublicItem(item, closedPapers))
	);
	const sources = await findMeetings(occasion, open);
	const bodies = await findBodies(
		region,
		snapshot.session,
		[...sources.values()].map((one) => one.body)
	);
	const papers = await PaperModel.find({ region, _id: { $in: open.flatMap(({ paper }) => paper ?? []) } })
		.session(snapshot.session)
		.lean<PaperItem[]>();
	const words = SAID[occasion.language];
	return open.map((item) => {
		const from = sources.get(item.meeting);
		const number = from?.number ?? '';
		const kind = item.outcome === 'referred' ? 'referred' : item.outcome === 'postponed' ? 'postponed' : 'cancelled';
		const said = {
			referred: () => words.referred(bodies.get(from?.body ?? '')?.title ?? '', number),
			postponed: () => words.postponed(number, item.postponedTo),
			cancelled: () => words.cancelled(number, from?.day ?? '')
		}[kind]();
		const { isPublic, title, subjects, paper } = item;
		const isOthers = papers.some((one) => one._id === paper && partOf(one, { ...body, id: body._id }) === null);
		const type = item.type === 'decision' && isOthers ? 'discussion' : item.type;
		return proposal(
			kind,
			item._id,
			`${title}. ${said}`,
			{ kind: 'agenda-item', id: item._id, code: number, title },
			{
				type,
				isPublic,
				title,
				text: [said, item.text].filter((part) => part !== null).join('\n\n'),
				subjects,
				paper,
				continues: item._id
			}
		);
	});
}

/**
 * What stood on the agenda of a meeting that was cancelled since the body last met, as far as nothing else proposes it or
 * has settled it.
 */
async function findFallen(occasion: Occasion): Promise<AgendaItem[]> {
	const { region, snapshot, body, last } = occasion;
	const cancelled = await MeetingModel.find({
		region,
		body: body._id,
		state: 'cancelled',
		withdrawn: null,
		day: { $gt: last?.day ?? '' }
	})
		.session(snapshot.session)
		.lean<MeetingItem[]>();
	const items = await AgendaItemModel.find({
		region,
		meeting: { $in: cancelled.map(({ _id }) => _id) },
		outcome: 'open',
		approvesMinutesOf: null,
		withdrawn: null
	})
		.sort({ meeting: 1, position: 1 })
		.session(snapshot.session)
		.lean<AgendaItem[]>();
	const papers = await PaperModel.find({ region, _id: { $in: items.flatMap(({ paper }) => paper ?? []) } })
		.session(snapshot.session)
		.lean<PaperItem[]>();
	const settled = new Set(papers.filter(({ state }) => state !== 'open').map(({ _id }) => _id));
	return items.filter(
		({ title, paper }) =>
			!Object.values(CONTROL_TITLES).includes(title) &&
			(paper === null || !settled.has(paper)) &&
			!isOnAgenda(occasion, (one) => (paper === null ? one.title === title : one.paper === paper))
	);
}

/** Items that stand on some other agenda again. */
async function findCarried({ region, snapshot }: Occasion, items: readonly AgendaItem[]): Promise<Set<string>> {
	if (items.length === 0) return new Set();
	const later = await AgendaItemModel.find({
		region,
		withdrawn: null,
		outcome: { $ne: 'removed' },
		continues: { $in: items.map(({ _id }) => _id) }
	})
		.select('continues')
		.session(snapshot.session)
		.lean<Pick<AgendaItem, '_id' | 'continues'>[]>();
	return new Set(later.flatMap(({ continues }) => continues ?? []));
}

async function findMeetings(
	{ region, snapshot, meetings }: Occasion,
	items: readonly AgendaItem[]
): Promise<Map<string, MeetingItem>> {
	const own = new Map(meetings.map((one) => [one._id, one]));
	const missing = items.map(({ meeting }) => meeting).filter((id) => !own.has(id));
	if (missing.length === 0) return own;
	const others = await MeetingModel.find({ region, _id: { $in: missing } })
		.session(snapshot.session)
		.lean<MeetingItem[]>();
	return new Map([...own, ...others.map((one) => [one._id, one] as const)]);
}

/**
 * What was recommended and has no vote yet. A town's own council is proposed to decide; of a body that decides alone,
 * what another one recommended to it; every body of the cooperation hears which councils of a joint matter are missing.
 */
export async function proposeRecommended(occasion: Occasion): Promise<AgendaProposal[]> {
	const { region, snapshot, body, seesClosed } = occasion;
	const { session } = snapshot;
	const papers = await PaperModel.find({
		region,
		withdrawn: null,
		state: 'open',
		...(seesClosed ? {} : { isPublic: true })
	})
		.session(session)
		.lean<PaperItem[]>();
	if (papers.length === 0) return [];
	const decisions = await DecisionModel.find({
		region,
		withdrawn: null,
		paper: { $in: papers.map(({ _id }) => _id) },
		'effect.state': { $ne: 'annulled' }
	})
		.select('paper body result date')
		.session(session)
		.lean<DecisionItem[]>();
	const bodies = await BodyModel.find({ region, withdrawn: null }).session(session).lean<BodyItem[]>();
	const words = SAID[occasion.language];
	const proposals: AgendaProposal[] = [];
	for (const paper of papers) {
		if (isOnAgenda(occasion, (item) => item.paper === paper._id)) continue;
		const own = decisions.filter((one) => one.paper === paper._id);
		const recommendation = own.find((one) => one.result === 'recommended' && one.body !== body._id);
		const hasDecided = (id: string): boolean => own.some((one) => one.body === id);
		const reference = referenceOf('paper', paper);
		const { title, isPublic, subjects } = paper;
		const decides = partOf(paper, { ...body, id: body._id }) === 'decides';
		const isAsked = recommendation !== undefined || (paper.rule === 'joint' && paper.body === null);
		if (decides && isAsked && !hasDecided(body._id)) {
			const by = bodies.find((one) => one._id === recommendation?.body)?.name;
			const text = by === undefined ? title : `${title}. ${words.recommended(by, recommendation?.date ?? null)}`;
			const item = { type: 'decision', title, isPublic, subjects, paper: paper._id } as const;
			proposals.push(proposal('recommended', paper._id, text, reference, item));
		}
		const isRecommended = own.some((one) => one.result === 'recommended');
		if (body.municipality === null && paper.rule === 'joint' && isRecommended) {
			const missing = bodies
				.filter((one) => one.kind === 'council' && one.municipality !== null && !hasDecided(one._id))
				.map((one) => one.name);
			const heading = words.jointTitle(title);
			const isThere = isOnAgenda(occasion, (item) =>
				LANGUAGES.some((language) => item.title === SAID[language].jointTitle(title))
			);
			if (missing.length === 0 || isThere) continue;
			const said = words.joint(missing);
			proposals.push(
				proposal('recommended', paper._id, `${title}. ${said}`, reference, {
					title: heading,
					text: said,
					isPublic,
					subjects
				})
			);
		}
	}
	return proposals;
}

/** Tasks of the body's decisions and items that are overdue, or due before the meeting after next. */
export async function proposeTasks(occasion: Occasion, control: ControlIndex): Promise<AgendaProposal[]> {
	const { region, snapshot, day, horizon, language } = occasion;
	const found = await TaskModel.find({
		region,
		withdrawn: null,
		state: { $in: ['open', 'under-way'] },
		due: { $lte: horizon }
	})
		.session(snapshot.session)
		.lean<TaskItem[]>();
	const decided = new Set(control.rows.flatMap(({ tasks }) => tasks));
	const onItems = await findOwnItems(
		occasion,
		found.flatMap(({ agendaItem }) => agendaItem ?? [])
	);
	const own = found.filter((task) => decided.has(task._id) || onItems.has(task.agendaItem ?? '')).sort(compareTasks);
	const tasks = await presentTasks(region, snapshot.session, own, day);
	const words = SAID[language];
	return tasks.flatMap((task) => {
		if (task.due === null) return [];
		if (isOnAgenda(occasion, (item) => LANGUAGES.some((one) => item.title === SAID[one].taskTitle(task.title))))
			return [];
		const facts = {
			task: task.title,
			due: task.due,
			who: task.partyReference?.title ?? task.personName,
			reason: task.delayReason,
			decision: task.decisionReference && (task.decisionReference.code ?? task.decisionReference.title)
		};
		const text = task.isOverdue
			? words.overdue(facts, lateness({ planned: task.due, expected: null }, day, language))
			: words.taskDue(facts);
		const reference = { kind: 'task', id: task.id, code: null, title: task.title } as const;
		const item = { title: words.taskTitle(task.title), text };
		return [proposal(task.isOverdue ? 'overdue-task' : 'deadline', task.id, text, reference, item)];
	});
}

/** Which of these items stood on an agenda of the body, as far as the reader may see them. */
async function findOwnItems(occasion: Occasion, ids: readonly string[]): Promise<Set<string>> {
	if (ids.length === 0) return new Set();
	const { region, snapshot, meetings, seesClosed } = occasion;
	const own = new Set(meetings.map(({ _id }) => _id));
	const closedPapers = await findClosedPapers(region, snapshot.session);
	const items = await AgendaItemModel.find({ region, _id: { $in: ids } })
		.select('meeting isPublic paper')
		.session(snapshot.session)
		.lean<AgendaItem[]>();
	const shown = items.filter((item) => own.has(item.meeting) && (seesClosed || isPublicItem(item, closedPapers)));
	return new Set(shown.map(({ _id }) => _id));
}
