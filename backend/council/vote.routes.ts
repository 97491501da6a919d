import { meeting, voteInput } from '@konzeptstand/contract/meeting.ts';
import { itemParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import { readMeeting } from './meeting-page.service.ts';
import { voteOnItem } from './vote.service.ts';

export const voteRoutes: readonly Route[] = [
	defineRoute({
		method: 'post',
		path: '/regions/:region/agenda-items/:id/vote',
		permission: 'council.vote',
		summary: 'Note a vote on an item: the body’s rule makes the decision of it, and what follows happens at once',
		params: itemParameters,
		body: voteInput,
		response: meeting,
		handle: async ({ region, actor, params, body }) => {
			const intent = { region: region.id, action: 'agenda-item.vote' };
			const { meeting: id } = await record.change(actor, intent, (work) => voteOnItem(work, params.id, body));
			return record.read(region.id, (snapshot) => readMeeting(region.id, id ?? '', snapshot, actor));
		}
	})
];
