import type { ListQuery } from '@konzeptstand/contract/concept.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { isFound } from '../foundation/search.ts';
import type { ProjectFacts } from './concept-rows.ts';
import type { MeasureItem } from './edition.model.ts';

/** The filters that lists and the outline share. */
export type ConceptFilter = Partial<
	Pick<
		ListQuery,
		'field' | 'municipality' | 'party' | 'status' | 'keyMeasure' | 'late' | 'outdated' | 'delayed' | 'mine' | 'text'
	>
>;

/** Filters of which only a project can be. */
export function isAboutProjects(filter: ConceptFilter): boolean {
	return (
		filter.status !== undefined ||
		filter.late !== undefined ||
		filter.outdated !== undefined ||
		filter.delayed !== undefined
	);
}

const OF_PROJECTS = ['municipality', 'party', 'status', 'late', 'outdated', 'delayed', 'mine', 'text'] as const;

/** Whether the filters ask for some projects only. */
export function hasFilter(filter: ConceptFilter): boolean {
	return OF_PROJECTS.some((name) => filter[name] !== undefined);
}

/** Whether nothing but a text is asked for. */
export function isSearch(filter: ConceptFilter): boolean {
	const others = [...OF_PROJECTS, 'keyMeasure'] as const;
	return filter.text !== undefined && others.every((name) => name === 'text' || filter[name] === undefined);
}

export function isMatchingProject(project: ProjectFacts, filter: ConceptFilter, actor: ActorContext): boolean {
	const { item } = project;
	if (filter.municipality !== undefined && !item.municipalities.includes(filter.municipality)) return false;
	if (filter.party !== undefined && !item.roles.some((role) => role.party === filter.party)) return false;
	if (filter.status !== undefined && project.status !== filter.status) return false;
	if (filter.late !== undefined && project.isLate !== filter.late) return false;
	if (filter.outdated !== undefined && project.isOutdated !== filter.outdated) return false;
	if (filter.delayed !== undefined && project.isDelayed !== filter.delayed) return false;
	if (filter.mine !== undefined && isMine(item, actor) !== filter.mine) return false;
	return isMatchingText(item, filter.text);
}

/** Whether a measure is found by what it is itself, not by its projects. */
export function isMatchingMeasure(measure: MeasureItem, filter: ConceptFilter, actor: ActorContext): boolean {
	if (isAboutProjects(filter)) return false;
	if (filter.municipality !== undefined && !measure.municipalities.includes(filter.municipality)) return false;
	if (filter.party !== undefined && !measure.roles.some((role) => role.party === filter.party)) return false;
	if (filter.mine !== undefined && isMine(measure, actor) !== filter.mine) return false;
	return isMatchingText(measure, filter.text);
}

/** Whether a search finds the item by its code or title. */
export function isMatchingText(
	item: { code: string | null; title: string; titleEn?: string | null },
	text: string | undefined
): boolean {
	return isFound(text, item.code, item.title, item.titleEn);
}

/** Mine: I am named as responsible. */
export function isMine(item: { responsiblePeople: readonly string[] }, actor: ActorContext): boolean {
	return item.responsiblePeople.includes(actor.id);
}
