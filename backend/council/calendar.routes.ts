import { uuidv7 } from 'uuidv7';
import {
	calendarFeed,
	calendarFeedLink,
	calendarFeedList,
	newCalendarFeed,
	publicMeetings
} from '@konzeptstand/contract/meeting.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute, RawReply } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import {
	createFeed,
	listFeeds,
	presentLink,
	readFeed,
	renewFeedLink,
	revokeFeed,
	showFeedLink
} from './calendar-feed.service.ts';
import { readCalendar } from './calendar.service.ts';
import { readPublicMeetings } from './public-meetings.service.ts';

/** What takes the link out: each by a POST of its own, answered with it. */
const WITH_LINK = [
	{
		name: 'link',
		summary: 'The link of one of the own calendars once more; that it was asked for stands in the record',
		act: showFeedLink
	},
	{ name: 'renewal', summary: 'Make a new link of one of the own calendars; the former one ends', act: renewFeedLink }
] as const;

export const calendarRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/calendar-feeds',
		permission: 'calendar.keep',
		summary: 'The own calendars that other programs subscribe to',
		params: regionParameters,
		response: calendarFeedList,
		handle: async ({ region, actor }) => ({ rows: await listFeeds(region.id, actor) })
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/calendar-feeds',
		permission: 'calendar.keep',
		summary: 'Make a calendar of a body, or of all bodies in which one has a seat',
		params: regionParameters,
		body: newCalendarFeed,
		response: calendarFeedLink,
		status: 201,
		isSecret: true,
		handle: async ({ region, actor, body }) => {
			const intent = { region: region.id, action: 'calendar-feed.create' };
			const feed = await record.change(actor, intent, (work) => createFeed(work, uuidv7(), body.body));
			return presentLink(region.key, feed);
		}
	}),
	...WITH_LINK.map(({ name, summary, act }) =>
		defineRoute({
			method: 'post',
			path: `/regions/:region/calendar-feeds/:id/${name}`,
			permission: 'calendar.keep',
			summary,
			params: itemParameters,
			response: calendarFeedLink,
			isSecret: true,
			handle: async ({ region, actor, params }) => {
				const intent = { region: region.id, action: `calendar-feed.${name}` };
				return presentLink(region.key, await record.change(actor, intent, (work) => act(work, params.id)));
			}
		})
	),
	defineRoute({
		method: 'post',
		path: '/regions/:region/calendar-feeds/:id/revocation',
		permission: 'calendar.keep',
		summary: 'End the link of one of the own calendars at once',
		params: itemParameters,
		response: calendarFeed,
		handle: async ({ region, actor, params }) => {
			const intent = { region: region.id, action: 'calendar-feed.revocation' };
			await record.change(actor, intent, (work) => revokeFeed(work, params.id));
			return readFeed(region.id, params.id);
		}
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/calendar',
		permission: 'calendar.read',
		summary: 'The calendar behind the link that is shown, for calendar programs (text/calendar)',
		params: regionParameters,
		response: null,
		cached: true,
		handle: async ({ region, actor, snapshot, language, day }) =>
			new RawReply('text/calendar; charset=utf-8', await readCalendar(actor, region, snapshot, language, day))
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/public-meetings',
		permission: 'meeting.public',
		summary: 'Meetings with what is public of them, where the region publishes that',
		params: regionParameters,
		response: publicMeetings,
		cached: true,
		handle: ({ region, snapshot }) => readPublicMeetings(region.id, snapshot)
	})
];
