import { actLinkAll, actLinkProject } from '#lib/writing/server/linking.ts';
import { openProjectsOf } from '#lib/writing/server/edition.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, edition } = await event.parent();
	return { open: await openProjectsOf(event, region.key, edition.id) };
};

export const actions: Actions = {
	link: (event) => actLinkProject(event),
	all: (event) => actLinkAll(event)
};
