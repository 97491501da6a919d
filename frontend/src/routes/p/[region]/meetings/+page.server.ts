import type { PublicMeetings } from '@konzeptstand/contract/meeting.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

/** Without signing in: the API says 404 where the region publishes nothing. */
export const load: PageServerLoad = async (event) => ({
	published: await apiGet<PublicMeetings>(event, `/regions/${encodeURIComponent(event.params.region)}/public-meetings`),
	today: new Date().toISOString().slice(0, 10)
});
