import type { Permission } from '@konzeptstand/contract/account.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';

/** The pages of the council's rooms, in the order in which they are offered below the one entry of the navigation. */
interface Room {
	readonly folder: string;
	readonly label: () => string;
	/** without it the page is not offered */
	readonly permission?: Permission;
}

const ROOMS: readonly Room[] = [
	{ folder: 'preparation', label: m.council_nav_preparation, permission: 'council.prepare' },
	{ folder: 'council', label: m.council_nav_own, permission: 'council.read' },
	{ folder: 'meetings', label: m.council_meetings },
	{ folder: 'papers', label: m.council_nav_papers },
	{ folder: 'decisions', label: m.edit_decisions },
	{ folder: 'control', label: m.council_nav_control },
	{ folder: 'tasks', label: m.council_nav_tasks },
	{ folder: 'bodies', label: m.council_bodies }
];

/** The rooms that a person is offered. */
export const roomsFor = (region: string, may: readonly Permission[]) =>
	ROOMS.filter(({ permission }) => permission === undefined || may.includes(permission)).map(({ folder, label }) => ({
		href: links.council(region, folder),
		label: label()
	}));

/** Whether a path below a region belongs to the council's rooms. */
export const isCouncilPath = (pathname: string): boolean => {
	const [, , folder = ''] = pathname.split('/');
	return folder === 'calendars' || ROOMS.some((room) => room.folder === folder);
};
