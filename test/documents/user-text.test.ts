import { expect } from 'chai';
import fc from 'fast-check';
import { Lexer } from 'marked';
import type { Token, Tokens } from 'marked';
import { renderText } from '../../backend/documents/renderer/render-document.ts';
import { LIMITS, textOfHtml } from '../helpers/documents.ts';

/** What people type never becomes a mark of the document, wherever a template puts it. */

const EVERYWHERE = `# {{ t }}

## {{ t }}

{{ t }}

Text {{ t }}, **{{ t }}**, *{{ t }}* ({{ t }}), [{{ t }}](https://example.org), {{ t }}{{ t }} {{ t }}. Ende
{{ t }}
{{ t }}. Satz

- {{ t }}
- **{{ t }}**: Text
  {{ t }}

1. {{ t }}

> {{ t }}
> {{ t }}) Text

: {{ t }}

| A {{ t }} | B |
|---|---|
| {{ t }} | **{{ t }}** {{ t }} |
|{{ t }}|{{ t }}|

{{ t }}
Ende
`;

function markdownOf(template: string, data: object): string {
	const state = { day: '2026-11-24', sequence: 7, template: 'probe', templateVersion: '1.0.0' };
	return renderText({
		files: { 'template.md': template },
		data: { state, sources: [], ...data },
		language: 'de',
		format: 'md',
		limits: LIMITS
	});
}

function htmlOf(template: string, data: object): string {
	const state = { day: '2026-11-24', sequence: 7, template: 'probe', templateVersion: '1.0.0' };
	return renderText({
		files: { 'template.md': template },
		data: { state, sources: [], ...data },
		language: 'de',
		format: 'html',
		limits: LIMITS
	});
}

/** Kinds of all tokens and how they nest; neighbouring pieces of plain text are one. */
function structureOf(markdown: string): unknown {
	const shape = (tokens: readonly Token[]): unknown[] =>
		tokens.reduce<unknown[]>((shapes, token) => {
			const kind = token.type === 'escape' || token.type === 'text' ? 'text' : token.type;
			const one = token as Token & {
				tokens?: Token[];
				items?: Token[];
				header?: Cell[];
				rows?: Cell[][];
				href?: string;
			};
			type Cell = { tokens: Token[] };
			const parts = [
				one.href ?? null,
				one.items ? shape(one.items) : [],
				one.header?.map((cell) => shape(cell.tokens)) ?? [],
				one.rows?.map((row) => row.map((cell) => shape(cell.tokens))) ?? []
			];
			const inner = one.tokens && kind !== 'text' ? shape(one.tokens) : one.tokens ? shape(one.tokens) : [];
			if (kind === 'text' && inner.length === 0) {
				if (shapes.at(-1) !== 'text') shapes.push('text');
			} else if (kind !== 'space') shapes.push([kind, inner, parts]);
			return shapes;
		}, []);
	return shape(new Lexer({ gfm: true }).lex(markdown));
}

const mark = fc.constantFrom(
	...Array.from('\\`*_{}[]<>()#+-.!|~^$&@:=\'"/,;?% 0123456789'),
	...[
		'\n',
		'\t',
		'\r\n',
		'\u00a0',
		'\u2028',
		'w',
		'www.',
		'http',
		'https://',
		'mailto:',
		'a@b.de',
		'&amp;',
		'&#42;',
		'<b>'
	],
	...[
		'{{ t }}',
		'{% raw %}',
		'[^1]',
		'[x](y)',
		'```',
		'---',
		'***',
		'1. ',
		'- ',
		'# ',
		'| ',
		'|---|',
		'![i](j)',
		'ä',
		'„',
		'“',
		'€'
	],
	...['\uE000', '\uE0000\uE001', '\uE002', '\u0000', '\u001b', 'Wort', 'xmpp:', '</script>', '<!--', ']]>', ': ', ':-']
);
const typed = fc
	.array(
		fc.oneof({ weight: 4, arbitrary: mark }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) }),
		{
			minLength: 1,
			maxLength: 12
		}
	)
	.map((parts) => parts.join(''))
	.filter((text) => visible(text) !== '');

