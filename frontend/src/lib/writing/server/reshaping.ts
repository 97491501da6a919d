import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { LineageKind } from '@konzeptstand/contract/edition.ts';
import { CARRIED } from '#lib/edit/edit-failure.ts';
import type { FieldDescription } from '#lib/edit/description.ts';
import type { Folder } from '#lib/edit/folders.ts';
import { backOf, carriedBack } from '#lib/edit/server/back.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import type { Above } from '#lib/edit/server/pages.ts';
import { goBack, isSubmitted, readSubmitted, refused } from '#lib/edit/server/saving.ts';
import { nameOfItem, requireMay, surroundingsOf } from '#lib/edit/server/surroundings.ts';
import { withVersion } from '#lib/edit/server/withdrawing.ts';
import { dropFields, frozenOriginsFields, mergeFields, originsFields, splitFields } from '#lib/edit/things/reshape.ts';
import { THINGS } from '#lib/edit/things/index.ts';
import { toValues } from '#lib/edit/values.ts';
import type { Body } from '#lib/edit/values.ts';
import { nameOf } from '#lib/language.ts';
import { links } from '#lib/links.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import { LINEAGE_KINDS } from '../words.ts';
import { itemsOf } from './fellows.ts';

/** Dropping, merging and splitting an item of a draft, and saying by hand what it comes from. */

export type Reshaping = 'drop' | 'merge' | 'split' | 'origins';
type ThingEvent = RequestEvent<{ region: string; [name: string]: string }>;
type Item = Body & { id: string; version: number; origins: string[]; edition?: string };

const kindOf = (folder: Folder): LineageKind =>
	LINEAGE_KINDS.find((kind) => `${kind}s` === folder) ?? error(404, { message: m.error_not_found_text() });

const fieldsFor = (how: Reshaping, isFrozen: boolean): readonly FieldDescription[] =>
	({
		drop: dropFields,
		merge: mergeFields,
		split: splitFields,
		origins: isFrozen ? frozenOriginsFields : originsFields
	})[how];

export async function loadReshaping(event: ThingEvent, { region, may }: Above, folder: Folder, how: Reshaping) {
	requireMay(may, 'concept.edit');
	const kind = kindOf(folder);
	const id = event.params.id ?? '';
	if (kind === 'indicator' && (how === 'merge' || how === 'split')) error(404, { message: m.error_not_found_text() });
	const item = await apiGet<Item>(event, apiPath(event, folder, id));
	const above = await surroundingsOf(event, region, folder, item);
	const edition = region.editions.find(({ key }) => key === above.edition);
	const fields = fieldsFor(how, above.isFrozen);
	const given = edition ? await choicesFor(event, { region, edition, item, kind, how }) : [];
	return {
		folder,
		how,
		kind: THINGS[folder].name(),
		name: nameOfItem(item),
		version: item.version,
		isFrozen: above.isFrozen,
		values: toValues(fields, how === 'split' ? { parts: [{ title: '', code: '' }] } : item, getLocale()),
		options: { given },
		hasOrigin: item.origins.length > 0,
		trail: above.trail,
		back: backOf(event, edition ? links.edition(region.key, edition.id, 'lineage') : above.home),
		withdrawHref: links.thing(region.key, folder, id, 'withdraw')
	};
}

interface Choosing {
	readonly region: Above['region'];
	readonly edition: Above['region']['editions'][number];
	readonly item: Item;
	readonly kind: LineageKind;
	readonly how: Reshaping;
}

async function choicesFor(event: ThingEvent, { region, edition, item, kind, how }: Choosing) {
	if (how === 'merge') {
		const fellows = await itemsOf(event, region, edition.key, kind);
		return fellows.filter(({ id }) => id !== item.id).map((one) => ({ value: one.id, label: nameOf(one) }));
	}
	if (how !== 'origins') return [];
	const { former } = await apiGet<{ former: string | null }>(event, apiPath(event, 'editions', edition.id));
	const before = region.editions.filter(({ id }) => (former === null ? id !== edition.id : id === former));
	const lists = await Promise.all(
		before.map(async ({ key, year }) =>
			(await itemsOf(event, region, key, kind)).map((one) => ({
				value: one.id,
				label: former === null ? `${year}: ${nameOf(one)}` : nameOf(one)
			}))
		)
	);
	return lists.flat();
}

export async function actReshaping(event: ThingEvent, folder: Folder, how: Reshaping) {
	const id = event.params.id ?? '';
	const region = await apiGet<Above['region']>(event, `/regions/${encodeURIComponent(event.params.region)}`);
	const before = await apiGet<Item>(event, apiPath(event, folder, id));
	const { edition, isFrozen } = await surroundingsOf(event, region, folder, before);
	const fields = fieldsFor(how, isFrozen);
	const read = await readSubmitted(event, fields);
	if (!isSubmitted(read)) return read;
	const path = `${apiPath(event, folder, id)}/${how}`;
	const version = read.form.text(CARRIED.version);
	const sent = await apiSend<Body>(event, how === 'origins' ? 'PUT' : 'POST', path, read.body, { version });
	if (!sent.ok) return withVersion(refused(fields, read, sent.problem), sent.problem.currentVersion);
	const done = {
		drop: m.writing_drop_done,
		merge: m.writing_merge_done,
		split: m.writing_split_done,
		origins: m.writing_origins_done
	}[how];
	leaveNotice(event.cookies, event.url, {
		text: done({ kind: THINGS[folder].name(), name: nameOfItem(before) }),
		details: []
	});
	const home = edition
		? links.edition(region.key, region.editions.find(({ key }) => key === edition)?.id ?? '', 'lineage')
		: links.concept(region.key);
	const back = carriedBack(read.form.text(CARRIED.back), home);
	// the page of what was just dropped is no place to come back to
	return goBack(how === 'drop' && back.includes(`/${id}`) ? home : back);
}
