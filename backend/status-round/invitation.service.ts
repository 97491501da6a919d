import { findPeopleById, hashOfLink } from '../accounts/accounts.service.ts';
import { ProjectModel } from '../concept/project.model.ts';
import type { ProjectItem } from '../concept/project.model.ts';
import { clock } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { mailSettings } from '../foundation/mail/settings.ts';
import type { Work } from '../record/record.service.ts';
import { RegionModel } from '../region/region.model.ts';
import { isOpen, linkSecret, pathOfLink } from './round-link.service.ts';
import { RoundAnswerModel, RoundInvitationModel, StatusRoundModel } from './status-round.model.ts';
import type { MailPurpose, RoundAnswerItem, RoundInvitationItem, StatusRoundItem } from './status-round.model.ts';

/** Who is asked, and by which link and mail. */

export const MAIL_JOB = 'round.mail';

/** What stands in the outbox of a mail: ids only; name, address and link are looked up when it goes out. */
export interface MailPayload {
	invitation: string;
	purpose: MailPurpose;
	/** Of a mail that gives an answer back. */
	answer: string | null;
}

/** Projects by whoever is responsible for them. */
export function groupByPerson(
	projects: readonly Pick<ProjectItem, '_id' | 'responsiblePeople'>[]
): Map<string, string[]> {
	const people = new Map<string, string[]>();
	for (const { _id, responsiblePeople } of projects)
		for (const person of responsiblePeople) people.set(person, [...(people.get(person) ?? []), _id]);
	return people;
}

/** People who can still be reached by a link: an account that was closed or erased opens none. */
export async function findReachable(people: readonly string[]): Promise<Map<string, boolean>> {
	const found = await findPeopleById(people);
	return new Map(found.flatMap((one) => (one.isActive ? [[one._id, one.email !== null] as const] : [])));
}

/** Makes the invitation of one person and orders its mail. */
export async function invite(work: Work, round: string, person: string, projects: string[], id: string): Promise<void> {
	const whom = { _id: id, region: work.region, generation: 1 };
	await work.create(RoundInvitationModel, {
		...whom,
		round,
		person,
		projects,
		linkHash: hashOfLink(linkSecret(whom)),
		isRevoked: false,
		isQuiet: false,
		shown: null,
		mails: []
	});
	await orderMail(work, id, 'invitation');
}

/** Orders a mail, where this installation sends any and the person has an address. @returns whether it did */
export async function orderMail(
	work: Work,
	id: string,
	purpose: MailPurpose,
	answer: string | null = null
): Promise<boolean> {
	const invitation = await work.require(RoundInvitationModel, id);
	const hasAddress = (await findReachable([invitation.person])).get(invitation.person) ?? false;
	if (mailSettings() === null || !hasAddress) return false;
	const payload: MailPayload = { invitation: id, purpose, answer };
	const mail = work.enqueue({ type: MAIL_JOB, payload: { ...payload } });
	await work.update(RoundInvitationModel, id, null, {
		...freshHash(invitation),
		mails: [...invitation.mails, { id: mail, purpose, at: work.at.toISOString() }]
	});
	return true;
}

/** Where the installation's secret has changed since, the link is another one now. */
function freshHash(invitation: RoundInvitationItem): { linkHash: string } {
	return { linkHash: hashOfLink(linkSecret(invitation)) };
}

/**
 * An invitation whose round is open.
 * @throws ApplicationError not_found, conflict
 */
async function requireOpen(work: Work, id: string): Promise<RoundInvitationItem> {
	const invitation = await work.require(RoundInvitationModel, id);
	await requireOpenRound(work, invitation.round);
	return invitation;
}

/** @throws ApplicationError not_found, conflict when it is closed or its last day is over */
export async function requireOpenRound(work: Work, id: string): Promise<StatusRoundItem> {
	const round = await work.require(StatusRoundModel, id);
	const { timeZone } = await work.require(RegionModel, work.region);
	if (isOpen(round, clock.day(timeZone))) return round;
	throw new ApplicationError('conflict', { field: 'round', problem: 'round_over' });
}

