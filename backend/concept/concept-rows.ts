import type { ClientSession } from 'mongoose';
import type { CurrentStatus } from '@konzeptstand/contract/project.ts';
import type { ItemKind, Reference } from '@konzeptstand/contract/values.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { MunicipalityModel } from '../region/region.model.ts';
import type { MunicipalityItem } from '../region/region.model.ts';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { EditionItem, FieldItem, GoalItem, MeasureItem } from './edition.model.ts';
import { readWholeProjects } from './kept-projects.ts';
import { byPlace } from './place-order.ts';
import { ProjectModel } from './project.model.ts';
import type { ProjectItem } from './project.model.ts';
import { countedCost, isLate, isOutdated, owesItsEnd } from './roll-up.ts';
import type { RollUpProject } from './roll-up.ts';

/** All rows of one region that the outline, lists and figures are made of, read once and in one snapshot. */

/** What the outline needs of a project; long texts and sources stay in the database. */
export type ProjectRowItem = Pick<
	ProjectItem,
	| '_id'
	| 'key'
	| 'version'
	| 'code'
	| 'title'
	| 'titleEn'
	| 'municipalities'
	| 'links'
	| 'costs'
	| 'periods'
	| 'responsiblePeople'
	| 'roles'
	| 'current'
	| 'withdrawn'
>;

/** A project with everything that is computed on the day of reading. */
export interface ProjectFacts extends RollUpProject {
	item: ProjectRowItem;
	current: CurrentStatus;
}

export interface ConceptRows {
	editions: EditionItem[];
	edition: EditionItem | null;
	fields: FieldItem[];
	goals: GoalItem[];
	measures: MeasureItem[];
	projects: ProjectFacts[];
	municipalities: MunicipalityItem[];
	day: string;
}

const PROJECT_ROW =
	'key version code title titleEn municipalities links costs.cents costs.maximumCents costs.relation costs.kind periods responsiblePeople roles current withdrawn';
const MEASURE_ROW =
	'key edition field goal origins version code isCodeInferred title titleEn isKeyMeasure priority periods costs.cents costs.maximumCents costs.relation costs.kind municipalities responsiblePeople position roles';

/**
 * @param wanted key or id of an edition; null: the newest adopted one, else the newest unconfirmed, else the newest of all
 * @param day today, ISO
 * @param hasTexts whether measures come with all their texts and sources, for documents; projects always do
 * @throws ApplicationError not_found when the wanted edition is not there
 */
export async function readConceptRows(
	region: string,
	snapshot: RouteSnapshot,
	wanted: string | null,
	day: string,
	hasTexts = false
): Promise<ConceptRows> {
	const { session } = snapshot;
	const living = { region, withdrawn: null };
	const all = await EditionModel.find({ region }).sort({ year: 1 }).session(session).lean<EditionItem[]>();
	const editions = all.filter((one) => one.withdrawn === null);
	const edition =
		wanted === null ? defaultEdition(editions) : (all.find((one) => one.key === wanted || one._id === wanted) ?? null);
	if (wanted !== null && !edition) throw new ApplicationError('not_found', { field: 'edition', problem: 'not_found' });
	const inEdition = { ...living, edition: edition?._id ?? '' };
	// One session answers one question at a time.
	const fields = await FieldModel.find(inEdition).session(session).lean<FieldItem[]>();
	const goals = await GoalModel.find(inEdition).session(session).lean<GoalItem[]>();
	const measures = await MeasureModel.find(inEdition)
		.select(hasTexts ? {} : MEASURE_ROW)
		.session(session)
		.lean<MeasureItem[]>();
	const projects = (await readWholeProjects(region, snapshot)).map((item) => knownFactsOf(item, day));
	const municipalities = await MunicipalityModel.find(living)
		.sort({ name: 1 })
		.session(session)
		.lean<MunicipalityItem[]>();
	return {
		editions,
		edition,
		fields: fields.sort(byPlace),
		goals: goals.sort(byPlace),
		measures: measures.sort(byPlace),
		projects,
		municipalities,
		day
	};
}

