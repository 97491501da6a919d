import type { z } from 'zod';
import { chapterKind } from '@konzeptstand/contract/edition.ts';
import type { newChapter } from '@konzeptstand/contract/edition.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { idList, lineType, positionType, textType, titleType } from '../region/value.model.ts';

/** A free chapter of an edition, in an order of its own. Frozen with the edition. */
export type ChapterItem = ItemBase &
	Omit<z.output<typeof newChapter>, 'position'> & { lineage: string; position: number };

export const ChapterModel = recordedModel<ChapterItem>({
	kind: 'chapter',
	collection: 'chapters',
	schemaVersion: 1,
	definition: {
		edition: { type: String, required: true },
		lineage: { type: String, required: true },
		origins: idList,
		position: positionType,
		kind: { type: String, enum: chapterKind.options, default: 'other' },
		title: titleType,
		titleEn: lineType,
		text: textType
	},
	indexes: [[{ region: 1, edition: 1, position: 1 }]]
});
