import type { CalendarFeed, CalendarFeedLink } from '@konzeptstand/contract/meeting.ts';
import { findReporter, hashOfLink, registerLinks, secretOfLink } from '../accounts/accounts.service.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import type { Work } from '../record/record.service.ts';
import { BodyModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import { CalendarFeedModel } from './calendar-feed.model.ts';
import type { CalendarFeedItem } from './calendar-feed.model.ts';

/** Calendars that other programs subscribe to: each person keeps their own, behind links that they alone know. */

registerLinks({
	right: 'calendar.read',
	find: async (hash, region) => {
		const condition = { region: region.id, linkHash: hash, isRevoked: false, withdrawn: null };
		const feed = await CalendarFeedModel.findOne(condition).lean<CalendarFeedItem>();
		// Who has no part in the region any more sees nothing of it, in no program.
		if (!feed || (await findReporter(feed.person, region.id)).memberships.length === 0) return null;
		return { item: feed._id, linkHash: feed.linkHash, person: feed.person };
	}
});

type Whom = Pick<CalendarFeedItem, '_id' | 'region' | 'generation'>;
const linkHashOf = (feed: Whom): string => hashOfLink(secretOfLink('calendar', feed));

/** The asker's calendars, the newest first. */
export async function listFeeds(region: string, actor: ActorContext): Promise<CalendarFeed[]> {
	const feeds = await CalendarFeedModel.find({ region, person: actor.id, withdrawn: null })
		.sort({ createdAt: -1, _id: -1 })
		.lean<CalendarFeedItem[]>();
	return Promise.all(feeds.map((feed) => presentFeed(feed)));
}

async function presentFeed(feed: CalendarFeedItem): Promise<CalendarFeed> {
	const { _id, version, scope, isRevoked, createdAt } = feed;
	const body =
		feed.body === null ? null : await BodyModel.findOne({ _id: feed.body, region: feed.region }).lean<BodyItem>();
	return {
		id: _id,
		version,
		scope,
		body: body && { kind: 'body', id: body._id, code: null, title: body.name },
		isRevoked,
		createdAt
	};
}

/** A calendar with the path of its link: whoever has that reads it. */
export async function presentLink(regionKey: string, feed: CalendarFeedItem): Promise<CalendarFeedLink> {
	const path = `/c/${encodeURIComponent(regionKey)}/${secretOfLink('calendar', feed)}.ics`;
	return { feed: await presentFeed(feed), path };
}

/**
 * Makes a calendar of a body's meetings, or, without one, of all bodies in which the person has a seat.
 * @param id of the new calendar: the link is computed from it
 * @throws ApplicationError invalid_input for a body that is not there
 */
export async function createFeed(work: Work, id: string, body: string | null): Promise<CalendarFeedItem> {
	await requireAll(work, BodyModel, [body], 'body');
	const whom = { _id: id, region: work.region, generation: 1 };
	return work.create(CalendarFeedModel, {
		...whom,
		scope: body === null ? 'person' : 'body',
		body,
		person: work.actor.id,
		linkHash: linkHashOf(whom),
		isRevoked: false,
		createdAt: work.at.toISOString()
	});
}

/** @throws ApplicationError not_found, also for somebody else's */
async function requireOwn(work: Work, id: string): Promise<CalendarFeedItem> {
	const feed = await work.require(CalendarFeedModel, id);
	if (feed.person !== work.actor.id) throw new ApplicationError('not_found');
	return feed;
}

/**
 * Takes the link out once more; that it was taken stands in the record.
 * @throws ApplicationError not_found, conflict
 */
export async function showFeedLink(work: Work, id: string): Promise<CalendarFeedItem> {
	const feed = await requireOwn(work, id);
	if (feed.isRevoked) throw new ApplicationError('conflict', { field: 'feed', problem: 'link_revoked' });
	// Where the installation's secret has changed since, the link is another one now.
	await work.update(CalendarFeedModel, id, null, { linkHash: linkHashOf(feed) });
	return work.touch(CalendarFeedModel, id);
}

/** Makes a new link; the former one ends. @throws ApplicationError not_found */
export async function renewFeedLink(work: Work, id: string): Promise<CalendarFeedItem> {
	const feed = await requireOwn(work, id);
	const fresh = { ...feed, generation: feed.generation + 1 };
	return work.update(CalendarFeedModel, id, null, {
		generation: fresh.generation,
		linkHash: linkHashOf(fresh),
		isRevoked: false
	});
}

/** Ends the link; it opens nothing from now on. @throws ApplicationError not_found */
export async function revokeFeed(work: Work, id: string): Promise<CalendarFeedItem> {
	await requireOwn(work, id);
	return work.update(CalendarFeedModel, id, null, { isRevoked: true });
}

/** The calendar as its owner's page shows it. */
export async function readFeed(region: string, id: string): Promise<CalendarFeed> {
	const feed = await CalendarFeedModel.findOne({ _id: id, region }).lean<CalendarFeedItem>();
	if (!feed) throw new ApplicationError('not_found');
	return presentFeed(feed);
}
