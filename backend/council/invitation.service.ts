import type { Language } from '@konzeptstand/contract/values.ts';
import { findPeopleById } from '../accounts/accounts.service.ts';
import { findDeliveries } from '../foundation/mail/deliveries.ts';
import { mailSettings } from '../foundation/mail/settings.ts';
import type { Work } from '../record/record.service.ts';
import { BodyModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { AgendaItemModel, MeetingModel } from './meeting.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';
import { invitedState, requireStep } from './meeting-state.ts';

/** Who is invited to a meeting, and told of what has changed: each person once for each state of it. */

export const COUNCIL_MAIL_JOB = 'council.mail';

/** What stands in the outbox of a mail: ids only; all else is looked up when it goes out. */
export interface CouncilMailPayload {
	meeting: string;
}

type MailRow = MeetingItem['mails'][number];

/** Ids of the accounts that the body's seats belong to: holders and deputies, each once. */
export function membersOf({ seats }: Pick<BodyItem, 'seats'>): string[] {
	return [...new Set(seats.flatMap(({ person, deputyPerson }) => [person, deputyPerson]))].filter((id) => id !== null);
}

/**
 * Invites everyone to a meeting. Sent again, it tells what has changed since, or goes to those who were not reached: nobody is
 * told the same twice. Without anything to tell it changes nothing.
 * @throws ApplicationError not_found; conflict once the meeting was opened or cancelled
 */
export async function inviteToMeeting(work: Work, id: string, language: Language): Promise<void> {
	const meeting = await work.require(MeetingModel, id);
	requireStep(meeting, 'invite');
	const body = await work.require(BodyModel, meeting.body);
	const items = await AgendaItemModel.find({ region: work.region, meeting: id, withdrawn: null })
		.session(work.session)
		.lean<AgendaItem[]>();
	const told = invitedState(meeting, items);
	const isNews = meeting.invited !== null && meeting.invited !== told;
	const reached = await findReached(work.region, meeting.mails, told);
	const people = membersOf(body).filter((person) => !reached.has(person));
	const rows = await orderMails(work, meeting, people, (person) => ({
		purpose: isNews && meeting.mails.some((mail) => mail.person === person) ? 'update' : 'invitation',
		told,
		language
	}));
	await work.update(MeetingModel, id, null, {
		state: 'invited',
		invited: told,
		calendarSequence: meeting.calendarSequence + (isNews ? 1 : 0),
		mails: [...meeting.mails, ...rows]
	});
}

/** People who were told of this state last, or may have been: a mail that surely did not arrive told nothing. */
async function findReached(region: string, mails: readonly MailRow[], told: string): Promise<ReadonlySet<string>> {
	const last = new Map(mails.map((mail) => [mail.person, mail]));
	const same = [...last.values()].filter((mail) => mail.told === told);
	const deliveries = await findDeliveries(
		region,
		same.map(({ id }) => id)
	);
	const hasFailed = ({ id }: MailRow): boolean => ['failed', 'dropped'].includes(deliveries.get(id)?.state ?? '');
	return new Set(same.filter((mail) => !hasFailed(mail)).map(({ person }) => person));
}

/** Tells those who were invited to a meeting that it does not take place. To be called in the change that cancels it. */
export async function orderCancellation(work: Work, id: string): Promise<void> {
	const meeting = await work.require(MeetingModel, id);
	const last = meeting.mails.at(-1);
	if (!last) return;
	const people = [...new Set(meeting.mails.map(({ person }) => person))];
	const rows = await orderMails(work, meeting, people, () => ({
		purpose: 'cancellation',
		told: 'cancelled',
		language: last.language
	}));
	await work.update(MeetingModel, id, null, { mails: [...meeting.mails, ...rows] });
}

/** Orders mails to those who have an open account and an address, where this installation sends any. */
async function orderMails(
	work: Work,
	meeting: MeetingItem,
	people: readonly string[],
	about: (person: string) => Pick<MailRow, 'purpose' | 'told' | 'language'>
): Promise<MailRow[]> {
	if (mailSettings() === null) return [];
	const found = await findPeopleById(people);
	const hasAddress = new Set(found.filter((one) => one.isActive && one.email !== null).map(({ _id }) => _id));
	const payload: CouncilMailPayload = { meeting: meeting._id };
	return people
		.filter((person) => hasAddress.has(person))
		.map((person) => ({
			...about(person),
			id: work.enqueue({ type: COUNCIL_MAIL_JOB, payload: { ...payload } }),
			person,
			at: work.at.toISOString(),
			by: work.actor.kind === 'person' ? work.actor.id : null
		}));
}
