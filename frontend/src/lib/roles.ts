import type { Role } from '@konzeptstand/contract/account.ts';
import { listText } from './format.ts';
import { m } from '#lib/paraglide/messages.js';

const NAMES: Record<Role, () => string> = {
	reader: m.role_reader,
	contributor: m.role_contributor,
	planner: m.role_planner,
	manager: m.role_manager,
	council: m.role_council,
	auditor: m.role_auditor
};

export const roleName = (role: Role) => NAMES[role]();

/** A person's roles in one region as a list in words. */
export function roleNames(roles: readonly Role[], isAdministrator: boolean): string {
	return listText([...roles.map(roleName), ...(isAdministrator ? [m.role_administrator()] : [])]);
}
