import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Permission } from '@konzeptstand/contract/account.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { dateText } from '#lib/format.ts';
import { links } from '#lib/links.ts';
import { inLanguage } from '#lib/language.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet } from '#lib/server/api.ts';
import { isFolder } from '../folders.ts';
import type { Folder } from '../folders.ts';
import type { Body } from '../values.ts';

/** Where a thing stands: the pages above it, and the page on which it is seen. */
export interface Surroundings {
	readonly home: string;
	readonly trail: readonly { label: string; href: string }[];
	/** key of the edition it belongs to */
	readonly edition: string | null;
	/** its edition is adopted or superseded: text, codes and targets refuse every change */
	readonly isFrozen: boolean;
}

type Edition = Region['editions'][number];
const isFrozenEdition = (edition: Edition | undefined) =>
	edition?.state === 'adopted' || edition?.state === 'superseded';
export const editionBy = (region: Region, name: unknown): Edition | undefined =>
	region.editions.find(({ id, key }) => id === name || key === name);

/** What a thing is called; readings and assessments have no title and go by their date. */
export const nameOfItem = (item: Body): string => {
	const title = inLanguage(
		String(item.title ?? item.name ?? ''),
		(item.titleEn ?? item.nameEn ?? null) as string | null
	);
	if (title === '') {
		const date = item.date ?? item.asOf;
		return typeof date === 'string' ? dateText(date) : m.as_of_unknown();
	}
	return item.code ? `${String(item.code)} ${title}` : title;
};

/**
 * @param item the stored thing, or for a new one what it will stand in (`edition`, `project`, `subject`, `indicator`)
 */
