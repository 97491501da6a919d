import { balance, checklist, comparison, comparisonQuery, openProjects } from '@konzeptstand/contract/edition.ts';
import { decisionUses } from '@konzeptstand/contract/decision.ts';
import { editionExport, editionExportQuery } from '@konzeptstand/contract/edition-export.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { readChecklist } from './checklist.service.ts';
import { readComparison } from './comparison.service.ts';
import { readDecisionUses } from './decision-uses.service.ts';
import { exportEdition } from './edition-export.service.ts';
import { readBalance, readOpenProjects } from './continuation.service.ts';

const reads = { permission: 'concept.read', cached: true, method: 'get' } as const;

/** What is read to write the next edition. */
export const editionReadRoutes: readonly Route[] = [
	defineRoute({
		...reads,
		path: '/regions/:region/editions/:id/checklist',
		summary: 'What an edition still lacks to be complete',
		params: itemParameters,
		response: checklist,
		handle: ({ region, params, snapshot, day }) => readChecklist(region.id, params.id, snapshot, day)
	}),
	defineRoute({
		...reads,
		path: '/regions/:region/editions/:id/open-projects',
		summary: 'Unfinished projects of the former edition, for linking into this one',
		params: itemParameters,
		response: openProjects,
		handle: ({ region, params, snapshot, day }) => readOpenProjects(region.id, params.id, snapshot, day)
	}),
	defineRoute({
		...reads,
		path: '/regions/:region/editions/:id/balance',
		summary: 'Balance of implementation: finished projects and what they came to',
		params: itemParameters,
		response: balance,
		handle: ({ region, params, snapshot, day }) => readBalance(region.id, params.id, snapshot, day)
	}),
	defineRoute({
		...reads,
		path: '/regions/:region/decisions/:id/uses',
		summary: 'What a decision is about, and what rests on it',
		params: itemParameters,
		response: decisionUses,
		handle: ({ region, params, snapshot, actor }) => readDecisionUses(region.id, params.id, snapshot, actor)
	}),
	defineRoute({
		...reads,
		path: '/regions/:region/editions/:id/export',
		summary: 'A whole edition in one file: JSON, a workbook (ods, xlsx), or a zip of tables (csv)',
		params: itemParameters,
		query: editionExportQuery,
		response: editionExport,
		handle: ({ region, snapshot, actor, day, language, params, query }) =>
			exportEdition({ region, snapshot, actor, day, language }, params.id, query.format)
	}),
	defineRoute({
		...reads,
		path: '/regions/:region/comparison',
		summary: 'Two editions, or one at two dates, side by side',
		params: regionParameters,
		query: comparisonQuery,
		response: comparison,
		handle: ({ region, snapshot, query, language, day }) => readComparison(region, snapshot, query, language, day)
	})
];
