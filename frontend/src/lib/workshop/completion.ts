import type { DictionaryEntry } from '@konzeptstand/contract/template-file.ts';
import type { Dictionary } from './dictionary.ts';
import { PATH, placeOf, scopeBehind } from './scope.ts';
import type { Scope } from './scope.ts';

/** What completes at one place of a template. Knows nothing of the editor, so that it can be tried without one. */

export interface Suggestion {
	readonly label: string;
	readonly kind: DictionaryEntry['kind'];
	readonly isList: boolean;
	readonly does: string;
	readonly example: string | null;
	/** goes before others that fit as well: made by the text itself */
	readonly isNear?: boolean;
	/** where more than the label is put in: the text, and how far into it one goes on typing */
	readonly insert?: { readonly text: string; readonly caret: number };
}
export interface Suggestions {
	/** where the word begins that is being typed */
	readonly from: number;
	readonly options: readonly Suggestion[];
}
export interface Surroundings {
	readonly dictionary: Dictionary;
	/** of a partial only those names are known that it is given */
	readonly isPartial: boolean;
	/** asked for by key; otherwise only while typing where something is expected */
	readonly isAsked: boolean;
}

/** Tags whose first word is a name that the author chooses. */
const NAMING = /^\{%-?\s*(?:for|tablerow|assign|capture|increment|decrement)\s+\w*$/;

/** @returns null where nothing completes */
export function suggest(text: string, position: number, surroundings: Surroundings): Suggestions | null {
	const before = text.slice(0, position);
	const begin = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
	const word = /\w*$/.exec(before)?.[0] ?? '';
	const from = position - word.length;
	const isInside = begin !== -1 && !/[%}]\}/.test(before.slice(begin));
	if (!isInside) return surroundings.isAsked ? offered(from, inserted(before, surroundings)) : null;
	return suggestInside(text, before.slice(begin), begin, { from, word, position }, surroundings);
}

function suggestInside(
	text: string,
	inside: string,
	begin: number,
	{ from, word, position }: { from: number; word: string; position: number },
	{ dictionary, isPartial, isAsked }: Surroundings
): Suggestions | null {
	const quoted = openQuote(inside);
	if (quoted !== null) {
		if (!/^\{%-?\s*render\s*['"]/.test(inside)) return null;
		return offered(position - quoted.length, entriesOf(dictionary, 'partial'));
	}
	const resolve = (path: string, scope: Scope) => placeOf(path, scope, dictionary, isPartial);
	if (/^\{%-?\s*\w*$/.test(inside)) {
		const { open } = scopeBehind(text.slice(0, begin), resolve);
		return offered(from, tags(dictionary, open));
	}
	if (/\|\s*\w*$/.test(inside)) return offered(from, entriesOf(dictionary, 'filter'));
	if (NAMING.test(inside)) return null;
	if (word === '' && !isAsked && !/(?:^\{\{-?\s?|\.)$/.test(inside)) return null;
	const { scope } = scopeBehind(text.slice(0, begin), resolve);
	const dotted = /([A-Za-z_]\w*(?:\.\w+|\[\d+\])*)\.\w*$/.exec(inside)?.[1];
	if (dotted === undefined) return offered(from, beginnings(text, scope, dictionary, isPartial));
	if (dotted === 'forloop' && scope.has('forloop')) return offered(from, FORLOOP);
	const place = resolve(dotted, scope);
	if (!place) return null;
	return offered(from, place.isList ? OF_LIST : dictionary.below(place).map(suggestionOf));
}

const offered = (from: number, options: readonly Suggestion[]): Suggestions | null =>
	options.length === 0 ? null : { from, options };

const suggestionOf = ({ label, entry, isList }: { label: string; entry: DictionaryEntry; isList: boolean }) => ({
	label,
	kind: entry.kind,
	isList,
	does: entry.does,
	example: entry.example
});
const bare = (label: string, isList = false): Suggestion => ({ label, kind: 'name', isList, does: '', example: null });
const OF_LIST = ['size', 'first', 'last'].map((label) => bare(label));
const FORLOOP = ['first', 'last', 'index', 'index0', 'rindex', 'length'].map((label) => bare(label));

function entriesOf(dictionary: Dictionary, kind: DictionaryEntry['kind']): Suggestion[] {
	return dictionary.entries
		.filter((entry) => entry.kind === kind)
		.map((entry) => suggestionOf({ label: entry.name, entry, isList: false }));
}

/** The end of the innermost open block first. */
function tags(dictionary: Dictionary, open: readonly string[]): Suggestion[] {
	const inner = open.at(-1);
	const known = entriesOf(dictionary, 'tag');
	return inner === undefined ? known : [{ ...bare(`end${inner}`), kind: 'tag', isNear: true }, ...known];
}

/** What an expression can begin with. */
function beginnings(text: string, scope: Scope, dictionary: Dictionary, isPartial: boolean): Suggestion[] {
	const own = [...scope].map(([label, place]) => ({ ...bare(label, place?.isList), isNear: true }));
	const given = isPartial ? givenNames(text, scope, dictionary) : dictionary.names.map(suggestionOf);
	return [...own, ...given.filter(({ label }) => !scope.has(label))];
}

/** Names that a partial uses already and that mean something. */
function givenNames(text: string, scope: Scope, dictionary: Dictionary): Suggestion[] {
	const used = new Set<string>();
	for (const [code] of text.matchAll(/\{[{%][^]*?[%}]\}/g))
		for (const [path] of code.replace(/'[^']*'|"[^"]*"/g, '').matchAll(/(?<![.\w])[A-Za-z_]\w*(?:\.\w+)*/g)) {
			const root = PATH.exec(path)?.[1] ?? '';
			if (!scope.has(root) && dictionary.called(root) !== null) used.add(root);
		}
	return [...used].map((label) => bare(label, dictionary.called(label)?.isList));
}

/** In the midst of the text a name comes with its braces. */
function inserted(before: string, { dictionary, isPartial }: Surroundings): Suggestion[] {
	const { scope } = scopeBehind(before, (path, inForce) => placeOf(path, inForce, dictionary, isPartial));
	return beginnings(before, scope, dictionary, isPartial)
		.filter(({ label }) => label !== 'forloop')
		.map((suggestion) => ({ ...suggestion, insert: asPrinted(suggestion) }));
}

/** What writes a name into the document: of a list, one after the other. */
export function asPrinted({ label, isList }: { label: string; isList: boolean }): { text: string; caret: number } {
	const head = isList ? `{% for one in ${label} %}{{ one.` : `{{ ${label}`;
	return { text: `${head} }}${isList ? '{% endfor %}' : ''}`, caret: head.length };
}

/** What was typed since a quotation mark that is still open; null where none is. */
function openQuote(inside: string): string | null {
	const rest = inside.replace(/'[^']*'|"[^"]*"/g, (text) => ' '.repeat(text.length));
	const mark = rest.search(/['"]/);
	return mark === -1 ? null : inside.slice(mark + 1);
}
