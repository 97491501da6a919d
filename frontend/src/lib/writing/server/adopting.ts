import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Edition } from '@konzeptstand/contract/concept.ts';
import { CARRIED } from '#lib/edit/edit-failure.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { loadOptions } from '#lib/edit/server/options.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import type { Above } from '#lib/edit/server/pages.ts';
import { goBack, isSubmitted, readSubmitted, refused } from '#lib/edit/server/saving.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { withVersion } from '#lib/edit/server/withdrawing.ts';
import { adoptionFields } from '#lib/edit/things/adoption.ts';
import type { Basis } from '#lib/edit/things/adoption.ts';
import { toValues } from '#lib/edit/values.ts';
import type { Body } from '#lib/edit/values.ts';
import { links } from '#lib/links.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { apiSend } from '#lib/server/api.ts';
import { checklistOf } from './edition.ts';

type Event = RequestEvent<{ region: string; [name: string]: string }>;

export async function loadAdopting(event: Event, { region, may }: Above, edition: Edition) {
	requireMay(may, 'concept.adopt');
	if (edition.state === 'adopted' || edition.state === 'superseded')
		redirect(303, links.edition(region.key, edition.id));
	const [checklist, options] = await Promise.all([
		checklistOf(event, region.key, edition.id),
		loadOptions(event, adoptionFields, { region, edition: edition.key, item: null })
	]);
	const towns = region.municipalities.map(({ id }) => ({ municipality: id, result: 'unknown' }));
	const known = { ...edition.adoption, basis: 'decision', results: towns };
	return {
		values: toValues(adoptionFields, known, getLocale()),
		options,
		lacking: checklist.total,
		adopted: region.editions.find(({ state }) => state === 'adopted') ?? null,
		back: links.edition(region.key, edition.id)
	};
}

/** What counts for the chosen basis; what was typed for another one is left out. */
function adoptionOf({ basis, decision, results, sources, date, text }: Body): Body {
	const chosen = basis as Basis;
	return {
		date,
		text,
		decision: chosen === 'results' ? null : decision,
		results: chosen === 'results' ? results : [],
		sources: chosen === 'past' ? sources : [],
		isPast: chosen === 'past'
	};
}

export async function actAdopt(event: Event, edition: string) {
	const read = await readSubmitted(event, adoptionFields);
	if (!isSubmitted(read)) return read;
	const version = read.form.text(CARRIED.version);
	if (read.body.isSure !== true)
		return fail(400, {
			message: m.writing_adopt_unsure(),
			code: 'invalid_input' as const,
			errors: { isSure: m.writing_adopt_unsure() },
			values: read.values,
			version: Number(version)
		});
	const path = `${apiPath(event, 'editions', edition)}/adopt`;
	const sent = await apiSend<Edition>(event, 'POST', path, adoptionOf(read.body), { version });
	if (!sent.ok) return withVersion(refused(adoptionFields, read, sent.problem), sent.problem.currentVersion);
	leaveNotice(event.cookies, event.url, {
		text: m.writing_adopt_done({ title: sent.data.title }),
		said: m.writing_adopt_done_documents(),
		details: []
	});
	return goBack(links.edition(event.params.region, edition));
}
