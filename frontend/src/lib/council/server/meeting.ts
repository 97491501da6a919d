import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Meeting } from '@konzeptstand/contract/meeting.ts';
import type { Body, Region } from '@konzeptstand/contract/region.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { links } from '#lib/links.ts';
import { apiGet, apiSend, failed } from '#lib/server/api.ts';
import type { Form } from '#lib/server/form.ts';

export type MeetingEvent = RequestEvent<{ region: string; id: string }>;

export const regionPath = (event: { params: { region: string } }): string =>
	`/regions/${encodeURIComponent(event.params.region)}`;
export const meetingPath = (event: MeetingEvent, below = ''): string =>
	`${regionPath(event)}/meetings/${encodeURIComponent(event.params.id)}${below}`;
export const itemPath = (event: { params: { region: string } }, item: string | null, below = ''): string =>
	`${regionPath(event)}/agenda-items/${encodeURIComponent(item ?? '')}${below}`;

export const getMeeting = (event: MeetingEvent): Promise<Meeting> => apiGet<Meeting>(event, meetingPath(event));

/** The body that meets; its seats, rules and chairs stand in the region. */
export const bodyOf = (region: Region, meeting: Pick<Meeting, 'body'>): Body | null =>
	region.bodies.find(({ id }) => id === meeting.body) ?? null;

/** Does one thing to a meeting and comes back to a page, which says so. */
export async function act(
	event: MeetingEvent,
	form: Form,
	request: {
		method?: 'POST' | 'PATCH' | 'PUT';
		path: string;
		body?: unknown;
		version?: string | null;
		key?: string | null;
	},
	said: string,
	to: string = links.meeting(event.params.region, event.params.id)
) {
	const { method = 'POST', path, body = {}, version, key } = request;
	const sent = await apiSend(event, method, path, body, { version, key });
	if (!sent.ok) return failed(sent.problem, form.values);
	leaveNotice(event.cookies, event.url, { text: said, details: [] });
	redirect(303, to);
}
