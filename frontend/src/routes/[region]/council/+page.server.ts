import type { CouncilOwn } from '@konzeptstand/contract/follow-up.ts';
import { remindersOf } from '#lib/council/server/reminders.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const [own, reminders] = await Promise.all([
		apiGet<CouncilOwn>(event, `/regions/${event.params.region}/council-own`),
		remindersOf(event)
	]);
	return { own, reminders };
};
