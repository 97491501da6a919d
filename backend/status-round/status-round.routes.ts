import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import {
	newRound,
	round,
	roundChange,
	roundLink,
	roundList,
	roundPreview,
	roundReminded,
	roundReturn,
	roundYes
} from '@konzeptstand/contract/round.ts';
import { defineRoute, RawReply } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import { releaseAnswers, returnAnswer } from './answer.service.ts';
import { remindAll, renewLink, revokeLink, sendAgain, showLink } from './invitation.service.ts';
import { listRounds, previewRound, readPhoto, readRound, roundOf } from './round-page.service.ts';
import { closeRound, prolongRound, startRound } from './status-round.service.ts';

/** What is done to one invitation: each by a POST of its own, answered with the round's page. */
const ON_INVITATION = [
	{ name: 'mail', summary: 'Send the mail with the link once more', act: sendAgain },
	{ name: 'revocation', summary: 'End the link at once', act: revokeLink },
	{ name: 'renewal', summary: 'Make a new link and send it; the former one ends', act: renewLink }
] as const;

/** A photo that somebody sent: shown, never run as a page of ours. */
const INERT = { 'Content-Security-Policy': "default-src 'none'; sandbox", 'X-Content-Type-Options': 'nosniff' };

export const roundRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/rounds',
		permission: 'round.read',
		summary: 'Status rounds, the newest first',
		params: regionParameters,
		response: roundList,
		handle: async ({ region, day }) => ({ rows: await listRounds(region.id, day) })
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/rounds',
		permission: 'round.manage',
		summary: 'Start a status round: everyone responsible gets one mail with one link',
		params: regionParameters,
		body: newRound,
		response: round,
		status: 201,
		handle: async ({ region, actor, body, day }) => {
			const intent = { region: region.id, action: 'round.start' };
			const { _id } = await record.change(actor, intent, (work) => startRound(work, body));
			return readRound(region.id, _id, day);
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/rounds/preview',
		permission: 'round.manage',
		summary: 'Who would be asked, and by which mail; nothing is started',
		params: regionParameters,
		body: newRound,
		response: roundPreview,
		isQuestion: true,
		handle: ({ region, body, day }) => previewRound(region, body, day)
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/rounds/:id',
		permission: 'round.read',
		summary: 'A status round: who has answered and what, who has not, what became of each mail',
		params: itemParameters,
		response: round,
		handle: ({ region, params, day }) => readRound(region.id, params.id, day)
	}),
	defineRoute({
		method: 'patch',
		path: '/regions/:region/rounds/:id',
		permission: 'round.manage',
		summary: 'Give a round another last day',
		params: itemParameters,
		body: roundChange,
		response: round,
		ifMatch: true,
		handle: async ({ region, actor, params, version, body, day }) => {
			const intent = { region: region.id, action: 'round.prolong' };
			await record.change(actor, intent, (work) => prolongRound(work, params.id, version, body.until));
			return readRound(region.id, params.id, day);
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/rounds/:id/closing',
		permission: 'round.manage',
		summary: 'Close a round: its links end, answers that wait can still be released',
		params: itemParameters,
		response: round,
		ifMatch: true,
		handle: async ({ region, actor, params, version, day }) => {
			const intent = { region: region.id, action: 'round.close' };
			await record.change(actor, intent, (work) => closeRound(work, params.id, version));
			return readRound(region.id, params.id, day);
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/rounds/:id/reminder',
		permission: 'round.manage',
		summary: 'Remind everyone who has not answered yet',
		params: itemParameters,
		response: roundReminded,
		handle: async ({ region, actor, params }) => {
			const intent = { region: region.id, action: 'round.remind' };
			return { people: await record.change(actor, intent, (work) => remindAll(work, params.id)) };
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/rounds/:id/release',
		permission: 'round.manage',
		summary: 'Say yes to answers: each becomes a status report in the name of whoever gave it',
		params: itemParameters,
		body: roundYes,
		response: round,
		handle: async ({ region, actor, params, body, day }) => {
			const intent = { region: region.id, action: 'round.release' };
			await record.change(actor, intent, (work) => releaseAnswers(work, params.id, body.answers));
			return readRound(region.id, params.id, day);
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/round-answers/:id/return',
		permission: 'round.manage',
		summary: 'Give an answer back with a reason, of which the person is told',
		params: itemParameters,
		body: roundReturn,
		response: round,
		handle: async ({ region, actor, params, body, day }) => {
			const intent = { region: region.id, action: 'round.return', reason: body.reason };
			await record.change(actor, intent, (work) => returnAnswer(work, params.id, body.reason));
			return readRound(region.id, await roundOf(region.id, 'answer', params.id), day);
		}
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/round-answers/:id/photo',
		permission: 'round.read',
		summary: 'The photo of an answer',
		params: itemParameters,
		response: null,
		handle: async ({ region, params }) => {
			const { type, content } = await readPhoto(region.id, params.id);
			return new RawReply(type, content, { headers: INERT });
		}
	}),
	...ON_INVITATION.map(({ name, summary, act }) =>
		defineRoute({
			method: 'post',
			path: `/regions/:region/round-invitations/:id/${name}`,
			permission: 'round.manage',
			summary,
			params: itemParameters,
			response: round,
			handle: async ({ region, actor, params, day }) => {
				const intent = { region: region.id, action: `round.${name}` };
				await record.change(actor, intent, (work) => act(work, params.id));
				return readRound(region.id, await roundOf(region.id, 'invitation', params.id), day);
			}
		})
	),
	defineRoute({
		method: 'post',
		path: '/regions/:region/round-invitations/:id/link',
		permission: 'round.manage',
		summary: 'Take the link out, to pass it on by hand; that this was done stands in the record',
		params: itemParameters,
		response: roundLink,
		isSecret: true,
		handle: async ({ region, actor, params }) => {
			const intent = { region: region.id, action: 'round.link' };
			return { path: await record.change(actor, intent, (work) => showLink(work, region.key, params.id)) };
		}
	})
];
