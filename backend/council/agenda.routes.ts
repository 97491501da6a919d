import {
	agendaItem,
	agendaItemChange,
	agendaOrder,
	itemMinutesInput,
	meeting,
	newAgendaItem,
	postponement,
	referral
} from '@konzeptstand/contract/meeting.ts';
import { itemParameters } from '@konzeptstand/contract/region.ts';
import { may } from '../accounts/accounts.service.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { ActorContext, Route, RouteRegion } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import type { Work } from '../record/record.service.ts';
import {
	addItem,
	changeItem,
	noteItem,
	orderAgenda,
	postponeItem,
	referItem,
	removeItem,
	reopenItem,
	writeItemMinutes
} from './agenda.service.ts';
import { readMeeting } from './meeting-page.service.ts';

/** Does something to an agenda, and answers with its meeting. @param act gives the id of the meeting */
async function change(
	region: RouteRegion,
	actor: ActorContext,
	action: string,
	act: (work: Work) => Promise<string>
): Promise<Awaited<ReturnType<typeof readMeeting>>> {
	const id = await record.change(actor, { region: region.id, action }, act);
	return record.read(region.id, (snapshot) => readMeeting(region.id, id, snapshot, actor));
}

/** What takes nothing but the item. */
const ON_ITEM = [
	{ name: 'removal', permission: 'council.prepare', summary: 'Take an item off the agenda', act: removeItem },
	{ name: 'noted', permission: 'council.minutes', summary: 'The body has taken note of an item', act: noteItem }
] as const;

export const agendaRoutes: readonly Route[] = [
	defineRoute({
		method: 'post',
		path: '/regions/:region/meetings/:id/agenda',
		permission: 'council.prepare',
		summary: 'Put an item at the end of the agenda',
		params: itemParameters,
		body: newAgendaItem,
		response: meeting,
		status: 201,
		handle: ({ region, actor, params, body }) =>
			change(region, actor, 'agenda-item.create', (work) => addItem(work, params.id, body))
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/meetings/:id/agenda-order',
		permission: 'council.prepare',
		summary: 'Put the whole agenda in another order',
		params: itemParameters,
		body: agendaOrder,
		response: meeting,
		handle: ({ region, actor, params, body }) =>
			change(region, actor, 'meeting.order', (work) => orderAgenda(work, params.id, body.items))
	}),
	defineRoute({
		method: 'patch',
		path: '/regions/:region/agenda-items/:id',
		permission: 'council.prepare',
		summary: 'Change an item that is not decided',
		params: itemParameters,
		body: agendaItemChange,
		response: meeting,
		ifMatch: true,
		handle: ({ region, actor, params, version, body }) =>
			change(region, actor, 'agenda-item.change', (work) => changeItem(work, params.id, version, body))
	}),
	defineRoute({
		method: 'put',
		path: '/regions/:region/agenda-items/:id/minutes',
		permission: 'council.minutes',
		summary: 'What was said on an item',
		params: itemParameters,
		body: itemMinutesInput,
		response: agendaItem,
		ifMatch: true,
		handle: async ({ region, actor, params, version, body }) => {
			const write = (work: Work) => writeItemMinutes(work, params.id, version, body.minutes);
			const { agenda } = await change(region, actor, 'agenda-item.minutes', write);
			const item = agenda.find(({ id }) => id === params.id);
			if (!item) throw new ApplicationError('not_found');
			return item;
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/agenda-items/:id/postponement',
		permission: 'council.minutes',
		summary: 'Put an item off, to a day or until it is taken up again',
		params: itemParameters,
		body: postponement,
		response: meeting,
		handle: ({ region, actor, params, body }) =>
			change(region, actor, 'agenda-item.postpone', (work) => postponeItem(work, params.id, body))
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/agenda-items/:id/referral',
		permission: 'council.minutes',
		summary: 'Give an item to another body',
		params: itemParameters,
		body: referral,
		response: meeting,
		handle: ({ region, actor, params, body }) =>
			change(region, actor, 'agenda-item.refer', (work) => referItem(work, params.id, body.body))
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/agenda-items/:id/reopening',
		permission: 'council.minutes',
		summary: 'Make an item open again; whoever may vote takes a vote back by it that has not taken effect',
		params: itemParameters,
		response: meeting,
		handle: ({ region, actor, params }) => {
			const mayVote = may(actor, 'council.vote', { region: region.id });
			return change(region, actor, 'agenda-item.reopening', (work) => reopenItem(work, params.id, mayVote));
		}
	}),
	...ON_ITEM.map(({ name, permission, summary, act }) =>
		defineRoute({
			method: 'post',
			path: `/regions/:region/agenda-items/:id/${name}`,
			permission,
			summary,
			params: itemParameters,
			response: meeting,
			handle: ({ region, actor, params }) =>
				change(region, actor, `agenda-item.${name}`, (work) => act(work, params.id))
		})
	)
];