/** What of a text is to be read: one line, without what nobody can see. */
function visible(text: string): string {
	return text

		.replace(/[\u0000-\u0008\u000e-\u001f\u007f\uE000-\uE002]/g, '')
		.replace(/[ \t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
		.trim();
}

describe('A title that somebody typed', function () {
	this.timeout(30_000);
	const expected = structureOf(markdownOf(EVERYWHERE, { t: 'Titel' }));

	it('never changes the structure of the finished Markdown', () => {
		fc.assert(
			fc.property(typed, (t) => {
				expect(structureOf(markdownOf(EVERYWHERE, { t }))).to.deep.equal(expected);
			}),
			{ numRuns: 400 }
		);
	});

	it('is read in the document exactly as it was typed', () => {
		fc.assert(
			fc.property(typed, (t) => {
				const page = htmlOf('# x\n\nEs heißt ({{ t }}) hier.\n', { t });
				expect(textOfHtml(page)).to.include(`Es heißt (${visible(t)}) hier.`);
			}),
			{ numRuns: 300 }
		);
	});

	for (const [what, t] of [
		['HTML', '<script>alert(1)</script>'],
		['Liquid', '{{ 7 | times: 6 }}{% raw %}'],
		['a heading', '# Groß'],
		['a list', '- Punkt'],
		['a numbered list', '1. Punkt'],
		['a table', '| a | b |'],
		['an address', 'https://evil.example www.evil.example boss@evil.example'],
		['a line break', 'eins\n\nzwei'],
		['an entity', '&lt;b&gt; &#42;'],
		['a footnote', 'Satz[^1]'],
		['a rule', '---'],
		['half an address', '://'],
		['a face', ':/']
	] as const) {
		it(`stays text when it looks like ${what}`, () => {
			const page = htmlOf('# x\n\n## y\n\n{{ t }}\n\nEs heißt ({{ t }}) hier.\n', { t });
			expect(textOfHtml(page))
				.to.include(`\n${visible(t)}\n`)
				.and.include(`Es heißt (${visible(t)}) hier.`);
			expect(/<main[^]*<\/main>/.exec(page)?.[0]).to.not.match(/<script|<b>|<table|<ul|<ol|<h3/);
			expect(structureOf(markdownOf('# x\n\n{{ t }}\n', { t }))).to.deep.equal(
				structureOf(markdownOf('# x\n\n{{ t }}\n', { t: 'Titel' }))
			);
		});
	}
});

describe('A long text that somebody typed', function () {
	this.timeout(30_000);
	const around = `# Titel

Davor
{{ t | text }}
Danach

- Eins {{ t | text }}
- {{ t | text }}
- Drei

| A | B |
|---|---|
| {{ t | text }} | fest |
| zwei {{ t | text }} | fest |

## Schluss
`;
	const allowed = new Set(['paragraph', 'text', 'escape', 'strong', 'em', 'list', 'list_item', 'link', 'br', 'space']);

	function kindsOf(tokens: readonly Token[]): string[] {
		return tokens.flatMap((token) => {
			const one = token as Token & { tokens?: Token[]; items?: Token[] };
			return [token.type, ...kindsOf(one.tokens ?? []), ...kindsOf(one.items ?? [])];
		});
	}

	const long = fc
		.array(
			fc.oneof(mark, fc.constantFrom('\n\n', '\n', '    ', '  \n', '> ', '* ', '2) ', '\n---\n', '\n===\n', '**', '_')),
			{
				maxLength: 30
			}
		)
		.map((parts) => parts.join(''));

	it('keeps its own paragraphs, emphasis, lists and links, and nothing else', () => {
		fc.assert(
			fc.property(long, (t) => {
				const [, ...own] = new Lexer({ gfm: true }).lex(markdownOf('# x\n\n{{ t | text }}\n', { t }));
				const rule = own.findLastIndex((token) => token.type === 'hr');
				expect(kindsOf(own.slice(0, rule)).filter((kind) => !allowed.has(kind))).to.deep.equal([]);
			}),
			{ numRuns: 400 }
		);
	});

	it('makes no rule of bullets without text', () => {
		for (const t of ['* * -', '- + *', '* a\n* * *'])
			expect(markdownOf('# x\n\n{{ t | text }}\n', { t })).not.to.match(/^ *\* *\* *\*/m);
	});

	it('makes no list of a number that was typed as code', () => {
		const markdown = markdownOf('# x\n\n{{ t | text }}\n', { t: '```\n1. Zeile\n```' });
		expect(markdown).to.include('\n1\\. Zeile\n');
	});

	it('never ends a list or a table of the template, nor swallows what follows', () => {
		fc.assert(
			fc.property(long, (t) => {
				const tokens = new Lexer({ gfm: true }).lex(markdownOf(around, { t }));
				const list = tokens.filter((token) => token.type === 'list').at(-1) as Tokens.List | undefined;
				const table = tokens.find((token) => token.type === 'table') as Tokens.Table | undefined;
				const headings = tokens.filter((token) => token.type === 'heading');
				expect(list?.items).to.have.length(3);
				expect(table?.rows).to.have.length(2);
				expect(table?.rows.every((row) => row[1]?.text === 'fest')).to.equal(true);
				expect(headings).to.have.length(2);
			}),
			{ numRuns: 400 }
		);
	});

	it('links only to the web and to mailboxes', () => {
		const t =
			'[a](javascript:alert(1)) [b](data:text/html,x) [c](/innen) [d](https://example.org/x_(y)) [e](mailto:a@example.org) <vbscript:x> https://example.org/z';
		const links = [...htmlOf('# x\n\n## y\n\n{{ t | text }}\n', { t }).matchAll(/<main[^]*<\/main>/g)].flatMap(
			([main]) => [...main.matchAll(/href="([^"]*)"/g)].map((match) => match[1])
		);
		expect(links).to.deep.equal(['https://example.org/x%5F%28y%29', 'mailto:a@example.org', 'https://example.org/z']);
	});

	it('shows of foreign images their text, and shows its HTML as text; its headings become bold', () => {
		const page = htmlOf('# x\n\n{{ t | text }}\n', {
			t: '# Kopf\n\n<img src=x onerror=y> ![alt](z)\n\n<div>\nBlock\n</div>'
		});
		expect(page)
			.to.include('<strong>Kopf</strong>')
			.and.include('onerror=y&gt; alt')
			.and.include('&lt;img src=x onerror=y&gt;')
			.and.include('&lt;div&gt;');
		expect(page).to.not.match(/<img|<div>/);
	});

	it('of the worst kind is shown as it was typed, and never read for its marks', () => {
		for (const one of ['[', '*', '> ', '- ', '_a', '![', '**a ', '[a](', '~~a', '1. ']) {
			const t = one.repeat(20_000 / one.length);
			const page = htmlOf('# x\n\n{{ t | text }}\n\nEnde\n', { t });
			expect(textOfHtml(page).includes(`\n${visible(t)}\n`), JSON.stringify(one)).to.equal(true);
		}
	}).timeout(120_000);
});
