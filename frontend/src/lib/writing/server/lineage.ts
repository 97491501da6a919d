import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Edition } from '@konzeptstand/contract/concept.ts';
import { comparedChange } from '@konzeptstand/contract/edition.ts';
import type { ComparisonRow, LineageKind, Omission } from '@konzeptstand/contract/edition.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { allRows } from '#lib/edit/server/options.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import { nameOf } from '#lib/language.ts';
import { links } from '#lib/links.ts';
import { withoutAction } from '#lib/named-action.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import { folderOf, LINEAGE_KINDS } from '../words.ts';
import { comparedWithFormer } from './edition.ts';

/** What became of each item of the former edition, and what is done about it. */

type Event = RequestEvent<{ region: string; [name: string]: string }>;

export async function loadLineage(event: Event, region: Region, edition: Edition) {
	const [comparison, omissions] = await Promise.all([
		comparedWithFormer(event, region, edition),
		allRows<Omission>(event, `/regions/${region.key}/omissions`, { edition: edition.key })
	]);
	if (!comparison) error(404, { message: m.writing_lineage_no_former() });
	const asked = comparedChange.safeParse(event.url.searchParams.get('change'));
	const chosen = asked.success ? asked.data : null;
	const isShown = (row: ComparisonRow) =>
		chosen === null || row.change === chosen || (chosen === 'moved' && row.isMoved);
	const shown = comparison.rows.filter(isShown);
	return {
		chosen,
		counts: comparison.counts,
		total: comparison.total,
		isLineageKnown: comparison.isLineageKnown,
		groups: LINEAGE_KINDS.map((kind) => ({ kind, rows: shown.filter((row) => row.kind === kind) })).filter(
			({ rows }) => rows.length > 0
		),
		proposals: comparison.proposals,
		separations: comparison.separations,
		/** by the item of the former edition that was dropped */
		omissions: Object.fromEntries(omissions.map(({ id, item, version }) => [item, { id, version }]))
	};
}

interface Origins {
	readonly version: number;
	readonly origins: readonly string[];
	readonly code?: string | null;
	readonly title: string;
}

/** Takes over a proposal: the item of the draft also comes from the one named. */
export async function actLink(event: Event) {
	const form = await readForm(event);
	const kind = LINEAGE_KINDS.find((each) => each === form.text('kind'));
	const [before, after] = [form.text('before'), form.text('after')];
	if (!kind || !before || !after) error(400, { message: m.error_unexpected() });
	const sent = await addOrigin(event, kind, after, before);
	if (!sent.ok) return fail(sent.problem.status, { message: sent.problem.detail });
	leaveNotice(event.cookies, event.url, { text: m.writing_linked({ name: sent.name }), details: [] });
	redirect(303, withoutAction(event.url));
}

/** Says of an item of the draft that it also comes from this one. */
export async function addOrigin(event: Event, kind: LineageKind, after: string, before: string) {
	const path = apiPath(event, folderOf(kind), after);
	const item = await apiGet<Origins>(event, path);
	const origins = [...new Set([...item.origins, before])];
	const sent = await apiSend(event, 'PUT', `${path}/origins`, { origins }, { version: item.version });
	return { ...sent, name: nameOf({ code: item.code ?? null, title: item.title }) };
}

/** Says of a proposal that it is none; it does not come back by itself. */
export async function actSeparate(event: Event) {
	const form = await readForm(event);
	const body = { kind: form.text('kind'), before: form.text('before'), after: form.text('after') };
	const sent = await apiSend(event, 'POST', apiPath(event, 'separations'), body);
	// a second click says the same again
	if (!sent.ok && sent.problem.code !== 'duplicate') return fail(sent.problem.status, { message: sent.problem.detail });
	leaveNotice(event.cookies, event.url, { text: m.writing_separated(), details: [] });
	redirect(303, withoutAction(event.url));
}

/** Lets a pair be proposed again. */
export async function actProposeAgain(event: Event) {
	const form = await readForm(event);
	const path = `${apiPath(event, 'separations', form.text('separation') ?? '')}/withdrawal`;
	const reason = { reason: m.writing_action_propose_again() };
	const sent = await apiSend(event, 'POST', path, reason, { version: form.text('version') });
	if (!sent.ok) return fail(sent.problem.status, { message: sent.problem.detail });
	leaveNotice(event.cookies, event.url, { text: m.writing_action_propose_again(), details: [] });
	redirect(303, withoutAction(event.url));
}

/** Takes up again what was dropped. */
export async function actLift(event: Event, region: string) {
	const form = await readForm(event);
	const omission = form.text('omission') ?? error(400, { message: m.error_unexpected() });
	const reason = { reason: m.writing_lift_reason() };
	const path = `${apiPath(event, 'omissions', omission)}/withdrawal`;
	const sent = await apiSend<Omission>(event, 'POST', path, reason, { version: form.text('version') });
	if (!sent.ok) {
		const details = (sent.problem.errors ?? []).map(({ message }) => message);
		return fail(sent.problem.status, { message: [sent.problem.detail, ...details].join(' ') });
	}
	leaveNotice(event.cookies, event.url, { text: m.writing_lift_done(), details: [] });
	redirect(303, links.edition(region, event.params.id ?? '', 'lineage'));
}
