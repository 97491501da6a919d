/** How an office document looks; both formats take it from here. Millimetres and points. */
export const PAGE = {
	width: 210,
	height: 297,
	margin: { top: 22, right: 20, bottom: 22, left: 25 }
} as const;
export const TEXT_WIDTH = PAGE.width - PAGE.margin.left - PAGE.margin.right;
/** A picture leaves room for its caption. */
const MOST_HEIGHT = 200;
export const LIST_INDENT = 7;
export const QUOTE_INDENT = 9;

/** A font that every office has, or one of the same widths in its place. */
export const FONT = 'Arial';
export const CODE_FONT = 'Courier New';
/** Points, without `#`: colours of the pages. */
export const SIZE = { body: 10.5, table: 9, small: 8.5, title: 24, headings: [17, 13.5, 12, 11, 10.5, 10.5] } as const;
export const COLOR = { accent: '0B4A6F', soft: '4C4F56', line: 'C4C7CE', tint: 'F3F4F6' } as const;

export const LOCALE = { de: ['de', 'DE'], en: ['en', 'GB'] } as const;

/** Size of a picture on the page in millimetres: as large as it is, and never larger than its place. */
export function imageSize(image: { width: number; height: number }, place: number): { width: number; height: number } {
	const [width, height] = [image.width, image.height].map((pixels) => (pixels * 25.4) / 96) as [number, number];
	const part = Math.min(1, place / width, MOST_HEIGHT / height);
	return { width: width * part, height: height * part };
}
