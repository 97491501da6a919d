import type {
	NewRound,
	OwnRound,
	Round,
	RoundAnswer,
	RoundInvitation,
	RoundMail,
	RoundPreview,
	RoundProject,
	RoundRow
} from '@konzeptstand/contract/round.ts';
import { findPeopleById } from '../accounts/accounts.service.ts';
import { findCurrentProjects } from '../concept/list.service.ts';
import { ProjectModel } from '../concept/project.model.ts';
import type { ProjectItem } from '../concept/project.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { readFile } from '../foundation/files/files.ts';
import type { ActorContext, RouteRegion } from '../foundation/http/route.ts';
import { findDeliveries } from '../foundation/mail/deliveries.ts';
import type { Delivery } from '../foundation/mail/deliveries.ts';
import { mailSettings } from '../foundation/mail/settings.ts';
import { record } from '../record/record.service.ts';
import { RegionModel } from '../region/region.model.ts';
import type { RegionItem } from '../region/region.model.ts';
import { findOwnProjects, findReachable, groupByPerson, isOwing } from './invitation.service.ts';
import { composeMail } from './round-mail.ts';
import { isOpen } from './round-link.service.ts';
import { RoundAnswerModel, RoundInvitationModel, StatusRoundModel } from './status-round.model.ts';
import type { RoundAnswerItem, RoundInvitationItem, StatusRoundItem } from './status-round.model.ts';

/** Rounds as their pages show them. What became of a mail stands outside the record, so that nothing here is kept. */

/** All rounds of a region, the newest first. */
export async function listRounds(region: string, day: string): Promise<RoundRow[]> {
	const rounds = await StatusRoundModel.find({ region, withdrawn: null })
		.sort({ startedAt: -1, _id: -1 })
		.lean<StatusRoundItem[]>();
	return Promise.all(
		rounds.map(async (round) => {
			const { invitations, answers } = await readParts(region, round._id);
			return presentRow(round, invitations, answers, await ownOf(region, invitations), day);
		})
	);
}

/** @throws ApplicationError not_found */
export async function readRound(region: string, id: string, day: string): Promise<Round> {
	const round = await StatusRoundModel.findOne({ _id: id, region, withdrawn: null }).lean<StatusRoundItem>();
	if (!round) throw new ApplicationError('not_found');
	const { invitations, answers } = await readParts(region, id);
	const own = await ownOf(region, invitations);
	const projects = await findProjects(region, round.projects, day);
	const people = new Map((await findPeopleById(invitations.map(({ person }) => person))).map((one) => [one._id, one]));
	const deliveries = await findDeliveries(
		region,
		invitations.flatMap(({ mails }) => mails.map((mail) => mail.id))
	);
	const present = (invitation: RoundInvitationItem): RoundInvitation => {
		const person = people.get(invitation.person);
		return {
			id: invitation._id,
			version: invitation.version,
			person: {
				id: invitation.person,
				name: person?.name ?? null,
				hasMail: typeof person?.email === 'string' && person.isActive
			},
			isRevoked: invitation.isRevoked,
			isQuiet: invitation.isQuiet,
			shownAt: invitation.shown?.at ?? null,
			projects: (own.get(invitation._id) ?? []).flatMap(({ _id }) => projectOf(projects, answers, invitation, _id)),
			mails: invitation.mails.map((mail) => presentMail(mail, deliveries.get(mail.id)))
		};
	};
	return {
		...presentRow(round, invitations, answers, own, day),
		asks: round.asks,
		greeting: round.greeting,
		language: round.language,
		remindDays: round.remindDays,
		remindedAt: round.remindedAt,
		hasMail: mailSettings() !== null,
		invitations: invitations
			.map(present)
			.sort((a, b) => (a.person.name ?? '').localeCompare(b.person.name ?? '', 'de')),
		withoutPeople: notAsked(round.projects, invitations).flatMap((one) => referenceOf(projects, one))
	};
}

/**
 * What a round would do, and the mail that it would send.
 * @throws ApplicationError invalid_input
 */
export async function previewRound(region: RouteRegion, input: NewRound, day: string): Promise<RoundPreview> {
	const projects = await findProjects(region.id, input.projects, day);
	const errors = input.projects.flatMap((id, index) =>
		projects.has(id) ? [] : [{ field: `projects.${String(index)}`, code: 'not_found' }]
	);
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
	const items = await ProjectModel.find({ _id: { $in: [...projects.keys()] }, region: region.id }).lean<
		ProjectItem[]
	>();
	const people = groupByPerson(items);
	const reachable = await findReachable([...people.keys()]);
	const found = await findPeopleById([...reachable.keys()]);
	const rows = found
		.map((one) => ({
			person: { id: one._id, name: one.name, hasMail: one.email !== null },
			projects: (people.get(one._id) ?? []).flatMap((id) => referenceOf(projects, id))
		}))
		.sort((a, b) => (a.person.name ?? '').localeCompare(b.person.name ?? '', 'de'));
	const [first] = rows;
	const { name } = await requireRegion(region.id);
	const mail = first
		? composeMail('invitation', {
				round: input,
				region: name,
				person: first.person.name,
				projects: first.projects.map(({ title }) => title),
				link: '…',
				answer: null
			})
		: null;
	return {
		hasMail: mailSettings() !== null,
		people: rows,
		withoutPeople: notAsked(
			input.projects,
			rows.map((row) => ({ projects: row.projects.map(({ id }) => id) }))
		).flatMap((id) => referenceOf(projects, id)),
		mail: mail && { subject: mail.subject, text: mail.text }
	};
}

