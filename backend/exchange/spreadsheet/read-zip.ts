import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import type { SaxesTagPlain } from 'saxes';
import { LIMITS, SheetRefusal } from './sheet.ts';

/** The zip around XLSX and ODS, and its XML: read within bounds, and nothing in it is ever run, fetched or resolved. */

export interface Archive {
	names: readonly string[];
	/** Inflates one part; null when there is none of this name. */
	part: (name: string) => Uint8Array | null;
}

/** @throws SheetRefusal damaged, too_many_parts */
export function openArchive(bytes: Uint8Array): Archive {
	const sizes = new Map<string, number>();
	try {
		unzipSync(bytes, {
			filter: ({ name, originalSize }) => {
				sizes.set(name, originalSize);
				if (sizes.size > LIMITS.entries) throw new SheetRefusal('sheet_bomb');
				return false;
			}
		});
	} catch (error) {
		throw error instanceof SheetRefusal ? error : new SheetRefusal('sheet_damaged');
	}
	let inflated = 0;
	return {
		names: [...sizes.keys()],
		part: (name) => {
			const size = sizes.get(name);
			if (size === undefined) return null;
			inflated += size;
			if (inflated > LIMITS.inflatedBytes) throw new SheetRefusal('sheet_bomb');
			return inflate(bytes, name, size);
		}
	};
}

/** What says a smaller size than it has is cut off there by the inflater: a bomb does not get that far. */
function inflate(bytes: Uint8Array, wanted: string, size: number): Uint8Array {
	try {
		const part = unzipSync(bytes, { filter: ({ name }) => name === wanted })[wanted];
		if (part?.length === size) return part;
	} catch {
		// Falls through: what cannot be inflated is damaged.
	}
	throw new SheetRefusal('sheet_damaged');
}

export interface XmlHandler {
	/** @param name without its prefix */
	open: (name: string, attributes: Record<string, string>) => void;
	close: (name: string) => void;
	text: (text: string) => void;
}

const PIECE = 1 << 18;

/**
 * Reads a part as XML. Document type declarations are refused outright, so that there are no entities but the five of
 * XML itself: nothing is expanded and nothing outside is asked for.
 * @throws SheetRefusal damaged, sheet_entities
 */
export function readXml(bytes: Uint8Array, handler: XmlHandler): void {
	const parser = new SaxesParser({ xmlns: false, position: false });
	parser.on('doctype', () => {
		throw new SheetRefusal('sheet_entities');
	});
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', (tag: SaxesTagPlain) => {
		handler.open(local(tag.name), tag.attributes);
	});
	parser.on('closetag', (tag: SaxesTagPlain) => {
		handler.close(local(tag.name));
	});
	parser.on('text', handler.text);
	parser.on('cdata', handler.text);
	try {
		const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
		for (let start = 0; start < bytes.length; start += PIECE)
			parser.write(decoder.decode(bytes.subarray(start, start + PIECE), { stream: true }));
		parser.write(decoder.decode());
		parser.close();
	} catch (error) {
		throw error instanceof SheetRefusal ? error : new SheetRefusal('sheet_damaged');
	}
}

const encodingOf = (bytes: Uint8Array): string =>
	bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';

export function local(name: string): string {
	const colon = name.indexOf(':');
	return colon === -1 ? name : name.slice(colon + 1);
}

/** An attribute by its name without prefix. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
	const plain = attributes[name];
	if (plain !== undefined) return plain;
	const found = Object.keys(attributes).find((key) => local(key) === name);
	return found === undefined ? undefined : attributes[found];
}
