import type { Model } from 'mongoose';
import type { ImportFile } from '@konzeptstand/contract/exchange.ts';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { AssessmentModel, IndicatorModel, ReadingModel } from '../concept/indicator.model.ts';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from '../concept/edition.model.ts';
import { changeEdition, createEdition } from '../concept/edition.service.ts';
import { changeProject, createProject } from '../concept/project.service.ts';
import { ProjectModel, StatusReportModel, StepModel } from '../concept/project.model.ts';
import { reportStatus } from '../concept/status-report.service.ts';
import {
	changeField,
	changeGoal,
	changeMeasure,
	createField,
	createGoal,
	createMeasure
} from '../concept/structure.service.ts';
import {
	addAssessment,
	addReading,
	changeIndicator,
	changeStep,
	createIndicator,
	createStep
} from '../concept/tracking.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import { changeDecision, createDecision } from '../decision/decision.service.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { changeParty, createBody, createMilestone, createMunicipality, createParty } from '../region/party.service.ts';
import { BodyModel, MilestoneModel, MunicipalityModel, PartyModel } from '../region/region.model.ts';
import type { ImportKeys } from './import-keys.ts';

/** Every kind of the import format: where it stands in the file, how its keys become ids, and whose service takes it. */

export interface Found<I> {
	item: I;
	/** Where it stands in the file: `projects[12]`. */
	path: string;
	/** Key of the item in which it stands, for steps, reports and readings. */
	within: string;
}

type Fields = Record<string, unknown>;

/** One kind, in the order in which a region is built up: everything stands after what it names. */
export interface ImportKind {
	kind: ItemKind;
	model: Model<ItemBase>;
	find: (file: ImportFile) => Found<{ key: string }>[];
	/** The item's fields with ids in the place of keys. */
	resolve: (found: Found<never>, keys: ImportKeys) => Fields;
	create: (work: Work, actor: ActorContext, fields: never) => Promise<unknown>;
	/** null: statements of their day are followed by others, never edited. */
	change: ((work: Work, id: string, patch: Fields) => Promise<unknown>) | null;
}

interface Kind<I extends { key: string }, T extends ItemBase, F> {
	kind: ItemKind;
	model: Model<T>;
	find: (file: ImportFile) => Found<I>[];
	resolve: (found: Found<I>, keys: ImportKeys) => F;
	create: (work: Work, actor: ActorContext, fields: F) => Promise<unknown>;
	change: ((work: Work, id: string, version: null, patch: Partial<T>) => Promise<unknown>) | null;
}

/** Lets each kind below be written in its own types. */
function importKind<I extends { key: string }, T extends ItemBase, F extends object>(kind: Kind<I, T, F>): ImportKind {
	const { change } = kind;
	return {
		...kind,
		change: change && ((work: Work, id: string, patch: Fields) => change(work, id, null, patch as Partial<T>))
	} as unknown as ImportKind;
}

type List<I> = readonly I[];

function inOrder<I extends { key: string }>(name: keyof ImportFile, items: List<I>): Found<I>[] {
	return items.map((item, index) => ({ item, path: `${name}[${String(index)}]`, within: '' }));
}

function within<P extends { key: string }, I extends { key: string }>(
	name: keyof ImportFile,
	parents: List<P>,
	list: string,
	itemsOf: (parent: P) => List<I>
): Found<I>[] {
	return inOrder(name, parents).flatMap(({ item, path }) =>
		itemsOf(item).map((inner, index) => ({ item: inner, path: `${path}.${list}[${String(index)}]`, within: item.key }))
	);
}

interface Role {
	role: 'responsible' | 'carrier' | 'partner' | 'grant-recipient' | 'administrator' | 'approving-authority' | 'funder';
	party: string;
	part: string | null;
	isInferred: boolean;
}

function rolesOf(roles: readonly Role[], keys: ImportKeys, path: string): Role[] {
	return roles.map((role, index) => ({
		...role,
		party: keys.id('party', role.party, `${path}.roles[${String(index)}].party`)
	}));
}

