import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Edition } from '@konzeptstand/contract/concept.ts';
import type { LineageKind } from '@konzeptstand/contract/edition.ts';
import { CARRIED } from '#lib/edit/edit-failure.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { loadOptions } from '#lib/edit/server/options.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import type { Above } from '#lib/edit/server/pages.ts';
import { goBack, isSubmitted, readSubmitted, refused } from '#lib/edit/server/saving.ts';
import { nameOfItem, requireMay } from '#lib/edit/server/surroundings.ts';
import { withVersion } from '#lib/edit/server/withdrawing.ts';
import { dropFields, formerFields, frozenFormerFields, successorFields } from '#lib/edit/things/reshape.ts';
import { toValues } from '#lib/edit/values.ts';
import type { Body } from '#lib/edit/values.ts';
import { itemKindName } from '#lib/item/words.ts';
import { nameOf } from '#lib/language.ts';
import { links } from '#lib/links.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import { folderOf, LINEAGE_KINDS } from '../words.ts';
import { itemsOf } from './fellows.ts';
import { addOrigin } from './lineage.ts';

/** An item of the former edition about which the draft says nothing yet: it goes on in something, or is dropped. */

type Event = RequestEvent<{ region: string; id: string }>;

function asked(event: Event): { kind: LineageKind; item: string } {
	const query = event.url.searchParams;
	const kind = LINEAGE_KINDS.find((each) => each === query.get('kind'));
	const item = query.get('item');
	if (!kind || !item) error(404, { message: m.error_not_found_text() });
	return { kind, item };
}

export async function loadSettling(event: Event, { region, may }: Above, edition: Edition) {
	requireMay(may, 'concept.edit');
	const { kind, item } = asked(event);
	const [former, fellows] = await Promise.all([
		apiGet<Body>(event, apiPath(event, folderOf(kind), item)),
		itemsOf(event, region, edition.key, kind)
	]);
	return {
		name: nameOfItem(former),
		options: { given: fellows.map((one) => ({ value: one.id, label: nameOf(one) })) },
		idempotencyKey: crypto.randomUUID(),
		back: links.edition(region.key, edition.id, 'lineage')
	};
}

function toLineage(event: Event, text: string) {
	leaveNotice(event.cookies, event.url, { text, details: [] });
	return goBack(links.edition(event.params.region, event.params.id, 'lineage'));
}

export async function actGoesOn(event: Event) {
	const { kind, item } = asked(event);
	const read = await readSubmitted(event, successorFields);
	if (!isSubmitted(read)) return read;
	const sent = await addOrigin(event, kind, String(read.body.successor), item);
	if (!sent.ok) return refused(successorFields, read, sent.problem);
	return toLineage(event, m.writing_linked({ name: sent.name }));
}

export async function actDropFormer(event: Event) {
	const { kind, item } = asked(event);
	const read = await readSubmitted(event, dropFields);
	if (!isSubmitted(read)) return read;
	const edition = await apiGet<Edition>(event, apiPath(event, 'editions', event.params.id));
	const former = await apiGet<Body>(event, apiPath(event, folderOf(kind), item));
	const body = { edition: edition.id, kind, item, reason: read.body.reason };
	const sent = await apiSend(event, 'POST', apiPath(event, 'omissions'), body, { key: read.form.text(CARRIED.key) });
	if (!sent.ok) return refused(dropFields, read, sent.problem);
	return toLineage(event, m.writing_drop_done({ kind: itemKindName(kind), name: nameOfItem(former) }));
}

const formerFieldsOf = ({ state }: Edition) =>
	state === 'adopted' || state === 'superseded' ? frozenFormerFields : formerFields;

export async function loadFormer(event: Event, { region, may }: Above, edition: Edition) {
	requireMay(may, 'concept.edit');
	const fields = formerFieldsOf(edition);
	const { editions = [] } = await loadOptions(event, fields, { region, edition: null, item: null });
	return {
		isFrozen: fields === frozenFormerFields,
		values: toValues(fields, { former: edition.former }, getLocale()),
		options: { editions: editions.filter(({ value }) => value !== edition.id) },
		back: links.edition(region.key, edition.id)
	};
}

export async function actFormer(event: Event) {
	const path = apiPath(event, 'editions', event.params.id);
	const edition = await apiGet<Edition>(event, path);
	const fields = formerFieldsOf(edition);
	const read = await readSubmitted(event, fields);
	if (!isSubmitted(read)) return read;
	const sent = await apiSend(event, 'PUT', `${path}/former`, read.body, { version: read.form.text(CARRIED.version) });
	if (!sent.ok) return withVersion(refused(fields, read, sent.problem), sent.problem.currentVersion);
	leaveNotice(event.cookies, event.url, { text: m.writing_former_saved(), details: [] });
	return goBack(links.edition(event.params.region, event.params.id));
}
