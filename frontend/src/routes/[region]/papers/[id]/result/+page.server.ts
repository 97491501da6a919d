import type { RequestEvent } from '@sveltejs/kit';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import { CARRIED } from '#lib/edit/edit-failure.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import { goBack, isSubmitted, readSubmitted, refused } from '#lib/edit/server/saving.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { outsideResultFields } from '#lib/edit/things/outside-result.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

type Event = RequestEvent<{ region: string; id: string }>;
const paperOf = (event: Event) => apiGet<Paper>(event, apiPath(event, 'papers', event.params.id));
/** Without bodies that vote here, and without towns that are named in the place of a council that is not kept as a body yet. */
const missingOf = ({ results }: Paper) =>
	results.filter(({ body, meetsHere, decision }) => decision === null && !meetsHere && body.kind === 'body');

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	requireMay(may, 'council.result');
	const paper = await paperOf(event);
	const missing = missingOf(paper);
	const asked = event.url.searchParams.get('body');
	return {
		paper,
		isWaiting: paper.state === 'open' && paper.withdrawn === null && missing.length > 0,
		values: { body: missing.find(({ body }) => body.id === asked || missing.length === 1)?.body.id ?? '' },
		options: {
			given: missing.map(({ body, isRecommendation }) => ({
				value: body.id,
				label: body.title,
				...(isRecommendation ? { hint: m.paper_result_recommendation() } : {})
			}))
		},
		isLast: paper.missing === 1,
		back: links.paper(event.params.region, event.params.id),
		idempotencyKey: crypto.randomUUID()
	};
};

export const actions: Actions = {
	default: async (event) => {
		const paper = await paperOf(event);
		const fields = outsideResultFields(paper.rule);
		const read = await readSubmitted(event, fields);
		if (!isSubmitted(read)) return read;
		const asked = paper.results.find(({ body }) => body.id === read.body.body);
		// A body that is only heard does not accept: it recommends.
		const result = asked?.isRecommendation && read.body.result === 'accepted' ? 'recommended' : read.body.result;
		const path = `${apiPath(event, 'papers', event.params.id)}/results`;
		const sent = await apiSend<Paper>(
			event,
			'POST',
			path,
			{ ...read.body, result },
			{ key: read.form.text(CARRIED.key) }
		);
		if (!sent.ok) return refused(fields, read, sent.problem);
		leaveNotice(event.cookies, event.url, {
			text: m.paper_outside_done({ body: asked?.body.title ?? '' }),
			...(sent.data.state === 'in-force' ? { said: m.paper_outside_done_in_force() } : {}),
			details: []
		});
		return goBack(links.paper(event.params.region, event.params.id));
	}
};
