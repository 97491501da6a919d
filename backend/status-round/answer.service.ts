import type { z } from 'zod';
import type { newStatusReport } from '@konzeptstand/contract/project.ts';
import type { NewRoundAnswer, roundPhotoUpload, RoundField } from '@konzeptstand/contract/round.ts';
import { WITHOUT_PROGRESS } from '@konzeptstand/contract/status.ts';
import { findReporter } from '../accounts/accounts.service.ts';
import { attachFile, freeFileName } from '../concept/attachment.service.ts';
import { ProjectModel } from '../concept/project.model.ts';
import type { CurrentReport, ProjectItem } from '../concept/project.model.ts';
import { addReport, checkReport } from '../concept/status-report.service.ts';
import { createStep } from '../concept/tracking.service.ts';
import { clock } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { fileKindOf } from '../foundation/files/file-kind.ts';
import { keepFile, registerFileUse } from '../foundation/files/files.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import type { Work } from '../record/record.service.ts';
import { RegionModel } from '../region/region.model.ts';
import { isOpen } from './round-link.service.ts';
import { orderMail } from './invitation.service.ts';
import { RoundAnswerModel, RoundInvitationModel, StatusRoundModel } from './status-round.model.ts';
import type { RoundAnswerItem, RoundInvitationItem, StatusRoundItem } from './status-round.model.ts';

/** What comes back: kept as the person's own words, and a status report once it is released. */

registerFileUse(async (address) => (await RoundAnswerModel.exists({ 'photo.file': address })) !== null);

interface Asked {
	invitation: RoundInvitationItem;
	round: StatusRoundItem;
	project: ProjectItem;
	/** What was answered before. */
	before: RoundAnswerItem | null;
}

/**
 * What a link may be answered about, seen inside the change: it may have ended since the request began.
 * @throws ApplicationError link_invalid; invalid_input for a project that is not the person's; conflict
 */
async function requireAsked(work: Work, actor: ActorContext, id: string): Promise<Asked> {
	const invitation = await work.find(RoundInvitationModel, actor.link?.item ?? '');
	if (!invitation || invitation.isRevoked || invitation.linkHash !== actor.link?.hash)
		throw new ApplicationError('link_invalid');
	const round = await work.require(StatusRoundModel, invitation.round);
	const { timeZone } = await work.require(RegionModel, work.region);
	if (!isOpen(round, clock.day(timeZone))) throw new ApplicationError('link_invalid');
	const project = invitation.projects.includes(id) ? await work.find(ProjectModel, id) : null;
	if (!project || project.withdrawn !== null || !project.responsiblePeople.includes(invitation.person))
		throw notTheirs();
	const before = await RoundAnswerModel.findOne({ region: work.region, invitation: invitation._id, project: id })
		.session(work.session)
		.lean<RoundAnswerItem>();
	if (before?.state === 'released' && round.release === 'by-manager')
		throw new ApplicationError('conflict', { field: 'project', problem: 'already_released' });
	return { invitation, round, project, before };
}

const notTheirs = (): ApplicationError =>
	new ApplicationError('invalid_input', { field: 'project', problem: 'not_found' });

/**
 * Answers for one project; may be said anew until it is released, and where answers go in at once, at any time.
 * @throws ApplicationError link_invalid, conflict, invalid_input
 */
export async function answerRound(work: Work, actor: ActorContext, input: NewRoundAnswer): Promise<void> {
	const { invitation, round, project, before } = await requireAsked(work, actor, input.project);
	refuseUnasked(round, input);
	const { timeZone } = await work.require(RegionModel, work.region);
	const said = {
		...(input.isNothingNew ? asBefore(project.current) : newlySaid(round, project.current, input)),
		photo: input.isPhotoRemoved ? null : before?.state === 'released' ? null : (before?.photo ?? null),
		day: clock.day(timeZone),
		at: work.at.toISOString(),
		state: 'waiting' as const,
		returnReason: null,
		report: null
	};
	await checkReport(work, reportOf(project._id, said));
	const answer = before
		? await work.update(RoundAnswerModel, before._id, null, said)
		: await work.create(RoundAnswerModel, {
				round: round._id,
				invitation: invitation._id,
				person: invitation.person,
				project: project._id,
				...said
			});
	if (round.release === 'at-once') await release(work, answer);
}

/** What is not asked is not taken either: an answer says no more than its page has fields for. */
function refuseUnasked({ asks }: StatusRoundItem, input: NewRoundAnswer): void {
	const given: Partial<Record<RoundField, [field: string, isGiven: boolean]>> = {
		status: ['status', input.status !== undefined],
		progress: ['progress', input.progress !== null],
		delay: ['isDelayed', input.isDelayed || input.delayReason !== null],
		text: ['text', input.text !== null],
		step: ['step', input.step !== null]
	};
	const errors = Object.entries(given).flatMap(([name, [field, isGiven]]) =>
		isGiven && (input.isNothingNew || !asks.includes(name as RoundField)) ? [{ field, code: 'not_asked' }] : []
	);
	if (!input.isNothingNew && asks.includes('status') && input.status === undefined)
		errors.push({ field: 'status', code: 'required' });
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
}

type Said = Pick<
	RoundAnswerItem,
	'isNothingNew' | 'status' | 'progress' | 'isDelayed' | 'delayReason' | 'text' | 'step'
>;

function asBefore({ status, progress, isDelayed, delayReason }: CurrentReport): Said {
	return { isNothingNew: true, status, progress, isDelayed, delayReason, text: null, step: null };
}

