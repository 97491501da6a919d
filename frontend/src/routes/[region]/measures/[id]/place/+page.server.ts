import { redirect } from '@sveltejs/kit';
import { links } from '#lib/links.ts';
import type { PageServerLoad } from './$types.js';

/** A measure is placed where it is moved: one page for both. */
export const load: PageServerLoad = ({ params, url }) =>
	redirect(303, links.measure(params.region, params.id, 'move') + url.search);
