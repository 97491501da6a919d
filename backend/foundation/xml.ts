/** XML that is safe by its making: text and attributes are escaped here, and only what was made here is markup. */

declare const MADE: unique symbol;
export type Xml = string & { readonly [MADE]: true };
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element. Attributes that are undefined are left out. */
export function xml(name: string, attributes: Attributes = {}, ...content: readonly (Xml | readonly Xml[])[]): Xml {
	let start = name;
	for (const key in attributes) {
		const value = attributes[key];
		if (value !== undefined) start += ` ${key}="${escapeXml(String(value))}"`;
	}
	let inside = '';
	for (const part of content) inside += typeof part === 'string' ? part : joined(part);
	return (inside === '' ? `<${start}/>` : `<${start}>${inside}</${name}>`) as Xml;
}

export const xmlText = (text: string): Xml => escapeXml(text) as Xml;
export const NOTHING = '' as Xml;

/** Many thousand pieces: added one to the other, which costs less than lists of them. */
export function joined(parts: readonly Xml[]): Xml {
	let whole = '';
	for (const part of parts) whole += part;
	return whole as Xml;
}

/** A whole part with its declaration. */
export const xmlPart = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`;

const SPECIAL: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no place for some characters, however they are written: they are shown as replaced. */
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const TO_ESCAPE = /[&<>"]/g;
const HAS_ANY = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;

function escapeXml(text: string): string {
	if (!HAS_ANY.test(text)) return text;
	return text
		.toWellFormed()
		.replace(IMPOSSIBLE, '\ufffd')
		.replace(TO_ESCAPE, (character) => SPECIAL[character] ?? '');
}
