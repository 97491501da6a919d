import { councilOwn, preparation, preparationQuery } from '@konzeptstand/contract/follow-up.ts';
import { regionParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { readCouncilOwn } from './council-own.service.ts';
import { readPreparation } from './preparation.service.ts';

const reads = { method: 'get', permission: 'council.read', params: regionParameters, cached: true } as const;

export const councilPageRoutes: readonly Route[] = [
	defineRoute({
		...reads,
		path: '/regions/:region/council-preparation',
		summary: 'The next meeting of a body: its agenda so far, and what is proposed for it',
		query: preparationQuery,
		response: preparation,
		handle: ({ region, snapshot, query, actor, language, day }) =>
			readPreparation(region.id, snapshot, query.body ?? null, { actor, language, day })
	}),
	defineRoute({
		...reads,
		path: '/regions/:region/council-own',
		summary: 'What is to be decided next, what it costs the own town, what became of what was decided',
		response: councilOwn,
		handle: ({ region, snapshot, actor, language, day }) =>
			readCouncilOwn(region.id, snapshot, { actor, language, day })
	})
];
