import { findActivePerson, findReporter, may } from '../accounts/accounts.service.ts';
import { clock } from '../foundation/clock.ts';
import type { Job, JobHandler } from '../foundation/jobs/jobs.ts';
import { deliver } from '../foundation/mail/deliveries.ts';
import type { Mail } from '../foundation/mail/hand-over.ts';
import { mailSettings, senderOf } from '../foundation/mail/settings.ts';
import { record } from '../record/record.service.ts';
import { BodyModel, RegionModel } from '../region/region.model.ts';
import type { BodyItem, RegionItem } from '../region/region.model.ts';
import { writeCalendar } from './calendar-file.ts';
import { COUNCIL_MAIL_JOB, membersOf } from './invitation.service.ts';
import type { CouncilMailPayload } from './invitation.service.ts';
import { composeMeetingMail } from './meeting-mail.ts';
import { MeetingModel } from './meeting.model.ts';
import type { MeetingItem } from './meeting.model.ts';
import { phaseOf } from './meeting-state.ts';
import { changesInWords } from './meeting-changes.ts';
import { linesOfAgenda, nameOfMeeting, timeOfMeeting } from './meeting-words.ts';
import { findAgendas, shownOf } from './visible-agenda.ts';

/** So many versions of a meeting are looked through for the one that was told last. */
const MOST_VERSIONS = 200;

/** Mails of this room, as the outbox hands them over. */
export const councilMails: readonly (readonly [string, JobHandler])[] = [
	[COUNCIL_MAIL_JOB, (job, control) => deliver(job, control, () => mailOf(job))]
];

/** The mail as it is true when it goes out; null where it is not wanted any more. */
async function mailOf(job: Job): Promise<Mail | null> {
	const settings = mailSettings();
	const { meeting: id } = job.payload as unknown as CouncilMailPayload;
	const region = await RegionModel.findOne({ _id: job.region, region: job.region }).lean<RegionItem>();
	const meeting = await MeetingModel.findOne({ _id: id, region: job.region }).lean<MeetingItem>();
	if (!settings || !region || !meeting) return null;
	const body = await BodyModel.findOne({ _id: meeting.body, region: job.region }).lean<BodyItem>();
	const row = body && rowOf(meeting, body, job._id, clock.day(region.timeZone));
	const person = row && (await findActivePerson(row.person));
	if (!row || !person || person.email === null) return null;

	const { language, purpose } = row;
	const reader = { ...(await findReporter(person._id, region._id)), name: null, isAdministrator: false };
	const mayClosed = may(reader, 'council.closed', { region: region._id });
	const agenda = linesOfAgenda((await findAgendas(region._id, [id], mayClosed)).get(id) ?? [], language);
	const link = `${settings.origin}/${encodeURIComponent(region.key)}/meetings/${id}`;
	const name = nameOfMeeting(meeting, body, language);
	const to = { name: person.name ?? '', address: person.email };
	const inviter = row.by === null ? null : await findActivePerson(row.by);
	const replyTo =
		typeof inviter?.email === 'string' ? { name: inviter.name ?? '', address: inviter.email } : senderOf(settings);
	const method = purpose === 'cancellation' ? 'CANCEL' : 'REQUEST';
	return {
		...composeMeetingMail(purpose, {
			language,
			region: region.name,
			person: person.name,
			meeting: name,
			time: timeOfMeeting(meeting, language),
			place: meeting.place,
			agenda,
			link,
			cancelReason: meeting.cancelReason,
			deputyOf: deputyOf(body, person._id),
			changes: purpose === 'update' ? await changesFor(meeting, row, mayClosed) : [],
			from: inviter?.name ?? null
		}),
		to,
		replyTo,
		// Who sits on a body cannot call its invitations off.
		unsubscribe: null,
		calendar: {
			method,
			content: writeCalendar({
				method,
				name,
				language,
				timeZone: region.timeZone,
				at: new Date(row.at),
				meetings: [
					{
						meeting,
						summary: name,
						description: [...agenda, link].join('\n'),
						url: link,
						invitation: { attendee: to, organizer: replyTo }
					}
				]
			})
		}
	};
}

/**
 * The row of the mail, where it is still wanted: nothing newer was told to the person since, the meeting is still ahead (or
 * cancelled, where that is told), and the person still belongs to the body.
 */
function rowOf(meeting: MeetingItem, body: BodyItem, job: string, day: string): MeetingItem['mails'][number] | null {
	const index = meeting.mails.findIndex(({ id }) => id === job);
	const row = meeting.mails[index];
	if (!row || meeting.mails.slice(index + 1).some(({ person }) => person === row.person)) return null;
	if (row.purpose === 'cancellation') return meeting.state === 'cancelled' ? row : null;
	const isWanted = meeting.state === 'invited' && phaseOf(meeting) === 'ahead' && meeting.day >= day;
	return isWanted && membersOf(body).includes(row.person) ? row : null;
}

/** The office for which somebody stands in who holds no seat; null for everyone else. */
function deputyOf({ seats }: Pick<BodyItem, 'seats'>, person: string): string | null {
	if (seats.some((seat) => seat.person === person)) return null;
	return seats.find(({ deputyPerson }) => deputyPerson === person)?.office ?? null;
}

/** What differs from what the person was told by the mail before this one. */
async function changesFor(
	meeting: MeetingItem,
	row: MeetingItem['mails'][number],
	mayClosed: boolean
): Promise<string[]> {
	const { region, _id, mails } = meeting;
	const index = mails.indexOf(row);
	const told = mails.slice(0, index).findLast(({ person }) => person === row.person);
	if (!told) return [];
	// The version that ordered that mail: what it says is what was told.
	const ordered = (await record.versionsOf(region, _id, MOST_VERSIONS)).findLast(({ body }) =>
		(body['mails'] as MeetingItem['mails']).some(({ id }) => id === told.id)
	);
	if (!ordered) return [];
	const before = await record.readAt(region, ordered.sequence, async ({ session }) => ({
		meeting: await MeetingModel.findOne({ _id, region }).session(session).lean<MeetingItem>(),
		items: shownOf((await findAgendas(region, [_id], mayClosed, session)).get(_id) ?? [])
	}));
	if (!before.meeting) return [];
	const [now, all] = [await findAgendas(region, [_id], mayClosed), await findAgendas(region, [_id], true)];
	return changesInWords(
		{ meeting: before.meeting, items: before.items },
		{
			meeting,
			items: shownOf(now.get(_id) ?? []),
			standing: new Set(shownOf(all.get(_id) ?? []).map(({ item }) => item._id))
		},
		row.language
	);
}
