import { error } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { meetingList } from '@konzeptstand/contract/meeting.ts';
import { regionPath } from '#lib/council/server/meeting.ts';
import { allRows } from '#lib/edit/server/options.ts';
import { todayIn } from '#lib/format.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet } from '#lib/server/api.ts';
import type { Body } from '@konzeptstand/contract/region.ts';
import type { PageServerLoad } from './$types.js';

/** How many meetings and decisions the page of a body shows; the lists have all. */
const SHOWN = 8;

export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	const path = regionPath(event);
	const body =
		region.bodies.find(({ id }) => id === event.params.id) ??
		(await apiFind<Body>(event, `${path}/bodies/${encodeURIComponent(event.params.id)}`)) ??
		error(404, { message: m.error_not_found_text() });
	const today = todayIn(region);
	const [meetings, decisions, entries] = await Promise.all([
		apiGet<z.output<typeof meetingList>>(event, `${path}/meetings`, { body: body.id, limit: 500 }),
		allRows<Decision>(event, `${path}/decisions`),
		entriesOf(event, region, may, body.id)
	]);
	const next = meetings.rows
		.filter(({ day, state }) => day >= today && (state === 'planned' || state === 'invited'))
		.sort((a, b) => a.day.localeCompare(b.day));
	const past = meetings.rows.filter((row) => !next.includes(row)).sort((a, b) => b.day.localeCompare(a.day));
	const own = decisions.filter((decision) => decision.body === body.id);
	return {
		body,
		entries,
		meetings: [...next.slice(0, 3), ...past].slice(0, SHOWN),
		meetingTotal: meetings.total,
		decisions: own.slice(0, SHOWN).map(({ id, title, date, number, result }) => ({ id, title, date, number, result })),
		decisionTotal: own.length
	};
};