function subjectOf<K extends ItemKind>(
	subject: { kind: K; key: string },
	keys: ImportKeys,
	path: string
): { kind: K; id: string } {
	return { kind: subject.kind, id: keys.id(subject.kind, subject.key, `${path}.key`) };
}

const places: readonly ImportKind[] = [
	importKind({
		kind: 'municipality',
		model: MunicipalityModel,
		find: (file) => inOrder('municipalities', file.municipalities),
		resolve: ({ item }) => item,
		create: (work, _actor, fields) => createMunicipality(work, fields),
		change: (work, id, version, patch) => work.update(MunicipalityModel, id, version, patch)
	}),
	importKind({
		kind: 'party',
		model: PartyModel,
		find: (file) => inOrder('parties', file.parties),
		resolve: ({ item, path }, keys) => ({
			...item,
			municipality: keys.optional('municipality', item.municipality, `${path}.municipality`)
		}),
		create: (work, _actor, fields) => createParty(work, fields),
		change: changeParty
	}),
	importKind({
		kind: 'body',
		model: BodyModel,
		find: (file) => inOrder('bodies', file.bodies),
		resolve: ({ item, path }, keys) => ({
			...item,
			municipality: keys.optional('municipality', item.municipality, `${path}.municipality`),
			chairs: item.chairs.map((chair, index) => ({
				...chair,
				municipality: keys.id('municipality', chair.municipality, `${path}.chairs[${String(index)}].municipality`)
			})),
			seats: item.seats.map((seat, index) => ({
				...seat,
				municipality: keys.optional('municipality', seat.municipality, `${path}.seats[${String(index)}].municipality`)
			}))
		}),
		create: (work, _actor, fields) => createBody(work, fields),
		change: (work, id, version, patch) => work.update(BodyModel, id, version, patch)
	}),
	importKind({
		kind: 'milestone',
		model: MilestoneModel,
		find: (file) => inOrder('milestones', file.milestones),
		resolve: ({ item }) => item,
		create: (work, _actor, fields) => createMilestone(work, fields),
		change: (work, id, version, patch) => work.update(MilestoneModel, id, version, patch)
	}),
	importKind({
		kind: 'decision',
		model: DecisionModel,
		find: (file) => inOrder('decisions', file.decisions),
		resolve: ({ item, path }, keys) => ({
			...item,
			body: keys.optional('body', item.body, `${path}.body`),
			subjects: item.subjects.map((subject, index) => subjectOf(subject, keys, `${path}.subjects[${String(index)}]`))
		}),
		create: (work, _actor, fields) => createDecision(work, fields),
		change: changeDecision
	})
];

const concept: readonly ImportKind[] = [
	importKind({
		kind: 'edition',
		model: EditionModel,
		find: (file) => inOrder('editions', file.editions),
		resolve: ({ item, path }, keys) => ({
			...item,
			adoption: item.adoption && {
				...item.adoption,
				decision: keys.optional('decision', item.adoption.decision, `${path}.adoption.decision`)
			}
		}),
		// As a draft, so that it can be filled; its documented state is set when the file is through.
		create: (work, _actor, fields) => createEdition(work, { ...fields, state: 'draft' }, true),
		change: changeEdition
	}),
	importKind({
		kind: 'field',
		model: FieldModel,
		find: (file) => inOrder('fields', file.fields),
		resolve: ({ item, path }, keys) => ({ ...item, edition: keys.id('edition', item.edition, `${path}.edition`) }),
		create: (work, _actor, fields) => createField(work, fields),
		change: changeField
	}),
	importKind({
		kind: 'goal',
		model: GoalModel,
		find: (file) =>
			inOrder('goals', file.goals).sort((a, b) => Number(a.item.parent !== null) - Number(b.item.parent !== null)),
		resolve: ({ item, path }, keys) => ({
			...item,
			edition: keys.id('edition', item.edition, `${path}.edition`),
			field: keys.optional('field', item.field, `${path}.field`),
			parent: keys.optional('goal', item.parent, `${path}.parent`)
		}),
		create: (work, _actor, fields) => createGoal(work, fields),
		change: changeGoal
	}),
	importKind({
		kind: 'measure',
		model: MeasureModel,
		find: (file) => inOrder('measures', file.measures),
		resolve: ({ item, path }, keys) => ({
			...item,
			edition: keys.id('edition', item.edition, `${path}.edition`),
			field: keys.optional('field', item.field, `${path}.field`),
			goal: keys.optional('goal', item.goal, `${path}.goal`),
			municipalities: keys.all('municipality', item.municipalities, `${path}.municipalities`),
			roles: rolesOf(item.roles, keys, path)
		}),
		create: (work, _actor, fields) => createMeasure(work, { ...fields, responsiblePeople: [] }),
		change: changeMeasure
	})
];

