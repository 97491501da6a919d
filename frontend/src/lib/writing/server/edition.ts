import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Edition } from '@konzeptstand/contract/concept.ts';
import type { balance, checklist, Comparison, openProjects } from '@konzeptstand/contract/edition.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { editionBy } from '#lib/edit/server/surroundings.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet } from '#lib/server/api.ts';

export type Checklist = z.output<typeof checklist>;
export type OpenProjects = z.output<typeof openProjects>;
export type Balance = z.output<typeof balance>;
type Event = Pick<RequestEvent, 'fetch' | 'url'>;

const apiOf = (region: string, id: string, part = '') =>
	`/regions/${encodeURIComponent(region)}/editions/${encodeURIComponent(id)}${part && `/${part}`}`;

/** The edition of an address, which may name it by id or key. */
export async function editionOf(event: Event, region: Region, name: string): Promise<Edition> {
	const found = editionBy(region, name) ?? error(404, { message: m.error_not_found_text() });
	return apiGet<Edition>(event, apiOf(region.key, found.id));
}

export const checklistOf = (event: Event, region: string, edition: string) =>
	apiGet<Checklist>(event, apiOf(region, edition, 'checklist'));
export const openProjectsOf = (event: Event, region: string, edition: string) =>
	apiGet<OpenProjects>(event, apiOf(region, edition, 'open-projects'));
export const balanceOf = (event: Event, region: string, edition: string) =>
	apiGet<Balance>(event, apiOf(region, edition, 'balance'));

/** What became of everything in the edition before; null where there is none. */
export async function comparedWithFormer(event: Event, region: Region, edition: Edition): Promise<Comparison | null> {
	const former = region.editions.find(({ id }) => id === edition.former);
	if (!former) return null;
	const query = { before: former.key, after: edition.key };
	return apiFind<Comparison>(event, `/regions/${region.key}/comparison`, query);
}
