import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Permission } from '@konzeptstand/contract/account.ts';
import type { Goal } from '@konzeptstand/contract/concept.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { dateText } from '#lib/format.ts';
import { links } from '#lib/links.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet, apiSend } from '#lib/server/api.ts';
import { fieldsOf } from '../description.ts';
import type { ThingDescription } from '../description.ts';
import { CARRIED } from '../edit-failure.ts';
import { labelOf } from '../labels.ts';
import { THINGS } from '../things/index.ts';
import type { Folder } from '../folders.ts';
import { toBody, toValues } from '../values.ts';
import type { Body } from '../values.ts';
import { backOf, carriedBack } from './back.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { leaveNotice } from './notice.ts';
import { loadOptions } from './options.ts';
import { prefilledPaper } from '#lib/council/server/prefilled-paper.ts';
import { nextPosition } from './position.ts';
import { conflicting, goBack, isSubmitted, pick, readSubmitted, refused } from './saving.ts';
import { editionBy, nameOfItem, requireMay, surroundingsOf } from './surroundings.ts';

/** The pages on which any thing is added and changed; what differs stands in its description. */

type PageEvent = RequestEvent<{ region: string; [name: string]: string }>;
export interface Above {
	readonly region: Region;
	readonly may: readonly Permission[];
}

