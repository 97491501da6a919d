import { LiquidError } from 'liquidjs';
import type { LimitPlace } from './messages.ts';
import type { TemplateFiles } from './template-engine.ts';

/** A mistake in a template: where it is, and the word that is wrong. */
export interface TemplateMistake {
	file: string;
	line: number;
	/** The name that the data, the filters or the tags do not have; empty when the mistake is no missing word. */
	word: string;
	kind: 'unknown_name' | 'unknown_filter' | 'unknown_tag' | 'unknown_partial' | 'too_deep' | 'syntax';
	/** What Liquid says of it. */
	message: string;
}

/** What the engine says when functions have called each other too deeply. */
const STACK_FULL = /^Maximum call stack size exceeded/;

/** All that was found wrong in one go, each once; never none. */
export class TemplateMistakes extends Error {
	readonly mistakes: readonly TemplateMistake[];

	constructor(mistakes: readonly TemplateMistake[]) {
		super(mistakes.map(({ message }) => message).join('; '));
		this.name = 'TemplateMistakes';
		this.mistakes = mistakes;
	}
}

const KINDS: readonly [RegExp, TemplateMistake['kind']][] = [
	[/^undefined variable: (\S+)/, 'unknown_name'],
	[/^undefined filter: (\S+)/, 'unknown_filter'],
	[/^tag "([^"]+)" not found/, 'unknown_tag'],
	[/^(?:ENOENT|Failed to lookup)[^"']*["']([^"']+)["']/i, 'unknown_partial'],
	[STACK_FULL, 'too_deep']
];

/** What is said of a mistake is never longer than what anybody reads. */
const LONGEST = 200;

/** Limits of time, memory and length end a document: no mistake of a word, yet mostly of a line. Null: it is none. */
export function readLimit(error: unknown, files: TemplateFiles): { message: string; place: LimitPlace | null } | null {
	if (!(error instanceof Error)) return null;
	const place = LiquidError.is(error) ? placeOf(error, files) : null;
	if (/limit exceeded/.test(error.message)) return { message: plainMessage(error), place };
	// Of Markdown that is nested without end nobody knows the line; of Liquid it is a mistake with a place.
	if (place === null && STACK_FULL.test(error.message)) return { message: 'nesting limit exceeded', place };
	return null;
}

function placeOf({ token }: LiquidError, files: TemplateFiles): LimitPlace {
	const [line] = token.getPosition() as [number, number];
	// Not every token of Liquid knows its file, but each knows the whole text that it stands in.
	const named = Object.entries(files).find(([, text]) => text === token.input)?.[0];
	return { file: token.file ?? named ?? 'template.md', line };
}

const plainMessage = ({ message }: Error): string =>
	message
		.replace(/, file:.*$/s, '')
		.replace(/, line:\d+.*$/s, '')
		.slice(0, LONGEST);

/** What Liquid threw, as place and word; null when it is no error of Liquid's. */
export function readMistake(error: unknown, files: TemplateFiles): TemplateMistake | null {
	if (!LiquidError.is(error)) return null;
	const place = placeOf(error, files);
	const message = plainMessage(error);
	for (const [pattern, kind] of KINDS) {
		const match = pattern.exec(message);
		if (match) return { ...place, word: match[1] ?? '', kind, message };
	}
	return { ...place, word: '', kind: 'syntax', message };
}
