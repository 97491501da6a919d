import { fail, redirect } from '@sveltejs/kit';
import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import type { Problem } from '@konzeptstand/contract/problem.ts';
import type { FormValues } from '#lib/form-failure.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { readForm } from '#lib/server/form.ts';
import type { Form } from '#lib/server/form.ts';
import type { FieldDescription } from '../description.ts';
import { CARRIED, typedOnly } from '../edit-failure.ts';
import type { Disagreement, EditFailure } from '../edit-failure.ts';
import { labelOf } from '../labels.ts';
import { findRows, tidied, toBody, toValues, withoutRow, withRow } from '../values.ts';
import type { Body, TypingProblem } from '../values.ts';
import { changedSince, fingerprintsOf, readFingerprints } from './fingerprints.ts';

const PROBLEMS: Record<TypingProblem, () => string> = {
	required: m.edit_problem_required,
	no_amount: m.edit_problem_no_amount,
	no_number: m.edit_problem_no_number,
	not_whole: m.edit_problem_not_whole
};

/** A submitted form, read by its description. */
export interface Submitted {
	readonly form: Form;
	readonly values: FormValues;
	readonly body: Body;
	/** fields whose value is not the one that the form was filled with */
	readonly changed: readonly string[];
}

/**
 * Reads a submitted form. What only changes the form itself (a row more or less, a preview) and what cannot be read
 * at all is answered right here, with everything that was typed.
 */
export async function readSubmitted(
	event: RequestEvent,
	fields: readonly FieldDescription[]
): Promise<Submitted | ActionFailure<EditFailure>> {
	const form = await readForm(event);
	const typed = typedOnly(form.values);
	const rows = form.text(CARRIED.rows);
	if (rows) return again(form, afterRows(fields, typed, rows));
	const preview = form.text('preview');
	if (preview) return again(form, typed, { preview });

	const values = tidied(fields, typed);
	const { body, problems } = toBody(fields, values, getLocale());
	const errors = Object.fromEntries(Object.entries(problems).map(([name, problem]) => [name, PROBLEMS[problem]()]));
	if (Object.keys(errors).length > 0)
		return again(form, values, { message: m.edit_problem_message(), errors, code: 'invalid_input' });
	const kept = Object.keys(form.values)
		.filter((name) => name.startsWith(CARRIED.keep) && form.text(name) === 'theirs')
		.map((name) => name.slice(CARRIED.keep.length));
	const changed = changedSince(readFingerprints(form.text(CARRIED.base)), body).filter((name) => !kept.includes(name));
	return { form, values, body, changed };
}

export const isSubmitted = (read: Submitted | ActionFailure<EditFailure>): read is Submitted => 'body' in read;

function afterRows(fields: readonly FieldDescription[], values: FormValues, command: string): FormValues {
	const [action, name = '', index] = command.split(' ');
	const field = findRows(fields, name);
	if (!field) return values;
	return action === 'add' ? withRow(field, values, name) : withoutRow(values, name, Number(index));
}

function again(form: Form, values: FormValues, more: Partial<EditFailure> = {}): ActionFailure<EditFailure> {
	const version = form.number(CARRIED.version) ?? undefined;
	const base = form.text(CARRIED.base) ?? undefined;
	const carried = {
		[CARRIED.key]: form.text(CARRIED.key) ?? crypto.randomUUID(),
		[CARRIED.back]: form.text(CARRIED.back) ?? ''
	};
	return fail(more.code === undefined ? 422 : 400, {
		message: '',
		code: 'invalid_input' as const,
		errors: {},
		version,
		base,
		...more,
		values: { ...values, ...carried }
	});
}

/** The form again after the API refused: every error at its field, those without a field in the message. */
export function refused(
	fields: readonly FieldDescription[],
	{ form, values }: Pick<Submitted, 'form' | 'values'>,
	problem: Problem
): ActionFailure<EditFailure> {
	const errors: Record<string, string> = {};
	const elsewhere: string[] = [];
	for (const { field, message } of problem.errors ?? []) {
		const known = knownField(fields, field);
		if (known) errors[known] = message;
		else elsewhere.push(message);
	}
	const isSentBefore = problem.code === 'idempotency_mismatch';
	const text = isSentBefore ? m.edit_problem_sent_before() : [problem.detail, ...elsewhere].join(' ');
	const key = isSentBefore ? crypto.randomUUID() : (form.text(CARRIED.key) ?? '');
	return fail(problem.status, {
		message: text,
		code: problem.code,
		errors,
		version: form.number(CARRIED.version) ?? undefined,
		base: form.text(CARRIED.base) ?? undefined,
		values: { ...values, [CARRIED.key]: key, [CARRIED.back]: form.text(CARRIED.back) ?? '' }
	});
}

/** The nearest field of the form that an API's error path names; null when it is about none of them. */
function knownField(fields: readonly FieldDescription[], path: string): string | null {
	for (let name = path; name !== ''; name = name.split('.').slice(0, -1).join('.')) {
		if (labelOf(fields, name) !== null) return name;
	}
	return null;
}

/**
 * After a stale version: fields that only the other person changed are taken over, fields that only this one changed
 * stay, and where both changed the same the form asks.
 */
export function conflicting(
	fields: readonly FieldDescription[],
	submitted: Submitted,
	problem: Problem
): ActionFailure<EditFailure> {
	const { form, values, changed } = submitted;
	const locale = getLocale();
	const theirs = toValues(fields, problem.current as Body, locale);
	const theirBody = toBody(fields, theirs, locale).body;
	const base = readFingerprints(form.text(CARRIED.base));
	const changedByThem = changedSince(base, theirBody);
	const differing = changedSince(fingerprintsOf(theirBody), submitted.body);
	const disagreed = changed.filter((name) => changedByThem.includes(name) && differing.includes(name));
	const taken = changedByThem.filter((name) => !changed.includes(name));
	const isOf = (name: string) => (key: string) => key === name || key.startsWith(`${name}.`);
	const part = (all: FormValues, name: string) =>
		Object.fromEntries(Object.entries(all).filter(([key]) => isOf(name)(key)));
	const merged: FormValues = {};
	for (const { name } of fields) Object.assign(merged, part(taken.includes(name) ? theirs : values, name));
	const disagreements: Disagreement[] = disagreed.map((field) => ({
		field,
		mine: part(values, field),
		theirs: part(theirs, field)
	}));
	return fail(412, {
		message: problem.detail,
		code: problem.code,
		errors: {},
		version: problem.currentVersion,
		base: JSON.stringify(fingerprintsOf(theirBody)),
		conflict: { disagreements, taken },
		values: { ...merged, [CARRIED.back]: form.text(CARRIED.back) ?? '' }
	});
}

export const pick = (body: Body, names: readonly string[]): Body =>
	Object.fromEntries(names.filter((name) => name in body).map((name) => [name, body[name]]));

export const goBack = (href: string): never => redirect(303, href);
