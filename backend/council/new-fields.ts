import { DecisionModel, TYPED } from '../decision/decision.model.ts';
import { record, SYSTEM } from '../record/record.service.ts';
import { BodyModel, RegionModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { MeetingModel } from './meeting.model.ts';
import type { MeetingItem } from './meeting.model.ts';

/** Fills in the fields that regions, bodies and decisions have gained with the council's rooms, as one entry a region. */
export async function fillInCouncil(): Promise<void> {
	const old = { publishesMeetings: { $exists: false } };
	const oldBodies = { votingRule: { $exists: false } };
	const oldDecisions = { effect: { $exists: false } };
	const regions = await RegionModel.distinct('region', old);
	regions.push(...(await BodyModel.distinct('region', oldBodies)));
	regions.push(...(await DecisionModel.distinct('region', oldDecisions)));
	for (const region of new Set(regions)) {
		await record.change(SYSTEM, { region, action: 'schema.council' }, async (work) => {
			for (const id of await RegionModel.distinct('_id', { region, ...old }).session(work.session))
				await work.update(RegionModel, id, null, { publishesMeetings: false });
			for (const body of await BodyModel.find({ region, ...oldBodies })
				.session(work.session)
				.lean<BodyItem[]>()) {
				const seats = body.seats.map((seat) => ({ ...seat, person: null, deputyPerson: null }));
				await work.update(BodyModel, body._id, null, { rhythmWeeks: null, votingRule: null, quorum: null, seats });
			}
			for (const id of await DecisionModel.distinct('_id', { region, ...oldDecisions }).session(work.session))
				await work.update(DecisionModel, id, null, { isPublic: true, ...TYPED });
		});
	}
}

/** Meetings of before say nothing of when was met: when a button was pressed is no answer. One entry a region. */
export async function fillInMeetingTimes(): Promise<void> {
	const old = { 'minutes.from': { $exists: false } };
	for (const region of await MeetingModel.distinct('region', old)) {
		await record.change(SYSTEM, { region, action: 'schema.meeting-times' }, async (work) => {
			for (const { _id, minutes } of await MeetingModel.find({ region, ...old })
				.session(work.session)
				.lean<MeetingItem[]>())
				await work.update(MeetingModel, _id, null, { minutes: { ...minutes, from: null, until: null } });
		});
	}
}
