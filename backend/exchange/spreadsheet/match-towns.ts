import type { ImportDoubt, ImportWords } from '@konzeptstand/contract/import.ts';
import type { MunicipalityItem } from '../../region/region.model.ts';
import type { Doubts, DoubtSeed } from './doubts.ts';
import { plainSpaces } from './reading.ts';
import { normalised, saysUnknown } from './words.ts';

/** Names of towns in a list, one or several in a cell, held against those of the region. */

type Place = Pick<DoubtSeed, 'sheet' | 'sheetIndex' | 'row' | 'column' | 'field'>;

/** All towns of the region: `alle`, `alle drei`, `alle Städte`. */
const ALL =
	/^(?:alle|saemtliche|all)(?: (zwei|drei|vier|fuenf|sechs|sieben|acht|neun|zehn|\d+))?(?: (?:beteiligten )?(?:staedte|gemeinden|kommunen|orte|towns))?(?: (?:des|der|im|in) .+)?$|^(?:gesamter kooperationsraum|ganze region|gesamte region|regionsweit|gesamtraum)$/;
const NUMBERS = ['zwei', 'drei', 'vier', 'fuenf', 'sechs', 'sieben', 'acht', 'neun', 'zehn'];

export class TownMatcher {
	readonly #all: readonly MunicipalityItem[];
	readonly #byName: ReadonlyMap<string, MunicipalityItem>;
	readonly #chosen: ReadonlyMap<string, string | null>;
	readonly #doubts: Doubts;
	/** The list's words for towns, and how often each is used. */
	readonly used = new Map<string, number>();

	constructor(towns: readonly MunicipalityItem[], words: ImportWords, doubts: Doubts) {
		this.#all = towns;
		this.#byName = new Map(towns.map((town) => [normalised(town.name), town]));
		this.#chosen = new Map(words.municipalities.map(({ word, municipality }) => [normalised(word), municipality]));
		this.#doubts = doubts;
	}

	/** A town by its name, with or without what kind of place it is; null: none is meant; undefined: nobody knows the word. */
	town(word: string): MunicipalityItem | null | undefined {
		const key = normalised(word);
		const chosen = this.#chosen.get(key);
		if (chosen !== undefined) return this.#all.find((town) => town._id === chosen) ?? null;
		return this.#named(key);
	}

	#named(key: string): MunicipalityItem | undefined {
		const plain = key.replace(/^(?:stadt|gemeinde|markt) /, '');
		if (plain === '') return undefined;
		return (
			this.#byName.get(key) ??
			this.#byName.get(plain) ??
			[...this.#byName].find(([name]) => name.split(' ')[0] === plain)?.[1]
		);
	}

	/** Those that a cell names, with what was decided about words that nobody knows. */
	townsAt(text: string, place: Place, doubts: ImportDoubt[]): MunicipalityItem[] {
		return this.#wordsIn(text).flatMap((word) => {
			this.used.set(word, (this.used.get(word) ?? 0) + 1);
			const town = this.town(word);
			return town === undefined ? this.#asked(word, place, doubts) : (town ?? []);
		});
	}

	/** The town that a sheet is named after, for all rows of it; null: none, or the planner wants none. */
	townOfSheet(name: string): MunicipalityItem | null {
		if (this.#named(normalised(name)) === undefined) return null;
		this.used.set(name, (this.used.get(name) ?? 0) + 1);
		return this.town(name) ?? null;
	}

	/** `Rudolstadt/Bad Blankenburg` are two, `Saalfeld/Saale` is one: the longest run of words that is a town holds. */
	#wordsIn(text: string): string[] {
		const whole = plainSpaces(text);
		if (this.town(whole) !== undefined || ALL.test(normalised(whole))) return [whole];
		const parts = whole.split(/(\s*[;,/+&|]\s*|\s+(?:und|u\.|sowie|and)\s+)/i);
		const words: string[] = [];
		for (let from = 0; from < parts.length; from += 2) {
			let to = parts.length - 1;
			while (to > from && this.town(parts.slice(from, to + 1).join('')) === undefined) to -= 2;
			const word = parts.slice(from, to + 1).join('');
			if (word !== '' && !saysUnknown(word)) words.push(word.slice(0, 300));
			from = to;
		}
		return words;
	}

	#asked(word: string, place: Place, doubts: ImportDoubt[]): MunicipalityItem[] {
		const names = this.#all.map(({ name }) => name).join(', ');
		const isAll = this.#meansAll(word);
		const decision = this.#doubts.add(doubts, {
			code: isAll ? 'all_municipalities' : 'unknown_municipality',
			...place,
			value: word,
			proposal: isAll ? { text: { de: names, en: names }, value: names } : null,
			choices: ['value', 'empty', 'leave-out']
		});
		if (decision?.choice === 'proposal') return [...this.#all];
		if (decision?.choice !== 'value') return [];
		// What was typed in its place may name several.
		return this.#wordsIn(decision.value ?? '').flatMap((typed) => {
			const town = this.town(typed);
			if (town !== undefined) return town ?? [];
			this.#doubts.add(doubts, {
				code: 'unknown_municipality',
				...place,
				value: typed,
				choices: ['empty', 'leave-out']
			});
			return [];
		});
	}

	/** `alle drei` are all where the region has three. */
	#meansAll(word: string): boolean {
		const match = ALL.exec(normalised(word));
		if (!match || this.#all.length === 0) return false;
		const count = match[1];
		return count === undefined || (NUMBERS.indexOf(count) + 2 || Number(count)) === this.#all.length;
	}
}
