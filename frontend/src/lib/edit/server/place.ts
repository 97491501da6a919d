import type { RequestEvent } from '@sveltejs/kit';
import type { Project } from '@konzeptstand/contract/project.ts';
import type { Permission } from '@konzeptstand/contract/account.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { nameOf } from '#lib/language.ts';
import { links as addresses } from '#lib/links.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import { CARRIED } from '../edit-failure.ts';
import { NO_PLACE, placeFields } from '../things/place.ts';
import { toBody, toValues } from '../values.ts';
import type { Body } from '../values.ts';
import { backOf, carriedBack } from './back.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { leaveNotice } from './notice.ts';
import { hierarchyOf, placeOptions } from './options.ts';
import { apiPath } from './pages.ts';
import { conflicting, goBack, isSubmitted, readSubmitted, refused } from './saving.ts';
import { editionBy, requireMay } from './surroundings.ts';

type PlaceEvent = RequestEvent<{ region: string; id: string }>;

interface Link {
	edition: string;
	target: { kind: string; id: string } | null;
	counts: boolean;
	isInferred: boolean;
	doubt: string | null;
}

/** The links of one edition as the form has them: no place yet is a choice of its own. */
const rowsOf = (links: readonly Link[], edition: string): Body => ({
	links: links
		.filter((link) => link.edition === edition)
		.map((link) => ({ ...link, target: link.target ?? { kind: NO_PLACE.slice(0, -1), id: '' } }))
});

function chosenEdition(event: PlaceEvent, region: Region, project: Project) {
	const named = event.url.searchParams.get('edition');
	const placed = region.editions.find(({ id }) => project.links.some((link) => link.edition === id));
	return (
		(named ? editionBy(region, named) : placed) ??
		region.editions.find(({ isDefault }) => isDefault) ??
		region.editions[0]
	);
}

export async function loadPlace(event: PlaceEvent, region: Region, may: readonly Permission[]) {
	requireMay(may, 'concept.edit');
	const project = await apiGet<Project>(event, apiPath(event, 'projects', event.params.id));
	const edition = chosenEdition(event, region, project);
	const outline = edition ? await hierarchyOf(event, { region, edition: edition.key }) : null;
	const field = outline?.fields.find(({ id }) => id === event.url.searchParams.get('field')) ?? null;
	const stored = rowsOf(project.links as Link[], edition?.id ?? '');
	const first = { target: null, counts: true, isInferred: false, doubt: null };
	const isNew = (stored.links as unknown[]).length === 0;
	const values = toValues(placeFields, isNew ? { links: [first] } : stored, getLocale());
	const used = new Set((stored.links as Link[]).map(({ target }) => (target ? `${target.kind}:${target.id}` : '')));
	const places = outline ? placeOptions(outline) : [];
	return {
		project: { id: project.id, name: nameOf(project) },
		edition: edition ?? null,
		fields: outline?.fields.map((each) => ({ id: each.id, name: nameOf(each) })) ?? [],
		field: field?.id ?? null,
		options: {
			places: [
				{ value: NO_PLACE, label: m.edit_place_target_none() },
				...places.filter(({ value, group }) => !field || group === nameOf(field) || used.has(value))
			]
		},
		values,
		version: project.version,
		base: JSON.stringify(
			fingerprintsOf(toBody(placeFields, toValues(placeFields, stored, getLocale()), getLocale()).body)
		),
		back: backOf(event, addresses.project(region.key, project.id))
	};
}

export async function actPlace(event: PlaceEvent) {
	const read = await readSubmitted(event, placeFields);
	if (!isSubmitted(read)) return read;
	const path = apiPath(event, 'projects', event.params.id);
	const [region, project] = await Promise.all([
		apiGet<Region>(event, `/regions/${encodeURIComponent(event.params.region)}`),
		apiGet<Project>(event, path)
	]);
	const edition = chosenEdition(event, region, project);
	const rows = read.body.links as (Omit<Link, 'counts'> & { counts: string })[];
	const links = rows.map(({ target, counts, isInferred, doubt }) => ({
		target: target && `${target.kind}:` === NO_PLACE ? null : target,
		counts: counts === 'true',
		isInferred,
		doubt
	}));
	const sent = await apiSend<Project>(
		event,
		'PUT',
		`${path}/links`,
		{ edition: edition?.id, links },
		{
			version: read.form.text(CARRIED.version)
		}
	);
	if (!sent.ok) {
		const { problem } = sent;
		if (problem.code !== 'version_conflict' || !problem.current) return refused(placeFields, read, problem);
		const current = rowsOf((problem.current as Project).links as Link[], edition?.id ?? '');
		return conflicting(placeFields, read, { ...problem, current });
	}
	const placed = sent.data.links.filter((link) => link.edition === edition?.id);
	const year = String(edition?.year ?? '');
	leaveNotice(event.cookies, event.url, {
		text: m.edit_place_saved({ project: nameOf(sent.data) }),
		said:
			placed.length === 0
				? m.edit_place_saved_none({ edition: year })
				: placed
						.map(({ targetReference, counts }) => {
							const target = targetReference ? nameOf(targetReference) : m.edit_place_target_none();
							const how = counts ? m.edit_place_counts_yes() : m.edit_place_counts_no();
							return m.edit_place_saved_at({ edition: year, target: `${target} (${how})` });
						})
						.join(', '),
		details: [],
		link: { href: addresses.project(region.key, project.id), label: m.edit_notice_open() }
	});
	return goBack(carriedBack(read.form.text(CARRIED.back), addresses.project(region.key, project.id)));
}
