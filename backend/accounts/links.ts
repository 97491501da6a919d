import type { Request } from 'express';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext } from '../foundation/http/route.ts';

/**
 * Links that speak for one person without an account. What a link is for, its room says; here only who it is.
 * It is sent in a header, so that it stands in no address that anybody logs.
 */

/** @param region key of the region in the address */
type FindLink = (token: string, region: string) => Promise<ActorContext | null>;

const HEADER = /^Link ([\w-]{20,200})$/;

let find: FindLink = () => Promise.resolve(null);

/** The room whose links these are says how to find whom one speaks for. */
export function registerLinks(findLink: FindLink): void {
	find = findLink;
}

/** Whether the request shows a link at all, valid or not. */
export function showsLink(request: Request): boolean {
	return request.get('authorization')?.startsWith('Link ') ?? false;
}

/**
 * Whom the shown link speaks for.
 * @throws ApplicationError link_invalid, the same for every reason: nothing is told about what it may have been
 */
export async function identifyLink(request: Request): Promise<ActorContext> {
	const token = HEADER.exec(request.get('authorization') ?? '')?.[1];
	const region = request.params['region'];
	const actor = token !== undefined && typeof region === 'string' ? await find(token, region) : null;
	if (!actor) throw new ApplicationError('link_invalid');
	return actor;
}
