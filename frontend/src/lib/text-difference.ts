import { applyPatch, diffWordsWithSpace, reversePatch, structuredPatch } from 'diff';
import type { Word } from '@konzeptstand/contract/edition.ts';

/** Differences between two long texts: by lines, and by words within the lines that changed. */

export interface Part {
	/** of its first line, in the later text; from 1 */
	readonly line: number;
	/** with two lines around it */
	readonly words: readonly Word[];
}

const AROUND = 2;
/** Longer than this, word by word would take seconds: the lines stand below each other then. */
const LONGEST = 20_000;

const patchOf = (before: string, after: string) =>
	structuredPatch('', '', ended(before), ended(after), undefined, undefined, { context: AROUND });

/** A missing end of the last line is no difference. */
const ended = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** What changed from one text to the other, part by part, in their order; empty where they are the same. */
export function differenceOf(before: string, after: string): Part[] {
	return patchOf(before, after).hunks.map(({ newStart, lines }) => ({ line: newStart, words: wordsOf(lines) }));
}

function wordsOf(lines: readonly string[]): Word[] {
	const words: Word[] = [];
	const texts = { removed: '', added: '' };
	const settle = () => {
		const { removed, added } = texts;
		if (removed !== '' && added !== '' && removed.length + added.length <= LONGEST) {
			for (const { added: isAdded, removed: isRemoved, value } of diffWordsWithSpace(removed, added))
				words.push({ change: isAdded ? 'added' : isRemoved ? 'removed' : 'same', text: value });
		} else {
			if (removed !== '') words.push({ change: 'removed', text: removed });
			if (added !== '') words.push({ change: 'added', text: added });
		}
		texts.removed = texts.added = '';
	};
	for (const line of lines) {
		const text = `${line.slice(1)}\n`;
		if (line.startsWith('-')) texts.removed += text;
		else if (line.startsWith('+')) texts.added += text;
		else {
			settle();
			words.push({ change: 'same', text });
		}
	}
	settle();
	return words;
}

/** One change of a text from which another was made, and whether the other can take it over. */
export interface Offer extends Part {
	/** the text with this change; null where it does not fit any more, or is there already */
	readonly taken: string | null;
	readonly isThere: boolean;
}

/** What happened to a text (`basis` to `shipped`) since somebody made `own` of it. */
export function offersFor(own: string, basis: string, shipped: string): Offer[] {
	const patch = patchOf(basis, shipped);
	return patch.hunks.map((hunk) => {
		const one = { ...patch, hunks: [hunk] };
		const isThere = applyPatch(ended(own), reversePatch(one)) !== false;
		const taken = isThere ? false : applyPatch(ended(own), one);
		return { line: hunk.newStart, words: wordsOf(hunk.lines), isThere, taken: taken === false ? null : taken };
	});
}
