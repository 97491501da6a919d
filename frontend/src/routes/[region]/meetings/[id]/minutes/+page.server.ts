import { fail, redirect } from '@sveltejs/kit';
import { getMeeting, itemPath, meetingPath } from '#lib/council/server/meeting.ts';
import type { MeetingEvent } from '#lib/council/server/meeting.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Form } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	requireMay((await event.parent()).may, 'council.minutes');
	return { meeting: await getMeeting(event) };
};

async function save(event: MeetingEvent, form: Form, path: string, body: unknown, place: string) {
	const sent = await apiSend(event, 'PUT', path, body, { version: form.text('version') });
	if (!sent.ok) return fail(sent.problem.status, { ...failed(sent.problem, form.values).data, place });
	leaveNotice(event.cookies, event.url, { text: m.council_minutes_saved(), details: [] });
	redirect(303, `${event.url.pathname}#${place}`);
}

export const actions: Actions = {
	words: async (event) => {
		const form = await readForm(event);
		const body = { opening: form.text('opening'), closing: form.text('closing'), writer: form.text('writer') };
		return save(event, form, meetingPath(event, '/minutes'), body, 'words');
	},
	item: async (event) => {
		const form = await readForm(event);
		const item = form.text('item') ?? '';
		return save(event, form, itemPath(event, item, '/minutes'), { minutes: form.text('minutes') }, item);
	}
};
