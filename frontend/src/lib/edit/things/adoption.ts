import { m } from '#lib/paraglide/messages.js';
import type { FieldDescription } from '../description.ts';
import * as shape from '../shapes.ts';

/** What is said of an edition of the past that was adopted; one of today is adopted by a decision on a paper. */
export const adoptionFields: readonly FieldDescription[] = [
	{ kind: 'date', name: 'date', label: m.writing_adopted_on },
	{ kind: 'markdown', name: 'text', label: m.writing_adoption_text, rows: 3 },
	shape.sources,
	{ kind: 'check', name: 'isSure', label: m.writing_adopt_sure }
];