function newlySaid({ asks }: StatusRoundItem, current: CurrentReport, input: NewRoundAnswer): Said {
	const status = input.status ?? current.status;
	const hasProgress = !WITHOUT_PROGRESS.has(status) && status !== 'completed';
	const delay = asks.includes('delay') ? input : current;
	return {
		isNothingNew: false,
		status,
		progress: asks.includes('progress') ? input.progress : hasProgress ? current.progress : null,
		isDelayed: delay.isDelayed,
		delayReason: delay.isDelayed ? delay.delayReason : null,
		text: input.text,
		step: input.step
	};
}

function reportOf(project: string, answer: Said & Pick<RoundAnswerItem, 'day'>): z.output<typeof newStatusReport> {
	const { isNothingNew, status, progress, isDelayed, delayReason, text, day } = answer;
	// What was known without a reason before may be confirmed without one.
	const isCarriedOn = isNothingNew && isDelayed && !delayReason;
	return {
		key: null,
		project,
		status,
		progress,
		isDelayed,
		delayReason,
		asOf: day,
		basis: status === 'unknown' ? null : isCarriedOn ? 'inferred' : 'stated',
		text,
		corrects: null,
		reason: null,
		sources: [],
		notes: [],
		contradictions: []
	};
}

/**
 * Adds a photo to an answer: kept with it until it is released, attached to the project then.
 * @throws ApplicationError link_invalid, conflict, invalid_input
 */
export async function addPhoto(
	actor: ActorContext,
	region: string,
	{ project: id, name, alt, credit }: z.output<typeof roundPhotoUpload>,
	content: Buffer
): Promise<void> {
	const found = await fileKindOf(content, name);
	if (!found.type.startsWith('image/'))
		throw new ApplicationError('invalid_input', { field: 'file', problem: 'picture_wanted' });
	// Files are kept before the change: seen here already, so that nobody fills the store for what is not theirs.
	const invitation = await RoundInvitationModel.findOne({ _id: actor.link?.item ?? '', region }).lean();
	if (!invitation?.projects.includes(id)) throw notTheirs();
	const file = await keepFile(content);
	await record.change(actor, { region, action: 'round.photo' }, async (work) => {
		const { round, before } = await requireAsked(work, actor, id);
		if (!round.asks.includes('photo'))
			throw new ApplicationError('invalid_input', { field: 'file', problem: 'not_asked' });
		if (!before) throw new ApplicationError('conflict', { field: 'project', problem: 'answer_first' });
		const photo = { file, name, ...found, size: content.length, alt, credit };
		await work.update(RoundAnswerModel, before._id, null, { photo });
		if (before.state === 'released') await attachPhoto(work, id, photo);
	});
}

async function attachPhoto(work: Work, project: string, photo: NonNullable<RoundAnswerItem['photo']>): Promise<void> {
	const name = await freeFileName(work, project, photo.name);
	await attachFile(work, { of: { kind: 'project', id: project }, ...photo, name });
}

/** The answer becomes a status report in the name of whoever gave it, its step a step, its photo a file of the project. */
async function release(work: Work, answer: RoundAnswerItem): Promise<void> {
	const reporter = await findReporter(answer.person, work.region);
	const report = await addReport(work, reporter, reportOf(answer.project, answer));
	if (answer.step)
		await createStep(work, {
			key: null,
			project: answer.project,
			title: answer.step.title,
			titleEn: null,
			description: null,
			isCouncilStep: false,
			decision: null,
			planned: answer.step.planned,
			expected: null,
			actual: null,
			position: 0,
			sources: [],
			notes: [],
			contradictions: []
		});
	if (answer.photo) await attachPhoto(work, answer.project, answer.photo);
	await work.update(RoundAnswerModel, answer._id, null, { state: 'released', report: report._id });
}

/**
 * The manager's yes to answers that wait, each as it was seen.
 * @throws ApplicationError not_found, invalid_input; conflict for one that does not wait or was changed since
 */
export async function releaseAnswers(
	work: Work,
	round: string,
	answers: readonly { id: string; version: number }[]
): Promise<void> {
	await work.require(StatusRoundModel, round);
	for (const [index, { id, version }] of answers.entries()) {
		const field = `answers.${String(index)}.id`;
		const answer = await work.find(RoundAnswerModel, id);
		if (answer?.round !== round) throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
		if (answer.state !== 'waiting') throw new ApplicationError('conflict', { field, problem: 'not_waiting' });
		if (answer.version !== version) throw new ApplicationError('conflict', { field, problem: 'changed_since' });
		await release(work, answer);
	}
}

/** Gives an answer back, with a reason that the person is told. @throws ApplicationError not_found, conflict */
export async function returnAnswer(work: Work, id: string, reason: string): Promise<void> {
	const answer = await work.require(RoundAnswerModel, id);
	if (answer.state !== 'waiting') throw new ApplicationError('conflict', { field: 'answer', problem: 'not_waiting' });
	await work.update(RoundAnswerModel, id, null, { state: 'returned', returnReason: reason });
	await orderMail(work, answer.invitation, 'returned', id);
}

/** No more reminders of this round. @throws ApplicationError link_invalid */
export async function stopReminders(work: Work, actor: ActorContext): Promise<void> {
	const invitation = await work.find(RoundInvitationModel, actor.link?.item ?? '');
	if (!invitation || invitation.linkHash !== actor.link?.hash) throw new ApplicationError('link_invalid');
	await work.update(RoundInvitationModel, invitation._id, null, { isQuiet: true });
}
