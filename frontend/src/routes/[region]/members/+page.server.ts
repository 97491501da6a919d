import { error } from '@sveltejs/kit';
import type { z } from 'zod';
import type { memberList } from '@konzeptstand/contract/account.ts';
import type { Party } from '@konzeptstand/contract/region.ts';
import { compareText } from '#lib/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	if (!may.includes('account.read')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const path = `/regions/${event.params.region}`;
	const [members, parties] = await Promise.all([
		apiGet<z.output<typeof memberList>>(event, `${path}/members`),
		apiFind<{ rows: Party[] }>(event, `${path}/parties`, { limit: 500 })
	]);
	return {
		members: members.rows.sort((a, b) => compareText(a.person.name ?? '', b.person.name ?? '')),
		parties: Object.fromEntries((parties?.rows ?? []).map(({ id, name }) => [id, name]))
	};
};
