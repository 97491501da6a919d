import type { ErrorCode } from '@konzeptstand/contract/problem.ts';

/** HTTP status of every error code; the compiler refuses a code without one. */
export const STATUS_BY_CODE = {
	malformed_request: 400,
	invalid_input: 422,
	unsupported_media_type: 415,
	too_large: 413,
	wrong_origin: 403,
	not_signed_in: 401,
	wrong_credentials: 401,
	not_permitted: 403,
	link_invalid: 404,
	not_found: 404,
	method_not_allowed: 405,
	conflict: 409,
	duplicate: 409,
	frozen: 409,
	precondition_required: 428,
	version_conflict: 412,
	idempotency_mismatch: 422,
	too_many_requests: 429,
	busy: 503,
	database_away: 503,
	template_error: 422,
	document_limit: 422,
	document_refused: 422,
	setup_done: 409,
	record_broken: 500,
	internal: 500
} as const satisfies Record<ErrorCode, number>;

export interface FieldError {
	/** Path in the input, dots between names: `costs.0.cents`. */
	field: string;
	/** Names a text in foundation/error-texts.ts. */
	code: string;
	/** Fill the gaps of that text. */
	values?: Record<string, string | number>;
}

export interface ErrorDetails {
	/** The one field that is wrong, with `problem` as its code. */
	field?: string;
	problem?: string;
	errors?: FieldError[];
	values?: Record<string, string | number>;
	/** With version_conflict: the item as it is now. */
	current?: unknown;
	currentVersion?: number;
	cause?: unknown;
}

/** The only error that rooms throw on purpose. Everything else is a fault and answers as `internal`. */
export class ApplicationError extends Error {
	readonly code: ErrorCode;
	readonly errors: FieldError[];
	readonly values: Record<string, string | number>;
	readonly current: unknown;
	readonly currentVersion: number | undefined;

	constructor(code: ErrorCode, details: ErrorDetails = {}) {
		const errors = [...(details.errors ?? [])];
		if (details.field !== undefined) {
			errors.push({
				field: details.field,
				code: details.problem ?? code,
				...(details.values ? { values: details.values } : {})
			});
		}
		super([code, ...errors.map((error) => `${error.field}: ${error.code}`)].join(' | '), { cause: details.cause });
		this.name = 'ApplicationError';
		this.code = code;
		this.errors = errors;
		this.values = details.values ?? {};
		this.current = details.current;
		this.currentVersion = details.currentVersion;
	}

	get status(): number {
		return STATUS_BY_CODE[this.code];
	}
}
