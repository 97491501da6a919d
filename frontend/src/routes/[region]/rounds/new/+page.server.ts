import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Measure } from '@konzeptstand/contract/concept.ts';
import type { Overview } from '@konzeptstand/contract/hierarchy.ts';
import type { projectList } from '@konzeptstand/contract/project.ts';
import type { Round, RoundPreview } from '@konzeptstand/contract/round.ts';
import { ROUND_FIELDS } from '@konzeptstand/contract/round.ts';
import { FINISHED } from '@konzeptstand/contract/status.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { dateText, todayIn } from '#lib/format.ts';
import { nameOf } from '#lib/language.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet, apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Form } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

const FILTERS = ['outdated', 'municipality', 'field', 'measure'] as const;
const DAYS = 21;

/** Unfinished projects as the address filters them; all of them are asked about unless one is taken out. */
export const load: PageServerLoad = async (event) => {
	const { may, region } = await event.parent();
	requireMay(may, 'round.manage');
	const path = `/regions/${event.params.region}`;
	const query: Record<string, string> = { limit: '500' };
	for (const name of FILTERS) {
		const value = event.url.searchParams.get(name);
		if (value) query[name] = value;
	}
	const [projects, overview, measures] = await Promise.all([
		apiGet<z.output<typeof projectList>>(event, `${path}/projects`, query),
		apiFind<Overview>(event, `${path}/overview`),
		apiFind<{ rows: Measure[] }>(event, `${path}/measures`, { limit: 500 })
	]);
	const named = (items: readonly { id: string; code: string | null; title: string }[] = []) =>
		items.map((item) => ({ value: item.id, label: nameOf(item) }));
	return {
		projects: projects.rows.filter(({ current }) => !FINISHED.has(current.status)),
		fields: named(overview?.fields),
		measures: named(measures?.rows),
		until: new Date(Date.now() + DAYS * 86_400_000).toISOString().slice(0, 10),
		title: m.round_default_title({ date: dateText(todayIn(region).slice(0, 7)) }),
		asks: ROUND_FIELDS.filter((name) => name !== 'photo'),
		idempotencyKey: crypto.randomUUID()
	};
};

function bodyOf(form: Form): Record<string, unknown> {
	return {
		title: form.text('title') ?? '',
		projects: form.many('projects'),
		until: form.text('until') ?? '',
		asks: form.many('asks'),
		release: form.text('release') ?? undefined,
		greeting: form.text('greeting'),
		language: form.text('language') ?? undefined,
		remindDays: form.number('remindDays')
	};
}

const pathOf = (event: RequestEvent<{ region: string }>, below = ''): string =>
	`/regions/${encodeURIComponent(event.params.region)}/rounds${below}`;

export const actions: Actions = {
	preview: async (event) => {
		const form = await readForm(event);
		const sent = await apiSend<RoundPreview>(event, 'POST', pathOf(event, '/preview'), bodyOf(form));
		return sent.ok ? { preview: sent.data, values: form.values } : failed(sent.problem, form.values);
	},
	start: async (event) => {
		const form = await readForm(event);
		const key = { key: form.text('idempotencyKey') };
		const sent = await apiSend<Round>(event, 'POST', pathOf(event), bodyOf(form), key);
		if (!sent.ok) return failed(sent.problem, form.values);
		leaveNotice(event.cookies, event.url, {
			text: m.round_started({ title: sent.data.title, count: sent.data.counts.people }),
			details: []
		});
		redirect(303, links.round(event.params.region, sent.data.id));
	}
};
