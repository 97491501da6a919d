import type { PublicMeetings } from '@konzeptstand/contract/meeting.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { BodyModel, RegionModel } from '../region/region.model.ts';
import type { BodyItem, RegionItem } from '../region/region.model.ts';
import { MeetingModel } from './meeting.model.ts';
import type { MeetingItem } from './meeting.model.ts';
import { findAgendas, shownOf } from './visible-agenda.ts';

/** What everyone may see of the meetings of a region that publishes them. */

/** So many of the latest: what is older stands in the published minutes. */
const MOST = 100;

/**
 * Meetings to which was invited, the latest first, with their public items and public decisions.
 * @throws ApplicationError not_found where the region publishes none: as for one that there is not
 */
export async function readPublicMeetings(region: string, { session }: RouteSnapshot): Promise<PublicMeetings> {
	const found = await RegionModel.findOne({ _id: region, withdrawn: null }).session(session).lean<RegionItem>();
	if (!found?.publishesMeetings) throw new ApplicationError('not_found');
	const meetings = await MeetingModel.find({
		region,
		withdrawn: null,
		$or: [{ state: { $nin: ['planned', 'cancelled'] } }, { state: 'cancelled', invited: { $ne: null } }]
	})
		.sort({ day: -1, startsAt: -1, _id: -1 })
		.limit(MOST)
		.session(session)
		.lean<MeetingItem[]>();
	const bodies = new Map(
		(await BodyModel.find({ region }).session(session).lean<BodyItem[]>()).map((body) => [body._id, body])
	);
	const agendas = await findAgendas(
		region,
		meetings.map(({ _id }) => _id),
		false,
		session
	);
	const named = [...agendas.values()].flatMap((items) => shownOf(items).flatMap(({ item }) => item.decision ?? []));
	const decisions = new Map(
		(
			await DecisionModel.find({ region, _id: { $in: named }, isPublic: true, withdrawn: null })
				.session(session)
				.lean<DecisionItem[]>()
		).map((decision) => [decision._id, decision])
	);
	return {
		region: { name: found.name, nameEn: found.nameEn, timeZone: found.timeZone },
		rows: meetings.map((meeting) => ({
			id: meeting._id,
			number: meeting.number,
			body: bodies.get(meeting.body)?.name ?? '',
			title: meeting.title,
			day: meeting.day,
			startsAt: meeting.startsAt,
			endsAt: meeting.endsAt,
			place: meeting.place,
			state: meeting.state,
			items: shownOf(agendas.get(meeting._id) ?? []).map(({ number, item }) => {
				const decision = decisions.get(item.decision ?? '');
				return {
					number,
					title: item.title,
					type: item.type,
					outcome: item.outcome,
					decision: decision ? { number: decision.number, text: decision.text, result: decision.result } : null
				};
			})
		}))
	};
}
