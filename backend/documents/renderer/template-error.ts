import { LiquidError } from 'liquidjs';
import type { TemplateFiles } from './template-engine.ts';

/** A mistake in a template: where it is, and the word that is wrong. */
export interface TemplateMistake {
	file: string;
	line: number;
	/** The name that the data, the filters or the tags do not have; empty when the mistake is no missing word. */
	word: string;
	kind: 'unknown_name' | 'unknown_filter' | 'unknown_tag' | 'unknown_partial' | 'syntax';
	/** What Liquid says of it. */
	message: string;
}

const KINDS: readonly [RegExp, TemplateMistake['kind']][] = [
	[/^undefined variable: (\S+)/, 'unknown_name'],
	[/^undefined filter: (\S+)/, 'unknown_filter'],
	[/^tag "([^"]+)" not found/, 'unknown_tag'],
	[/^(?:ENOENT|Failed to lookup)[^"']*["']([^"']+)["']/i, 'unknown_partial']
];

/** The limits of time, memory and length end a document; they are no mistake of a word. */
export function isLimit(error: unknown): boolean {
	return error instanceof Error && /limit exceeded/.test(error.message);
}

/** What Liquid threw, as place and word; null when it is no error of Liquid's. */
export function readMistake(error: unknown, files: TemplateFiles): TemplateMistake | null {
	if (!LiquidError.is(error)) return null;
	const { token, message } = error;
	const [line] = token.getPosition() as [number, number];
	// Not every token of Liquid knows its file, but each knows the whole text that it stands in.
	const named = Object.entries(files).find(([, text]) => text === token.input)?.[0];
	const file = token.file ?? named ?? 'template.md';
	const plain = message.replace(/, file:.*$/s, '').replace(/, line:\d+.*$/s, '');
	for (const [pattern, kind] of KINDS) {
		const match = pattern.exec(plain);
		if (match) return { file, line, word: match[1] ?? '', kind, message: plain };
	}
	return { file, line, word: '', kind: 'syntax', message: plain };
}
