import type { Permission, Role } from '@konzeptstand/contract/account.ts';
import { permission as permissionSchema } from '@konzeptstand/contract/account.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext, RouteRegion } from '../foundation/http/route.ts';

/** Who may what: this table, and nothing else in the house, decides it. */

/** `own`: only on what the person is named responsible for. */
type Grant = Role | `${Role}:own` | 'administrator' | 'signed-in' | 'everyone' | 'link';

const READERS = ['reader', 'contributor', 'planner', 'manager', 'council', 'auditor', 'administrator'] as const;
const EDITORS = ['planner', 'manager'] as const;

const TABLE: Record<Permission, readonly Grant[]> = {
	// Of the installation: no region is named.
	'nobody-signed-in': ['everyone'],
	'session.read': ['everyone'],
	'region.list': ['signed-in'],
	'installation.manage': ['administrator'],
	// Of one region.
	'region.read': READERS,
	'region.edit': EDITORS,
	// All of it, personal values included, on its way out of the house.
	'region.package': ['manager'],
	'concept.read': READERS,
	'concept.edit': EDITORS,
	// What binds is entered by who answers for it: the decision itself is the council's.
	'concept.adopt': ['manager'],
	'project.report': [...EDITORS, 'contributor:own'],
	'record.read': READERS,
	'record.verify': [...EDITORS, 'auditor', 'administrator'],
	// Names and addresses of the members; planners name responsible people, auditors see who could do what.
	'account.read': [...EDITORS, 'auditor', 'administrator'],
	'account.manage': ['manager', 'administrator'],
	'decision.edit': EDITORS,
	'document.generate': READERS,
	// What is kept stands in the record for ever; looking at a document leaves nothing.
	'document.keep': EDITORS,
	'template.edit': EDITORS,
	'round.read': EDITORS,
	'round.manage': ['manager'],
	// Nobody else's: not even a manager answers in the place of the person whose link it is.
	'round.answer': ['link'],
	// A list shows what it holds before anything of it is taken: who may look may also take.
	'import.write': EDITORS,
	// Meetings and papers; without `council.closed` only what is public of them.
	'council.read': READERS,
	'council.closed': [...EDITORS, 'council', 'auditor'],
	'council.prepare': EDITORS,
	'council.minutes': EDITORS,
	// Who prepares the papers does not say how they were decided; the manager keeps the minutes for the council.
	'council.vote': ['manager', 'council'],
	// What a body decided elsewhere, and what is put right afterwards: no member alone makes a decision of all.
	'council.result': ['manager'],
	'council.follow-up': [...EDITORS, 'council'],
	// How far it is says also who has to do it.
	'task.progress': [...EDITORS, 'council', 'contributor:own'],
	// Links of one's own, for one's own calendar program: what they show is what one may see.
	'calendar.keep': READERS,
	// Other people's calendar programs, behind a secret link.
	'calendar.read': ['link'],
	'meeting.public': ['everyone']
};

const OF_THE_INSTALLATION: ReadonlySet<Permission> = new Set([
	'nobody-signed-in',
	'session.read',
	'region.list',
	'installation.manage'
]);

/** Whether a right concerns the installation rather than one region. */
export function isOfInstallation(permission: Permission): boolean {
	return OF_THE_INSTALLATION.has(permission);
}

/** Who reviews does not edit: an auditor of a region holds no editing role there. Source: docs, separation of duties. */
const AUDITOR_EXCLUDES: ReadonlySet<Role> = new Set(['planner', 'manager', 'contributor']);

/** Nobody is signed in. */
export const PUBLIC: ActorContext = {
	kind: 'public',
	id: 'public',
	name: null,
	isAdministrator: false,
	memberships: []
};

/** The product itself: loading the example, jobs, commands on the machine it runs on. It may everything. */
export const SYSTEM_CONTEXT: ActorContext = {
	kind: 'system',
	id: 'system',
	name: null,
	isAdministrator: false,
	memberships: []
};

/** What is acted on, as far as it decides. */
export interface Subject {
	/** Id of the region; not given for what concerns the installation. */
	region?: string;
	/** Ids of the people named responsible. Not given: nobody. */
	responsiblePeople?: readonly string[];
}

/** Whether the actor may do this to exactly this subject. A contributor's right needs one that is theirs. */
export function may(actor: ActorContext, permission: Permission, subject: Subject = {}): boolean {
	return isGranted(actor, permission, subject.region, subject.responsiblePeople?.includes(actor.id) ?? false);
}

/** Whether there could be anything in the region that the actor may do this to; the subject is asked about later. */
export function mightMay(actor: ActorContext, permission: Permission, region?: string): boolean {
	return isGranted(actor, permission, region, true);
}

/** Whether the actor may report the status of this project. */
export function mayReport(
	actor: ActorContext,
	project: { region: string; responsiblePeople: readonly string[] }
): boolean {
	return may(actor, 'project.report', project);
}

function isGranted(actor: ActorContext, permission: Permission, region: string | undefined, isOwn: boolean): boolean {
	if (actor.kind === 'system') return true;
	const grants = TABLE[permission];
	if (grants.includes('everyone')) return true;
	// A link may one thing, in one region; who opens it may be signed in as somebody else.
	if (actor.kind === 'link')
		return (
			grants.includes('link') &&
			actor.link?.right === permission &&
			region !== undefined &&
			actor.link.region === region
		);
	if (actor.kind !== 'person') return false;
	if (grants.includes('signed-in')) return true;
	if (actor.isAdministrator && grants.includes('administrator')) return true;
	if (region === undefined) return false;
	return rolesIn(actor, region).some((role) => grants.includes(role) || (isOwn && grants.includes(`${role}:own`)));
}

function rolesIn(actor: ActorContext, region: string): readonly Role[] {
	return actor.memberships.find((membership) => membership.region === region)?.roles ?? [];
}

/** Everything that these roles might do in their region, for screens that offer only what will work. */
export function permissionsOf(actor: ActorContext, region: string): Permission[] {
	return permissionSchema.options.filter(
		(permission) => !isOfInstallation(permission) && mightMay(actor, permission, region)
	);
}

/**
 * The check before every route. A region that the actor has no part in answers as if it did not exist.
 * @param region null: the route names none, or an unknown one
 * @throws ApplicationError not_signed_in, not_permitted, not_found
 */
export function authorize(actor: ActorContext, permission: Permission, region: RouteRegion | null): void {
	if (mightMay(actor, permission, region?.id)) {
		if (region !== null || isOfInstallation(permission)) return;
		throw new ApplicationError('not_found');
	}
	if (actor.kind !== 'person') throw new ApplicationError('not_signed_in');
	if (isOfInstallation(permission)) throw new ApplicationError('not_permitted');
	const isKnown = region !== null && mightMay(actor, 'region.read', region.id);
	throw new ApplicationError(isKnown ? 'not_permitted' : 'not_found');
}

/**
 * @throws ApplicationError invalid_input where one membership would both review and edit
 */
export function refuseRoleMix(roles: readonly Role[]): void {
	if (roles.includes('auditor') && roles.some((role) => AUDITOR_EXCLUDES.has(role))) {
		throw new ApplicationError('invalid_input', { field: 'roles', problem: 'auditor_edits' });
	}
}
