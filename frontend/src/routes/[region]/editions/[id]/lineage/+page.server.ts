import { actLift, actLink, actProposeAgain, actSeparate, loadLineage } from '#lib/writing/server/lineage.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, edition } = await event.parent();
	return loadLineage(event, region, edition);
};

export const actions: Actions = {
	link: (event) => actLink(event),
	separate: (event) => actSeparate(event),
	again: (event) => actProposeAgain(event),
	lift: (event) => actLift(event, event.params.region)
};
