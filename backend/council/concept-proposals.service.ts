import type { AgendaProposal } from '@konzeptstand/contract/follow-up.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { FINISHED } from '@konzeptstand/contract/status.ts';
import {
	STATUS_WORDS,
	buildTree,
	isLate,
	latestOf,
	readConceptRows,
	referenceTo,
	rollUp
} from '../concept/concept-facts.service.ts';
import type { ConceptRows, GoalNode, ProjectFacts } from '../concept/concept-facts.service.ts';
import { readChecklist } from '../concept/checklist.service.ts';
import { StatusReportModel, StepModel } from '../concept/project.model.ts';
import type { StatusReportItem, StepItem } from '../concept/project.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { isOnAgenda, isSubject, proposal } from './occasion.ts';
import type { Occasion } from './occasion.ts';
import { LACKS, lastDayOf, lateness, SAID } from './preparation-words.ts';

const LANGUAGES = Object.keys(SAID) as Language[];

/** Proposals from the concept: drafts, steps, goals. A town's own council hears of its town's projects only. */

export async function proposeFromConcept(occasion: Occasion): Promise<AgendaProposal[]> {
	const rows = await readConceptRows(occasion.region, occasion.snapshot, null, occasion.day);
	const steps = await proposeSteps(occasion, rows);
	const ofProjects = [...steps, ...proposeDelayed(occasion, rows, steps), ...proposeOutdated(occasion, rows)];
	if (occasion.body.municipality !== null) return ofProjects;
	return [...(await proposeDrafts(occasion, rows)), ...ofProjects, ...(await proposeGoals(occasion, rows))];
}

/** Drafts that can be adopted, and what the others lack. */
async function proposeDrafts(occasion: Occasion, { editions }: ConceptRows): Promise<AgendaProposal[]> {
	const { region, snapshot, day, language } = occasion;
	const words = SAID[language];
	const proposals: AgendaProposal[] = [];
	for (const edition of editions.filter(({ state }) => state === 'draft')) {
		if (isSubject(occasion, edition._id)) continue;
		const { isComplete, total, rows } = await readChecklist(region, edition._id, snapshot, day);
		const title = inLanguage(occasion, edition);
		const groups = [...Map.groupBy(rows, ({ problem }) => problem)];
		const parts = groups.map(([problem, all]) => `${LACKS[problem][language]}: ${String(all.length)}`);
		const text = isComplete ? words.ready : words.lacking(total, parts);
		proposals.push(
			proposal('draft-ready', edition._id, text, referenceTo('edition', { ...edition, code: edition.key }), {
				type: isComplete ? 'decision' : 'information',
				title: isComplete ? words.readyTitle(title) : words.lackingTitle(title),
				text,
				subjects: [{ kind: 'edition', id: edition._id }]
			})
		);
	}
	return proposals;
}

const inLanguage = (
	{ language }: Occasion,
	{ title, titleEn = null }: { title: string; titleEn?: string | null }
): string => (language === 'en' ? (titleEn ?? title) : title);

/** Steps that are late, those of the council first and then the latest; and those that are due before long. */
async function proposeSteps(occasion: Occasion, { projects }: ConceptRows): Promise<AgendaProposal[]> {
	const { region, snapshot, day, horizon, language } = occasion;
	const open = new Map(
		projects.filter((one) => !FINISHED.has(one.status) && concerns(occasion.body, one)).map((one) => [one.id, one])
	);
	const steps = await StepModel.find({ region, withdrawn: null, actual: null })
		.select('project title titleEn isCouncilStep planned expected actual')
		.session(snapshot.session)
		.lean<StepItem[]>();
	const wanted = steps
		.flatMap((step) => {
			const project = open.get(step.project);
			if (!project || isSubject(occasion, step._id)) return [];
			const end = lastDayOf(step.expected ?? step.planned);
			const late = isLate(step, false, day);
			if (!late && (end === null || end < day || end > horizon)) return [];
			return [{ step, project, isLate: late, planned: lastDayOf(step.planned) ?? '' }];
		})
		.sort(
			(a, b) =>
				Number(b.isLate) - Number(a.isLate) ||
				Number(b.step.isCouncilStep) - Number(a.step.isCouncilStep) ||
				a.planned.localeCompare(b.planned) ||
				a.step._id.localeCompare(b.step._id)
		);
	const words = SAID[language];
	return wanted.map(({ step, project, isLate: late }) => {
		const facts = {
			step: inLanguage(occasion, step),
			project: inLanguage(occasion, project.item),
			planned: step.planned,
			expected: step.expected,
			isCouncilStep: step.isCouncilStep,
			status: STATUS_WORDS[project.status][language],
			progress: project.current.progress,
			delayReason: project.current.delayReason
		};
		const after = lateness(step, day, language);
		return proposal(
			late ? 'late-step' : 'deadline',
			step._id,
			late ? words.late(facts, after) : words.due(facts),
			referenceTo('project', project.item),
			{
				type: step.isCouncilStep && late ? 'discussion' : 'information',
				title: `${facts.project}: ${facts.step}`,
				text: late ? words.lateText(facts, after) : words.dueText(facts),
				subjects: [
					{ kind: 'step', id: step._id },
					{ kind: 'project', id: project.id }
				]
			}
		);
	});
}

