import type { Role } from '@konzeptstand/contract/account.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { m } from '#lib/paraglide/messages.js';
import { roleName } from '#lib/roles.ts';

const HINTS: Record<Role, () => string> = {
	reader: m.members_hint_reader,
	contributor: m.members_hint_contributor,
	planner: m.members_hint_planner,
	manager: m.members_hint_manager,
	council: m.members_hint_council,
	auditor: m.members_hint_auditor
};

/** Roles to choose from, each with what it means. */
export const roleOptions = () =>
	(Object.keys(HINTS) as Role[]).map((role) => ({ value: role, label: roleName(role), hint: HINTS[role]() }));

export const townOptions = (region: Region) =>
	region.municipalities.map(({ id, name }) => ({ value: id, label: name }));