export async function surroundingsOf(
	event: Pick<RequestEvent, 'fetch' | 'url'>,
	region: Region,
	folder: Folder,
	item: Body
): Promise<Surroundings> {
	const id = typeof item.id === 'string' ? item.id : null;
	const concept = (edition: Edition | undefined) => ({
		label: m.concept_title(),
		href: links.concept(region.key, { edition: edition?.key })
	});
	const api = `/regions/${region.key}`;
	switch (folder) {
		case 'editions': {
			const href = links.concept(region.key, { edition: item.key as string | undefined });
			const edition = editionBy(region, id);
			return {
				home: href,
				trail: [{ label: m.concept_title(), href }],
				edition: edition?.key ?? null,
				isFrozen: isFrozenEdition(edition)
			};
		}
		case 'amendments': {
			const edition = editionBy(region, item.edition);
			const home = links.edition(region.key, edition?.id ?? '');
			const own = { label: edition ? `${m.edition()} ${edition.year}` : m.edition(), href: home };
			// it stands beside a frozen text and is none itself
			return { home, trail: [concept(edition), own], edition: edition?.key ?? null, isFrozen: false };
		}
		case 'attachments':
			return withOwner(item.of as { kind: string; id: string });
		case 'chapters': {
			const edition = editionBy(region, item.edition);
			const list = { label: m.writing_nav_chapters(), href: links.edition(region.key, edition?.id ?? '', 'chapters') };
			const own = id === null ? null : { label: nameOfItem(item), href: links.chapter(region.key, id) };
			return {
				home: (own ?? list).href,
				trail: [concept(edition), list, ...(own ? [own] : [])],
				edition: edition?.key ?? null,
				isFrozen: isFrozenEdition(edition)
			};
		}
		case 'fields':
		case 'goals':
		case 'measures': {
			const edition = editionBy(region, item.edition);
			const above = concept(edition);
			const own = id === null ? above.href : links[LINK[folder]](region.key, id);
			return {
				home: own,
				trail: [above, ...(own === above.href ? [] : [{ label: nameOfItem(item), href: own }])],
				edition: edition?.key ?? null,
				isFrozen: isFrozenEdition(edition)
			};
		}
		case 'projects':
		case 'steps': {
			const project = folder === 'projects' ? item : await apiGet<Body>(event, `${api}/projects/${item.project}`);
			const list = inList(m.nav_projects(), links.projects(region.key));
			if (typeof project.id !== 'string') return list;
			const own = { label: nameOfItem(project), href: links.project(region.key, project.id) };
			return { ...list, home: own.href, trail: [...list.trail, own] };
		}
		case 'indicators': {
			const above = await withSubject(item.subject as { kind: string; id: string } | undefined);
			if (id === null) return above;
			const own = { label: nameOfItem(item), href: links.indicator(region.key, id) };
			return { ...above, home: own.href, trail: [...above.trail, own] };
		}
		case 'assessments':
			return withSubject(item.subject as { kind: string; id: string } | undefined);
		case 'readings': {
			const indicator = await apiGet<Body>(event, `${api}/indicators/${item.indicator}`);
			const href = links.indicator(region.key, String(indicator.id));
			const above = await withSubject(indicator.subject as { kind: string; id: string });
			return { ...above, home: href, trail: [...above.trail, { label: nameOfItem(indicator), href }], isFrozen: false };
		}
		case 'parties': {
			const list = inList(m.nav_parties(), links.parties(region.key));
			if (id === null) return list;
			const own = { label: nameOfItem(item), href: links.party(region.key, id) };
			return { ...list, home: own.href, trail: [...list.trail, own] };
		}
		case 'milestones':
			return inList(m.edit_milestones(), links.milestones(region.key));
		case 'decisions': {
			const list = inList(m.edit_decisions(), links.decisions(region.key));
			if (id === null) return list;
			const own = { label: nameOfItem(item), href: links.decision(region.key, id) };
			return { ...list, home: own.href, trail: [...list.trail, own] };
		}
		case 'bodies': {
			const list = inList(m.council_bodies(), links.bodies(region.key));
			if (id === null) return list;
			const own = { label: nameOfItem(item), href: links.body(region.key, id) };
			return { ...list, home: own.href, trail: [...list.trail, own] };
		}
		case 'papers': {
			const list = inList(m.paper_title(), links.papers(region.key));
			if (id === null) return list;
			const own = { label: nameOfItem(item), href: links.paper(region.key, id) };
			return { ...list, home: own.href, trail: [...list.trail, own] };
		}
	}

	/** Files are seen on the page of what they belong to. */
	async function withOwner({ kind, id: owner }: { kind: string; id: string }): Promise<Surroundings> {
		const folder = `${kind}s`;
		if (!isFolder(folder)) return inList(m.nav_overview(), links.overview(region.key));
		const about = await apiGet<Body>(event, `${api}/${folder}/${owner}`);
		const own = await surroundingsOf(event, region, folder, about);
		const files = links.thing(region.key, folder, owner, 'files');
		return { ...own, home: folder === 'chapters' ? own.home : files };
	}

	/** Indicators and assessments are seen on the page of what they are about. */
	async function withSubject(subject: { kind: string; id: string } | undefined): Promise<Surroundings> {
		const none = { home: links.overview(region.key), trail: [], edition: null, isFrozen: false };
		if (!subject || !(subject.kind === 'goal' || subject.kind === 'measure' || subject.kind === 'project')) return none;
		const about = await apiFind<Body>(event, `${api}/${subject.kind}s/${subject.id}`);
		if (!about) return none;
		const own = await surroundingsOf(event, region, `${subject.kind}s`, about);
		return { ...own, isFrozen: folder === 'indicators' && own.isFrozen };
	}
}

const LINK = { fields: 'field', goals: 'goal', measures: 'measure' } as const;

const inList = (label: string, href: string): Surroundings => ({
	home: href,
	trail: [{ label, href }],
	edition: null,
	isFrozen: false
});

/** Offers nothing that the API would refuse anyway. */
export function requireMay(may: readonly Permission[], permission: Permission): void {
	if (!may.includes(permission)) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
}