/** Projects that were reported as delayed and of which no step is proposed as late. */
function proposeDelayed(
	occasion: Occasion,
	{ projects }: ConceptRows,
	steps: readonly AgendaProposal[]
): AgendaProposal[] {
	const told = new Set(steps.filter(({ kind }) => kind === 'late-step').map(({ subject }) => subject?.id));
	const words = SAID[occasion.language];
	return projects
		.filter((one) => one.isDelayed && !FINISHED.has(one.status) && concerns(occasion.body, one))
		.filter(({ id }) => !told.has(id) && !isSubject(occasion, id))
		.map((one) => {
			const title = inLanguage(occasion, one.item);
			const facts = {
				project: title,
				status: STATUS_WORDS[one.status][occasion.language],
				progress: one.current.progress,
				delayReason: one.current.delayReason
			};
			const text = words.delayed(facts);
			return proposal('delayed-project', one.id, `${title}. ${text}`, referenceTo('project', one.item), {
				title: words.delayedTitle(title),
				text,
				subjects: [{ kind: 'project', id: one.id }]
			});
		});
}

/** As many as a decision can be about. */
const MOST_SUBJECTS = 50;

/** Projects of which nobody has said for long how far they are, as one item. */
function proposeOutdated(occasion: Occasion, { projects }: ConceptRows): AgendaProposal[] {
	const found = projects.filter((one) => one.isOutdated && concerns(occasion.body, one));
	const isThere = isOnAgenda(occasion, ({ title }) =>
		LANGUAGES.some((language) => title === SAID[language].outdatedTitle)
	);
	if (found.length === 0 || isThere) return [];
	const words = SAID[occasion.language];
	const text = words.outdated(found.map(({ item }) => inLanguage(occasion, item)));
	return [
		proposal('outdated-projects', occasion.body._id, text, null, {
			title: words.outdatedTitle,
			text,
			subjects: found.slice(0, MOST_SUBJECTS).map(({ id }) => ({ kind: 'project', id }))
		})
	];
}

function concerns(body: BodyItem, project: ProjectFacts): boolean {
	return body.municipality === null || project.item.municipalities.includes(body.municipality);
}

/** Goals of the concept in force below which nothing has come further since the last meeting, the latest ones first. */
async function proposeGoals(occasion: Occasion, rows: ConceptRows): Promise<AgendaProposal[]> {
	const { last, language } = occasion;
	if (last === null || rows.edition === null || rows.edition.state === 'draft') return [];
	const tree = buildTree(rows);
	const goals = [...tree.goals, ...tree.fields.flatMap((field) => field.goals)].filter(
		({ item, all }) => all.some(({ status }) => !FINISHED.has(status)) && !isSubject(occasion, item._id)
	);
	if (goals.length === 0) return [];
	const former = await readFormerFacts(occasion, last.day, goals);
	const words = SAID[language];
	return goals
		.flatMap((goal) => {
			const before = rollUp(goal.all.map((project) => former.get(project.id) ?? project));
			const { rollUp: now } = goal;
			const hasEnded = now.byStatus.completed > before.byStatus.completed;
			if (hasEnded || (now.progress.value ?? 0) > (before.progress.value ?? 0)) return [];
			const title = inLanguage(occasion, goal.item);
			const facts = {
				goal: title,
				before: before.progress.value,
				now: now.progress.value,
				since: last.day,
				projects: now.projects,
				late: now.late,
				outdated: now.outdated
			};
			const text = words.goal(facts);
			const made = proposal(
				'goal-without-progress',
				goal.item._id,
				`${title}. ${text}`,
				referenceTo('goal', goal.item),
				{
					title: words.goalTitle(title),
					text,
					subjects: [{ kind: 'goal', id: goal.item._id }]
				}
			);
			return [{ made, late: now.late }];
		})
		.sort((a, b) => b.late - a.late)
		.map(({ made }) => made);
}

/**
 * What was known on a day of the projects that were reported on since; all others are today as they were then.
 * @param since ISO day
 */
async function readFormerFacts(
	{ region, snapshot }: Occasion,
	since: string,
	goals: readonly GoalNode[]
): Promise<Map<string, ProjectFacts>> {
	const living = { region, withdrawn: null, correctedBy: null };
	const recent = await StatusReportModel.find({ ...living, at: { $gt: since } })
		.select('project')
		.session(snapshot.session)
		.lean<Pick<StatusReportItem, 'project'>[]>();
	const moved = new Set(recent.map(({ project }) => project));
	const facts = new Map(goals.flatMap(({ all }) => all.map((one) => [one.id, one] as const)));
	const ids = [...moved].filter((id) => facts.has(id));
	if (ids.length === 0) return new Map();
	const reports = await StatusReportModel.find({ ...living, project: { $in: ids }, at: { $lte: `${since}T23:59:59Z` } })
		.select('project status progress asOf at by isDelayed delayReason')
		.session(snapshot.session)
		.lean<StatusReportItem[]>();
	const byProject = Map.groupBy(reports, ({ project }) => project);
	return new Map(
		ids.flatMap((id) => {
			const project = facts.get(id);
			const then = latestOf(byProject.get(id) ?? []);
			if (!project) return [];
			return [[id, { ...project, status: then?.status ?? 'unknown', progress: then?.progress ?? null }] as const];
		})
	);
}
