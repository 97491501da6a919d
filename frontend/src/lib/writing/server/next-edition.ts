import type { RequestEvent } from '@sveltejs/kit';
import type { Edition } from '@konzeptstand/contract/concept.ts';
import { CARRIED } from '#lib/edit/edit-failure.ts';
import { nextEditionFields } from '#lib/edit/things/next-edition.ts';
import { backOf } from '#lib/edit/server/back.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { loadOptions } from '#lib/edit/server/options.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import type { Above } from '#lib/edit/server/pages.ts';
import { goBack, isSubmitted, readSubmitted, refused } from '#lib/edit/server/saving.ts';
import { editionBy, requireMay } from '#lib/edit/server/surroundings.ts';
import { toValues } from '#lib/edit/values.ts';
import type { Body } from '#lib/edit/values.ts';
import { links } from '#lib/links.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { apiSend } from '#lib/server/api.ts';

type Event = RequestEvent<{ region: string }>;

export async function loadNextEdition(event: Event, { region, may }: Above) {
	requireMay(may, 'concept.edit');
	const from =
		editionBy(region, event.url.searchParams.get('from')) ?? region.editions.find(({ isDefault }) => isDefault) ?? null;
	return {
		values: toValues(nextEditionFields, { from: from?.id ?? null }, getLocale()),
		options: await loadOptions(event, nextEditionFields, { region, edition: null, item: null }),
		idempotencyKey: crypto.randomUUID(),
		back: backOf(event, links.concept(region.key, { edition: from?.key }))
	};
}

export async function actNextEdition(event: Event) {
	const read = await readSubmitted(event, nextEditionFields);
	if (!isSubmitted(read)) return read;
	const { from, contents, ...named } = read.body as Body & { from: string | null };
	const isEmpty = contents === 'empty';
	const key = read.form.text(CARRIED.key);
	const sent =
		from === null
			? await apiSend<Edition>(event, 'POST', apiPath(event, 'editions'), named, { key })
			: await apiSend<Edition>(
					event,
					'POST',
					`${apiPath(event, 'editions', from)}/next`,
					{ ...named, isEmpty },
					{ key }
				);
	if (!sent.ok) return refused(nextEditionFields, read, sent.problem);
	leaveNotice(event.cookies, event.url, {
		text: m.writing_next_done({ title: sent.data.title }),
		said: from === null || isEmpty ? m.writing_next_done_empty() : m.writing_next_done_all(),
		details: []
	});
	return goBack(links.edition(event.params.region, sent.data.id));
}
