import { meeting, meetingInvitation } from '@konzeptstand/contract/meeting.ts';
import { itemParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import { inviteToMeeting } from './invitation.service.ts';
import { readMeeting } from './meeting-page.service.ts';

export const invitationRoutes: readonly Route[] = [
	defineRoute({
		method: 'post',
		path: '/regions/:region/meetings/:id/invitation',
		permission: 'council.prepare',
		summary: 'Invite the body to a meeting by mail; again: tell what has changed, and nobody the same twice',
		params: itemParameters,
		body: meetingInvitation,
		response: meeting,
		handle: async ({ region, actor, params, body }) => {
			const intent = { region: region.id, action: 'meeting.invite' };
			await record.change(actor, intent, (work) => inviteToMeeting(work, params.id, body.language));
			return record.read(region.id, (snapshot) => readMeeting(region.id, params.id, snapshot, actor));
		}
	})
];
