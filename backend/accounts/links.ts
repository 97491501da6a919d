import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Permission } from '@konzeptstand/contract/account.ts';
import type { Configuration } from '../configuration.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext, RouteRegion } from '../foundation/http/route.ts';
import { findRegionByKey } from '../region/region.service.ts';
import { findActivePerson } from './person.model.ts';

/**
 * Links that speak for one person without an account. What a link is for, its room says; here only its secret, and who
 * it is. The secret is computed from the installation's whenever it is needed: in the database lies only its hash, so that
 * nobody who reads that can speak for somebody (docs/decisions/0030). It is sent in a header, so that it stands in no
 * address that anybody logs.
 */

const HEADER = /^Link ([\w-]{20,200})$/;

let secret: string | null = null;
let publicOrigin: string | null = null;

/** Opens links for this process. */
export function openLinks({ signIn, origin }: Configuration): void {
	secret = signIn.secret;
	publicOrigin = origin;
}

/** Address of a page for people elsewhere; null where this installation was not told how the public reaches it. */
export function publicAddress(path: string): string | null {
	return publicOrigin === null ? null : publicOrigin + path;
}

/** The item behind a link. `generation` is raised for a new link: the former ones end with that. */
export interface LinkItem {
	_id: string;
	region: string;
	generation: number;
}

/** Kinds of links; each is computed apart, so that none is ever another. */
export type LinkPurpose = 'status-round' | 'calendar';

/** The secret of the link of an item: 43 characters, from 256 bits. */
export function secretOfLink(purpose: LinkPurpose, { _id, region, generation }: LinkItem): string {
	if (secret === null) throw new Error('Links are not open: openLinks comes first.');
	const whom = [purpose, region, _id, String(generation)].join('\n');
	return createHmac('sha256', secret).update(whom).digest('base64url');
}

/** What is kept of a link. */
export function hashOfLink(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/** What a room knows of one of its links that is valid now. */
export interface FoundLink {
	/** Id of the item that it was made for. */
	item: string;
	linkHash: string;
	/** Id of the person for whom it speaks. */
	person: string;
}

interface Links {
	/** The one thing that such a link may. */
	right: Permission;
	find: (hash: string, region: RouteRegion) => Promise<FoundLink | null>;
}

const known: Links[] = [];

/** The room whose links these are says what they may, and how to find the valid one of a hash. */
export function registerLinks(links: Links): void {
	known.push(links);
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
	const actor = token !== undefined && typeof region === 'string' ? await findActor(token, region) : null;
	if (!actor) throw new ApplicationError('link_invalid');
	return actor;
}

async function findActor(token: string, regionKey: string): Promise<ActorContext | null> {
	const region = await findRegionByKey(regionKey);
	if (!region) return null;
	const hash = hashOfLink(token);
	for (const { right, find } of known) {
		const found = await find(hash, region);
		if (!found || !isSame(found.linkHash, hash)) continue;
		const person = await findActivePerson(found.person);
		if (!person) return null;
		const link = { region: region.id, item: found.item, hash, right };
		return { kind: 'link', id: person._id, name: person.name, isAdministrator: false, memberships: [], link };
	}
	return null;
}

function isSame(a: string, b: string): boolean {
	return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
