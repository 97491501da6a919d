import type { RequestEvent } from '@sveltejs/kit';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import { goBack, isSubmitted, readSubmitted, refused } from '#lib/edit/server/saving.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { annulFields } from '#lib/edit/things/annul.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

type Event = RequestEvent<{ region: string; id: string }>;
const pathOf = (event: Event) => apiPath(event, 'decisions', event.params.id);

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	requireMay(may, 'council.result');
	return {
		decision: await apiGet<Decision>(event, pathOf(event)),
		back: links.decision(event.params.region, event.params.id)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const read = await readSubmitted(event, annulFields);
		if (!isSubmitted(read)) return read;
		const sent = await apiSend<Decision>(event, 'POST', `${pathOf(event)}/annulment`, read.body);
		if (!sent.ok) return refused(annulFields, read, sent.problem);
		leaveNotice(event.cookies, event.url, { text: m.paper_annulled({ title: sent.data.title }), details: [] });
		return goBack(links.decision(event.params.region, event.params.id));
	}
};
