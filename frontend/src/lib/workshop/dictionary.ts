import type { DictionaryEntry } from '@konzeptstand/contract/template-file.ts';

/** The data dictionary as a template's author walks through it: from a name to what stands behind its dot. */

/** Where a name leads: its path in the dictionary, and the shared shape that it has, if any. */
export interface Place {
	readonly path: string;
	readonly shape: string | null;
	readonly isList: boolean;
}
export interface Name extends Place {
	/** as it is typed, without the mark of a list */
	readonly label: string;
	readonly entry: DictionaryEntry;
}

const LIST = '[]';
const SHAPE = '→';

export class Dictionary {
	readonly entries: readonly DictionaryEntry[];
	/** names by what stands before their dot; at the beginning: the empty text */
	readonly #names = new Map<string, Name[]>();

	constructor(entries: readonly DictionaryEntry[]) {
		this.entries = entries;
		for (const entry of entries) {
			if (entry.kind !== 'name') continue;
			const parts = entry.name.split('.');
			const last = parts.pop() ?? '';
			const above = parts.join('.');
			const isList = last.endsWith(LIST);
			const name = { path: entry.name, shape: entry.shape, isList, label: isList ? last.slice(0, -2) : last, entry };
			this.#names.set(above, [...(this.#names.get(above) ?? []), name]);
		}
	}

	/** What can be typed at the beginning. */
	get names(): readonly Name[] {
		return this.#names.get('') ?? [];
	}

	/** What can be typed behind the dot of a place; nothing behind that of a list. */
	below(place: Place): readonly Name[] {
		if (place.isList) return [];
		return this.#names.get(place.shape === null ? place.path : `${SHAPE}${place.shape}`) ?? [];
	}

	/** A name that a partial is given by whoever uses it: a shape, or what is called so anywhere. */
	called(word: string): Place | null {
		const shape = `${SHAPE}${word}`;
		if (this.#names.has(shape)) return { path: shape, shape: word, isList: false };
		for (const names of this.#names.values()) {
			const found = names.find(({ label }) => label === word);
			if (found) return found;
		}
		return null;
	}
}

/** One of a list. */
export function oneOf(list: Place): Place {
	return { ...list, isList: false };
}
