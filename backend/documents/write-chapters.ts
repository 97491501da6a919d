import type { Amendment, ChapterKind } from '@konzeptstand/contract/edition.ts';
import type { AttachmentItem } from '../concept/attachment.model.ts';
import type { DocumentRows } from './document-rows.ts';
import type { DocumentAmendment, DocumentChapter } from './edition-parts.ts';
import type { SourceList } from './source-list.ts';
import type { ProjectWriter } from './write-project.ts';
import { namedPictures } from './document-pictures.ts';

/** Chapters of an edition, and what stands beside them, as templates see them. */

const BEFORE_FIELDS: readonly ChapterKind[] = ['preamble', 'situation', 'swot', 'vision', 'participation'];

/** In their order. */
export function writeChapters(rows: DocumentRows, writer: ProjectWriter, sources: SourceList): DocumentChapter[] {
	const picturesOf = Map.groupBy(rows.pictures, (one) => one.of.id);
	return rows.chapters.map((item) => ({
		kind: item.kind,
		isBeforeFields: BEFORE_FIELDS.includes(item.kind),
		title: writer.title(item),
		text: item.text === null ? null : namedPictures(item.text, picturesOf.get(item._id) ?? []),
		amendments: pointersTo(item._id, rows.amendments),
		...sources.remarks(item)
	}));
}

/** Amendments, then errata, each by its number. */
export function writeAmendments(rows: DocumentRows, sources: SourceList): DocumentAmendment[] {
	const picturesOf: ReadonlyMap<string, AttachmentItem[]> = Map.groupBy(rows.pictures, (one) => one.of.id);
	return inOrder(rows.amendments).map((item) => ({
		...pointerTo(item),
		of: item.ofReference && {
			kind: item.of?.kind ?? 'chapter',
			code: item.ofReference.code,
			title: item.ofReference.title
		},
		date: item.date,
		// One that is not public has no title here.
		decision: item.decisionReference?.title
			? { code: item.decisionReference.code, title: item.decisionReference.title }
			: null,
		text: namedPictures(item.text, picturesOf.get(item.id) ?? []),
		...sources.remarks(item)
	}));
}

/** What stands beside one item of the edition, to be pointed to from its text. */
export function pointersTo(id: string, amendments: readonly Amendment[]): DocumentChapter['amendments'] {
	return inOrder(amendments.filter(({ of }) => of?.id === id)).map(pointerTo);
}

const pointerTo = ({ type, number, title }: Amendment): DocumentChapter['amendments'][number] => ({
	type,
	number,
	title,
	place: `${type}-${String(number)}`
});

function inOrder(amendments: readonly Amendment[]): Amendment[] {
	return amendments.toSorted((a, b) => a.type.localeCompare(b.type) || a.number - b.number);
}
