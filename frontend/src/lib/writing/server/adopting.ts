import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Edition } from '@konzeptstand/contract/concept.ts';
import type { Paper, paperList } from '@konzeptstand/contract/paper.ts';
import { CARRIED } from '#lib/edit/edit-failure.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import type { Above } from '#lib/edit/server/pages.ts';
import { goBack, isSubmitted, readSubmitted, refused } from '#lib/edit/server/saving.ts';
import { withVersion } from '#lib/edit/server/withdrawing.ts';
import { adoptionFields } from '#lib/edit/things/adoption.ts';
import { toValues } from '#lib/edit/values.ts';
import { links } from '#lib/links.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiSend } from '#lib/server/api.ts';
import { checklistOf } from './edition.ts';

type Event = RequestEvent<{ region: string; [name: string]: string }>;

/** The way to the adoption: what the edition lacks, the paper that is under way, and the one that can be made. */
export async function loadAdopting(event: Event, { region, may }: Above, edition: Edition) {
	const mayPrepare = may.includes('council.prepare');
	const mayEnter = may.includes('concept.adopt');
	if (!mayPrepare && !mayEnter) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	if (edition.state === 'adopted' || edition.state === 'superseded')
		redirect(303, links.edition(region.key, edition.id));
	const [checklist, papers] = await Promise.all([
		checklistOf(event, region.key, edition.id),
		papersOf(event, edition.id)
	]);
	return {
		checklist,
		papers,
		mayPrepare,
		/** One that is yet to come cannot have been adopted in the past. */
		mayEnter: mayEnter && edition.year <= new Date().getFullYear(),
		values: toValues(adoptionFields, edition.adoption, getLocale()),
		adopted: region.editions.find(({ state }) => state === 'adopted') ?? null,
		back: links.edition(region.key, edition.id)
	};
}

/** Papers under way by which the edition would be adopted. */
async function papersOf(event: Event, edition: string): Promise<Paper[]> {
	const path = apiPath(event, 'papers');
	const list = await apiFind<z.output<typeof paperList>>(event, path, { subject: edition, limit: 500 });
	const underWay = (list?.rows ?? []).filter(
		({ state, effects }) =>
			(state === 'open' || state === 'failed') &&
			effects.some(({ type, subject }) => type === 'edition.adopt' && subject === edition)
	);
	const whole = await Promise.all(underWay.map(({ id }) => apiFind<Paper>(event, apiPath(event, 'papers', id))));
	return whole.filter((paper) => paper !== null);
}

/** Enters that an edition of the past was adopted, as its sources tell. */
export async function actAdopt(event: Event, edition: string) {
	const read = await readSubmitted(event, adoptionFields);
	if (!isSubmitted(read)) return read;
	const version = read.form.text(CARRIED.version);
	const { isSure, ...adoption } = read.body;
	if (isSure !== true)
		return fail(400, {
			message: m.writing_adopt_unsure(),
			code: 'invalid_input' as const,
			errors: { isSure: m.writing_adopt_unsure() },
			values: read.values,
			version: Number(version)
		});
	const path = `${apiPath(event, 'editions', edition)}/adopt`;
	const sent = await apiSend<Edition>(event, 'POST', path, { ...adoption, isPast: true }, { version });
	if (!sent.ok) return withVersion(refused(adoptionFields, read, sent.problem), sent.problem.currentVersion);
	leaveNotice(event.cookies, event.url, {
		text: m.writing_adopt_done({ title: sent.data.title }),
		said: m.writing_adopt_done_documents(),
		details: []
	});
	return goBack(links.edition(event.params.region, edition));
}
