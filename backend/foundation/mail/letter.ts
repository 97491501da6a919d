import { escapeUTF8 } from 'entities';
import type { Language } from '@konzeptstand/contract/values.ts';

/** The body of a mail: plain text, and the same as simple HTML. */

/** A paragraph, a list below its first words, or an address that can be opened. */
export type Block =
	string | { lead: string; list: readonly string[] } | { lead: string; address: string; isMain: boolean };

/** @param title of the HTML page; the mail's subject stands elsewhere */
export function composeLetter(
	language: Language,
	title: string,
	blocks: readonly Block[]
): { text: string; html: string } {
	return {
		text: blocks.map(plain).join('\n\n'),
		html: [
			`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeUTF8(title)}</title></head>`,
			'<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em">',
			...blocks.map(marked),
			'</body></html>'
		].join('\n')
	};
}

function plain(block: Block): string {
	if (typeof block === 'string') return block;
	if ('list' in block) return [block.lead, ...block.list.map((one) => `- ${one}`)].join('\n');
	return `${block.lead}\n${block.address}`;
}

function marked(block: Block): string {
	if (typeof block === 'string') return paragraph(block);
	if ('list' in block)
		return `${paragraph(block.lead)}\n<ul>${block.list.map((one) => `<li>${escapeUTF8(one)}</li>`).join('')}</ul>`;
	const lead = escapeUTF8(block.lead);
	const address = escapeUTF8(block.address);
	return `<p>${block.isMain ? `<strong>${lead}</strong>` : lead}<br><a href="${address}">${address}</a></p>`;
}

const paragraph = (text: string): string => `<p>${escapeUTF8(text).replaceAll('\n', '<br>')}</p>`;
