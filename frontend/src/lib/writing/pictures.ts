import type { Attachment } from '@konzeptstand/contract/edition.ts';
import { links } from '#lib/links.ts';
import type { Pictures } from '#lib/markdown.ts';

export const isPicture = ({ type }: Pick<Attachment, 'type'>) => type.startsWith('image/');

/** The pictures of an item by the name that its text uses. */
export function picturesOf(region: string, files: readonly Attachment[]): Pictures {
	return new Map(
		files
			.filter(isPicture)
			.map(({ id, name, alt, credit, width, height }) => [
				name,
				{ src: links.attachmentContent(region, id), alt, credit, width, height }
			])
	);
}
