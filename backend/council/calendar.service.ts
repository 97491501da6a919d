import type { Language } from '@konzeptstand/contract/values.ts';
import { findReporter, may, publicAddress } from '../accounts/accounts.service.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext, RouteRegion, RouteSnapshot } from '../foundation/http/route.ts';
import { BodyModel, RegionModel } from '../region/region.model.ts';
import type { BodyItem, RegionItem } from '../region/region.model.ts';
import { CalendarFeedModel } from './calendar-feed.model.ts';
import type { CalendarFeedItem } from './calendar-feed.model.ts';
import { writeCalendar } from './calendar-file.ts';
import { membersOf } from './invitation.service.ts';
import { MeetingModel } from './meeting.model.ts';
import type { MeetingItem } from './meeting.model.ts';
import { linesOfAgenda, nameOfMeeting } from './meeting-words.ts';
import { findAgendas } from './visible-agenda.ts';

/** Meetings older than this are of no use in a calendar. */
const SHOWN_YEARS = 2;

/**
 * The calendar behind a link, as its owner may see it today.
 * @returns an iCalendar file
 * @throws ApplicationError link_invalid
 */
export async function readCalendar(
	actor: ActorContext,
	region: RouteRegion,
	{ session, head }: RouteSnapshot,
	language: Language,
	day: string
): Promise<string> {
	const feed = await CalendarFeedModel.findOne({ _id: actor.link?.item ?? '', region: region.id })
		.session(session)
		.lean<CalendarFeedItem>();
	const of = await RegionModel.findOne({ _id: region.id }).session(session).lean<RegionItem>();
	if (!feed || !of) throw new ApplicationError('link_invalid');
	const bodies = (
		await BodyModel.find({ region: region.id, withdrawn: null }).session(session).lean<BodyItem[]>()
	).filter((body) => (feed.body === null ? membersOf(body).includes(feed.person) : body._id === feed.body));
	const byId = new Map(bodies.map((body) => [body._id, body]));
	const first = `${String(Number(day.slice(0, 4)) - SHOWN_YEARS)}${day.slice(4)}`;
	const meetings = await MeetingModel.find({
		region: region.id,
		withdrawn: null,
		body: { $in: [...byId.keys()] },
		day: { $gte: first }
	})
		.sort({ day: 1, _id: 1 })
		.session(session)
		.lean<MeetingItem[]>();
	const reader = { ...(await findReporter(feed.person, region.id)), name: null, isAdministrator: false };
	const mayClosed = may(reader, 'council.closed', { region: region.id });
	const ids = meetings.map(({ _id }) => _id);
	const agendas = await findAgendas(region.id, ids, mayClosed, session);
	const own = feed.body === null ? null : byId.get(feed.body);
	const nameOf = (body: BodyItem): string => (language === 'en' ? body.nameEn : null) ?? body.name;
	return writeCalendar({
		method: 'PUBLISH',
		name: own ? `${nameOf(own)} – ${of.name}` : of.name,
		language,
		timeZone: region.timeZone,
		at: new Date(head?.at ?? 0),
		meetings: meetings.map((meeting) => {
			const url = publicAddress(`/${encodeURIComponent(region.key)}/meetings/${meeting._id}`);
			const lines = linesOfAgenda(agendas.get(meeting._id) ?? [], language);
			return {
				meeting,
				summary: nameOfMeeting(meeting, byId.get(meeting.body) ?? null, language),
				description: [...lines, ...(url === null ? [] : [url])].join('\n'),
				url,
				invitation: null
			};
		})
	});
}
