import { m } from '#lib/paraglide/messages.js';
import type { FieldDescription } from '../description.ts';

/** Why a decision is annulled before it takes effect. */
export const annulFields: readonly FieldDescription[] = [
	{ kind: 'markdown', name: 'reason', label: m.paper_annul_reason, rows: 3, isRequired: true }
];
