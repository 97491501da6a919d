import type { Region } from '@konzeptstand/contract/region.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { editionStateLabel } from '#lib/edition.ts';
import { m } from '#lib/paraglide/messages.js';

type Editions = Region['editions'];
/** Of two of one year, the one that was begun last. */
const newestFirst = (editions: Editions): Editions =>
	[...editions].sort((a, b) => b.year - a.year || (a.id < b.id ? 1 : -1));

/** The editions that a list can go into, newest first, and none. */
export const editionChoices = (editions: Editions): { value: string; label: string }[] => [
	...newestFirst(editions).map(({ id, year, title, state }) => ({
		value: id,
		label: `${title}, ${year} (${editionStateLabel(state)})`
	})),
	{ value: '', label: m.import_edition_none() }
];

/** The one that a list most likely belongs to: the newest draft, else the newest in use, else the newest. */
export function usualEdition(editions: Editions): string {
	const sorted = newestFirst(editions);
	const open = sorted.find(({ state }) => state === 'draft') ?? sorted.find(({ state }) => state === 'unconfirmed');
	return (open ?? sorted[0])?.id ?? '';
}

/** "REK 2030, 2025": which edition a list goes into. */
export const titled = ({ code, title }: Pick<Reference, 'code' | 'title'>): string =>
	code === null ? title : `${title}, ${code}`;
