import type { ImportView } from '@konzeptstand/contract/import.ts';
import { listText, numberText } from '#lib/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { countOf } from './words.ts';

/** What taking a list would do, in a sentence: "150 neu und 3 geändert werden eingetragen, …". */
export function takingText(summary: ImportView['summary']): string {
	const made = countOf(summary, 'new');
	const changed = countOf(summary, 'changed');
	const parts = [
		...(made > 0 ? [made === 1 ? m.import_one_new() : m.import_many_new({ count: numberText(made) })] : []),
		...(changed > 0
			? [changed === 1 ? m.import_one_changed() : m.import_many_changed({ count: numberText(changed) })]
			: []),
		...(summary.reports > 0
			? [summary.reports === 1 ? m.import_one_report() : m.import_many_reports({ count: numberText(summary.reports) })]
			: [])
	];
	const text = parts.length === 0 ? m.import_other_statements() : listText(parts);
	return made + changed + summary.reports === 1 ? m.import_take_text_one({ text }) : m.import_take_text({ text });
}
