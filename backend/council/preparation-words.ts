import { edtfBounds, formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { numberFormat } from '@konzeptstand/contract/format/intl.ts';
import { formatNumber, formatPercent } from '@konzeptstand/contract/format/number.ts';
import type { ChecklistProblem } from '@konzeptstand/contract/edition.ts';
import type { ControlState, ProposalKind } from '@konzeptstand/contract/follow-up.ts';
import type { Language } from '@konzeptstand/contract/values.ts';

/** What proposals for an agenda say, in the reader's language and with their figures. Pure. */

const DAY = 86_400_000;
const DAYS_IN_MONTH = 30.44;

/**
 * How long after its planned end something is, in words: from the latest day that the plan can mean to the earliest that
 * is expected, or to today. Days up to two weeks, weeks up to two months, then months.
 * @param day today, ISO
 */
export function lateness(
	{ planned, expected }: { planned: string | null; expected: string | null },
	day: string,
	language: Language
): string {
	const end = lastDayOf(planned) ?? day;
	const until = firstDayOf(expected) ?? day;
	const days = Math.max(1, Math.round((Date.parse(until) - Date.parse(end)) / DAY));
	const [count, unit] =
		days <= 14
			? ([days, 'day'] as const)
			: days < 60
				? ([Math.round(days / 7), 'week'] as const)
				: ([Math.round(days / DAYS_IN_MONTH), 'month'] as const);
	return numberFormat(language, unit, 0).format(count);
}

/** The last day that the end of a value can mean; null when it has none. */
export function lastDayOf(value: string | null): string | null {
	const end = value?.split('/').at(-1) ?? '';
	return end === '' || end === '..' ? null : (edtfBounds(end)?.last ?? null);
}

function firstDayOf(value: string | null): string | null {
	const end = value?.split('/').at(-1) ?? '';
	return end === '' || end === '..' ? null : (edtfBounds(end)?.first ?? null);
}

interface StepFacts {
	project: string;
	step: string;
	planned: string | null;
	expected: string | null;
	isCouncilStep: boolean;
	/** Status of the project, in words. */
	status: string;
	progress: number | null;
	delayReason: string | null;
}
interface GoalFacts {
	goal: string;
	before: number | null;
	now: number | null;
	since: string;
	projects: number;
	late: number;
	outdated: number;
}
interface TaskFacts {
	task: string;
	due: string;
	who: string | null;
	reason: string | null;
	decision: string | null;
}

interface Words {
	control: (counts: Record<ControlState, number>) => string;
	postponed: (meeting: string, until: string | null) => string;
	referred: (body: string, meeting: string) => string;
	cancelled: (meeting: string, day: string) => string;
	minutes: (meeting: string, day: string) => string;
	minutesTitle: (meeting: string, day: string) => string;
	recommended: (body: string, day: string | null) => string;
	joint: (missing: readonly string[]) => string;
	jointTitle: (paper: string) => string;
	ready: string;
	readyTitle: (edition: string) => string;
	lacking: (count: number, parts: readonly string[]) => string;
	lackingTitle: (edition: string) => string;
	late: (step: StepFacts, late: string) => string;
	lateText: (step: StepFacts, late: string) => string;
	due: (step: StepFacts) => string;
	dueText: (step: StepFacts) => string;
	taskDue: (task: TaskFacts) => string;
	delayed: (project: Omit<StepFacts, 'step' | 'planned' | 'expected' | 'isCouncilStep'>) => string;
	delayedTitle: (project: string) => string;
	outdated: (projects: readonly string[]) => string;
	outdatedTitle: string;
	goal: (goal: GoalFacts) => string;
	goalTitle: (goal: string) => string;
	overdue: (task: TaskFacts, late: string) => string;
	taskTitle: (task: string) => string;
}

const sentences = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(' ');

export const SAID: Readonly<Record<Language, Words>> = {
	de: {
		control: (counts) =>
			`${count(counts.overdue)} überfällig, ${count(counts.open)} offen, ${count(counts['under-way'])} in Arbeit, ${count(counts.done)} erledigt.`,
		postponed: (meeting, until) =>
			until === null
				? `Vertagt in der Sitzung ${meeting}.`
				: `Vertagt in der Sitzung ${meeting} auf den ${date(until)}.`,
		referred: (body, meeting) => `Verwiesen von: ${body}, Sitzung ${meeting}.`,
		cancelled: (meeting, day) => `Stand auf der Tagesordnung der abgesagten Sitzung ${meeting} vom ${date(day)}.`,
		minutes: (meeting, day) => `Die Niederschrift der Sitzung ${meeting} vom ${date(day)} ist noch nicht genehmigt.`,
		minutesTitle: (meeting, day) => `Genehmigung der Niederschrift der Sitzung ${meeting} vom ${date(day)}`,
		recommended: (body, day) => `Empfohlen von: ${body}${day === null ? '' : `, ${date(day)}`}. Noch ohne Beschluss.`,
		joint: (missing) => `Empfohlen; es fehlt noch der Beschluss von: ${missing.join(', ')}.`,
		jointTitle: (paper) => `Stand der gemeinsamen Angelegenheit: ${paper}`,
		ready: 'Die Prüfliste ist vollständig: Die Fassung kann beschlossen werden.',
		readyTitle: (edition) => `Beschluss über die Konzeptfassung „${edition}“`,
		lacking: (all, parts) =>
			`Zum Beschluss fehlt noch ${all === 1 ? 'ein Punkt' : `${count(all)} Punkte`} der Prüfliste: ${parts.join('; ')}.`,
		lackingTitle: (edition) => `Stand der Konzeptfassung „${edition}“`,
		late: ({ step, project }, late) => `${step} (${project}): ${late} nach Plan.`,
		lateText: (step, late) =>
			sentences(
				`Der ${step.isCouncilStep ? 'vom Rat festgelegte Projektschritt' : 'Projektschritt'} „${step.step}“ liegt ${late} nach Plan.`,
				`Geplant: ${formatEdtf(step.planned, 'de')}; ${step.expected === null ? 'bisher nicht geschehen' : `erwartet: ${formatEdtf(step.expected, 'de')}`}.`,
				standing(step, 'de'),
				step.delayReason === null ? null : `Grund: ${step.delayReason}`
			),
		due: (step) => `${step.step} (${step.project}): steht an, ${formatEdtf(step.expected ?? step.planned, 'de')}.`,
		dueText: (step) =>
			sentences(
				`Der ${step.isCouncilStep ? 'vom Rat festgelegte Projektschritt' : 'Projektschritt'} „${step.step}“ steht vor der übernächsten Sitzung an: ${formatEdtf(step.expected ?? step.planned, 'de')}.`,
				standing(step, 'de')
			),
		taskDue: (task) =>
			sentences(
				`${task.task}: fällig am ${date(task.due)}${task.who === null ? '' : `, verantwortlich: ${task.who}`}.`,
				task.decision === null ? null : `Aus dem Beschluss ${task.decision}.`
			),
		delayed: (project) =>
			sentences(
				'Als verzögert gemeldet.',
				standing(project, 'de'),
				project.delayReason === null ? 'Ein Grund ist nicht genannt.' : `Grund: ${project.delayReason}`
			),
		delayedTitle: (project) => `Verzögert: ${project}`,
		outdated: (projects) =>
			projects.length === 1
				? `Bei einem Projekt ist der Stand veraltet: ${some(projects, 'und')}`
				: `Bei ${count(projects.length)} Projekten ist der Stand veraltet: ${some(projects, 'und')}`,
		outdatedTitle: 'Projekte mit veraltetem Stand',
		goal: ({ before, now, since, projects, late, outdated }) =>
			sentences(
				`Kein Fortschritt seit der Sitzung am ${date(since)}: ${formatPercent(before, 'de')} damals, ${formatPercent(now, 'de')} heute.`,
				`Von ${count(projects)} ${projects === 1 ? 'Projekt' : 'Projekten'} ${late === 1 ? 'liegt' : 'liegen'} ${count(late)} nach Plan, bei ${count(outdated)} ist der Stand veraltet.`
			),
		goalTitle: (goal) => `Ziel ohne Fortschritt: ${goal}`,
		overdue: (task, late) =>
			sentences(
				`${task.task}: seit dem ${date(task.due)} fällig, ${late} überfällig${task.who === null ? '' : `, verantwortlich: ${task.who}`}.`,
				task.decision === null ? null : `Aus dem Beschluss ${task.decision}.`,
				task.reason === null ? 'Ein Grund ist nicht genannt.' : `Grund: ${task.reason}`
			),
		taskTitle: (task) => `Aufgabe: ${task}`
	},
	en: {
		control: (counts) =>
			`${countEn(counts.overdue)} overdue, ${countEn(counts.open)} open, ${countEn(counts['under-way'])} under way, ${countEn(counts.done)} done.`,
		postponed: (meeting, until) =>
			until === null ? `Put off in meeting ${meeting}.` : `Put off in meeting ${meeting} until ${dateEn(until)}.`,
		referred: (body, meeting) => `Referred by: ${body}, meeting ${meeting}.`,
		cancelled: (meeting, day) => `Stood on the agenda of the cancelled meeting ${meeting} of ${dateEn(day)}.`,
		minutes: (meeting, day) => `The minutes of meeting ${meeting} of ${dateEn(day)} are not approved yet.`,
		minutesTitle: (meeting, day) => `Approval of the minutes of meeting ${meeting} of ${dateEn(day)}`,
		recommended: (body, day) => `Recommended by: ${body}${day === null ? '' : `, ${dateEn(day)}`}. Not decided yet.`,
		joint: (missing) => `Recommended; still missing is the decision of: ${missing.join(', ')}.`,
		jointTitle: (paper) => `State of the joint matter: ${paper}`,
		ready: 'The checklist is complete: the edition can be adopted.',
		readyTitle: (edition) => `Adoption of the edition “${edition}”`,
		lacking: (all, parts) =>
			`${all === 1 ? 'One point' : `${countEn(all)} points`} of the checklist ${all === 1 ? 'is' : 'are'} still missing for adoption: ${parts.join('; ')}.`,
		lackingTitle: (edition) => `State of the edition “${edition}”`,
		late: ({ step, project }, late) => `${step} (${project}): ${late} behind plan.`,
		lateText: (step, late) =>
			sentences(
				`The ${step.isCouncilStep ? 'step fixed by the council' : 'project step'} “${step.step}” is ${late} behind plan.`,
				`Planned: ${formatEdtf(step.planned, 'en')}; ${step.expected === null ? 'not done so far' : `expected: ${formatEdtf(step.expected, 'en')}`}.`,
				standing(step, 'en'),
				step.delayReason === null ? null : `Reason: ${step.delayReason}`
			),
		due: (step) => `${step.step} (${step.project}): due, ${formatEdtf(step.expected ?? step.planned, 'en')}.`,
		dueText: (step) =>
			sentences(
				`The ${step.isCouncilStep ? 'step fixed by the council' : 'project step'} “${step.step}” is due before the meeting after next: ${formatEdtf(step.expected ?? step.planned, 'en')}.`,
				standing(step, 'en')
			),
		taskDue: (task) =>
			sentences(
				`${task.task}: due on ${dateEn(task.due)}${task.who === null ? '' : `, responsible: ${task.who}`}.`,
				task.decision === null ? null : `From decision ${task.decision}.`
			),
		delayed: (project) =>
			sentences(
				'Reported as delayed.',
				standing(project, 'en'),
				project.delayReason === null ? 'No reason is given.' : `Reason: ${project.delayReason}`
			),
		delayedTitle: (project) => `Delayed: ${project}`,
		outdated: (projects) =>
			projects.length === 1
				? `The status of one project is outdated: ${some(projects, 'and')}`
				: `The status of ${countEn(projects.length)} projects is outdated: ${some(projects, 'and')}`,
		outdatedTitle: 'Projects with outdated status',
		goal: ({ before, now, since, projects, late, outdated }) =>
			sentences(
				`No progress since the meeting of ${dateEn(since)}: ${formatPercent(before, 'en')} then, ${formatPercent(now, 'en')} now.`,
				`Of ${countEn(projects)} ${projects === 1 ? 'project' : 'projects'}, ${countEn(late)} ${late === 1 ? 'is' : 'are'} behind plan and ${countEn(outdated)} ${outdated === 1 ? 'has' : 'have'} an outdated status.`
			),
		goalTitle: (goal) => `Goal without progress: ${goal}`,
		overdue: (task, late) =>
			sentences(
				`${task.task}: ${late} overdue (${dateEn(task.due)})${task.who === null ? '' : `, responsible: ${task.who}`}.`,
				task.decision === null ? null : `From decision ${task.decision}.`,
				task.reason === null ? 'No reason is given.' : `Reason: ${task.reason}`
			),
		taskTitle: (task) => `Task: ${task}`
	}
};

/** The title of the item under which all decisions are looked through; what stands on an agenda is known by it. */
export const CONTROL_TITLES: Readonly<Record<Language, string>> = {
	de: 'Beschlusskontrolle',
	en: 'Control of decisions'
};

function standing({ status, progress }: Pick<StepFacts, 'status' | 'progress'>, language: Language): string {
	const share = progress === null ? '' : `, ${formatPercent(progress, language)}`;
	return language === 'de' ? `Stand des Projekts: ${status}${share}.` : `Status of the project: ${status}${share}.`;
}

/** The first names of many, with what ends the sentence; how many there are stands before them. */
const MOST_NAMES = 8;
const some = (names: readonly string[], and: string): string =>
	names.length <= MOST_NAMES
		? `${[names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(` ${and} `)}.`
		: `${names.slice(0, MOST_NAMES).join(', ')} …`;

const count = (value: number): string => formatNumber(value, 'de', 0);
const countEn = (value: number): string => formatNumber(value, 'en', 0);
const date = (value: string): string => formatEdtf(value, 'de');
const dateEn = (value: string): string => formatEdtf(value, 'en');

/** What an edition lacks, each with how often: `goal_without_indicator` → „Ziel ohne Indikator“. */
export const LACKS: Readonly<Record<ChecklistProblem, Readonly<Record<Language, string>>>> = {
	edition_without_chapter: { de: 'kein Kapitel', en: 'no chapter' },
	chapter_empty: { de: 'Kapitel ohne Text', en: 'chapter without text' },
	image_without_alt: { de: 'Bild ohne Beschreibung', en: 'picture without description' },
	field_empty: { de: 'leeres Handlungsfeld', en: 'empty field' },
	goal_without_measure: { de: 'Ziel ohne Maßnahme', en: 'goal without measure' },
	goal_without_indicator: { de: 'Ziel ohne Indikator', en: 'goal without indicator' },
	measure_without_responsible: { de: 'Maßnahme ohne Verantwortliche', en: 'measure without anyone responsible' },
	measure_without_costs: { de: 'Maßnahme ohne Kosten', en: 'measure without costs' },
	measure_without_period: { de: 'Maßnahme ohne Zeitraum', en: 'measure without period' },
	measure_without_priority: { de: 'Maßnahme ohne Priorität', en: 'measure without priority' },
	project_without_step: { de: 'Projekt ohne Schritt', en: 'project without step' },
	former_item_open: { de: 'offen aus der früheren Fassung', en: 'open from the former edition' }
};

/** The order in which reasons are looked through. */
export const PROPOSAL_ORDER = [
	'control',
	'minutes',
	'postponed',
	'referred',
	'cancelled',
	'recommended',
	'draft-ready',
	'late-step',
	'delayed-project',
	'overdue-task',
	'deadline',
	'goal-without-progress',
	'outdated-projects'
] as const satisfies readonly ProposalKind[];
