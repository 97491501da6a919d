import {
	assessment,
	indicator,
	indicatorChange,
	indicatorList,
	listQuery,
	newAssessment,
	newIndicator,
	newReading,
	reading
} from '@konzeptstand/contract/concept.ts';
import { regionParameters } from '@konzeptstand/contract/region.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { isMatchingText } from './concept-filter.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { AssessmentModel, ReadingModel } from './indicator.model.ts';
import { readIndicators, readItem } from './item.service.ts';
import { presentAssessment, presentReading } from './present.ts';
import { findNames } from './references.ts';
import { indicatorTable } from './tables.ts';
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

export const trackingRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/indicators',
		permission: 'concept.read',
		summary: 'Indicators with their readings',
		params: regionParameters,
		query: listQuery,
		response: indicatorList,
		cached: true,
		handle: async ({ region, snapshot, query }) => {
			const all = await readIndicators(region.id, snapshot, {});
			const found = all.filter((one) => isMatchingText({ code: null, ...one }, query.text));
			const { limit, offset } = query;
			return { total: found.length, limit, offset, rows: found.slice(offset, offset + limit) };
		},
		csv: indicatorTable
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
