import { error, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Meeting } from '@konzeptstand/contract/meeting.ts';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import { sendVote } from '#lib/council/server/voting.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

type Event = RequestEvent<{ region: string; id: string; item: string }>;
const itemIn = ({ agenda }: Meeting, event: Event) =>
	agenda.find(({ id }) => id === event.params.item) ?? error(404, { message: m.error_not_found_text() });

export const load: PageServerLoad = async (event) => {
	const { may, region } = await event.parent();
	requireMay(may, 'council.vote');
	const meeting = await apiGet<Meeting>(event, apiPath(event, 'meetings', event.params.id));
	const item = itemIn(meeting, event);
	return {
		meeting,
		item,
		body: region.bodies.find(({ id }) => id === meeting.body) ?? null,
		paper: item.paper === null ? null : await apiFind<Paper>(event, apiPath(event, 'papers', item.paper))
	};
};

export const actions: Actions = {
	vote: async (event) => {
		const form = await readForm(event);
		const sent = await sendVote(event, form);
		if (!sent.ok) return failed(sent.problem, form.values);
		const { decision, title } = itemIn(sent.data, event);
		leaveNotice(event.cookies, event.url, { text: m.paper_vote_recorded({ title }), details: [] });
		redirect(303, decision ? links.decision(event.params.region, decision.id) : event.url.pathname);
	}
};
