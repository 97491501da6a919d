import type { ErrorCode } from '@konzeptstand/contract/problem.ts';

/** What was typed, by field name; several values where a field may be given several times. */
export type FormValues = Record<string, string | string[]>;

/** What an action gives back to its page when the API refuses: everything needed to show the form again. */
export interface FormFailure {
	readonly message: string;
	readonly code: ErrorCode;
	readonly errors: Record<string, string>;
	readonly values: FormValues;
	/** with `version_conflict`: the item as others have made it meanwhile; show a ConflictView */
	readonly current?: Record<string, unknown>;
	readonly currentVersion?: number;
}
