import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader finds in a PDF. */
export interface ReadPdf {
	title: string;
	language: string | null;
	isMarked: boolean;
	/** Of each bookmark, in order, all levels. */
	bookmarks: string[];
	/** Text of each page without spaces and places for line breaks: these depend on the setting. */
	pages: string[];
	/** How often each kind of tag occurs with something in it; what is broken over two pages occurs twice. */
	tags: Record<string, number>;
	/** Alternative texts of figures. */
	alternatives: string[];
	/** Links inside the document and to the web, each with the words that stand for it where it is not seen. */
	links: { address: string | null; words: string }[];
}

interface Outline {
	title: string;
	items: Outline[];
}
interface Tag {
	role?: string;
	type?: string;
	alt?: string;
	children?: Tag[];
}

interface Annotation {
	subtype: string;
	url?: string;
	contentsObj?: { str: string };
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
	const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
	const document = await task.promise;
	const { info } = (await document.getMetadata()) as unknown as { info: { Title: string; Language: string | null } };
	const mark = (await document.getMarkInfo()) as unknown as ReadonlyMap<string, boolean> | null;
	const read: ReadPdf = {
		title: info.Title,
		language: info.Language,
		isMarked: mark?.get('Marked') === true,
		bookmarks: titlesOf(((await document.getOutline()) as Outline[] | null) ?? []),
		pages: [],
		tags: {},
		alternatives: [],
		links: []
	};
	for (let number = 1; number <= document.numPages; number += 1) {
		const page = await document.getPage(number);
		const { items } = await page.getTextContent();
		read.pages.push(squeezed(items.map((item) => ('str' in item ? item.str : '')).join('')));
		const tree = (await page.getStructTree()) as Tag | null;
		if (tree) count(tree, read);
		const notes = (await page.getAnnotations()) as Annotation[];
		for (const { subtype, url, contentsObj } of notes)
			if (subtype === 'Link') read.links.push({ address: url ?? null, words: contentsObj?.str ?? '' });
	}
	await task.destroy();
	return read;
}

/** Text as pages are compared by: no spaces, no hyphens of line ends, no invisible marks. */
export function squeezed(text: string): string {
	return text.normalize('NFKC').replace(/[\s\u00ad\u200b-\u200f\u2010-]/g, '');
}

const titlesOf = (items: readonly Outline[]): string[] =>
	items.flatMap(({ title, items: inner }) => [title, ...titlesOf(inner)]);

/** A page's tree holds whole tables, those of other pages too: what has nothing on this page is not counted. */
function count(tag: Tag, read: ReadPdf): boolean {
	if (tag.type === 'content') return true;
	const isHere = (tag.children ?? []).map((child) => count(child, read)).includes(true);
	if (isHere && tag.role !== undefined) read.tags[tag.role] = (read.tags[tag.role] ?? 0) + 1;
	if (isHere && tag.alt !== undefined) read.alternatives.push(tag.alt);
	return isHere;
}
