import {
	annulment,
	newPaper,
	outsideResult,
	paper,
	paperChange,
	paperList,
	paperListQuery
} from '@konzeptstand/contract/paper.ts';
import { decision } from '@konzeptstand/contract/decision.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { withdrawalInput } from '@konzeptstand/contract/values.ts';
import { readDecision } from '../decision/decision-page.service.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { ActorContext, Route, RouteRegion } from '../foundation/http/route.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { record } from '../record/record.service.ts';
import { annulDecision, noteOutsideResult, retryEffects } from './deciding.service.ts';
import { readPaper, readPaperList } from './paper-page.service.ts';
import { changePaper, createPaper, restorePaper, withdrawPaper } from './paper.service.ts';

interface Asking {
	region: RouteRegion;
	actor: ActorContext;
	language: Language;
}
const readAfter = ({ region, actor, language }: Asking, id: string) =>
	record.read(region.id, (snapshot) => readPaper(region.id, id, snapshot, actor, language));

const prepares = { permission: 'council.prepare', params: itemParameters, response: paper } as const;
const settles = { method: 'post', permission: 'council.result', params: itemParameters } as const;

export const paperRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/papers',
		permission: 'council.read',
		summary: 'Papers that are put to the vote, newest first',
		params: regionParameters,
		query: paperListQuery,
		response: paperList,
		cached: true,
		handle: ({ region, actor, query, snapshot }) => readPaperList(region.id, snapshot, actor, query)
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/papers/:id',
		permission: 'council.read',
		summary: 'One paper: its results so far, what is missing, and what stands against its effects',
		params: itemParameters,
		response: paper,
		cached: true,
		handle: ({ region, actor, params, snapshot, language }) =>
			readPaper(region.id, params.id, snapshot, actor, language)
	}),
	defineRoute({
		...prepares,
		method: 'post',
		path: '/regions/:region/papers',
		summary: 'Make a paper; it gets the next number of the year',
		params: regionParameters,
		body: newPaper,
		status: 201,
		handle: async (asking) => {
			const { region, actor, body } = asking;
			const intent = { region: region.id, action: 'paper.create' };
			const { _id } = await record.change(actor, intent, (work) => createPaper(work, body));
			return readAfter(asking, _id);
		}
	}),
	defineRoute({
		...prepares,
		method: 'patch',
		path: '/regions/:region/papers/:id',
		summary: 'Change a paper on which nobody has decided yet',
		body: paperChange,
		ifMatch: true,
		handle: async (asking) => {
			const { region, actor, params, version, body } = asking;
			const intent = { region: region.id, action: 'paper.change' };
			await record.change(actor, intent, (work) => changePaper(work, params.id, version, body));
			return readAfter(asking, params.id);
		}
	}),
	defineRoute({
		...prepares,
		method: 'post',
		path: '/regions/:region/papers/:id/withdrawal',
		summary: 'Withdraw a paper on which nobody has decided; it stays in the record',
		body: withdrawalInput,
		ifMatch: true,
		handle: async (asking) => {
			const { region, actor, params, version, body } = asking;
			const intent = { region: region.id, action: 'paper.withdraw', reason: body.reason };
			await record.change(actor, intent, (work) => withdrawPaper(work, params.id, version, body.reason));
			return readAfter(asking, params.id);
		}
	}),
	defineRoute({
		...prepares,
		method: 'post',
		path: '/regions/:region/papers/:id/restoration',
		summary: 'Bring a withdrawn paper back',
		ifMatch: true,
		handle: async (asking) => {
			const { region, actor, params, version } = asking;
			const intent = { region: region.id, action: 'paper.restore' };
			await record.change(actor, intent, (work) => restorePaper(work, params.id, version));
			return readAfter(asking, params.id);
		}
	}),
	defineRoute({
		...settles,
		path: '/regions/:region/papers/:id/results',
		summary: 'Enter what a body decided on a paper whose meetings are kept elsewhere',
		body: outsideResult,
		response: paper,
		status: 201,
		handle: async (asking) => {
			const { region, actor, params, body } = asking;
			const intent = { region: region.id, action: 'paper.decide' };
			await record.change(actor, intent, (work) => noteOutsideResult(work, params.id, body));
			return readAfter(asking, params.id);
		}
	}),
	defineRoute({
		...settles,
		path: '/regions/:region/papers/:id/effects',
		summary: 'Try once more what a decision could not set in motion',
		response: paper,
		handle: async (asking) => {
			const { region, actor, params } = asking;
			const intent = { region: region.id, action: 'paper.effects' };
			await record.change(actor, intent, (work) => retryEffects(work, params.id));
			return readAfter(asking, params.id);
		}
	}),
	defineRoute({
		...settles,
		path: '/regions/:region/decisions/:id/annulment',
		summary: 'Annul a decision before it takes effect',
		body: annulment,
		response: decision,
		handle: async ({ region, actor, params, body }) => {
			const intent = { region: region.id, action: 'decision.annul', reason: body.reason };
			await record.change(actor, intent, (work) => annulDecision(work, params.id, body.reason));
			return record.read(region.id, (snapshot) => readDecision(region.id, params.id, snapshot, actor));
		}
	})
];
