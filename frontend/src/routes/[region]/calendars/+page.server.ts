import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { CalendarFeed, CalendarFeedLink } from '@konzeptstand/contract/meeting.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Form } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

type CalendarsEvent = RequestEvent<{ region: string }>;

const regionPath = (event: CalendarsEvent): string => `/regions/${encodeURIComponent(event.params.region)}`;

export const load: PageServerLoad = async (event) => ({
	feeds: (await apiGet<{ rows: CalendarFeed[] }>(event, `${regionPath(event)}/calendar-feeds`)).rows
});

/** Shown in this answer and nowhere else: the link stands in no address, cookie or page that could be opened again. */
async function withLink(event: CalendarsEvent, form: Form, path: string, body: unknown) {
	const sent = await apiSend<CalendarFeedLink>(event, 'POST', `${regionPath(event)}/calendar-feeds${path}`, body);
	if (!sent.ok) return fail(sent.problem.status, { ...failed(sent.problem, form.values).data });
	return { shown: { feed: sent.data.feed.id, address: event.url.origin + sent.data.path } };
}

const onFeed = (name: string) => async (event: CalendarsEvent) => {
	const form = await readForm(event);
	return withLink(event, form, `/${encodeURIComponent(form.text('feed') ?? '')}/${name}`, {});
};

export const actions: Actions = {
	add: async (event) => {
		const form = await readForm(event);
		const body = form.text('body');
		return withLink(event, form, '', { body: body === 'own' ? null : body });
	},
	link: onFeed('link'),
	renew: onFeed('renewal'),
	revoke: async (event) => {
		const form = await readForm(event);
		const path = `${regionPath(event)}/calendar-feeds/${encodeURIComponent(form.text('feed') ?? '')}/revocation`;
		const sent = await apiSend(event, 'POST', path, {});
		if (!sent.ok) return failed(sent.problem, form.values);
		leaveNotice(event.cookies, event.url, { text: m.calendar_revoked_done(), details: [] });
		redirect(303, links.calendars(event.params.region));
	},
	publish: async (event) => {
		const form = await readForm(event);
		const publishesMeetings = form.isChecked('publishesMeetings');
		const version = form.text('version');
		const sent = await apiSend<Region>(event, 'PATCH', regionPath(event), { publishesMeetings }, { version });
		if (!sent.ok) return failed(sent.problem, form.values);
		const text = publishesMeetings ? m.calendar_published() : m.calendar_unpublished();
		leaveNotice(event.cookies, event.url, { text, details: [] });
		redirect(303, links.calendars(event.params.region));
	}
};
