import type { z } from 'zod';
import type { amendmentType } from '@konzeptstand/contract/edition.ts';
import type { townResult } from '@konzeptstand/contract/adoption.ts';
import { m } from '#lib/paraglide/messages.js';

type Result = z.output<typeof townResult>['result'];
type AmendmentType = z.output<typeof amendmentType>;

export const TOWN_RESULTS: Record<Result, () => string> = {
	unknown: m.unknown,
	accepted: m.edit_result_accepted,
	rejected: m.edit_result_rejected,
	postponed: m.edit_result_postponed
};
/** How one town's council voted. */
export const townResultName = (result: Result) => TOWN_RESULTS[result]();

export const AMENDMENT_TYPES: Record<AmendmentType, () => string> = {
	amendment: m.writing_amendment,
	erratum: m.writing_erratum
};
/** "Änderung 2", "Berichtigung 1" */
export const amendmentName = ({ type, number }: { type: AmendmentType; number: number }) =>
	`${AMENDMENT_TYPES[type]()} ${number}`;