/** The same mail once more, by hand. @throws ApplicationError not_found, conflict */
export async function sendAgain(work: Work, id: string): Promise<void> {
	const { isRevoked } = await requireOpen(work, id);
	if (isRevoked) throw new ApplicationError('conflict', { field: 'invitation', problem: 'link_revoked' });
	if (!(await orderMail(work, id, 'invitation')))
		throw new ApplicationError('conflict', { field: 'invitation', problem: 'no_mail' });
}

/** Ends the link; it opens nothing from now on. @throws ApplicationError not_found, conflict */
export async function revokeLink(work: Work, id: string): Promise<void> {
	await work.require(RoundInvitationModel, id);
	await work.update(RoundInvitationModel, id, null, { isRevoked: true });
}

/** Makes a new link, ends the former one, and sends it where there is mail. @throws ApplicationError not_found, conflict */
export async function renewLink(work: Work, id: string): Promise<void> {
	const invitation = await requireOpen(work, id);
	const fresh = { ...invitation, generation: invitation.generation + 1 };
	await work.update(RoundInvitationModel, id, null, {
		generation: fresh.generation,
		isRevoked: false,
		...freshHash(fresh)
	});
	await orderMail(work, id, 'invitation');
}

/**
 * Takes the link out, to pass it on by hand; that somebody did stands in the record, since whoever has it can answer.
 * @returns path of the page behind it
 * @throws ApplicationError not_found, conflict
 */
export async function showLink(work: Work, regionKey: string, id: string): Promise<string> {
	const invitation = await requireOpen(work, id);
	if (invitation.isRevoked) throw new ApplicationError('conflict', { field: 'invitation', problem: 'link_revoked' });
	const shown = { at: work.at.toISOString(), by: work.actor.id };
	await work.update(RoundInvitationModel, id, null, { ...freshHash(invitation), shown });
	return pathOfLink(regionKey, invitation);
}

/**
 * Reminds everyone of an open round who has not answered for all of their projects.
 * @returns how many mails that are
 * @throws ApplicationError not_found, conflict
 */
export async function remindAll(work: Work, id: string): Promise<number> {
	const round = await requireOpenRound(work, id);
	const invitations = await RoundInvitationModel.find({ region: work.region, round: round._id })
		.session(work.session)
		.lean<RoundInvitationItem[]>();
	let reminded = 0;
	for (const invitation of invitations) {
		if (invitation.isRevoked || invitation.isQuiet || !(await owesAnswers(work, invitation))) continue;
		if (await orderMail(work, invitation._id, 'reminder')) reminded += 1;
	}
	return reminded;
}

/** Whether an answer is missing, or was given back. */
async function owesAnswers(work: Work, invitation: RoundInvitationItem): Promise<boolean> {
	const answers = await RoundAnswerModel.find({ region: work.region, invitation: invitation._id })
		.session(work.session)
		.lean<RoundAnswerItem[]>();
	return isOwing(invitation, answers, await findOwnProjects(work.region, invitation));
}

/** Whether one of the person's projects is without an answer that stands. */
export function isOwing(
	invitation: Pick<RoundInvitationItem, '_id'>,
	answers: readonly RoundAnswerItem[],
	own: readonly { _id: string }[]
): boolean {
	const given = answers.filter((one) => one.invitation === invitation._id && one.state !== 'returned');
	return own.some((project) => !given.some((one) => one.project === project._id));
}

/** Projects that the invitation names, as far as they are living and still the person's. */
export function findOwnProjects(
	region: string,
	{ projects, person }: Pick<RoundInvitationItem, 'projects' | 'person'>
): Promise<ProjectItem[]> {
	return ProjectModel.find({ _id: { $in: projects }, region, withdrawn: null, responsiblePeople: person }).lean<
		ProjectItem[]
	>();
}