/** What the page behind a link shows: the person's own projects of this round, and nothing else. */
export async function readOwnRound(actor: ActorContext, region: RouteRegion, day: string): Promise<OwnRound> {
	const invitation = await RoundInvitationModel.findOne({
		_id: actor.link?.item ?? '',
		region: region.id
	}).lean<RoundInvitationItem>();
	const round = invitation && (await StatusRoundModel.findById(invitation.round).lean<StatusRoundItem>());
	if (!round) throw new ApplicationError('link_invalid');
	const own = await findOwnProjects(region.id, invitation);
	const answers = await RoundAnswerModel.find({ region: region.id, invitation: invitation._id }).lean<
		RoundAnswerItem[]
	>();
	const projects = await findProjects(
		region.id,
		own.map(({ _id }) => _id),
		day
	);
	const { key, name } = await requireRegion(region.id);
	const { title, greeting, until, release, asks } = round;
	return {
		region: { key, name },
		title,
		greeting,
		until,
		release,
		asks,
		person: { name: actor.name, isQuiet: invitation.isQuiet },
		projects: [...projects.keys()].flatMap((id) => projectOf(projects, answers, invitation, id))
	};
}

/** The photo of an answer, for whoever decides about it. @throws ApplicationError not_found */
export async function readPhoto(region: string, id: string): Promise<{ type: string; content: Buffer }> {
	const answer = await RoundAnswerModel.findOne({ _id: id, region }).lean<RoundAnswerItem>();
	const content = answer?.photo ? await readFile(answer.photo.file) : null;
	if (!answer?.photo || !content) throw new ApplicationError('not_found');
	return { type: answer.photo.type, content };
}

/** The round of an answer or an invitation, whose page is shown after something was done to it. @throws ApplicationError not_found */
export async function roundOf(region: string, kind: 'answer' | 'invitation', id: string): Promise<string> {
	const found =
		kind === 'answer'
			? await RoundAnswerModel.findOne({ _id: id, region }).lean<RoundAnswerItem>()
			: await RoundInvitationModel.findOne({ _id: id, region }).lean<RoundInvitationItem>();
	if (!found) throw new ApplicationError('not_found');
	return found.round;
}

async function requireRegion(id: string): Promise<RegionItem> {
	const region = await RegionModel.findOne({ _id: id, region: id }).lean<RegionItem>();
	if (!region) throw new ApplicationError('not_found');
	return region;
}

async function readParts(
	region: string,
	round: string
): Promise<{ invitations: RoundInvitationItem[]; answers: RoundAnswerItem[] }> {
	const [invitations, answers] = await Promise.all([
		RoundInvitationModel.find({ region, round, withdrawn: null }).lean<RoundInvitationItem[]>(),
		RoundAnswerModel.find({ region, round, withdrawn: null }).lean<RoundAnswerItem[]>()
	]);
	return { invitations, answers };
}

type Projects = Awaited<ReturnType<typeof findCurrentProjects>>;

function findProjects(region: string, ids: readonly string[], day: string): Promise<Projects> {
	return record.read(region, (snapshot) => findCurrentProjects(region, snapshot, ids, day));
}

/** The projects that each invitation is about today. */
async function ownOf(
	region: string,
	invitations: readonly RoundInvitationItem[]
): Promise<Map<string, readonly { _id: string }[]>> {
	return new Map(
		await Promise.all(invitations.map(async (one) => [one._id, await findOwnProjects(region, one)] as const))
	);
}

/** Projects about which nobody is asked: nobody is responsible, or nobody whose account is open. */
function notAsked(projects: readonly string[], asked: readonly { projects: readonly string[] }[]): string[] {
	const all = new Set(asked.flatMap((one) => one.projects));
	return projects.filter((id) => !all.has(id));
}

function presentRow(
	round: StatusRoundItem,
	invitations: readonly RoundInvitationItem[],
	answers: readonly RoundAnswerItem[],
	own: ReadonlyMap<string, readonly { _id: string }[]>,
	day: string
): RoundRow {
	const { _id, version, title, until, release, state, startedAt } = round;
	return {
		id: _id,
		version,
		title,
		until,
		release,
		state,
		isOver: !isOpen(round, day),
		startedAt,
		counts: {
			people: invitations.length,
			answered: invitations.filter((one) => !isOwing(one, answers, own.get(one._id) ?? [])).length,
			projects: round.projects.length,
			answers: answers.filter((one) => one.state !== 'returned').length,
			waiting: answers.filter((one) => one.state === 'waiting').length
		}
	};
}

function presentMail(mail: RoundInvitationItem['mails'][number], delivery: Delivery | undefined): RoundMail {
	const { state = 'waiting', reason = null, code = null, attempts = 0 } = delivery ?? {};
	return { ...mail, state, reason, code, attempts };
}

function referenceOf(projects: Projects, id: string) {
	const found = projects.get(id);
	if (!found) return [];
	const { current, ...reference } = found;
	void current;
	return [reference];
}

function projectOf(
	projects: Projects,
	answers: readonly RoundAnswerItem[],
	invitation: RoundInvitationItem,
	id: string
): RoundProject[] {
	const project = projects.get(id);
	const answer = answers.find((one) => one.invitation === invitation._id && one.project === id);
	return project ? [{ ...project, answer: answer ? presentAnswer(answer) : null }] : [];
}

function presentAnswer(answer: RoundAnswerItem): RoundAnswer {
	const { _id, version, project, isNothingNew, status, progress, isDelayed, delayReason, text, step } = answer;
	const { photo, day, at, state, returnReason, report } = answer;
	return {
		...{ id: _id, version, project, isNothingNew, status, progress, isDelayed, delayReason, text, step },
		...{ photo, day, at, state, returnReason, report }
	};
}
