import { readXml } from './read-zip.ts';
import type { Archive } from './read-zip.ts';

/** What a cell's look tells: whether its number is a date or a share, how far it is indented, bold, crossed out. */
export interface XlsxStyle {
	/** How fine the date is shown; null: no date. */
	date: 'year' | 'month' | 'day' | null;
	isPercent: boolean;
	indent: number;
	isBold: boolean;
	isStruck: boolean;
}

interface Font {
	isBold: boolean;
	isStruck: boolean;
}

/** Styles by the number that cells name. */
export function readStyles(archive: Archive): XlsxStyle[] {
	const bytes = archive.part('xl/styles.xml');
	if (!bytes) return [];
	const formats = new Map<number, string>();
	const fonts: Font[] = [];
	const styles: XlsxStyle[] = [];
	let within = '';
	readXml(bytes, {
		open: (name, attributes) => {
			const isOn = !['0', 'false', 'none'].includes(attributes['val'] ?? '1');
			const font = fonts.at(-1);
			if (['fonts', 'cellXfs', 'cellStyleXfs', 'dxfs'].includes(name)) within = name;
			else if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
			else if (name === 'font' && within === 'fonts') fonts.push({ isBold: false, isStruck: false });
			else if (name === 'b' && within === 'fonts' && font) font.isBold = isOn;
			else if (name === 'strike' && within === 'fonts' && font) font.isStruck = isOn;
			else if (name === 'xf' && within === 'cellXfs') {
				const format = Number(attributes['numFmtId'] ?? 0);
				const { isBold, isStruck } = fonts[Number(attributes['fontId'] ?? 0)] ?? { isBold: false, isStruck: false };
				styles.push({ ...numberStyle(format, formats.get(format)), indent: 0, isBold, isStruck });
			} else if (name === 'alignment' && within === 'cellXfs') {
				const style = styles.at(-1);
				if (style) style.indent = Number(attributes['indent'] ?? 0);
			}
		},
		close: (name) => {
			if (name === within) within = '';
		},
		text: () => undefined
	});
	return styles;
}

/** Formats that every program knows by number. Source: ECMA-376 part 1, 18.8.30. */
function numberStyle(id: number, code: string | undefined): Pick<XlsxStyle, 'date' | 'isPercent'> {
	if (code !== undefined) return { date: dateOf(code), isPercent: plain(code).includes('%') };
	if (id === 9 || id === 10) return { date: null, isPercent: true };
	if (id === 17) return { date: 'month', isPercent: false };
	const isDate = (id >= 14 && id <= 16) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
	return { date: isDate ? 'day' : null, isPercent: false };
}

/** Without what is shown as it stands: quoted text, escaped characters, colours and conditions. */
const plain = (code: string): string =>
	(code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').toLowerCase();

function dateOf(code: string): XlsxStyle['date'] {
	const shown = plain(code);
	if (shown.includes('d') && /[ym]/.test(shown)) return 'day';
	if (!shown.includes('y')) return null;
	return shown.includes('m') ? 'month' : 'year';
}
