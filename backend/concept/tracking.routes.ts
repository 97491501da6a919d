import {
	assessment,
	assessmentList,
	assessmentListQuery,
	indicator,
	indicatorChange,
	indicatorList,
	indicatorListQuery,
	newAssessment,
	newIndicator,
	newReading,
	reading,
	readingList,
	readingListQuery
} from '@konzeptstand/contract/concept.ts';
import { partyParts, stepList, stepListQuery } from '@konzeptstand/contract/project.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { AssessmentModel, ReadingModel } from './indicator.model.ts';
import { readIndicators, readItem } from './item.service.ts';
import { presentAssessment, presentReading } from './present.ts';
import { findNames } from './references.ts';
import { readPartyParts } from './party-parts.service.ts';
import { assessmentTable, indicatorTable, readingTable, stepTable } from './tracking-tables.ts';
import { readAssessmentList, readIndicatorList, readReadingList, readStepList } from './tracking-list.service.ts';
import { withdrawLiving } from '../region/living.service.ts';
import {
	addAssessment,
	addReading,
	changeIndicator,
	createIndicator,
	restoreAssessment,
	restoreIndicator,
	restoreReading,
	withdrawIndicator
} from './tracking.service.ts';

const reads = { permission: 'concept.read', params: regionParameters, cached: true } as const;

export const trackingRoutes: readonly Route[] = [
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/steps',
		summary: 'Steps of all projects, by date',
		query: stepListQuery,
		response: stepList,
		handle: ({ region, snapshot, query, day }) => readStepList(region.id, snapshot, query, day),
		table: stepTable
	}),
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/indicators',
		summary: 'Indicators with their readings',
		query: indicatorListQuery,
		response: indicatorList,
		handle: ({ region, snapshot, query }) => readIndicatorList(region.id, snapshot, query),
		table: indicatorTable
	}),
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/readings',
		summary: 'Readings of indicators, the oldest first',
		query: readingListQuery,
		response: readingList,
		handle: ({ region, snapshot, query }) => readReadingList(region.id, snapshot, query),
		table: readingTable
	}),
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/assessments',
		summary: 'Assessments of goals and measures, the oldest first',
		query: assessmentListQuery,
		response: assessmentList,
		handle: ({ region, snapshot, query }) => readAssessmentList(region.id, snapshot, query),
		table: assessmentTable
	}),
	defineRoute({
		...reads,
		method: 'get',
		path: '/regions/:region/parties/:id/parts',
		summary: 'Where an organisation has a part, and which',
		params: itemParameters,
		response: partyParts,
		handle: ({ region, params, snapshot, day }) => readPartyParts(region.id, params.id, snapshot, day)
	}),
	...editingRoutes({
		path: 'indicators',
		kind: 'indicator',
		permission: 'concept.edit',
		input: newIndicator,
		change: indicatorChange,
		output: indicator,
		create: createIndicator,
		update: changeIndicator,
		withdraw: withdrawIndicator,
		restore: restoreIndicator,
		read: async (region, id, snapshot) => {
			const [found] = await readIndicators(region, snapshot, { _id: id, withdrawn: { $exists: true } });
			if (!found) throw new ApplicationError('not_found');
			return found;
		}
	}),
	...editingRoutes({
		path: 'readings',
		kind: 'reading',
		permission: 'concept.edit',
		input: newReading,
		change: newReading,
		output: reading,
		create: addReading,
		withdraw: (work, id, version, reason) => withdrawLiving(work, ReadingModel, id, version, reason),
		restore: restoreReading,
		read: async (region, id, snapshot) => presentReading(await readItem(ReadingModel, region, id, snapshot))
	}),
	...editingRoutes({
		path: 'assessments',
		kind: 'assessment',
		permission: 'concept.edit',
		input: newAssessment,
		change: newAssessment,
		output: assessment,
		create: (work, fields, actor) => addAssessment(work, actor, fields),
		withdraw: (work, id, version, reason) => withdrawLiving(work, AssessmentModel, id, version, reason),
		restore: restoreAssessment,
		read: async (region, id, snapshot) => {
			const item = await readItem(AssessmentModel, region, id, snapshot);
			return presentAssessment(item, await findNames([item.by]));
		}
	})
];
