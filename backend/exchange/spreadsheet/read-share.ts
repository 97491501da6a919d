import { doubted, known, plainSpaces, unknown } from './reading.ts';
import type { Reading } from './reading.ts';
import type { SheetCell } from './sheet.ts';
import { saysUnknown, yesOrNo } from './words.ts';

/** Percentages, and yes or no. */

/** Ticks, words and truth values of a spreadsheet. */
export function yesNo(cell: SheetCell): Reading<boolean> {
	if (cell.kind === 'boolean') return known(cell.value === true);
	const value = yesOrNo(cell.text);
	return value === null ? (saysUnknown(cell.text) ? unknown : doubted('no_yes_or_no')) : known(value);
}

/** A percentage from 0 to 100, whole. */
export function share(cell: SheetCell, isExact = false): Reading<number> {
	if (cell.kind === 'error') return doubted('faulty_cell');
	const within = (value: number): Reading<number> =>
		value >= 0 && value <= 100 ? known(Math.round(value)) : doubted('no_share');
	if (typeof cell.value === 'number') {
		if (cell.isPercent) return within(cell.value * 100);
		return cell.value > 0 && cell.value <= 1 && !isExact
			? doubted('fraction', Math.round(cell.value * 100))
			: within(cell.value);
	}
	if (saysUnknown(cell.text)) return unknown;
	const match = /^(?:ca\.?|rd\.?|etwa|~)?\s*(\d{1,3}(?:[.,]\d+)?)\s*(%|Prozent|v\. ?H\.)?$/i.exec(
		plainSpaces(cell.text)
	);
	if (!match) return doubted('no_share');
	const value = Number((match[1] ?? '').replace(',', '.'));
	return match[2] === undefined && value > 0 && value < 1 && !isExact
		? doubted('fraction', Math.round(value * 100))
		: within(value);
}
