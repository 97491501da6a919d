import type { Token, Tokens } from 'marked';

/** Text of tokens without their marks; footnotes are none of it. */
export function textOf(tokens: readonly Token[]): string {
	return tokens
		.map((token) => {
			const inner = (token as Tokens.Generic).tokens;
			if (inner) return textOf(inner);
			return token.type === 'footnote' ? '' : 'text' in token ? String(token.text) : '';
		})
		.join('');
}
