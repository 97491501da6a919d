import { redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import type { newSeries, YearProposal, yearQuestion } from '@konzeptstand/contract/meeting.ts';
import { regionPath } from '#lib/council/server/meeting.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import type { FormFailure } from '#lib/form-failure.ts';
import { todayIn } from '#lib/format.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The question stands in the address, so that it can be asked again and sent to others. */
export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	requireMay(may, 'council.prepare');
	const query = (name: string) => event.url.searchParams.get(name) || null;
	const number = (name: string) => (query(name) === null ? null : Number(query(name)));
	const nextYear = Number(todayIn(region).slice(0, 4)) + 1;
	const asked = {
		body: query('body') ?? region.bodies.find(({ kind }) => kind === 'deciding')?.id ?? region.bodies[0]?.id ?? '',
		year: number('year') ?? nextYear,
		weekday: number('weekday'),
		weeks: number('weeks'),
		from: query('from')
	} satisfies z.input<typeof yearQuestion>;
	const base = { asked, nextYear, idempotencyKey: crypto.randomUUID() };
	if (!event.url.searchParams.has('year')) return { ...base, proposal: null, refusal: null };
	const sent = await apiSend<YearProposal>(event, 'POST', `${regionPath(event)}/meeting-years`, asked);
	if (sent.ok) return { ...base, proposal: sent.data, refusal: null };
	const refusal: Partial<FormFailure> = {
		message: sent.problem.detail,
		errors: Object.fromEntries((sent.problem.errors ?? []).map(({ field, message }) => [field, message]))
	};
	return { ...base, proposal: null, refusal };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event);
		const body: z.input<typeof newSeries> = {
			body: form.text('body') ?? '',
			days: form.many('keep').flatMap((index) => form.text(`day.${index}`) ?? []),
			startsAt: form.text('startsAt'),
			endsAt: form.text('endsAt'),
			place: form.text('place')
		};
		const path = `${regionPath(event)}/meeting-series`;
		const sent = await apiSend(event, 'POST', path, body, { key: form.text('idempotencyKey') });
		if (!sent.ok) return failed(sent.problem, form.values);
		leaveNotice(event.cookies, event.url, { text: m.council_year_made({ count: body.days.length }), details: [] });
		redirect(303, links.meetings(event.params.region, { body: body.body }));
	}
};
