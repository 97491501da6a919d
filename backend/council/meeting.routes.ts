import {
	attendanceInput,
	cancellation,
	meeting,
	meetingChange,
	meetingList,
	meetingListQuery,
	meetingSeries,
	minutesInput,
	newMeeting,
	newSeries,
	yearProposal,
	yearQuestion
} from '@konzeptstand/contract/meeting.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { ActorContext, Route } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import {
	cancelMeeting,
	changeMeeting,
	closeMeeting,
	createMeeting,
	createSeries,
	draftMinutes,
	noteAttendance,
	returnMinutes,
	writeMinutes
} from './meeting.service.ts';
import { listMeetings, presentMeetingRows, readMeeting } from './meeting-page.service.ts';
import { meetingTable } from './meeting-table.ts';
import { proposeYear } from './year.service.ts';

/** What became of the invitations stands outside the record: a meeting's page is never answered from memory. */
const read = (region: string, id: string, actor: ActorContext) =>
	record.read(region, (snapshot) => readMeeting(region, id, snapshot, actor));

/** Steps that take nothing but the meeting: each a POST of its own, answered with the meeting. */
const STEPS = [
	{ name: 'closing', action: 'meeting.close', summary: 'Close a meeting: it has been held', act: closeMeeting },
	{
		name: 'minutes-draft',
		action: 'meeting.draft-minutes',
		summary: 'The minutes are written, and wait for approval in the next meeting',
		act: draftMinutes
	},
	{
		name: 'minutes-return',
		action: 'meeting.return-minutes',
		summary: 'Take the draft of the minutes back, to change something',
		act: returnMinutes
	}
] as const;

export const meetingRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/meetings',
		permission: 'council.read',
		summary: 'Meetings of all bodies, the latest first',
		params: regionParameters,
		query: meetingListQuery,
		response: meetingList,
		cached: true,
		handle: ({ region, snapshot, query, actor }) => listMeetings(region.id, snapshot, query, actor),
		table: meetingTable
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/meetings',
		permission: 'council.prepare',
		summary: 'Plan a meeting, or a decision in writing; it gets the next number of its body and year',
		params: regionParameters,
		body: newMeeting,
		response: meeting,
		status: 201,
		handle: async ({ region, actor, body }) => {
			const intent = { region: region.id, action: 'meeting.create' };
			const { _id } = await record.change(actor, intent, (work) => createMeeting(work, body));
			return read(region.id, _id, actor);
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/meeting-years',
		permission: 'council.prepare',
		summary:
			"Days that a year of meetings could have, by the body's rhythm, without public holidays; nothing is planned",
		params: regionParameters,
		body: yearQuestion,
		response: yearProposal,
		isQuestion: true,
		handle: ({ region, body }) => record.read(region.id, (snapshot) => proposeYear(region.id, snapshot, body))
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/meeting-series',
		permission: 'council.prepare',
		summary: 'Plan a meeting on each of these days, in one entry of the record',
		params: regionParameters,
		body: newSeries,
		response: meetingSeries,
		status: 201,
		handle: async ({ region, actor, body }) => {
			const intent = { region: region.id, action: 'meeting.create-series' };
			const made = await record.change(actor, intent, (work) => createSeries(work, body));
			return record.read(region.id, async (snapshot) => ({
				rows: await presentMeetingRows(region.id, snapshot, made, actor)
			}));
		}
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/meetings/:id',
		permission: 'council.read',
		summary: 'A meeting with its agenda, who was there, and what was said',
		params: itemParameters,
		response: meeting,
		handle: ({ region, params, actor }) => read(region.id, params.id, actor)
	}),
	defineRoute({
		method: 'patch',
		path: '/regions/:region/meetings/:id',
		permission: 'council.prepare',
		summary: 'Change what is said of a meeting; its day only until it is opened',
		params: itemParameters,
		body: meetingChange,
		response: meeting,
		ifMatch: true,
		handle: async ({ region, actor, params, version, body }) => {
			const intent = { region: region.id, action: 'meeting.change' };
			await record.change(actor, intent, (work) => changeMeeting(work, params.id, version, body));
			return read(region.id, params.id, actor);
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/meetings/:id/cancellation',
		permission: 'council.prepare',
		summary: 'Cancel a meeting that has not been opened; it keeps its number',
		params: itemParameters,
		body: cancellation,
		response: meeting,
		handle: async ({ region, actor, params, body }) => {
			const intent = { region: region.id, action: 'meeting.cancel', reason: body.reason };
			await record.change(actor, intent, (work) => cancelMeeting(work, params.id, body.reason));
			return read(region.id, params.id, actor);
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/meetings/:id/attendance',
		permission: 'council.minutes',
		summary: 'Note who is there; the first time it opens the meeting',
		params: itemParameters,
		body: attendanceInput,
		response: meeting,
		ifMatch: true,
		handle: async ({ region, actor, params, version, body }) => {
			const intent = { region: region.id, action: 'meeting.attend' };
			await record.change(actor, intent, (work) => noteAttendance(work, params.id, version, body));
			return read(region.id, params.id, actor);
		}
	}),
	defineRoute({
		method: 'put',
		path: '/regions/:region/meetings/:id/minutes',
		permission: 'council.minutes',
		summary: 'From when until when was met, opening and closing words of the minutes, and who wrote them',
		params: itemParameters,
		body: minutesInput,
		response: meeting,
		ifMatch: true,
		handle: async ({ region, actor, params, version, body }) => {
			const intent = { region: region.id, action: 'meeting.minutes' };
			await record.change(actor, intent, (work) => writeMinutes(work, params.id, version, body));
			return read(region.id, params.id, actor);
		}
	}),
	...STEPS.map(({ name, action, summary, act }) =>
		defineRoute({
			method: 'post',
			path: `/regions/:region/meetings/:id/${name}`,
			permission: 'council.minutes',
			summary,
			params: itemParameters,
			response: meeting,
			handle: async ({ region, actor, params }) => {
				await record.change(actor, { region: region.id, action }, (work) => act(work, params.id));
				return read(region.id, params.id, actor);
			}
		})
	)
];
