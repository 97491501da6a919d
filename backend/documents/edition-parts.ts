import { z } from 'zod';
import { chapterKind, comparedChange, lineageKind } from '@konzeptstand/contract/edition.ts';
import { status } from '@konzeptstand/contract/status.ts';
import { amendmentPointer, amendments, code, edtf, longText, remarks, title } from './document-parts.ts';

/** What the data dictionary has of the text of an edition: chapters, what stands beside them, the comparison. */

const item = z.object({ code, title });
const subjectKind = lineageKind.describe('Art dessen, worum es geht');

export const documentAmendment = z
	.object({
		...amendmentPointer.shape,
		of: z
			.object({ kind: subjectKind, code, title })
			.nullable()
			.describe('Was geändert oder berichtigt wird; null: die ganze Fassung'),
		date: edtf,
		decision: item.nullable().describe('Beschluss darüber'),
		text: z.string().describe('Langer Text'),
		...remarks
	})
	.describe('Änderung oder Berichtigung; sie steht neben dem beschlossenen Text und ändert ihn nicht');

export const documentChapter = z
	.object({
		kind: chapterKind.describe('Art des Kapitels'),
		isBeforeFields: z
			.boolean()
			.describe(
				'Gehört vor die Handlungsfelder: Einleitung, Ausgangslage, Stärken und Schwächen, Leitbild, Beteiligung'
			),
		title,
		text: longText.describe('Langer Text, auch mit Bildern des Kapitels; null: noch nicht geschrieben'),
		amendments,
		...remarks
	})
	.describe('Kapitel');

const word = z.object({
	change: z.enum(['same', 'added', 'removed']).describe('in beiden, nur im neuen, nur im früheren Text'),
	text: z.string()
});
const comparedRow = z
	.object({
		kind: subjectKind,
		change: comparedChange.describe('Filter `change`'),
		isMoved: z.boolean().describe('Steht an anderer Stelle als früher'),
		before: z.array(item).describe('Woraus es hervorging; mehrere: zusammengeführt'),
		after: item.nullable().describe('Was es jetzt ist; null: entfallen'),
		reason: longText.describe('Warum es entfiel; null auch, wo es niemand gesagt hat'),
		fields: z
			.array(
				z.object({
					name: z.string().describe('Filter `compared_field`'),
					words: z.array(word).describe('Wörter beider Texte; Filter `compared_words`')
				})
			)
			.describe('Was anders ist als im ersten von `before`')
	})
	.describe('Etwas beider Fassungen, nebeneinander');

const comparedEdition = z.object({ key: z.string(), year: z.int(), title });
export const documentComparison = z
	.object({
		before: comparedEdition.describe('Die frühere Fassung'),
		after: comparedEdition.describe('Die Fassung des Dokuments'),
		isFormerNamed: z
			.boolean()
			.describe('Die Fassung nennt die frühere selbst als Vorgängerin; sonst ist es die nächstältere'),
		isFormerChosen: z.boolean().describe('Wer das Dokument verlangt hat, hat die frühere Fassung gewählt'),
		isLineageKnown: z.boolean().describe('Irgendetwas verbindet beide; sonst stehen sie nur nebeneinander'),
		counts: z
			.object({
				kept: z.int(),
				changed: z.int(),
				moved: z.int(),
				merged: z.int(),
				split: z.int(),
				new: z.int(),
				dropped: z.int()
			})
			.describe('Anzahlen'),
		rows: z.array(comparedRow).describe('Kapitel, Handlungsfelder, Ziele, Maßnahmen und Indikatoren, in dieser Folge'),
		measures: z
			.array(
				z.object({
					measure: item,
					change: comparedChange.describe('Filter `change`'),
					became: z.array(item).describe('Was daraus wurde'),
					reason: longText,
					projects: z
						.array(
							z.object({
								project: item,
								status: status.describe('Filter `status`'),
								isLinked: z.boolean().describe('zählt in der neuen Fassung'),
								now: item.nullable().describe('Sein Platz darin')
							})
						)
						.describe('Projekte, die für die Maßnahme zählten')
				})
			)
			.describe('Was aus jeder Maßnahme der früheren Fassung wurde')
	})
	.describe('Die Fassung neben der früheren. Nur da, wenn das Manifest `comparison` verlangt');

export type DocumentChapter = z.infer<typeof documentChapter>;
export type DocumentAmendment = z.infer<typeof documentAmendment>;
export type DocumentComparison = z.infer<typeof documentComparison>;
