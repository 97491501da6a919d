import type { ImportRow } from '@konzeptstand/contract/import.ts';
import { FINISHED } from '@konzeptstand/contract/status.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import { countedProgress } from '../../concept/roll-up.service.ts';
import type { GoalItem, MeasureItem } from '../../concept/edition.model.ts';
import type { ProjectItem } from '../../concept/project.model.ts';
import type { Held, HeldReport } from './held.ts';
import { kindOf } from './list-items.ts';
import type { ListItem, ListKind } from './list-items.ts';
import { fitsStatus } from './read-values.ts';
import type { RowValues } from './row-values.ts';
import { WantedFields } from './wanted.ts';
import type { Fields, MeantWords } from './wanted.ts';

/** What is to be written of one item of a list. */

export interface PlannedItem {
	/** By which others of the list name it. */
	reference: string;
	kind: ListKind;
	/** Id of the region's item; null: it is new. */
	id: string | null;
	/** All of a new item; of a known one what changes. Ids, and references of this list. */
	fields: Fields;
	/** Where a project counts in the edition; undefined: as it is. */
	target?: { kind: 'measure' | 'goal'; reference: string } | null;
	report: PlannedReport | null;
}
export interface PlannedReport {
	status: Status;
	progress: number | null;
	asOf: string | null;
	text: string | null;
	isDelayed: boolean;
	delayReason: string | null;
	basis: 'stated' | null;
}
/** What of an item is to be written. Null: the planner does without it. */
export function planItem(
	held: Held,
	item: ListItem,
	values: RowValues,
	words: MeantWords
): { planned: PlannedItem; changes: ImportRow['changes']; isNew: boolean; isKept: boolean } | null {
	if (item.isLeftOut) return null;
	const kind = kindOf(item.level);
	const wanted = new WantedFields(kind, item.held).values(values, words);
	if (item.own || !item.held) wanted.name(item);
	placeIn(held, item, wanted);
	const changes = [...wanted.changes];
	const target = kind === 'project' ? targetOf(held, item, changes) : undefined;
	const report = kind === 'project' ? reportOf(held, item, values, changes) : null;
	const isFrozen = kind !== 'project' && held.isFrozen;
	const fields = isFrozen ? {} : wanted.fields;
	const planned: PlannedItem = {
		reference: referenceIn(item),
		kind,
		id: item.held?._id ?? null,
		fields,
		report,
		...(target === undefined ? {} : { target })
	};
	const isKept = isFrozen && changes.length > 0;
	return { planned, changes: isFrozen ? [] : changes, isNew: item.held === null, isKept };
}

function placeIn(held: Held, item: ListItem, wanted: WantedFields): void {
	if (item.level === 'field' || item.level === 'project') return;
	// Named as it is called already, it stands where it stands.
	if (item.isLabel && item.held) return;
	const field = above(item, 'field');
	const goal = above(item, 'sub-goal') ?? above(item, 'goal');
	const before = (id: unknown): string => titleOf(held, id);
	// A measure below a goal lies in the field of that goal.
	const known = item.held as Partial<MeasureItem> | null;
	const ofGoal = known && !known.field ? held.goals.find(({ _id }) => _id === known.goal)?.field : null;
	if (field && item.level !== 'sub-goal' && referenceIn(field) !== ofGoal)
		wanted.place('field', referenceIn(field), labelOf(field), before((item.held as MeasureItem | null)?.field));
	if (goal && item.level === 'measure')
		wanted.place('goal', referenceIn(goal), labelOf(goal), before((item.held as MeasureItem | null)?.goal));
	if (goal && item.level === 'sub-goal')
		wanted.place('parent', referenceIn(goal), labelOf(goal), before((item.held as GoalItem | null)?.parent));
}

function titleOf(held: Held, id: unknown): string {
	if (typeof id !== 'string') return '';
	const found = [...held.fields, ...held.goals].find(({ _id }) => _id === id);
	return found ? labelOf(found) : '';
}

