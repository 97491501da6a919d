import {
	edition,
	editionChange,
	field,
	fieldChange,
	fieldList,
	fieldListQuery,
	goal,
	goalChange,
	goalList,
	goalListQuery,
	measure,
	measureChange,
	measureList,
	measureListQuery,
	newEdition,
	newField,
	newGoal,
	newMeasure
} from '@konzeptstand/contract/concept.ts';
import { hierarchy, hierarchyQuery, overview, overviewQuery } from '@konzeptstand/contract/hierarchy.ts';
import { regionParameters } from '@konzeptstand/contract/region.ts';
import { rollUpParts } from '@konzeptstand/contract/roll-up.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { restoreWithdrawn } from '../region/living.service.ts';
import { changeEdition, createEdition, withdrawEdition } from './edition.service.ts';
import { EditionModel } from './edition.model.ts';
import { readHierarchy } from './hierarchy.service.ts';
import { readField, readGoal, readItem, readMeasure } from './item.service.ts';
import { readFieldList, readGoalList, readMeasureList } from './structure-list.service.ts';
import { readOverview } from './overview.service.ts';
import { presentEdition } from './present.ts';
import { readRollUpParts, rollUpQuery } from './roll-up.service.ts';
import {
	changeField,
	changeGoal,
	changeMeasure,
	createField,
	createGoal,
	createMeasure,
	restoreStructure,
	withdrawStructure
} from './structure.service.ts';
import { fieldTable, goalTable, measureTable } from './tables.ts';

const reads = { permission: 'concept.read', params: regionParameters, cached: true } as const;

export const structureRoutes: readonly Route[] = [
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/overview',
		summary: 'The concept at a glance',
		query: overviewQuery,
		response: overview,
		handle: ({ region, snapshot, query, day }) => readOverview(region.id, snapshot, query.edition ?? null, day)
	}),
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/hierarchy',
		summary: 'The whole concept as a tree, with the roll-up of each node',
		query: hierarchyQuery,
		response: hierarchy,
		handle: ({ region, snapshot, query, actor, day }) => readHierarchy(region.id, snapshot, query, actor, day)
	}),
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/roll-up',
		summary: 'What a figure is made of',
		query: rollUpQuery,
		response: rollUpParts,
		handle: ({ region, snapshot, query, day }) => readRollUpParts(region.id, snapshot, query, day)
	}),
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/fields',
		summary: 'Fields of an edition, in its own order',
		query: fieldListQuery,
		response: fieldList,
		handle: ({ region, snapshot, query, day }) => readFieldList(region.id, snapshot, query, day),
		table: fieldTable
	}),
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/goals',
		summary: 'Goals of an edition, in its own order',
		query: goalListQuery,
		response: goalList,
		handle: ({ region, snapshot, query, actor, day }) => readGoalList(region.id, snapshot, query, actor, day),
		table: goalTable
	}),
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/measures',
		summary: 'Measures of an edition',
		query: measureListQuery,
		response: measureList,
		handle: ({ region, snapshot, query, actor, day }) => readMeasureList(region.id, snapshot, query, actor, day),
		table: measureTable
	}),
	...editingRoutes({
		path: 'editions',
		kind: 'edition',
		permission: 'concept.edit',
		input: newEdition,
		change: editionChange,
		output: edition,
		create: (work, fields) => createEdition(work, fields),
		update: changeEdition,
		withdraw: withdrawEdition,
		restore: (work, id, version) => restoreWithdrawn(work, EditionModel, id, version),
		read: async (region, id, snapshot) => presentEdition(await readItem(EditionModel, region, id, snapshot))
	}),
	...editingRoutes({
		path: 'fields',
		kind: 'field',
		permission: 'concept.edit',
		input: newField,
		change: fieldChange,
		output: field,
		create: createField,
		update: changeField,
		withdraw: (work, id, version, reason) => withdrawStructure(work, 'field', id, version, reason),
		restore: (work, id, version) => restoreStructure(work, 'field', id, version),
		read: (region, id, snapshot, _actor, day) => readField(region, id, snapshot, day)
	}),
	...editingRoutes({
		path: 'goals',
		kind: 'goal',
		permission: 'concept.edit',
		input: newGoal,
		change: goalChange,
		output: goal,
		create: createGoal,
		update: changeGoal,
		withdraw: (work, id, version, reason) => withdrawStructure(work, 'goal', id, version, reason),
		restore: (work, id, version) => restoreStructure(work, 'goal', id, version),
		read: (region, id, snapshot, _actor, day) => readGoal(region, id, snapshot, day)
	}),
	...editingRoutes({
		path: 'measures',
		kind: 'measure',
		permission: 'concept.edit',
		input: newMeasure,
		change: measureChange,
		output: measure,
		create: createMeasure,
		update: changeMeasure,
		withdraw: (work, id, version, reason) => withdrawStructure(work, 'measure', id, version, reason),
		restore: (work, id, version) => restoreStructure(work, 'measure', id, version),
		read: (region, id, snapshot, _actor, day) => readMeasure(region, id, snapshot, day)
	})
];