/** Living projects that fit a condition, in their order. */
export async function findProjectFacts(
	region: string,
	session: ClientSession,
	condition: Record<string, unknown>,
	day: string
): Promise<ProjectFacts[]> {
	const projects = await ProjectModel.find({ region, withdrawn: null, ...condition } as never)
		.select(PROJECT_ROW)
		.session(session)
		.lean<ProjectRowItem[]>();
	return projects.map((item) => factsOf(item, day)).sort((a, b) => byPlace(a.item, b.item));
}

/** The edition that stands for the concept when none is named. */
export function defaultEdition<T extends Pick<EditionItem, 'state' | 'year'>>(editions: readonly T[]): T | null {
	const newest = (state: EditionItem['state'] | null): T | undefined =>
		editions.filter((one) => state === null || one.state === state).sort((a, b) => b.year - a.year)[0];
	return newest('adopted') ?? newest('unconfirmed') ?? newest(null) ?? null;
}

/** What the figures need of a project, computed for the day. */
export function factsOf(item: ProjectRowItem, day: string): ProjectFacts {
	const { current } = item;
	const cost = countedCost(item.costs);
	const late = isLate(item.periods, !owesItsEnd(current.status), day);
	const outdated = isOutdated(current.status, current.since ?? current.asOf, current.report !== null, day);
	return {
		id: item._id,
		status: current.status,
		progress: current.progress,
		costCents: cost?.cents ?? null,
		isCostExact: cost?.isExact ?? true,
		isLate: late,
		isDelayed: current.isDelayed,
		isOutdated: outdated,
		item,
		current: {
			report: current.report,
			status: current.status,
			progress: current.status === 'completed' ? 100 : current.progress,
			asOf: current.asOf,
			isDelayed: current.isDelayed,
			delayReason: current.delayReason,
			isLate: late,
			isOutdated: outdated
		}
	};
}

const known = new WeakMap<ProjectItem, { day: string; facts: ProjectFacts }>();

/** The facts of an item that is kept between two readings: the same as long as item and day are. */
function knownFactsOf(item: ProjectItem, day: string): ProjectFacts {
	const found = known.get(item);
	if (found?.day === day) return found.facts;
	const facts = factsOf(item, day);
	known.set(item, { day, facts });
	return facts;
}

/** A short pointer to an item. */
export function referenceTo(
	kind: ItemKind,
	item: { _id: string; code?: string | null; title?: string; name?: string }
): Reference {
	return { kind, id: item._id, code: item.code ?? null, title: item.title ?? item.name ?? '' };
}

/** The field in which a measure lies: its own, else that of its goal. */
export function fieldOfMeasure(
	measure: Pick<MeasureItem, 'field' | 'goal'>,
	goals: ReadonlyMap<string, Pick<GoalItem, 'field'>>
): string | null {
	return measure.field ?? (measure.goal === null ? null : (goals.get(measure.goal)?.field ?? null));
}

/** Finds the measure or goal under which a project counts in the edition of the rows; null when it has no place there. */
export function placeFinder(
	rows: Pick<ConceptRows, 'edition' | 'goals' | 'measures'>
): (project: ProjectFacts) => Reference | null {
	const places = new Map([
		...rows.goals.map((goal) => [goal._id, referenceTo('goal', goal)] as const),
		...rows.measures.map((measure) => [measure._id, referenceTo('measure', measure)] as const)
	]);
	return ({ item }) => places.get(countedLink(item, rows.edition?._id)?.target?.id ?? '') ?? null;
}

/** The project's counted link in an edition; null when it has none there. */
export function countedLink(
	project: Pick<ProjectItem, 'links'>,
	edition: string | undefined
): ProjectItem['links'][number] | null {
	return project.links.find((link) => link.counts && link.edition === edition) ?? null;
}
