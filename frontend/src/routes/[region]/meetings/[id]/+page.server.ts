import { fail } from '@sveltejs/kit';
import { reordered } from '#lib/council/agenda-order.ts';
import { act, bodyOf, getMeeting, itemPath, meetingPath } from '#lib/council/server/meeting.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	const meeting = await getMeeting(event);
	return { meeting, body: bodyOf(region, meeting), entries: await entriesOf(event, region, may, meeting.id) };
};

export const actions: Actions = {
	/** Moves one point to a place; the rest keep the order that they have now. */
	order: async (event) => {
		const form = await readForm(event);
		const { agenda } = await getMeeting(event);
		const items = reordered(agenda, form.text('item') ?? '', form.number('to') ?? 0);
		const sent = await apiSend(event, 'POST', meetingPath(event, '/agenda-order'), { items });
		return sent.ok ? { isMoved: true } : fail(sent.problem.status, { ...failed(sent.problem, form.values).data });
	},
	remove: async (event) => {
		const form = await readForm(event);
		return act(event, form, { path: itemPath(event, form.text('item'), '/removal') }, m.council_item_removed());
	},
	draft: async (event) => {
		const form = await readForm(event);
		return act(event, form, { path: meetingPath(event, '/minutes-draft') }, m.council_minutes_drafted());
	},
	return: async (event) => {
		const form = await readForm(event);
		return act(event, form, { path: meetingPath(event, '/minutes-return') }, m.council_minutes_returned());
	}
};
