import type { z } from 'zod';
import type { FieldError } from '../errors.ts';

/** Turns zod's issues into our field errors, whose texts exist in both languages. */
export function fieldErrorsOf(error: z.ZodError, prefix = ''): FieldError[] {
	return error.issues.flatMap((issue) => fieldErrors(issue, prefix)).slice(0, 100);
}

function fieldErrors(issue: z.core.$ZodIssue, prefix: string): FieldError[] {
	const field = [prefix, ...issue.path.map(String)].filter((part) => part !== '').join('.');
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((name) => ({ field: field === '' ? name : `${field}.${name}`, code: 'unknown_field' }));
	}
	return [{ field, ...describe(issue) }];
}

const EXPECTED: Record<string, string> = {
	int: 'not_whole',
	number: 'not_number',
	string: 'not_text',
	boolean: 'not_boolean',
	array: 'not_list',
	object: 'not_object'
};

function describe(issue: z.core.$ZodIssue): Omit<FieldError, 'field'> {
	switch (issue.code) {
		case 'invalid_type':
			if (issue.input === undefined) return { code: 'required' };
			return { code: EXPECTED[issue.expected] ?? 'wrong_type' };
		case 'too_big':
			return {
				code: sizeCode(issue.origin, 'too_long', 'too_many', 'too_big'),
				values: { maximum: Number(issue.maximum) }
			};
		case 'too_small':
			if (issue.origin === 'string' && issue.minimum === 1) return { code: 'required' };
			return {
				code: sizeCode(issue.origin, 'too_short', 'too_few', 'too_small'),
				values: { minimum: Number(issue.minimum) }
			};
		case 'invalid_value':
			return { code: 'invalid_choice', values: { choices: issue.values.map(String).join(', ') } };
		case 'invalid_format':
			return { code: issue.format === 'email' ? 'invalid_email' : known(issue.message, 'invalid_format') };
		default:
			return { code: known(issue.message, 'invalid') };
	}
}

function sizeCode(origin: string, text: string, list: string, number: string): string {
	return origin === 'string' ? text : origin === 'array' ? list : number;
}

/** The contract gives its own refusals a code instead of a sentence; zod's sentences never leave the house. */
function known(message: string, otherwise: string): string {
	return /^[a-z]+(?:_[a-z]+)*$/.test(message) ? message : otherwise;
}
