import { fail } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { instantDay } from '#lib/format.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import { CARRIED } from '../edit-failure.ts';
import type { FieldDescription } from '../description.ts';
import type { Folder } from '../folders.ts';
import { THINGS } from '../things/index.ts';
import type { Body } from '../values.ts';
import { backOf, carriedBack } from './back.ts';
import { belowOf } from './below.ts';
import { leaveNotice } from './notice.ts';
import { apiPath } from './pages.ts';
import type { Above } from './pages.ts';
import { goBack, isSubmitted, readSubmitted, refused } from './saving.ts';
import { nameOfItem, requireMay, surroundingsOf } from './surroundings.ts';
import { withdrawFields } from '../things/withdraw.ts';

type ThingEvent = RequestEvent<{ region: string; [name: string]: string }>;
type Item = Body & { id: string; version: number; withdrawn: { at: string; reason: string | null } | null };

async function loadItem(event: ThingEvent, { region, may }: Above, folder: Folder, id: string) {
	const thing = THINGS[folder];
	requireMay(may, thing.permission);
	const item = await apiGet<Item>(event, apiPath(event, folder, id));
	return { thing, item, above: await surroundingsOf(event, region, folder, item) };
}

/** The question before something is withdrawn: what it is, what hangs below it, and why. */
export async function loadWithdraw(event: ThingEvent, context: Above, folder: Folder, id: string) {
	const { thing, item, above } = await loadItem(event, context, folder, id);
	const isDecided = folder === 'steps' && item.isCouncilStep === true;
	return {
		folder,
		kind: thing.name(),
		name: nameOfItem(item),
		version: item.version,
		isWithdrawn: item.withdrawn !== null,
		/** a council has fixed it, and nobody else drops it */
		isDecided,
		/** the paper by which it does; null: what is done can be dropped by nobody */
		dropHref: item.actual === null ? links.newPaper(context.region.key, { effect: 'step.drop', subject: id }) : null,
		below: await belowOf(event, context.region, folder, item),
		trail: above.trail,
		isFrozen: above.isFrozen,
		back: backOf(event, above.home),
		restoreHref: `${links.overview(context.region.key)}/${folder}/${id}/restore`
	};
}

export async function actWithdraw(event: ThingEvent, folder: Folder, id: string) {
	const read = await readSubmitted(event, withdrawFields);
	if (!isSubmitted(read)) return read;
	const item = await apiGet<Item>(event, apiPath(event, folder, id));
	const sent = await apiSend<Item>(event, 'POST', `${apiPath(event, folder, id)}/withdrawal`, read.body, {
		version: read.form.text(CARRIED.version)
	});
	if (!sent.ok) return withVersion(refused(withdrawFields, read, sent.problem), sent.problem.currentVersion);
	const thing = THINGS[folder];
	const { region } = event.params;
	leaveNotice(event.cookies, event.url, {
		text: m.edit_withdraw_done({ kind: thing.name(), name: nameOfItem(item) }),
		details: [],
		link: { href: `${links.overview(region)}/${folder}/${id}/restore`, label: m.edit_withdraw_undo() }
	});
	const back = carriedBack(read.form.text(CARRIED.back), links.overview(region));
	// the page of what was just withdrawn is no place to come back to
	const elsewhere =
		folder === 'papers' ? links.papers(region) : folder === 'tasks' ? links.tasks(region) : links.concept(region);
	return goBack(back.includes(id) ? elsewhere : back);
}

export async function loadRestore(event: ThingEvent, context: Above, folder: Folder, id: string) {
	const { thing, item, above } = await loadItem(event, context, folder, id);
	return {
		folder,
		kind: thing.name(),
		name: nameOfItem(item),
		version: item.version,
		withdrawn: item.withdrawn && {
			date: instantDay(item.withdrawn.at, context.region.timeZone),
			reason: item.withdrawn.reason ?? m.unknown()
		},
		trail: above.trail.filter(({ href }) => href !== above.home),
		back: above.home
	};
}

export async function actRestore(event: ThingEvent, folder: Folder, id: string) {
	const form = await readForm(event);
	const read = { form, values: {} };
	const sent = await apiSend<Item>(event, 'POST', `${apiPath(event, folder, id)}/restoration`, undefined, {
		version: form.text(CARRIED.version)
	});
	const none: readonly FieldDescription[] = [];
	if (!sent.ok) return withVersion(refused(none, read, sent.problem), sent.problem.currentVersion);
	leaveNotice(event.cookies, event.url, {
		text: m.edit_restore_done({ kind: THINGS[folder].name(), name: nameOfItem(sent.data) }),
		details: []
	});
	return goBack(carriedBack(form.text(CARRIED.back), links.overview(event.params.region)));
}

/** Whoever asks again after a conflict has seen what is there now. */
export function withVersion(failure: ReturnType<typeof refused>, version: number | undefined) {
	return version === undefined ? failure : fail(failure.status, { ...failure.data, version });
}