/** Where a project counts in the edition; undefined: the list says nothing else than what is so. */
function targetOf(held: Held, item: ListItem, changes: ImportRow['changes']): PlannedItem['target'] {
	const edition = held.edition?._id;
	const place = above(item, 'measure') ?? above(item, 'sub-goal') ?? above(item, 'goal');
	if (!edition) return undefined;
	const link = (item.held as ProjectItem | null)?.links.find((one) => one.edition === edition && one.counts);
	if (!place) return item.held ? undefined : null;
	const reference = referenceIn(place);
	if (link?.target?.id === reference) return undefined;
	changes.push({ field: 'links', before: null, after: { de: labelOf(place), en: labelOf(place) } });
	return { kind: place.level === 'measure' ? 'measure' : 'goal', reference };
}

function reportOf(held: Held, item: ListItem, values: RowValues, changes: ImportRow['changes']): PlannedReport | null {
	const project = item.held as ProjectItem | null;
	const { status, progress, statusText, asOf, isDelayed, delayReason } = values;
	const stated = status ?? project?.current.status ?? 'unknown';
	// What is done is not delayed any more, and that nothing is delayed is news only where something was.
	const isLate = isDelayed === true && !FINISHED.has(stated);
	const isNewDelay = isDelayed !== undefined && isLate !== (project?.current.isDelayed ?? false);
	if ([status, progress, statusText].every((said) => said === undefined) && !isNewDelay) return null;
	const report: PlannedReport = {
		status: stated,
		progress: progress !== undefined && fitsStatus(stated, progress) ? progress : null,
		asOf: asOf ?? null,
		text: statusText ?? null,
		isDelayed: isLate,
		delayReason: isLate ? (delayReason ?? null) : null,
		basis: status === undefined && stated === 'unknown' ? null : 'stated'
	};
	const told = project ? (held.reports.get(project._id) ?? []) : [];
	const isDelaySaid = isDelayed !== undefined;
	if (project && told.some((one) => saysTheSame(one, report, isDelaySaid, project.current))) return null;
	if (project && !isNewDelay && isCurrent(project, report)) return null;
	changes.push({
		field: 'status',
		before: project?.current.report ? { de: project.current.status, en: project.current.status } : null,
		after: { de: report.status, en: report.status }
	});
	if (report.delayReason !== null)
		changes.push({ field: 'delayReason', before: null, after: { de: report.delayReason, en: report.delayReason } });
	if (report.text !== null) changes.push({ field: 'text', before: null, after: { de: report.text, en: report.text } });
	return report;
}

const referenceIn = (item: ListItem): string => item.held?._id ?? item.reference;
/** Number and title in one. */
export const labelOf = ({ code, title }: { code: string | null; title: string }): string =>
	code === null ? title : `${code} ${title}`;
function above(item: ListItem, level: ListItem['level']): ListItem | null {
	for (let one = item.parent; one; one = one.parent) if (one.level === level && !one.isLeftOut) return one;
	return null;
}

/** Whether a report says already what the list says; without a day, that is so while it holds. */
function saysTheSame(
	one: HeldReport,
	wanted: PlannedReport,
	isDelaySaid: boolean,
	current: ProjectItem['current']
): boolean {
	const isSame = ({ status, isDelayed }: Pick<HeldReport, 'status' | 'isDelayed'>): boolean =>
		status === wanted.status && (!isDelaySaid || isDelayed === wanted.isDelayed);
	return (
		isSame(one) &&
		(wanted.progress === null || countedProgress(one) === wanted.progress) &&
		(wanted.asOf === null ? wanted.text !== null && isSame(current) : one.asOf === wanted.asOf) &&
		(wanted.text === null || one.text === wanted.text)
	);
}

/** Said without a day, or for that of what holds, it is news only where it says something else. */
const isCurrent = ({ current }: ProjectItem, wanted: PlannedReport): boolean =>
	current.report !== null &&
	current.status === wanted.status &&
	(wanted.asOf === null || current.asOf === wanted.asOf) &&
	(wanted.progress === null || countedProgress(current) === wanted.progress) &&
	wanted.text === null;
