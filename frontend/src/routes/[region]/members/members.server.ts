import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Member, Permission } from '@konzeptstand/contract/account.ts';
import type { Party } from '@konzeptstand/contract/region.ts';
import { compareText } from '#lib/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet } from '#lib/server/api.ts';

type Event = Pick<RequestEvent, 'fetch' | 'url'> & { params: { region: string } };

/** Offers nothing that the API would refuse anyway. */
export function requireManaging(may: readonly Permission[]): void {
	if (!may.includes('account.manage')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
}

/** One member of the region; 404 for anybody else. */
export async function readMember(event: Event, id: string): Promise<Member> {
	const { rows } = await apiGet<{ rows: Member[] }>(event, `/regions/${event.params.region}/members`);
	return rows.find((member) => member.id === id) ?? error(404, { message: m.error_not_found_text() });
}

/** Organisations that a member can stand for. */
export async function partyOptions(event: Event): Promise<{ value: string; label: string }[]> {
	const parties = await apiFind<{ rows: Party[] }>(event, `/regions/${event.params.region}/parties`, { limit: 500 });
	return (parties?.rows ?? [])
		.map(({ id, name }) => ({ value: id, label: name }))
		.sort((a, b) => compareText(a.label, b.label));
}
