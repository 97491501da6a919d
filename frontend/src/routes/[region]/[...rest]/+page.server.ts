import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types.js';

/** So that a mistyped address inside a region keeps the region's navigation. */
export const load: PageServerLoad = () => error(404, { message: m.error_not_found_text() });