export const apiPath = (event: { params: { region: string } }, folder: string, id?: string) =>
	`/regions/${encodeURIComponent(event.params.region)}/${folder}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;

const fromStored = (thing: ThingDescription, item: Body): Body => thing.fromStored?.(item) ?? item;
const toSent = (thing: ThingDescription, body: Body): Body => thing.toSent?.(body) ?? body;

/** What a new thing stands in, from the address: `?edition=`, `?subject=goal:…`, `?indicator=`, or the project above. */
async function standingIn(event: PageEvent, region: Region, folder: Folder): Promise<Body> {
	const query = (name: string) => event.url.searchParams.get(name);
	const edition = query('edition')
		? editionBy(region, query('edition'))
		: region.editions.find(({ isDefault }) => isDefault);
	switch (folder) {
		case 'fields':
		case 'goals':
		case 'measures':
		case 'chapters':
		case 'amendments':
			return { edition: edition?.id };
		case 'projects': {
			const target = query('measure')
				? { kind: 'measure', id: query('measure') }
				: query('goal')
					? { kind: 'goal', id: query('goal') }
					: null;
			return query('edition') && edition ? { links: [{ edition: edition.id, target, counts: true }] } : {};
		}
		case 'steps':
			return { project: event.params.id };
		case 'indicators':
		case 'assessments': {
			const [kind = 'region', id = region.id] = (query('subject') ?? '').split(':');
			return { subject: { kind: kind || 'region', id } };
		}
		case 'tasks':
			return { decision: query('decision'), agendaItem: query('agendaItem') };
		case 'readings':
			return { indicator: query('indicator') ?? error(404, { message: m.error_not_found_text() }) };
		default:
			return {};
	}
}

/** Choices that the address makes already: `?field=`, `?goal=`, `?parent=`; a goal brings its field along. */
async function prefilled(event: PageEvent, folder: Folder, region: Region): Promise<Body> {
	if (folder === 'amendments') {
		const [kind, id] = (event.url.searchParams.get('of') ?? '').split(':');
		return kind && id ? { of: { kind, id } } : {};
	}
	if (folder === 'papers') return prefilledPaper(event, region);
	if (folder !== 'goals' && folder !== 'measures') return {};
	const query = (name: string) => event.url.searchParams.get(name);
	const above = query(folder === 'goals' ? 'parent' : 'goal');
	const goal = above ? await apiFind<Goal>(event, apiPath(event, 'goals', above)) : null;
	return { field: query('field') ?? goal?.field ?? null, [folder === 'goals' ? 'parent' : 'goal']: above };
}

/** What of a stored thing can be typed, and what a decision has set, as text. */
function partsOf(thing: ThingDescription, item: Body) {
	const decided = thing.decided?.(item) ?? [];
	const all = fieldsOf(thing, false);
	return {
		fields: all.filter(({ name }) => !decided.includes(name)),
		decided: all
			.filter(({ name }) => decided.includes(name))
			.map(({ name, label, kind }) => {
				const value = typeof item[name] === 'string' ? item[name] : null;
				return { name, label: label(), text: kind === 'date' ? dateText(value) : (value ?? m.unknown()) };
			})
	};
}

export async function loadNew(event: PageEvent, { region, may }: Above, folder: Folder) {
	const thing = THINGS[folder];
	requireMay(may, thing.permission);
	if (thing.isUploaded) error(404, { message: m.error_not_found_text() });
	const fields = fieldsOf(thing, true);
	const place = await standingIn(event, region, folder);
	const [above, chosen] = await Promise.all([
		surroundingsOf(event, region, folder, place),
		prefilled(event, folder, region)
	]);
	const values = toValues(fields, fromStored(thing, chosen), getLocale());
	return {
		folder,
		isNew: true,
		heading: thing.newTitle(),
		about: null,
		decided: [],
		values,
		base: null,
		version: null,
		options: await loadOptions(event, fields, { region, edition: above.edition, item: null }),
		trail: above.trail,
		back: backOf(event, above.home),
		isFrozen: above.isFrozen,
		edition: above.edition,
		idempotencyKey: crypto.randomUUID()
	};
}

export async function actNew(event: PageEvent, folder: Folder) {
	const thing = THINGS[folder];
	const fields = fieldsOf(thing, true);
	const read = await readSubmitted(event, fields);
	if (!isSubmitted(read)) return read;
	const region = await apiGet<Region>(event, apiPath(event, '').replace(/\/$/, ''));
	const place = await standingIn(event, region, folder);
	const position = await nextPosition(event, folder, { ...place, ...read.body }, region);
	const sent = await apiSend<Body>(
		event,
		'POST',
		apiPath(event, folder),
		{ ...place, ...toSent(thing, read.body), ...position },
		{ key: read.form.text(CARRIED.key) }
	);
	if (!sent.ok) return refused(fields, read, sent.problem);
	const made = { ...place, ...sent.data };
	const above = await surroundingsOf(event, region, folder, made);
	leaveNotice(event.cookies, event.url, {
		text: m.edit_added_named({ kind: thing.name(), name: nameOfItem(made) }),
		details: [],
		link: { href: above.home, label: m.edit_notice_open() }
	});
	return goBack(carriedBack(read.form.text(CARRIED.back), above.home));
}

export async function loadEdit(event: PageEvent, { region, may }: Above, folder: Folder, id: string) {
	const thing = THINGS[folder];
	requireMay(may, thing.permission);
	if (thing.isOnlyAdded) error(404, { message: m.error_not_found_text() });
	const item = await apiGet<Body & { version: number }>(event, apiPath(event, folder, id));
	const { fields, decided } = partsOf(thing, item);
	const above = await surroundingsOf(event, region, folder, item);
	const locale = getLocale();
	const values = toValues(fields, fromStored(thing, item), locale);
	return {
		folder,
		isNew: false,
		heading: m.edit_heading({ kind: thing.name() }),
		about: nameOfItem(item),
		decided,
		values,
		base: JSON.stringify(fingerprintsOf(toBody(fields, values, locale).body)),
		version: item.version,
		options: await loadOptions(event, fields, { region, edition: above.edition, item }),
		trail: above.trail,
		back: backOf(event, above.home),
		isFrozen: above.isFrozen,
		edition: above.edition,
		idempotencyKey: null
	};
}

export async function actEdit(event: PageEvent, folder: Folder, id: string) {
	const thing = THINGS[folder];
	const { fields } = partsOf(thing, thing.decided ? await apiGet<Body>(event, apiPath(event, folder, id)) : {});
	const read = await readSubmitted(event, fields);
	if (!isSubmitted(read)) return read;
	const back = carriedBack(read.form.text(CARRIED.back), links.overview(event.params.region));
	if (read.changed.length === 0) {
		leaveNotice(event.cookies, event.url, { text: m.edit_unchanged(), details: [] });
		return goBack(back);
	}
	const sent = await apiSend<Body>(
		event,
		'PATCH',
		apiPath(event, folder, id),
		toSent(thing, pick(read.body, read.changed)),
		{
			version: read.form.text(CARRIED.version)
		}
	);
	if (!sent.ok) {
		return sent.problem.code === 'version_conflict' && sent.problem.current
			? conflicting(fields, read, { ...sent.problem, current: fromStored(thing, sent.problem.current as Body) })
			: refused(fields, read, sent.problem);
	}
	leaveNotice(event.cookies, event.url, {
		text: m.edit_saved_named({ kind: thing.name(), name: nameOfItem(sent.data) }),
		details: read.changed.map((name) => labelOf(fields, name)).filter((label) => label !== null)
	});
	return goBack(back);
}
