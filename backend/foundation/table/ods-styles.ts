import type { Language } from '@konzeptstand/contract/values.ts';
import { xml, xmlText } from '../xml.ts';
import type { Attributes, Xml } from '../xml.ts';

/** A character of a column in centimetres. */
const CHARACTER = 0.2;

/** Automatic styles of a spreadsheet: one for each width of a column, one for each type of a cell. */
export function odsStyles(widths: readonly number[], language: Language): Xml {
	return xml(
		'office:automatic-styles',
		{},
		widths.map((width) =>
			style('table-column', `width-${String(width)}`, {
				name: 'table-column',
				attributes: { 'style:column-width': `${(width * CHARACTER).toFixed(2)}cm` }
			})
		),
		style('table-row', 'row', { name: 'table-row', attributes: { 'style:use-optimal-row-height': 'true' } }),
		style('table', 'sheet', { name: 'table', attributes: { 'table:display': 'true' } }),
		dataStyles(language),
		cell('header', null, { 'fo:background-color': '#e6e9ee' }, { 'fo:font-weight': 'bold' }),
		// Text stays text, whoever edits it.
		...['text', 'number', 'percent', 'amount', 'date', 'instant'].map((type) => cell(type, `data-${type}`))
	);
}

interface Properties {
	name: string;
	attributes: Attributes;
}

function style(family: string, name: string, ...properties: Properties[]): Xml {
	return xml(
		'style:style',
		{ 'style:name': name, 'style:family': family },
		properties.map((one) => xml(`style:${one.name}-properties`, one.attributes))
	);
}

function cell(name: string, dataStyle: string | null, look: Attributes = {}, text: Attributes = {}): Xml {
	const attributes = {
		'style:name': name,
		'style:family': 'table-cell',
		'style:data-style-name': dataStyle ?? undefined
	};
	const placed = { ...look, 'style:vertical-align': 'top', 'fo:wrap-option': 'wrap' };
	return xml(
		'style:style',
		attributes,
		xml('style:table-cell-properties', placed),
		...(Object.keys(text).length > 0 ? [xml('style:text-properties', text)] : [])
	);
}

function dataStyles(language: Language): Xml[] {
	const named = (type: string): Attributes => ({ 'style:name': `data-${type}` });
	const local = { 'number:language': language, 'number:country': language === 'de' ? 'DE' : 'GB' };
	const text = (words: string): Xml => xml('number:text', {}, xmlText(words));
	const long = { 'number:style': 'long' };
	const between = text(language === 'de' ? '.' : '/');
	const day = [xml('number:day', long), between, xml('number:month', long), between, xml('number:year', long)];
	const time = [text(' '), xml('number:hours', long), text(':'), xml('number:minutes', long)];
	const number = (places: number, attributes: Attributes = {}): Xml =>
		xml('number:number', { 'number:min-integer-digits': 1, 'number:decimal-places': places, ...attributes });
	return [
		xml('number:text-style', named('text'), xml('number:text-content')),
		xml('number:number-style', named('number'), xml('number:number', { 'number:min-integer-digits': 1 })),
		xml('number:number-style', named('percent'), number(0), text(' %')),
		xml(
			'number:currency-style',
			{ ...named('amount'), ...local },
			number(2, { 'number:min-decimal-places': 2, 'number:grouping': 'true' }),
			text(' '),
			xml('number:currency-symbol', local, xmlText('€'))
		),
		xml('number:date-style', named('date'), day),
		xml('number:date-style', named('instant'), day, time)
	];
}
