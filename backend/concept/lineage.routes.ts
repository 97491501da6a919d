import { adoptInput } from '@konzeptstand/contract/adoption.ts';
import { edition } from '@konzeptstand/contract/concept.ts';
import {
	dropInput,
	formerChange,
	mergeInput,
	nextEdition,
	originsChange,
	reshaped,
	splitInput
} from '@konzeptstand/contract/edition.ts';
import type { LineageKind } from '@konzeptstand/contract/edition.ts';
import { itemParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import { enterAdoption } from './adoption.service.ts';
import { referenceTo } from './concept-rows.ts';
import { EditionModel } from './edition.model.ts';
import { readItem } from './item.service.ts';
import { setFormer, setOrigins } from './lineage.service.ts';
import { startNext } from './next-edition.service.ts';
import { dropItem } from './omission.service.ts';
import { presentEdition } from './present.ts';
import { mergeItems, splitItem } from './reshape.service.ts';
import type { ReshapedKind } from './reshape.service.ts';

/** Writing the next edition, and what becomes of each item. */

const writes = { permission: 'concept.edit', params: itemParameters } as const;
const readEdition = (region: string, id: string) =>
	record.read(region, async (snapshot) => presentEdition(await readItem(EditionModel, region, id, snapshot)));

const editionRoutes: readonly Route[] = [
	defineRoute({
		...writes,
		method: 'post',
		path: '/regions/:region/editions/:id/next',
		summary: 'Begin the next draft: with everything of this edition, or empty',
		body: nextEdition,
		response: edition,
		status: 201,
		handle: async ({ region, actor, params, body }) => {
			const intent = { region: region.id, action: 'edition.next' };
			const next = await record.change(actor, intent, (work) => startNext(work, params.id, body));
			return readEdition(region.id, next._id);
		}
	}),
	defineRoute({
		...writes,
		method: 'put',
		path: '/regions/:region/editions/:id/former',
		summary: 'Say which edition this one continues',
		body: formerChange,
		response: edition,
		ifMatch: true,
		handle: async ({ region, actor, params, body, version }) => {
			const intent = { region: region.id, action: 'edition.former', reason: body.reason };
			await record.change(actor, intent, (work) => setFormer(work, params.id, version, body));
			return readEdition(region.id, params.id);
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/editions/:id/adopt',
		permission: 'concept.adopt',
		summary: 'Enter that an edition of the past was adopted; one of today is adopted by a decision on a paper',
		params: itemParameters,
		body: adoptInput,
		response: edition,
		ifMatch: true,
		handle: async ({ region, actor, params, body, version }) => {
			const intent = { region: region.id, action: 'edition.adopt', decision: body.decision };
			await record.change(actor, intent, (work) => enterAdoption(work, params.id, version, body));
			return readEdition(region.id, params.id);
		}
	})
];

const PATHS: Record<LineageKind, string> = {
	field: 'fields',
	goal: 'goals',
	measure: 'measures',
	indicator: 'indicators',
	chapter: 'chapters'
};

function itemRoutes(kind: LineageKind): Route[] {
	const one = `/regions/:region/${PATHS[kind]}/:id`;
	return [
		defineRoute({
			...writes,
			method: 'put',
			path: `${one}/origins`,
			summary: `Say what a ${kind} comes from; with a reason where its edition is frozen`,
			body: originsChange,
			response: reshaped,
			ifMatch: true,
			handle: async ({ region, actor, params, body, version }) => {
				const intent = { region: region.id, action: `${kind}.origins`, reason: body.reason };
				const item = await record.change(actor, intent, (work) => setOrigins(work, kind, params.id, version, body));
				return { items: [referenceTo(kind, item)] };
			}
		}),
		defineRoute({
			...writes,
			method: 'post',
			path: `${one}/drop`,
			summary: `Drop a ${kind} from a draft, with a reason that stands in the comparison`,
			body: dropInput,
			response: reshaped,
			ifMatch: true,
			handle: async ({ region, actor, params, body, version }) => {
				const intent = { region: region.id, action: `${kind}.drop`, reason: body.reason };
				const omissions = await record.change(actor, intent, (work) =>
					dropItem(work, kind, params.id, version, body.reason)
				);
				return { items: omissions.map((one) => referenceTo('omission', { ...one, title: one.reason })) };
			}
		})
	];
}

function reshapingRoutes(kind: ReshapedKind): Route[] {
	const one = `/regions/:region/${PATHS[kind]}/:id`;
	return [
		defineRoute({
			...writes,
			method: 'post',
			path: `${one}/merge`,
			summary: `Merge others into a ${kind}: it takes their origins and all that hangs below them`,
			body: mergeInput,
			response: reshaped,
			ifMatch: true,
			handle: async ({ region, actor, params, body, version }) => {
				const intent = { region: region.id, action: `${kind}.merge` };
				const item = await record.change(actor, intent, (work) =>
					mergeItems(work, kind, params.id, version, body.items)
				);
				return { items: [referenceTo(kind, item)] };
			}
		}),
		defineRoute({
			...writes,
			method: 'post',
			path: `${one}/split`,
			summary: `Split a ${kind}: the parts come beside it, out of the same origins`,
			body: splitInput,
			response: reshaped,
			ifMatch: true,
			handle: async ({ region, actor, params, body, version }) => {
				const intent = { region: region.id, action: `${kind}.split` };
				const items = await record.change(actor, intent, (work) =>
					splitItem(work, kind, params.id, version, body.parts)
				);
				return { items: items.map((item) => referenceTo(kind, item)) };
			}
		})
	];
}

const RESHAPED: readonly ReshapedKind[] = ['field', 'goal', 'measure', 'chapter'];

export const lineageRoutes: readonly Route[] = [
	...editionRoutes,
	...RESHAPED.flatMap((kind) => [...itemRoutes(kind), ...reshapingRoutes(kind)]),
	...itemRoutes('indicator')
];
