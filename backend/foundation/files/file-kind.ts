import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import { registerFieldTexts } from '../error-texts.ts';
import { ApplicationError } from '../errors.ts';
import { withoutMetadata } from './picture-metadata.ts';

registerFieldTexts({
	file_type: {
		de: 'Diese Art von Datei wird nicht angenommen. Möglich sind: {types}.',
		en: 'This kind of file is not accepted. Possible are: {types}.'
	},
	file_broken: { de: 'Die Datei ist leer oder beschädigt.', en: 'The file is empty or damaged.' },
	picture_too_large: {
		de: 'Das Bild hat zu viele Bildpunkte (höchstens {maximum} Millionen).',
		en: 'The picture has too many pixels (at most {maximum} million).'
	}
});

/** What a file is, by its content; what it is called or said to be decides nothing. */
export interface FileKind {
	type: string;
	/** Pixels, for pictures only. */
	width: number | null;
	height: number | null;
}

/** By content. Nothing that a browser would run: no HTML, no SVG, no script. */
const ACCEPTED: Record<string, string> = {
	'image/png': 'PNG',
	'image/jpeg': 'JPEG',
	'application/pdf': 'PDF',
	'application/vnd.oasis.opendocument.text': 'ODT',
	'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
	'application/vnd.oasis.opendocument.presentation': 'ODP',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX'
};
/** Text has no mark of its own: it is taken where its name says so and its bytes do not contradict. */
const TEXTS: Record<string, string> = { txt: 'text/plain', csv: 'text/csv' };
const NAMES = [...Object.values(ACCEPTED), 'TXT', 'CSV'].join(', ');

/** Tab and line ends apart. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** What a kind that is taken is called, by its media type: `PDF`. */
export const kindName = (type: string): string =>
	ACCEPTED[type] ??
	Object.entries(TEXTS)
		.find(([, text]) => text === type)?.[0]
		.toUpperCase() ??
	type;

/** A picture of more would take the memory of whoever opens it. */
const MOST_MEGAPIXELS = 50;

/**
 * Tells what a file is.
 * @param name as it was called; decides only whether text is meant
 * @throws ApplicationError invalid_input on `file` for what is not accepted, broken, or too large a picture
 */
export async function fileKindOf(content: Buffer, name: string): Promise<FileKind> {
	if (content.length === 0) throw refusal('file_broken');
	const found = await fileTypeFromBuffer(content).catch(() => undefined);
	const type = found ? found.mime : textTypeOf(content, name);
	if (type === null || !(type in ACCEPTED || Object.values(TEXTS).includes(type))) throw refusal('file_type');
	return { type, ...(type.startsWith('image/') ? pixelsOf(content) : { width: null, height: null }) };
}

/**
 * What is kept of a file: of a picture nothing but the picture, without place, time and names that a camera adds.
 * @throws ApplicationError invalid_input on `file` for a broken picture
 */
export function keptContent(content: Buffer, { type }: FileKind): Buffer {
	try {
		return withoutMetadata(content, type);
	} catch (error) {
		if (error instanceof RangeError) throw refusal('file_broken');
		throw error;
	}
}

function refusal(problem: string): ApplicationError {
	return new ApplicationError('invalid_input', {
		field: 'file',
		problem,
		values: { types: NAMES, maximum: MOST_MEGAPIXELS }
	});
}

function textTypeOf(content: Buffer, name: string): string | null {
	const type = TEXTS[name.split('.').at(-1)?.toLowerCase() ?? ''];
	if (type === undefined) return null;
	try {
		return CONTROL.test(new TextDecoder('utf-8', { fatal: true }).decode(content)) ? null : type;
	} catch {
		return null;
	}
}

function pixelsOf(content: Buffer): { width: number; height: number } {
	const { width, height } = sizeOf(content);
	if (width * height > MOST_MEGAPIXELS * 1_000_000) throw refusal('picture_too_large');
	return { width, height };
}

function sizeOf(content: Buffer): { width: number; height: number } {
	try {
		const { width, height } = imageSize(content);
		if (width > 0 && height > 0) return { width, height };
	} catch {
		// Falls through: what cannot be measured cannot be shown either.
	}
	throw refusal('file_broken');
}
