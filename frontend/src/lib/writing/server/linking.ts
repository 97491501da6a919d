import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Edition } from '@konzeptstand/contract/concept.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import { numberText } from '#lib/format.ts';
import { nameOf } from '#lib/language.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import { editionBy } from '#lib/edit/server/surroundings.ts';
import { openProjectsOf } from './edition.ts';
import type { OpenProjects } from './edition.ts';

/** Projects that go on are linked into the draft, where their former place lives on. */

type Event = RequestEvent<{ region: string; [name: string]: string }>;
type Row = OpenProjects['rows'][number];

/** The one place where a project's former place lives on; undefined where that is to be chosen or nowhere. */
export const onlyPlace = (row: Row) => (row.now.length === 1 ? row.now[0] : undefined);

async function draftOf(event: Event): Promise<Edition> {
	const region = await apiGet<Region>(event, `/regions/${encodeURIComponent(event.params.region)}`);
	const found = editionBy(region, event.params.id) ?? error(404, { message: m.error_not_found_text() });
	return apiGet<Edition>(event, apiPath(event, 'editions', found.id));
}

/** @param target null: in the edition, without a place yet */
function link(event: Event, edition: string, row: Row, target: Row['now'][number] | null) {
	const links = [{ target: target && { kind: target.kind, id: target.id }, counts: true }];
	return apiSend(
		event,
		'PUT',
		`${apiPath(event, 'projects', row.id)}/links`,
		{ edition, links },
		{ version: row.version }
	);
}

/** Links one project to where it was chosen to count. */
export async function actLinkProject(event: Event) {
	const form = await readForm(event);
	const edition = await draftOf(event);
	const { rows } = await openProjectsOf(event, event.params.region, edition.id);
	const row = rows.find(({ id }) => id === form.text('project')) ?? error(404, { message: m.error_not_found_text() });
	const chosen = form.text('target');
	const target = row.now.find(({ id }) => id === chosen) ?? null;
	const sent = await link(event, edition.id, row, target);
	if (!sent.ok) return fail(sent.problem.status, { message: sent.problem.detail });
	leaveNotice(event.cookies, event.url, {
		text: m.edit_place_saved({ project: nameOf(row.project) }),
		said: target ? nameOf(target) : m.edit_place_target_none(),
		details: []
	});
	redirect(303, event.url.pathname);
}

/** Links every project whose former place lives on in exactly one item. */
export async function actLinkAll(event: Event) {
	const edition = await draftOf(event);
	const { rows } = await openProjectsOf(event, event.params.region, edition.id);
	let count = 0;
	for (const row of rows) {
		const target = onlyPlace(row);
		if (row.isLinked || !target) continue;
		const sent = await link(event, edition.id, row, target);
		if (!sent.ok) return fail(sent.problem.status, { message: `${nameOf(row.project)}: ${sent.problem.detail}` });
		count += 1;
	}
	leaveNotice(event.cookies, event.url, { text: m.writing_linked_all({ count: numberText(count) }), details: [] });
	redirect(303, event.url.pathname);
}
