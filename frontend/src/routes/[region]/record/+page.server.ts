import { error } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Member } from '@konzeptstand/contract/account.ts';
import type { entryList, Verification } from '@konzeptstand/contract/record.ts';
import { namesIn } from '#lib/item/server/names.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

/** The record, newest first; with `?verify` it is recomputed for those who may. */
export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	if (!may.includes('record.read')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const path = `/regions/${region.key}`;
	const query = (name: string) => event.url.searchParams.get(name);
	const filters = {
		item: query('item'),
		kind: query('kind'),
		actor: query('actor'),
		offset: query('offset'),
		limit: 25
	};
	const isVerifying = event.url.searchParams.has('verify') && may.includes('record.verify');
	const [entries, members, verification] = await Promise.all([
		apiGet<z.output<typeof entryList>>(event, `${path}/record`, filters),
		may.includes('account.read') ? apiFind<{ rows: Member[] }>(event, `${path}/members`) : null,
		isVerifying ? apiGet<Verification>(event, `${path}/record/verification`) : null
	]);
	const item = filters.item
		? (entries.rows.flatMap(({ changes }) => changes).find(({ item: { id } }) => id === filters.item)?.item ?? null)
		: null;
	return {
		entries,
		names: await namesIn(event, region, may, entries.rows),
		people: (members?.rows ?? []).map(({ person }) => ({ id: person.id, name: person.name })),
		item,
		verification
	};
};
