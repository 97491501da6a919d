import type { FormFailure, FormValues } from '#lib/form-failure.ts';

/** One field that two people changed in different ways: what each of them would have it hold. */
export interface Disagreement {
	readonly field: string;
	readonly mine: FormValues;
	readonly theirs: FormValues;
}

/** What an editing action gives back when it did not save. */
export interface EditFailure extends FormFailure {
	/** the version and fingerprints that the next attempt starts from, after a conflict */
	readonly version?: number;
	readonly base?: string;
	readonly conflict?: {
		readonly disagreements: readonly Disagreement[];
		/** fields that only the other person changed: they were taken over */
		readonly taken: readonly string[];
	};
	/** name of the long text whose preview was asked for without JavaScript */
	readonly preview?: string;
}

/** Names of what a form carries beside its fields. */
export const CARRIED = {
	version: '_version',
	base: '_base',
	key: '_key',
	back: '_back',
	rows: '_rows',
	keep: '_keep.'
} as const;

/** Only what was typed, without what the form carries beside it. */
export function typedOnly(values: FormValues): FormValues {
	return Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('_') && name !== 'preview'));
}
