import type { PublicMeetings } from '@konzeptstand/contract/meeting.ts';
import { regionPath } from '#lib/council/server/meeting.ts';
import { todayIn } from '#lib/format.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

/** Without signing in: the API says 404 where the region publishes nothing. */
export const load: PageServerLoad = async (event) => {
	const published = await apiGet<PublicMeetings>(event, `${regionPath(event)}/public-meetings`);
	return { published, today: todayIn(published.region) };
};
