import { expect } from 'chai';
import fc from 'fast-check';
import { markdownToHtml } from '../../frontend/src/lib/markdown.ts';
import { isOwnPath } from '../../frontend/src/lib/own-path.ts';

/** Every tag that our own renderer makes; anything else in the output was typed by somebody. */
const OWN_TAGS =
	/^<\/?(?:p|strong|em|del|code|pre|ul|ol|li|blockquote|h[3-6]|table|thead|tbody|tr|th|td|br|hr|a)(?:\s[^<>]*)?\/?>$/;

describe('A text that people typed', () => {
	it('becomes Markdown: paragraphs, emphasis, lists, links', () => {
		expect(markdownToHtml('Ein **Satz**.')).to.equal('<p>Ein <strong>Satz</strong>.</p>\n');
		expect(markdownToHtml('[Seite](https://example.org)')).to.include('href="https://example.org"');
		expect(markdownToHtml('# Kopf')).to.match(/^<h3>Kopf<\/h3>/);
	});

	const attacks: [string, RegExp][] = [
		['<script>alert(1)</script>', /<script/i],
		['<img src=x onerror=alert(1)>', /<img/i],
		['a <b onclick="x()">b</b>', /<b\b/i],
		['[x](javascript:alert(1))', /href/i],
		['[x](JaVaScRiPt:alert(1))', /href/i],
		['[x](data:text/html,hi)', /href/i],
		['[x](//example.org)', /href/i],
		['![x](https://example.org/pixel.gif)', /<img/i],
		['<a href="javascript:alert(1)">x</a>', /<a\b/i],
		['[x](https://example.org/"onmouseover="alert(1))', /"onmouseover="/i]
	];
	for (const [typed, forbidden] of attacks) {
		it(`stays text where it is no Markdown: ${typed}`, () => {
			expect(markdownToHtml(typed)).to.not.match(forbidden);
		});
	}

	const pictures = new Map([
		['lage plan.png', { src: '/api/a/1', alt: 'Lage "der" <Städte>', credit: '<b>Foto</b>', width: 4, height: 3 }]
	]);

	it('shows a picture only where it belongs to the text, with its description and credit escaped', () => {
		const html = markdownToHtml('![](lage%20plan.png) ![fremd](https://example.org/x.gif)', pictures);
		expect(html).to.include('<img src="/api/a/1" alt="Lage &quot;der&quot; &lt;Städte&gt;" width="4" height="3"');
		expect(html).to.include('&lt;b&gt;Foto').and.include('fremd').and.not.include('example.org');
	});

	it('begins its headings below those of the page, or right below its title where the text is the page', () => {
		expect(markdownToHtml('## Kopf')).to.match(/^<h4>/);
		expect(markdownToHtml('## Kopf', undefined, 0)).to.match(/^<h2>/);
		expect(markdownToHtml('# Kopf', undefined, 0)).to.match(/^<h2>/);
	});

	it('never yields a tag that the renderer does not make itself', () => {
		const pieces = fc.constantFrom(
			'<',
			'>',
			'"',
			"'",
			'&',
			'[',
			']',
			'(',
			')',
			'`',
			'*',
			'#',
			'\n',
			'|',
			'!',
			'script',
			' onload=',
			'javascript:',
			'a',
			' '
		);
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
				for (const [tag] of markdownToHtml(parts.join('')).matchAll(/<[^>]*>/g)) expect(tag).to.match(OWN_TAGS);
			}),
			{ seed: 7, numRuns: 2000 }
		);
	});
});

describe('An address to go back to', () => {
	it('is followed only where it stays on this server', () => {
		for (const path of ['/', '/saalebogen/concept?edition=rek-2002']) expect(isOwnPath(path), path).to.equal(true);
		for (const path of [
			'//evil.example',
			'/\\evil.example',
			'https://evil.example',
			'javascript:x',
			'',
			'/a\n/b',
			'/a\\b'
		])
			expect(isOwnPath(path), path).to.equal(false);
	});
});
