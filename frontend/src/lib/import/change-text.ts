import type { Measure } from '@konzeptstand/contract/concept.ts';
import type { ImportText } from '@konzeptstand/contract/import.ts';
import { priorityName } from '#lib/item/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { statusLabel } from '#lib/status.ts';
import type { Status } from '#lib/status.ts';
import { textOf } from './words.ts';

/** A changed value as a reader sees it; the words of the contract become those of the screen. */
export function changeText(field: string, value: ImportText): string {
	const text = textOf(value);
	if (text === '') return m.import_change_empty();
	if (field === 'priority') return priorityName(text as Measure['priority']);
	return field === 'status' ? statusLabel(text as Status) : text;
}

/** What is proposed about a doubt, as a reader sees it. */
export function proposalText(code: string, proposal: ImportText): string {
	const field = {
		unknown_status: 'status',
		progress_without_status: 'status',
		unknown_priority: 'priority'
	}[code];
	return field === undefined ? textOf(proposal) : changeText(field, proposal);
}
