import { LIST_INDENT } from '../page.ts';
import { xml } from '../../../../foundation/xml.ts';
import type { Attributes, Xml } from '../../../../foundation/xml.ts';
import { millimetres } from './odt-pieces.ts';

const LEVELS = Array.from({ length: 10 }, (_, index) => index + 1);
const SIGNS = ['•', '–', '▪'];

/** How headings are counted: 1, 1.1, 1.1.1 … @param counts whether they are at all */
export function outlineStyle(counts: boolean): Xml {
	return xml(
		'text:outline-style',
		{ 'style:name': 'Outline' },
		LEVELS.map((level) => {
			const isCounted = counts && level <= 6;
			return xml(
				'text:outline-level-style',
				{
					'text:level': level,
					'style:num-format': isCounted ? '1' : '',
					'text:display-levels': isCounted && level > 1 ? level : undefined
				},
				xml(
					'style:list-level-properties',
					{ 'text:list-level-position-and-space-mode': 'label-alignment' },
					xml('style:list-level-label-alignment', {
						'text:label-followed-by': isCounted ? 'space' : 'nothing',
						'fo:margin-left': '0mm',
						'fo:text-indent': '0mm'
					})
				)
			);
		})
	);
}

/** Bullets and numbers, ten levels deep as OpenDocument has them. */
export function listStyles(): Xml[] {
	return [
		xml(
			'text:list-style',
			{ 'style:name': 'List_20_1', 'style:display-name': 'List 1' },
			LEVELS.map((level) =>
				listLevel('text:list-level-style-bullet', level, { 'text:bullet-char': SIGNS[(level - 1) % SIGNS.length] })
			)
		),
		xml(
			'text:list-style',
			{ 'style:name': 'Numbering_20_1', 'style:display-name': 'Numbering 1' },
			LEVELS.map((level) =>
				listLevel('text:list-level-style-number', level, { 'style:num-format': '1', 'style:num-suffix': '.' })
			)
		)
	];
}

function listLevel(name: string, level: number, look: Attributes): Xml {
	const left = millimetres(LIST_INDENT * level);
	return xml(
		name,
		{ 'text:level': level, ...look },
		xml(
			'style:list-level-properties',
			{ 'text:list-level-position-and-space-mode': 'label-alignment' },
			xml('style:list-level-label-alignment', {
				'text:label-followed-by': 'listtab',
				'text:list-tab-stop-position': left,
				'fo:text-indent': millimetres(-LIST_INDENT),
				'fo:margin-left': left
			})
		)
	);
}
