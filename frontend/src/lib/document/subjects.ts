import type { Edition } from '@konzeptstand/contract/concept.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { editionStateLabel } from '#lib/edition.ts';
import { nameOf } from '#lib/language.ts';

/** What a document can be about, as choices of a form. */

interface Named {
	readonly id: string;
	readonly code: string | null;
	readonly title: string;
	readonly titleEn: string | null;
}

/** The newest first. */
export const editionChoices = (editions: readonly Pick<Edition, 'key' | 'year' | 'state'>[]) =>
	[...editions]
		.sort((a, b) => b.year - a.year)
		.map(({ key, year, state }) => ({ value: key, label: `${year}, ${editionStateLabel(state)}` }));

export const projectChoices = (projects: readonly Named[]) =>
	projects.map((project) => ({ value: project.id, label: nameOf(project) }));

export const measureChoices = (measures: readonly (Named & { edition: Reference })[]) =>
	measures.map((measure) => ({ value: measure.id, label: `${nameOf(measure)} (${measure.edition.code ?? ''})` }));
