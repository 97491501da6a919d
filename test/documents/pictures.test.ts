import { expect } from 'chai';
import type { DocumentFormat } from '@konzeptstand/contract/document.ts';
import type { DocumentImage } from '../../backend/documents/renderer/document-image.ts';
import { RefusedContent } from '../../backend/documents/renderer/refused-content.ts';
import { renderText } from '../../backend/documents/renderer/render-document.ts';
import { LIMITS } from '../helpers/documents.ts';

const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5"></svg>');
const PICTURE: DocumentImage = { type: 'image/svg+xml', bytes: SVG, width: 10, height: 5 };
const ADDRESS = `data:image/svg+xml;base64,${SVG.toString('base64')}`;

function written(template: string, format: DocumentFormat, t = ''): string {
	return renderText({
		files: { 'template.md': template },
		data: {
			state: { day: '2026-11-24', sequence: 7, template: 'probe', templateVersion: '1.0.0' },
			sources: [],
			...{ t }
		},
		language: 'de',
		format,
		limits: LIMITS,
		images: new Map([['blick-1', PICTURE]])
	});
}

describe('A picture in a document', () => {
	it('stands in a long text by its name, alone or between words, and nowhere else is it loaded from', () => {
		const page = written(
			'# x\n\n## y\n\n{{ t | text }}\n',
			'html',
			'![Blick auf *die* \\* Stadt](blick-1)\n\nText ![fremd](https://evil.example/x.png) und ![fort](nirgends) Ende'
		);
		expect(page).to.include(
			`<figure>\n<img src="${ADDRESS}" alt="Blick auf die * Stadt" width="10" height="5">\n</figure>`
		);
		expect(page).to.include('<p>Text fremd und fort Ende</p>');
		expect(page.match(/<img/g)).to.have.length(1);
	});

	it('is carried whole by the Markdown', () => {
		expect(written('# x\n\n{{ t | text }}\n', 'md', 'Da: ![Blick (1)](blick-1)!')).to.include(
			`Da: ![Blick (1)](<${ADDRESS}>)\\!`
		);
	});

	it('has a caption with a number of its own, apart from the tables', () => {
		const text = written('# x\n\n: Blick\n\n![Stadt](<blick-1>)\n\n: Zahlen\n\n| a |\n|---|\n| 1 |\n', 'html');
		expect(text).to.include('<figcaption><strong>Abbildung 1:</strong> Blick</figcaption>');
		expect(text).to.include('<caption><strong>Tabelle 1:</strong> Zahlen</caption>');
	});

	it('is refused without alternative text, or when the template names one that is not there', () => {
		expect(() => written('# x\n\n{{ t | text }}\n', 'html', '![](blick-1)'))
			.to.throw(RefusedContent)
			.with.property('code', 'document_image_alt');
		expect(() => written('# x\n\n![a](fort)\n', 'html'))
			.to.throw(RefusedContent)
			.with.property('code', 'document_image_missing');
	});
});

describe('A page break', () => {
	it('is written by its tag, and not by a text that looks like one', () => {
		const page = written(
			'# x\n\n## y\n\nDavor\n{% page_break %}\nDanach\n\n{{ t | text }}\n',
			'html',
			'<!-- pagebreak -->'
		);
		expect(page).to.include('<p>Davor</p>\n<div class="page-break"></div>\n<p>Danach</p>');
		expect(page.match(/class="page-break"/g)).to.have.length(1);
		expect(page).to.include('&lt;!-- pagebreak --&gt;');
	});
});
