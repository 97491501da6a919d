import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Meeting, meetingList } from '@konzeptstand/contract/meeting.ts';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import type { Body } from '@konzeptstand/contract/region.ts';
import { partOf } from '@konzeptstand/contract/vote-rule.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet, apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import { filesOf } from '#lib/writing/server/files.ts';
import type { Actions, PageServerLoad } from './$types.js';

type Event = RequestEvent<{ region: string; id: string }>;
const regionPath = ({ params }: Event) => `/regions/${encodeURIComponent(params.region)}`;
const paperPath = (event: Event) => `${regionPath(event)}/papers/${encodeURIComponent(event.params.id)}`;

/** Meetings to come at which the paper can still be decided, the next first. */
async function comingMeetings(event: Event, paper: Paper, bodies: readonly Body[]) {
	const list = await apiFind<z.output<typeof meetingList>>(event, `${regionPath(event)}/meetings`, { limit: 500 });
	const on = new Set(paper.agenda.map(({ meeting }) => meeting.id));
	const voting = new Set(bodies.filter((body) => partOf(paper, body) !== null).map(({ id }) => id));
	return (list?.rows ?? [])
		.filter(({ id, body, state }) => voting.has(body) && (state === 'planned' || state === 'invited') && !on.has(id))
		.sort((a, b) => a.day.localeCompare(b.day));
}

export const load: PageServerLoad = async (event) => {
	const [{ region, may }, paper] = await Promise.all([event.parent(), apiGet<Paper>(event, paperPath(event))]);
	const isOpen = paper.state === 'open' && paper.withdrawn === null;
	const [entries, files, meetings] = await Promise.all([
		entriesOf(event, region, may, paper.id),
		filesOf(event, paper.id),
		isOpen && may.includes('council.prepare') ? comingMeetings(event, paper, region.bodies) : []
	]);
	return { paper, entries, files, meetings, idempotencyKey: crypto.randomUUID() };
};

export const actions: Actions = {
	agenda: async (event) => {
		const form = await readForm(event);
		const paper = await apiGet<Paper>(event, paperPath(event));
		const path = `${regionPath(event)}/meetings/${encodeURIComponent(form.text('meeting') ?? '')}/agenda`;
		const item = {
			type: 'decision',
			title: paper.title,
			isPublic: paper.isPublic,
			subjects: paper.subjects,
			paper: paper.id
		};
		const sent = await apiSend<Meeting>(event, 'POST', path, item, { key: form.text('idempotencyKey') });
		if (!sent.ok) return failed(sent.problem, form.values);
		const meeting = `${sent.data.bodyReference.title} ${sent.data.number}`;
		leaveNotice(event.cookies, event.url, { text: m.paper_agenda_done({ meeting }), details: [] });
		redirect(303, links.paper(event.params.region, event.params.id));
	},
	effects: async (event) => {
		const form = await readForm(event);
		const sent = await apiSend<Paper>(event, 'POST', `${paperPath(event)}/effects`, {});
		if (!sent.ok) return failed(sent.problem, form.values);
		if (sent.data.state === 'in-force')
			leaveNotice(event.cookies, event.url, { text: m.paper_retried({ title: sent.data.title }), details: [] });
		redirect(303, links.paper(event.params.region, event.params.id));
	}
};
