import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Preparation } from '@konzeptstand/contract/follow-up.ts';
import type { Meeting, NewAgendaItem } from '@konzeptstand/contract/meeting.ts';
import { remindersOf } from '#lib/council/server/reminders.ts';
import { changeTask } from '#lib/council/server/task-action.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { withoutAction } from '#lib/named-action.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

const regionPath = (event: RequestEvent<{ region: string }>): string =>
	`/regions/${encodeURIComponent(event.params.region)}`;

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	requireMay(may, 'council.prepare');
	const [preparation, reminders] = await Promise.all([
		apiGet<Preparation>(event, `${regionPath(event)}/council-preparation`, {
			body: event.url.searchParams.get('body')
		}),
		remindersOf(event)
	]);
	return { preparation, reminders, idempotencyKey: crypto.randomUUID() };
};

export const actions: Actions = {
	/** One click: what is proposed, or a paper, becomes an item of the next meeting. */
	take: async (event) => {
		const form = await readForm(event);
		const meeting = encodeURIComponent(form.text('meeting') ?? '');
		const item = readItem(form.text('item'));
		if (!item) return fail(400, { message: m.error_unexpected(), values: form.values, errors: {} });
		const sent = await apiSend<Meeting>(event, 'POST', `${regionPath(event)}/meetings/${meeting}/agenda`, item, {
			key: form.text('idempotencyKey')
		});
		if (!sent.ok) return failed(sent.problem, form.values);
		leaveNotice(event.cookies, event.url, { text: m.prepare_taken({ title: item.title }), details: [] });
		redirect(303, withoutAction(event.url));
	},
	/** Takes an item off again: the undo of the above. */
	remove: async (event) => {
		const form = await readForm(event);
		const item = encodeURIComponent(form.text('item') ?? '');
		const sent = await apiSend(event, 'POST', `${regionPath(event)}/agenda-items/${item}/removal`, {});
		if (!sent.ok) return failed(sent.problem, form.values);
		leaveNotice(event.cookies, event.url, {
			text: m.prepare_removed({ title: form.text('title') ?? '' }),
			details: []
		});
		redirect(303, withoutAction(event.url));
	},
	task: changeTask
};

/** What the page's own form carries; the API checks it like any other. */
function readItem(text: string | null): NewAgendaItem | null {
	try {
		return JSON.parse(text ?? '') as NewAgendaItem;
	} catch {
		return null;
	}
}
