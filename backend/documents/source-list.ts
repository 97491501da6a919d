import type { Note, Source } from '@konzeptstand/contract/values.ts';

/** One empty list for all: thousands of them would travel to the child one by one. */
export const NONE: never[] = [];

/** Gathers the sources of a document: each once, named by its number. */
export class SourceList {
	readonly all: { title: string; address: string | null }[] = [];
	readonly #numbers = new Map<string, number>();

	/** Numbers of these sources, new ones added. */
	numbers(sources: readonly Source[]): number[] {
		if (sources.length === 0) return NONE;
		return sources.map(({ title, address }) => {
			const name = `${title}\n${address ?? ''}`;
			const known = this.#numbers.get(name);
			if (known !== undefined) return known;
			const number = this.all.push({ title, address }) - 1;
			this.#numbers.set(name, number);
			return number;
		});
	}

	notes(notes: readonly Note[]): { topic: string | null; text: string; sources: number[] }[] {
		if (notes.length === 0) return NONE;
		return notes.map(({ topic, text, sources }) => ({ topic, text, sources: this.numbers(sources) }));
	}

	/** What every item says beside its own fields. */
	remarks(item: { sources: readonly Source[]; notes: readonly Note[]; contradictions: readonly Note[] }) {
		return {
			sources: this.numbers(item.sources),
			notes: this.notes(item.notes),
			contradictions: this.notes(item.contradictions)
		};
	}
}
