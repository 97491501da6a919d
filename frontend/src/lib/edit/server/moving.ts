import { error, fail } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Region } from '@konzeptstand/contract/region.ts';
import { nameOf } from '#lib/language.ts';
import { links } from '#lib/links.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { FieldDescription } from '../description.ts';
import { CARRIED } from '../edit-failure.ts';
import type { Folder } from '../folders.ts';
import { THINGS } from '../things/index.ts';
import { toBody, toValues } from '../values.ts';
import type { Body } from '../values.ts';
import { backOf, carriedBack } from './back.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { leaveNotice } from './notice.ts';
import { loadOptions } from './options.ts';
import { apiPath } from './pages.ts';
import type { Above } from './pages.ts';
import { newPositions, nextPosition, ORDERED, siblingsOf } from './position.ts';
import { conflicting, goBack, isSubmitted, pick, readSubmitted, refused } from './saving.ts';
import { nameOfItem, requireMay, surroundingsOf } from './surroundings.ts';

type ThingEvent = RequestEvent<{ region: string; [name: string]: string }>;
type Item = Body & { id: string; version: number };

const PARENTS = ['field', 'goal', 'parent'];

/** The fields that say under what a thing stands. */
export const parentFields = (folder: Folder): readonly FieldDescription[] =>
	folder === 'goals' || folder === 'measures'
		? THINGS[folder].sections.flatMap(({ fields }) => fields.filter(({ name }) => PARENTS.includes(name)))
		: [];

export async function loadMove(event: ThingEvent, { region, may }: Above, folder: Folder, id: string) {
	const thing = THINGS[folder];
	requireMay(may, thing.permission);
	if (!ORDERED.includes(folder)) error(404, { message: m.error_not_found_text() });
	const item = await apiGet<Item>(event, apiPath(event, folder, id));
	const above = await surroundingsOf(event, region, folder, item);
	const fields = parentFields(folder);
	const values = toValues(fields, item, getLocale());
	const [siblings, options] = await Promise.all([
		siblingsOf(event, region, folder, item),
		loadOptions(event, fields, { region, edition: above.edition, item })
	]);
	return {
		folder,
		id,
		heading: m.edit_move_title({ kind: thing.name() }),
		about: nameOfItem(item),
		siblings: siblings.map((sibling) => ({ id: sibling.id, name: nameOf(sibling) })),
		values,
		version: item.version,
		base: JSON.stringify(fingerprintsOf(toBody(fields, values, getLocale()).body)),
		options,
		trail: above.trail,
		isFrozen: above.isFrozen,
		back: backOf(event, above.home)
	};
}

/** Under something else: there it stands last. */
export async function actMoveUnder(event: ThingEvent, folder: Folder, id: string) {
	const fields = parentFields(folder);
	const read = await readSubmitted(event, fields);
	if (!isSubmitted(read)) return read;
	const back = carriedBack(read.form.text(CARRIED.back), links.concept(event.params.region));
	if (read.changed.length === 0) {
		leaveNotice(event.cookies, event.url, { text: m.edit_unchanged(), details: [] });
		return goBack(back);
	}
	const region = await apiGet<Region>(event, `/regions/${encodeURIComponent(event.params.region)}`);
	const item = await apiGet<Item>(event, apiPath(event, folder, id));
	const position = await nextPosition(event, folder, { ...item, ...read.body }, region);
	const patch = { ...pick(read.body, read.changed), ...position };
	const sent = await apiSend<Item>(event, 'PATCH', apiPath(event, folder, id), patch, {
		version: read.form.text(CARRIED.version)
	});
	if (!sent.ok) {
		return sent.problem.code === 'version_conflict' && sent.problem.current
			? conflicting(fields, read, sent.problem)
			: refused(fields, read, sent.problem);
	}
	leaveNotice(event.cookies, event.url, {
		text: m.edit_move_done({ kind: THINGS[folder].name(), name: nameOfItem(sent.data) }),
		details: []
	});
	return goBack(back);
}

/** One place up or down among its own, at once. */
export async function actMoveBeside(event: ThingEvent, folder: Folder, id: string) {
	const form = await readForm(event);
	const [direction, moved = ''] = (form.text('order') ?? '').split(' ');
	const region = await apiGet<Region>(event, `/regions/${encodeURIComponent(event.params.region)}`);
	const item = await apiGet<Item>(event, apiPath(event, folder, id));
	const siblings = [...(await siblingsOf(event, region, folder, item))];
	const from = siblings.findIndex((sibling) => sibling.id === moved);
	const to = direction === 'up' ? from - 1 : from + 1;
	const [one] = siblings.splice(from, 1);
	if (from < 0 || to < 0 || to > siblings.length || !one) return { moved };
	siblings.splice(to, 0, one);
	for (const { id: other, version, position } of newPositions(siblings, to)) {
		const sent = await apiSend(event, 'PATCH', apiPath(event, folder, other), { position }, { version });
		if (!sent.ok) {
			const isStale = sent.problem.code === 'version_conflict';
			return fail(sent.problem.status, {
				message: isStale ? m.edit_move_conflict() : sent.problem.detail,
				code: sent.problem.code,
				errors: {},
				values: {}
			});
		}
	}
	return { moved, said: m.edit_move_done({ kind: THINGS[folder].name(), name: nameOf(one) }) };
}
