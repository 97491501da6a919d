import type { DocumentImage } from './document-image.ts';

/** Bars beside their words, as a vector picture: every bar is named and its value written, so that colour says nothing. */

export interface Bar {
	label: string;
	/** Length of the bar against the others. */
	value: number;
	/** What is written beside it. */
	text: string;
	/** How it is drawn; hollow is what is not known. */
	look: 'full' | 'middle' | 'light' | 'hollow';
}

const WIDTH = 615;
const ROW = 27;
const BAR = 15;
const CHARACTER = 6.4;
const MOST_LABEL = 38;
const LOOKS: Record<Bar['look'], string> = {
	full: 'fill="#0b4a6f" stroke="#0b4a6f"',
	middle: 'fill="#5f93b3" stroke="#0b4a6f"',
	light: 'fill="#dbe7ee" stroke="#0b4a6f"',
	hollow: 'fill="none" stroke="#0b4a6f" stroke-dasharray="4 3"'
};

/** @param bars from top to bottom */
export function barChart(bars: readonly Bar[]): DocumentImage {
	const labels = bars.map(({ label }) =>
		label.length > MOST_LABEL ? `${label.slice(0, MOST_LABEL - 1).trimEnd()}…` : label
	);
	const left = Math.ceil(Math.max(8, ...labels.map((label) => label.length)) * CHARACTER) + 12;
	const right = Math.ceil(Math.max(4, ...bars.map(({ text }) => text.length)) * CHARACTER) + 14;
	const room = WIDTH - left - right;
	const most = Math.max(1, ...bars.map(({ value }) => value));
	const height = bars.length * ROW + 8;
	const rows = bars.map(({ value, text, look }, index) => {
		const middle = 4 + index * ROW + ROW / 2;
		const length = value > 0 ? Math.max(2, Math.round((value / most) * room)) : 0;
		const bar =
			length > 0
				? `<rect x="${String(left)}" y="${String(middle - BAR / 2)}" width="${String(length)}" height="${String(BAR)}" ${LOOKS[look]}/>`
				: '';
		return (
			`<text x="${String(left - 10)}" y="${String(middle + 4.5)}" text-anchor="end">${escapeXml(labels[index] ?? '')}</text>${bar}` +
			`<text x="${String(left + length + 8)}" y="${String(middle + 4.5)}">${escapeXml(text)}</text>`
		);
	});
	const svg =
		`<svg xmlns="http://www.w3.org/2000/svg" width="${String(WIDTH)}" height="${String(height)}" viewBox="0 0 ${String(WIDTH)} ${String(height)}">` +
		`<g font-family="'Source Sans 3', 'Fira Sans', 'Segoe UI', Arial, sans-serif" font-size="13" fill="#1b1b1f">${rows.join('')}</g>` +
		`<path d="M${String(left)} 2V${String(height - 2)}" stroke="#4c4f56" fill="none"/></svg>`;
	return { type: 'image/svg+xml', bytes: Buffer.from(svg), width: WIDTH, height };
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeXml = (text: string): string => text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
