import { ApplicationError } from '../foundation/errors.ts';
import { readFile } from '../foundation/files/files.ts';
import { withoutMetadata } from '../foundation/files/picture-metadata.ts';
import type { AttachmentItem } from '../concept/attachment.model.ts';
import type { DocumentImage, DocumentImages } from './renderer/document-image.ts';

/**
 * Pictures of a document: files of its chapters and amendments that their texts name as `![what it shows](file.png)`.
 * Within the document each is named by its content, for two chapters may both have a `lageplan.png`.
 */

type Picture = Pick<AttachmentItem, 'file' | 'name' | 'type' | 'size' | 'width' | 'height' | 'alt'>;

export const PICTURE_TYPES = ['image/png', 'image/jpeg'] as const;
/** Bytes of all pictures of one document: more would not go through a rendering child in its time. */
const MOST_BYTES = 200_000_000;

const nameOf = (picture: Picture): string => `picture-${picture.file}`;

/** Start of an address in a text: `](name`, `](<a name>`, with the mark before it where it has no words. */
const ADDRESS = /(!\[\s*)?\]\(\s*(?:<([^<>\n]+)>|([^\s()<>]+))/g;

/** The text with its own pictures named as the document names them, and with their own words where it says none. */
export function namedPictures(text: string, pictures: readonly Picture[]): string {
	if (pictures.length === 0) return text;
	const byName = new Map(pictures.map((picture) => [picture.name.normalize('NFC'), picture]));
	return text.replace(ADDRESS, (whole, blank?: string, inBrackets?: string, plain?: string) => {
		const picture = byName.get(decoded(inBrackets ?? plain ?? '').normalize('NFC'));
		if (!picture) return whole;
		const words = blank === undefined ? '' : `![${(picture.alt ?? picture.name).replace(/[\\[\]]/g, '\\$&')}`;
		return `${words}](<${nameOf(picture)}>`;
	});
}

function decoded(address: string): string {
	try {
		return decodeURIComponent(address);
	} catch {
		return address;
	}
}

/**
 * The content of the pictures that these texts name.
 * @throws ApplicationError document_refused for a file that is not kept any more, document_limit when they are too large
 */
export async function readPictures(
	texts: readonly (string | null)[],
	pictures: readonly Picture[]
): Promise<DocumentImages> {
	const used = pictures.filter((picture) => texts.some((text) => text?.includes(nameOf(picture))));
	const wanted = new Map(used.map((picture) => [nameOf(picture), picture]));
	if ([...wanted.values()].reduce((sum, { size }) => sum + size, 0) > MOST_BYTES)
		throw new ApplicationError('document_limit', { values: { reason: 'size of the pictures' } });
	const images = new Map<string, DocumentImage>();
	for (const [name, picture] of wanted) {
		const bytes = await readFile(picture.file);
		if (bytes === null) throw refusal('document_image_missing', picture);
		const { type, width, height } = picture;
		images.set(name, {
			type: type as DocumentImage['type'],
			bytes: cleaned(bytes, picture),
			width: width ?? 1,
			height: height ?? 1
		});
	}
	return images;
}

/** What was kept before pictures were cleaned when they came is cleaned now. */
function cleaned(bytes: Buffer, picture: Picture): Buffer {
	try {
		return withoutMetadata(bytes, picture.type);
	} catch (error) {
		if (error instanceof RangeError) throw refusal('document_image_broken', picture);
		throw error;
	}
}

function refusal(code: string, { name }: Picture): ApplicationError {
	return new ApplicationError('document_refused', { errors: [{ field: 'document', code, values: { word: name } }] });
}
