import type { z } from 'zod';
import { newChapter } from '@konzeptstand/contract/edition.ts';
import { createChapter } from '../../backend/concept/chapter.service.ts';
import { inRegion } from './concept.ts';

/** A chapter of an edition of the small test region. */
export function buildChapter(edition: string, fields: Partial<z.input<typeof newChapter>> = {}) {
	return inRegion((work) =>
		createChapter(work, newChapter.parse({ edition, title: 'Lage', text: 'Lage im **Saaletal**.', ...fields }))
	);
}