const undertakings: readonly ImportKind[] = [
	importKind({
		kind: 'project',
		model: ProjectModel,
		find: (file) => inOrder('projects', file.projects),
		resolve: ({ item: { steps: _steps, reports: _reports, ...item }, path }, keys) => ({
			...item,
			municipalities: keys.all('municipality', item.municipalities, `${path}.municipalities`),
			leadMunicipality: keys.optional('municipality', item.leadMunicipality, `${path}.leadMunicipality`),
			roles: rolesOf(item.roles, keys, path),
			links: item.links.map((link, index) => ({
				...link,
				edition: keys.id('edition', link.edition, `${path}.links[${String(index)}].edition`),
				target: link.target && subjectOf(link.target, keys, `${path}.links[${String(index)}].target`)
			})),
			relations: item.relations.map((relation, index) => ({
				...relation,
				project: keys.id('project', relation.project, `${path}.relations[${String(index)}].project`)
			}))
		}),
		// Relations may lead to a project that stands further down: they are set when all projects are there.
		create: (work, _actor, fields) => createProject(work, { ...fields, relations: [], responsiblePeople: [] }),
		change: changeProject
	}),
	importKind({
		kind: 'step',
		model: StepModel,
		find: (file) => within('projects', file.projects, 'steps', (project) => project.steps),
		resolve: ({ item, path, within: project }, keys) => ({
			...item,
			project: keys.id('project', project, path),
			decision: keys.optional('decision', item.decision, `${path}.decision`)
		}),
		create: (work, _actor, fields) => createStep(work, fields),
		change: changeStep
	}),
	importKind({
		kind: 'status-report',
		model: StatusReportModel,
		find: (file) => within('projects', file.projects, 'reports', (project) => project.reports),
		resolve: ({ item, path, within: project }, keys) => ({
			...item,
			project: keys.id('project', project, path),
			corrects: keys.optional('status-report', item.corrects, `${path}.corrects`)
		}),
		create: (work, actor, fields) => reportStatus(work, actor, fields),
		change: null
	}),
	importKind({
		kind: 'assessment',
		model: AssessmentModel,
		find: (file) => inOrder('assessments', file.assessments),
		resolve: ({ item, path }, keys) => ({ ...item, subject: subjectOf(item.subject, keys, `${path}.subject`) }),
		create: (work, actor, fields) => addAssessment(work, actor, fields),
		change: null
	}),
	importKind({
		kind: 'indicator',
		model: IndicatorModel,
		find: (file) => inOrder('indicators', file.indicators),
		resolve: ({ item: { readings: _readings, ...item }, path }, keys) => ({
			...item,
			subject: subjectOf(item.subject, keys, `${path}.subject`)
		}),
		create: (work, _actor, fields) => createIndicator(work, fields),
		change: changeIndicator
	}),
	importKind({
		kind: 'reading',
		model: ReadingModel,
		find: (file) => within('indicators', file.indicators, 'readings', (indicator) => indicator.readings),
		resolve: ({ item, path, within: indicator }, keys) => ({
			...item,
			indicator: keys.id('indicator', indicator, path)
		}),
		create: (work, _actor, fields) => addReading(work, fields),
		change: null
	})
];

export const importKinds: readonly ImportKind[] = [...places, ...concept, ...undertakings];
