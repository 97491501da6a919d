import type { z } from 'zod';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { withdrawalInput } from '@konzeptstand/contract/values.ts';
import type { Permission } from '@konzeptstand/contract/account.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { ActorContext, Route, RouteSnapshot } from '../foundation/http/route.ts';
import { record } from './record.service.ts';
import type { Work } from './record.service.ts';

/** The routes by which any kind of item is added, changed, withdrawn and restored: one sentence for all of them. */

export interface EditableKind<N extends z.ZodType, C extends z.ZodType, R extends z.ZodType> {
	/** As it stands in the address: `goals`. */
	path: string;
	/** As it stands in actions and summaries: `goal`. */
	kind: string;
	permission: Permission;
	input: N;
	change: C;
	output: R;
	create: (work: Work, fields: z.output<N>, actor: ActorContext) => Promise<{ _id: string }>;
	/** Absent: this kind is only followed by the next, never changed. */
	update?: (work: Work, id: string, version: number, patch: z.output<C>) => Promise<unknown>;
	withdraw?: (work: Work, id: string, version: number, reason: string) => Promise<unknown>;
	restore?: (work: Work, id: string, version: number) => Promise<unknown>;
	/** The item as its page shows it. */
	read: (region: string, id: string, snapshot: RouteSnapshot, actor: ActorContext, day: string) => Promise<z.input<R>>;
}

/** GET one, POST, PATCH, POST …/withdrawal, POST …/restoration. */
export function editingRoutes<N extends z.ZodType, C extends z.ZodType, R extends z.ZodType>(
	kind: EditableKind<N, C, R>
): Route[] {
	const { path, permission } = kind;
	// Without their own types: what one kind takes and gives is checked where it is described.
	const input: z.ZodType = kind.input;
	const change: z.ZodType = kind.change;
	const output: z.ZodType = kind.output;
	const one = `/regions/:region/${path}/:id`;
	const readAfter = (region: string, id: string, actor: ActorContext, day: string) =>
		record.read(region, (snapshot) => kind.read(region, id, snapshot, actor, day));
	const routes = [
		defineRoute({
			method: 'get',
			path: one,
			permission: 'concept.read',
			summary: `One ${kind.kind}`,
			params: itemParameters,
			response: output,
			cached: true,
			handle: ({ region, params, snapshot, actor, day }) => kind.read(region.id, params.id, snapshot, actor, day)
		}),
		defineRoute({
			method: 'post',
			path: `/regions/:region/${path}`,
			permission,
			summary: `Add a ${kind.kind}`,
			params: regionParameters,
			body: input,
			response: output,
			status: 201,
			handle: async ({ region, actor, body, day }) => {
				const intent = { region: region.id, action: `${kind.kind}.create` };
				const made = await record.change(actor, intent, (work) => kind.create(work, body as z.output<N>, actor));
				return readAfter(region.id, made._id, actor, day);
			}
		})
	];
	const { update, withdraw, restore } = kind;
	if (update) {
		routes.push(
			defineRoute({
				method: 'patch',
				path: one,
				permission,
				summary: `Change a ${kind.kind}`,
				params: itemParameters,
				body: change,
				response: output,
				ifMatch: true,
				handle: async ({ region, actor, params, body, version, day }) => {
					const intent = { region: region.id, action: `${kind.kind}.change` };
					await record.change(actor, intent, (work) => update(work, params.id, version, body as z.output<C>));
					return readAfter(region.id, params.id, actor, day);
				}
			})
		);
	}
	if (withdraw) {
		routes.push(
			defineRoute({
				method: 'post',
				path: `${one}/withdrawal`,
				permission,
				summary: `Withdraw a ${kind.kind}; it stays in the record`,
				params: itemParameters,
				body: withdrawalInput,
				response: output,
				ifMatch: true,
				handle: async ({ region, actor, params, body, version, day }) => {
					const intent = { region: region.id, action: `${kind.kind}.withdraw`, reason: body.reason };
					await record.change(actor, intent, (work) => withdraw(work, params.id, version, body.reason));
					return readAfter(region.id, params.id, actor, day);
				}
			})
		);
	}
	if (restore) {
		routes.push(
			defineRoute({
				method: 'post',
				path: `${one}/restoration`,
				permission,
				summary: `Bring a withdrawn ${kind.kind} back`,
				params: itemParameters,
				response: output,
				ifMatch: true,
				handle: async ({ region, actor, params, version, day }) => {
					const intent = { region: region.id, action: `${kind.kind}.restore` };
					await record.change(actor, intent, (work) => restore(work, params.id, version));
					return readAfter(region.id, params.id, actor, day);
				}
			})
		);
	}
	return routes;
}
