import type { Model } from 'mongoose';
import type { Assessment, Field, Goal, Indicator, Measure } from '@konzeptstand/contract/concept.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import type { ItemBase } from '../record/record.service.ts';
import { countedLink, findProjectFacts, readConceptRows, referenceTo } from './concept-rows.ts';
import type { ConceptRows } from './concept-rows.ts';
import { allGoals, buildTree } from './concept-tree.ts';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { EditionItem, FieldItem, GoalItem, MeasureItem } from './edition.model.ts';
import { isFrozen } from './edition.service.ts';
import { AssessmentModel, IndicatorModel, ReadingModel } from './indicator.model.ts';
import type { AssessmentItem, IndicatorItem, ReadingItem } from './indicator.model.ts';
import { presentAssessment, presentIndicator } from './present.ts';
import { presentItem } from '../record/present.service.ts';
import { findNames, findReferences, findSubjects, presentRoles, referenceOr } from './references.ts';
import { compareCodes, rollUp } from './roll-up.ts';

/** The pages of a field, goal and measure: everything about one item, its links up and down, its figures. */

/** @throws ApplicationError not_found */
export async function readItem<T extends ItemBase>(
	model: Model<T>,
	region: string,
	id: string,
	snapshot: RouteSnapshot
): Promise<T> {
	const item = (await model
		.findOne({ _id: id, region } as never)
		.session(snapshot.session)
		.lean()) as T | null;
	if (!item) throw new ApplicationError('not_found');
	return item;
}

async function readEditionOf(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	day: string
): Promise<{ edition: EditionItem; rows: ConceptRows }> {
	const edition = await readItem(EditionModel, region, id, snapshot);
	return { edition, rows: await readConceptRows(region, snapshot, edition._id, day) };
}

/** @throws ApplicationError not_found */
export async function readField(region: string, id: string, snapshot: RouteSnapshot, day: string): Promise<Field> {
	const item = await readItem<FieldItem>(FieldModel, region, id, snapshot);
	const { rows } = await readEditionOf(region, item.edition, snapshot, day);
	const node = buildTree(rows).fields.find((one) => one.item._id === id);
	return { ...presentItem(item), rollUp: node?.rollUp ?? rollUp([]) };
}

/** @throws ApplicationError not_found */
export async function readGoal(region: string, id: string, snapshot: RouteSnapshot, day: string): Promise<Goal> {
	const item = await readItem<GoalItem>(GoalModel, region, id, snapshot);
	const { edition, rows } = await readEditionOf(region, item.edition, snapshot, day);
	const node = allGoals(buildTree(rows)).find((one) => one.item._id === id);
	const { session } = snapshot;
	const places = await findReferences(region, session, 'field', [item.field]);
	const parents = await findReferences(region, session, 'goal', [item.parent]);
	return {
		...presentItem(item),
		editionReference: referenceTo('edition', edition),
		fieldReference: item.field === null ? null : (places.get(item.field) ?? null),
		parentReference: item.parent === null ? null : (parents.get(item.parent) ?? null),
		subGoals: node?.subGoals.map((sub) => referenceTo('goal', sub.item)) ?? [],
		measures: node?.measures.map((measure) => referenceTo('measure', measure.item)) ?? [],
		projects: node?.projects.map((project) => referenceTo('project', project.item)) ?? [],
		indicators: await readIndicators(region, snapshot, { 'subject.id': id }),
		assessments: await readAssessments(region, snapshot, id),
		isFrozen: isFrozen(edition),
		rollUp: node?.rollUp ?? rollUp([])
	};
}

/** @throws ApplicationError not_found */
export async function readMeasure(region: string, id: string, snapshot: RouteSnapshot, day: string): Promise<Measure> {
	const item = await readItem<MeasureItem>(MeasureModel, region, id, snapshot);
	const edition = await readItem(EditionModel, region, item.edition, snapshot);
	const { session } = snapshot;
	const linked = await findProjectFacts(region, session, { 'links.target.id': id }, day);
	const counted = linked.filter((project) => countedLink(project.item, item.edition)?.target?.id === id);
	const names = await findNames(item.responsiblePeople);
	const towns = await findReferences(region, session, 'municipality', item.municipalities);
	const fields = await findReferences(region, session, 'field', [item.field]);
	const goals = await findReferences(region, session, 'goal', [item.goal]);
	return {
		...presentItem(item),
		roles: await presentRoles(region, session, item.roles),
		responsiblePeople: item.responsiblePeople.map((person) => ({ id: person, name: names.get(person) ?? null })),
		editionReference: referenceTo('edition', edition),
		fieldReference: item.field === null ? null : (fields.get(item.field) ?? null),
		goalReference: item.goal === null ? null : (goals.get(item.goal) ?? null),
		municipalityReferences: item.municipalities.map((town) => referenceOr(towns, 'municipality', town)),
		projects: linked.map((project) => ({
			...referenceTo('project', project.item),
			counts: counted.includes(project),
			status: project.status,
			progress: project.current.progress,
			isLate: project.isLate,
			isOutdated: project.isOutdated,
			isDelayed: project.isDelayed
		})),
		indicators: await readIndicators(region, snapshot, { 'subject.id': id }),
		assessments: await readAssessments(region, snapshot, id),
		isFrozen: isFrozen(edition),
		rollUp: rollUp(counted)
	};
}

async function readAssessments(region: string, snapshot: RouteSnapshot, subject: string): Promise<Assessment[]> {
	const items = await AssessmentModel.find({ region, 'subject.id': subject, withdrawn: null })
		.session(snapshot.session)
		.lean<AssessmentItem[]>();
	const names = await findNames(items.map((item) => item.by));
	return items.sort((a, b) => compareEdtf(b.asOf, a.asOf)).map((item) => presentAssessment(item, names));
}

/** Indicators that fit (living ones, unless the condition says otherwise), with all their living readings by date. */
export async function readIndicators(
	region: string,
	snapshot: RouteSnapshot,
	condition: Record<string, unknown>
): Promise<Indicator[]> {
	const { session } = snapshot;
	const items = await IndicatorModel.find({ region, withdrawn: null, ...condition } as never)
		.session(session)
		.lean<IndicatorItem[]>();
	if (items.length === 0) return [];
	const readings = await ReadingModel.find({
		region,
		withdrawn: null,
		indicator: { $in: items.map((item) => item._id) }
	})
		.session(session)
		.lean<ReadingItem[]>();
	readings.sort((a, b) => compareEdtf(a.date, b.date));
	const subjects = await findSubjects(
		region,
		session,
		items.map((item) => item.subject)
	);
	return items
		.sort((a, b) => a.position - b.position || compareCodes(a.title, b.title))
		.map((item) =>
			presentIndicator(
				item,
				readings.filter((reading) => reading.indicator === item._id),
				referenceOr(subjects, item.subject.kind, item.subject.id)
			)
		);
}

/** Editions, oldest first. */
export async function findEditions(
	region: string,
	snapshot: RouteSnapshot,
	isWithdrawn = false
): Promise<EditionItem[]> {
	return EditionModel.find({ region, withdrawn: isWithdrawn ? { $ne: null } : null })
		.sort({ year: 1 })
		.session(snapshot.session)
		.lean<EditionItem[]>();
}
