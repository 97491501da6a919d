import type { LayoutServerLoad } from './$types.js';

export const load: LayoutServerLoad = ({ locals }) => ({
	person: locals.person,
	memberships: locals.memberships,
	language: locals.language,
	theme: locals.theme
});
