import { z } from 'zod';

/** RFC 9457 problem details: the one shape of every error. */
export const ERROR_CODES = [
	'malformed_request',
	'invalid_input',
	'unsupported_media_type',
	'too_large',
	'wrong_origin',
	'not_signed_in',
	'wrong_credentials',
	'not_permitted',
	'link_invalid',
	'not_found',
	'method_not_allowed',
	'conflict',
	'duplicate',
	'frozen',
	'precondition_required',
	'version_conflict',
	'idempotency_mismatch',
	'too_many_requests',
	'busy',
	'database_away',
	'template_error',
	'document_limit',
	'document_refused',
	'setup_done',
	'record_broken',
	'internal'
] as const;
export const errorCode = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof errorCode>;

/** `code` of a field problem names a text in both languages; `values` fill its gaps. */
export const fieldProblem = z.strictObject({ field: z.string(), code: z.string(), message: z.string() });
export type FieldProblem = z.infer<typeof fieldProblem>;

export const problem = z.strictObject({
	type: z.string(),
	title: z.string(),
	status: z.int(),
	detail: z.string(),
	code: errorCode,
	errors: z.array(fieldProblem).optional(),
	/** With `version_conflict`: the item as it is now and the version that the client must name. */
	current: z.unknown().optional(),
	currentVersion: z.int().optional()
});
export type Problem = z.infer<typeof problem>;

export const health = z.strictObject({ status: z.enum(['ready', 'starting', 'database_away']), version: z.string() });
