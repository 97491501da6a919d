import type { ImportLevel } from '@konzeptstand/contract/import.ts';
import { MOST_TITLE, splitTitle } from './read-code.ts';
import { plainSpaces } from './reading.ts';
import { levelOf } from './words.ts';

/** What a row or a cell names, before it is known which item that is. */
export interface NamedItem {
	level: ImportLevel;
	code: string | null;
	title: string;
	/** As lists of the product name it. */
	id?: string;
	key?: string;
	/** The title is number and title of a known item in one. */
	isLabel?: boolean;
}

/**
 * The items that a cell of a column of groups names: two of them, where the name of the column says so
 * (`Handlungsfeld / Ziel`).
 * @param header null: of a list of the product, which names one item as it is called
 */
export function groupsIn(text: string, level: ImportLevel, header: string | null): NamedItem[] {
	if (header === null) return [{ level, code: null, title: plainSpaces(text).slice(0, MOST_TITLE), isLabel: true }];
	const levels = header.split(/[/–|]/).flatMap((word) => levelOf(word.trim()) ?? []);
	const parts = text
		.split(/\n+|\s+\/\s+/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
	const isDouble = levels.length === 2 && parts.length === 2 && levels[0] !== levels[1];
	const named = (part: string, own: ImportLevel): NamedItem => {
		const { code, title } = splitTitle(part);
		return { level: own, code, title: title.slice(0, MOST_TITLE) };
	};
	if (!isDouble) return [named(plainSpaces(text), level)];
	return parts.map((part, index) => named(plainSpaces(part), levels[index] as ImportLevel));
}
