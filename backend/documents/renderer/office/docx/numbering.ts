import { LIST_INDENT } from '../page.ts';
import { xml, xmlPart } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import { WORD } from './namespaces.ts';
import { twips } from './units.ts';

/** Lists go nine levels deep in WordprocessingML, headings six. */
export const DEEPEST_LEVEL = 8;
const HEADINGS = 1;
const BULLETS = 2;
const [ABSTRACT_HEADINGS, ABSTRACT_BULLETS, ABSTRACT_NUMBERS] = [0, 1, 2];
const SIGNS = ['•', '–', '▪'];

/** How the document counts: its headings, its bullets, and every numbered list from its own beginning. */
export class Numbering {
	readonly #lists: { level: number; start: number }[] = [];

	/** @param start null for bullets @returns number of the list */
	add(level: number, start: number | null): number {
		if (start === null) return BULLETS;
		this.#lists.push({ level: Math.min(level, DEEPEST_LEVEL), start });
		return BULLETS + this.#lists.length;
	}

	/** @param countsHeadings whether the heading styles count */
	part(countsHeadings: boolean): string {
		const levels = Array.from({ length: DEEPEST_LEVEL + 1 }, (_, index) => index);
		return xmlPart(
			xml(
				'w:numbering',
				WORD,
				abstract(
					ABSTRACT_HEADINGS,
					levels.map((level) => headingLevel(level, countsHeadings))
				),
				abstract(
					ABSTRACT_BULLETS,
					levels.map((level) => listLevel(level, 'bullet', SIGNS[level % 3] ?? '•'))
				),
				abstract(
					ABSTRACT_NUMBERS,
					levels.map((level) => listLevel(level, 'decimal', `%${String(level + 1)}.`))
				),
				list(HEADINGS, ABSTRACT_HEADINGS),
				list(BULLETS, ABSTRACT_BULLETS),
				this.#lists.map(({ level, start }, index) =>
					list(
						BULLETS + index + 1,
						ABSTRACT_NUMBERS,
						xml('w:lvlOverride', { 'w:ilvl': level }, xml('w:startOverride', { 'w:val': start }))
					)
				)
			)
		);
	}
}

/** Reference of a heading style to its level. */
export const headingNumber = (level: number): Xml =>
	xml('w:numPr', {}, xml('w:ilvl', { 'w:val': level - 1 }), xml('w:numId', { 'w:val': HEADINGS }));

function abstract(id: number, levels: readonly Xml[]): Xml {
	return xml('w:abstractNum', { 'w:abstractNumId': id }, xml('w:multiLevelType', { 'w:val': 'multilevel' }), levels);
}

function list(id: number, of: number, ...overrides: readonly Xml[]): Xml {
	return xml('w:num', { 'w:numId': id }, xml('w:abstractNumId', { 'w:val': of }), overrides);
}

function headingLevel(level: number, counts: boolean): Xml {
	const isHeading = counts && level < 6;
	const text = Array.from({ length: level + 1 }, (_, index) => `%${String(index + 1)}`).join('.');
	return xml(
		'w:lvl',
		{ 'w:ilvl': level },
		xml('w:start', { 'w:val': 1 }),
		xml('w:numFmt', { 'w:val': isHeading ? 'decimal' : 'none' }),
		isHeading ? [xml('w:pStyle', { 'w:val': `Heading${String(level + 1)}` })] : [],
		xml('w:suff', { 'w:val': isHeading ? 'space' : 'nothing' }),
		xml('w:lvlText', { 'w:val': isHeading ? text : '' }),
		xml('w:lvlJc', { 'w:val': 'left' })
	);
}

function listLevel(level: number, format: string, text: string): Xml {
	return xml(
		'w:lvl',
		{ 'w:ilvl': level },
		xml('w:start', { 'w:val': 1 }),
		xml('w:numFmt', { 'w:val': format }),
		xml('w:lvlText', { 'w:val': text }),
		xml('w:lvlJc', { 'w:val': 'left' }),
		xml('w:pPr', {}, xml('w:ind', { 'w:left': twips(LIST_INDENT * (level + 1)), 'w:hanging': twips(LIST_INDENT) }))
	);
}
