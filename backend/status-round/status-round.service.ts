import { uuidv7 } from 'uuidv7';
import type { NewRound } from '@konzeptstand/contract/round.ts';
import { ProjectModel } from '../concept/project.model.ts';
import type { ProjectItem } from '../concept/project.model.ts';
import { clock, endOfDay } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { Work } from '../record/record.service.ts';
import { RegionModel } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import { findReachable, groupByPerson, invite, remindAll } from './invitation.service.ts';
import { StatusRoundModel } from './status-round.model.ts';
import type { StatusRoundItem } from './status-round.model.ts';

/** Rounds: started, prolonged, closed. */

export const REMIND_JOB = 'round.remind';

/** A link shall not be valid for ever. */
const LONGEST_DAYS = 366;
const DAY = 86_400_000;

/**
 * Starts a round: one invitation and one mail for everyone responsible for one of the projects.
 * @throws ApplicationError invalid_input; conflict when nobody is responsible for any of them
 */
export async function startRound(work: Work, input: NewRound): Promise<StatusRoundItem> {
	const { timeZone } = await work.require(RegionModel, work.region);
	checkEnd(input.until, timeZone);
	if (input.remindDays !== null && reminderOf(input.until, input.remindDays, timeZone) <= work.at)
		throw new ApplicationError('invalid_input', { field: 'remindDays', problem: 'reminder_past' });
	await requireAll(work, ProjectModel, input.projects, (index) => `projects.${String(index)}`);
	const projects: ProjectItem[] = [];
	for (const id of new Set(input.projects)) projects.push(await work.require(ProjectModel, id));
	const people = groupByPerson(projects);
	const reachable = await findReachable([...people.keys()]);
	if (reachable.size === 0)
		throw new ApplicationError('invalid_input', { field: 'projects', problem: 'nobody_responsible' });

	const round = await work.create(StatusRoundModel, {
		...input,
		projects: projects.map(({ _id }) => _id),
		asks: [...new Set(input.asks)],
		state: 'open',
		startedAt: work.at.toISOString(),
		startedBy: work.actor.kind === 'person' ? work.actor.id : null,
		remindedAt: null
	});
	for (const [person, own] of people) if (reachable.has(person)) await invite(work, round._id, person, own, uuidv7());
	orderReminder(work, round, timeZone);
	return round;
}

function checkEnd(until: string, timeZone: string): void {
	const today = clock.day(timeZone);
	const problem =
		until < today ? 'in_past' : Date.parse(until) - Date.parse(today) > LONGEST_DAYS * DAY ? 'too_far' : null;
	if (problem) throw new ApplicationError('invalid_input', { field: 'until', problem, values: { days: LONGEST_DAYS } });
}

/** The reminder that goes out by itself waits in the outbox until its morning. */
function orderReminder(work: Work, round: StatusRoundItem, timeZone: string): void {
	if (round.remindDays === null) return;
	const runAt = reminderOf(round.until, round.remindDays, timeZone);
	if (runAt > work.at) work.enqueue({ type: REMIND_JOB, payload: { round: round._id, until: round.until }, runAt });
}

/** The morning so many days before the last one. */
function reminderOf(until: string, days: number, timeZone: string): Date {
	const before = new Date(Date.parse(until) - (days + 1) * DAY).toISOString().slice(0, 10);
	return new Date(Date.parse(endOfDay(before, timeZone)) + MORNING);
}
/** Eight hours after midnight. */
const MORNING = 8 * 3_600_000;

/**
 * The reminder by itself, once; one that was ordered for another end is none any more.
 * @param until the end for which it was ordered
 */
export async function remindByItself(work: Work, id: string, until: string): Promise<void> {
	const round = await work.find(StatusRoundModel, id);
	const { timeZone } = await work.require(RegionModel, work.region);
	if (!round || round.remindedAt !== null || round.until !== until) return;
	if (round.state === 'closed' || clock.day(timeZone) > round.until) return;
	await work.update(StatusRoundModel, id, null, { remindedAt: work.at.toISOString() });
	await remindAll(work, id);
}

/** Another last day. @throws ApplicationError not_found, version_conflict, conflict, invalid_input */
export async function prolongRound(work: Work, id: string, version: number, until: string): Promise<void> {
	const { timeZone } = await work.require(RegionModel, work.region);
	const round = await work.require(StatusRoundModel, id);
	if (round.state === 'closed') throw new ApplicationError('conflict', { field: 'round', problem: 'round_over' });
	checkEnd(until, timeZone);
	const changed = await work.update(StatusRoundModel, id, version, { until });
	if (round.remindedAt === null && until !== round.until) orderReminder(work, changed, timeZone);
}

/** Ends all links of the round; answers that wait can still be released. @throws ApplicationError not_found, version_conflict */
export async function closeRound(work: Work, id: string, version: number): Promise<void> {
	await work.update(StatusRoundModel, id, version, { state: 'closed' });
}

registerFieldTexts({
	in_past: { de: 'Dieser Tag ist schon vorbei.', en: 'This day is over already.' },
	too_far: {
		de: 'Höchstens {days} Tage: Ein Link soll nicht für immer gelten.',
		en: 'At most {days} days: a link should not be valid for ever.'
	},
	reminder_past: {
		de: 'Dieser Tag ist schon da oder vorbei: bitte weniger Tage, oder ein späterer letzter Tag.',
		en: 'That day is here or over already: fewer days please, or a later last day.'
	},
	nobody_responsible: {
		de: 'Für keines dieser Projekte ist eine Person mit offenem Konto als verantwortlich genannt.',
		en: 'No person with an open account is named responsible for any of these projects.'
	},
	round_over: {
		de: 'Diese Abfrage ist geschlossen oder ihr letzter Tag ist vorbei.',
		en: 'This round is closed, or its last day is over.'
	},
	link_revoked: {
		de: 'Dieser Link ist widerrufen. Bitte einen neuen erzeugen.',
		en: 'This link is revoked. Please make a new one.'
	},
	no_mail: {
		de: 'Von hier geht keine E-Mail an diese Person. Bitte den Link kopieren und selbst weitergeben.',
		en: 'No mail goes to this person from here. Please copy the link and pass it on yourself.'
	},
	not_asked: { de: 'Danach wird hier nicht gefragt.', en: 'This is not asked here.' },
	already_released: {
		de: 'Diese Antwort ist schon übernommen und lässt sich nicht mehr ändern.',
		en: 'This answer has been taken over already and cannot be changed any more.'
	},
	not_waiting: { de: 'Diese Antwort wartet nicht mehr.', en: 'This answer is no longer waiting.' },
	changed_since: {
		de: 'Diese Antwort wurde inzwischen geändert. Bitte noch einmal ansehen.',
		en: 'This answer has been changed since. Please look at it again.'
	},
	answer_first: {
		de: 'Bitte zuerst die Antwort senden, dann das Foto.',
		en: 'Please send the answer first, then the photo.'
	},
	picture_wanted: { de: 'Hier wird ein Foto erwartet (PNG oder JPEG).', en: 'A photo is expected here (PNG or JPEG).' }
});
