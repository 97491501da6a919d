import type { DictionaryEntry } from '@konzeptstand/contract/template-file.ts';
import { m } from '#lib/paraglide/messages.js';
import { asPrinted } from './completion.ts';
import type { Dictionary } from './dictionary.ts';

/** The dictionary as the page lists it. */

export interface DictionaryRow extends Pick<DictionaryEntry, 'name' | 'does' | 'type' | 'example'> {
	/** what a click puts into the text, and where one goes on; null where that depends on what stands around it */
	readonly text: string | null;
	readonly caret: number;
}
export interface DictionarySection {
	readonly title: string;
	readonly rows: readonly DictionaryRow[];
}

const SHAPE = /^→(\w+)\./;

/**
 * By kind, the names of shared shapes by shape; only what holds every word of `sought`. A partial sees what it is given
 * and nothing else, so that no name of the data can be put into it as it is.
 */
export function sectionsOf(
	dictionary: Dictionary,
	{ sought, isPartial }: { sought: string; isPartial: boolean }
): DictionarySection[] {
	const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
	const isSought = ({ name, does, type }: DictionaryEntry) => {
		const text = `${name} ${does} ${type ?? ''}`.toLowerCase();
		return words.every((word) => text.includes(word));
	};
	const sections = new Map<string, DictionaryRow[]>();
	for (const entry of dictionary.entries) {
		if (!isSought(entry)) continue;
		const title = titleOf(entry);
		sections.set(title, [...(sections.get(title) ?? []), rowOf(entry, isPartial)]);
	}
	return [...sections].map(([title, rows]) => ({ title, rows }));
}

function titleOf({ kind, name }: DictionaryEntry): string {
	if (kind === 'filter') return m.workshop_dictionary_filters();
	if (kind === 'tag') return m.workshop_dictionary_tags({ open: '{%', close: '%}' });
	if (kind === 'partial') return m.workshop_dictionary_partials();
	const shape = SHAPE.exec(name)?.[1];
	return shape ? m.workshop_dictionary_shape({ name: shape }) : m.workshop_dictionary_names();
}

function rowOf({ kind, name, does, type, example }: DictionaryEntry, isPartial: boolean): DictionaryRow {
	const shown = { does, type, example };
	if (kind === 'partial') {
		const head = `{% render '${name}', `;
		return { name, ...shown, text: `${head} %}`, caret: head.length };
	}
	if (kind === 'filter') return { name, ...shown, text: ` | ${name}`, caret: name.length + 3 };
	if (kind === 'tag') {
		const head = `{% ${name} `;
		return { name, ...shown, text: `${head}%}`, caret: head.length };
	}
	const label = name.replace(SHAPE, '');
	const isBelowList = name.slice(0, -2).includes('[]');
	if (isPartial || SHAPE.test(name) || isBelowList) return { name: label, ...shown, text: null, caret: 0 };
	const { text, caret } = asPrinted({ label: name.replace(/\[\]$/, ''), isList: name.endsWith('[]') });
	return { name, ...shown, text, caret };
}
