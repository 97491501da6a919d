import { clock } from '../foundation/clock.ts';
import { findPeopleById, hashOfLink } from '../accounts/accounts.service.ts';
import { ProjectModel } from '../concept/project.model.ts';
import type { ProjectItem } from '../concept/project.model.ts';
import type { Job, JobHandler } from '../foundation/jobs/jobs.ts';
import { deliver } from '../foundation/mail/deliveries.ts';
import type { Mail } from '../foundation/mail/hand-over.ts';
import { mailSettings } from '../foundation/mail/settings.ts';
import { record, SYSTEM } from '../record/record.service.ts';
import { RegionModel } from '../region/region.model.ts';
import type { RegionItem } from '../region/region.model.ts';
import { findOwnProjects, isOwing, MAIL_JOB } from './invitation.service.ts';
import type { MailPayload } from './invitation.service.ts';
import { isOpen, linkSecret, pathOfLink } from './round-link.service.ts';
import { composeMail, stopAddress } from './round-mail.ts';
import { RoundAnswerModel, RoundInvitationModel, StatusRoundModel } from './status-round.model.ts';
import type { RoundAnswerItem, RoundInvitationItem, StatusRoundItem } from './status-round.model.ts';
import { REMIND_JOB, remindByItself } from './status-round.service.ts';

/** What the outbox hands to this room. */

export const roundJobs: readonly (readonly [string, JobHandler])[] = [[REMIND_JOB, remind]];

export const roundMails: readonly (readonly [string, JobHandler])[] = [
	[MAIL_JOB, (job, control) => deliver(job, control, () => mailOf(job))]
];

async function remind(job: Job): Promise<void> {
	const { round, until } = job.payload as { round: string; until: string };
	await record.change(SYSTEM, { region: job.region, action: 'round.remind' }, (work) =>
		remindByItself(work, round, until)
	);
}

/** The mail as it is true when it goes out; null where it is not wanted any more. */
async function mailOf(job: Job): Promise<Mail | null> {
	const { invitation: id, purpose, answer } = job.payload as unknown as MailPayload;
	const region = await RegionModel.findOne({ _id: job.region, region: job.region }).lean<RegionItem>();
	const invitation = await RoundInvitationModel.findOne({ _id: id, region: job.region }).lean<RoundInvitationItem>();
	if (!region || !invitation || invitation.isRevoked) return null;
	if (hashOfLink(linkSecret(invitation)) !== invitation.linkHash) return null;
	const round = await StatusRoundModel.findOne({ _id: invitation.round, region: job.region }).lean<StatusRoundItem>();
	if (!round || !isOpen(round, clock.day(region.timeZone))) return null;
	const people = await findPeopleById([invitation.person, ...(round.startedBy === null ? [] : [round.startedBy])]);
	const person = people.find((one) => one._id === invitation.person);
	const starter = people.find((one) => one._id === round.startedBy);
	if (!person?.isActive || person.email === null) return null;
	const own = await findOwnProjects(job.region, invitation);
	const answers = await RoundAnswerModel.find({ region: job.region, invitation: id }).lean<RoundAnswerItem[]>();
	if (own.length === 0) return null;
	if (purpose === 'reminder' && (invitation.isQuiet || !isOwing(invitation, answers, own))) return null;
	const returned = purpose === 'returned' ? await returnedOf(answers, answer) : null;
	if (purpose === 'returned' && !returned) return null;
	const link = `${mailSettings()?.origin ?? ''}${pathOfLink(region.key, invitation)}`;
	return {
		...composeMail(purpose, {
			round,
			region: region.name,
			person: person.name,
			projects: own.map(({ title }) => title),
			link,
			answer: returned
		}),
		to: { name: person.name ?? '', address: person.email },
		replyTo: typeof starter?.email === 'string' ? { name: starter.name ?? '', address: starter.email } : null,
		unsubscribe: purpose === 'returned' ? null : stopAddress(link)
	};
}

async function returnedOf(
	answers: readonly RoundAnswerItem[],
	id: string | null
): Promise<{ project: string; reason: string } | null> {
	const answer = answers.find((one) => one._id === id && one.state === 'returned');
	const project = answer && (await ProjectModel.findById(answer.project).lean<ProjectItem>());
	return project ? { project: project.title, reason: answer.returnReason ?? '' } : null;
}
