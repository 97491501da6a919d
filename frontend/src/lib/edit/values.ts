import type { Language } from '@konzeptstand/contract/values.ts';
import type { FormValues } from '#lib/form-failure.ts';
import type { FieldDescription, LeafField, RowsField } from './description.ts';
import { readDate, readEuro, readNumber, writeEuro, writeNumber } from './typed-values.ts';

/** From a stored item to what stands in the form's fields, and back to what the API takes. */

export type Body = Record<string, unknown>;
/** Field name to what is wrong with it; the page has the words. */
export type TypingProblem = 'required' | 'no_amount' | 'no_number' | 'not_whole';

const join = (prefix: string, name: string) => (prefix === '' ? name : `${prefix}.${name}`);
export const first = (values: FormValues, name: string): string => [values[name] ?? ''].flat()[0] ?? '';
export const many = (values: FormValues, name: string): string[] =>
	[values[name] ?? []].flat().filter((value) => value !== '');

/** An item read from the API names others by reference, one that is written by id. */
const idOf = (value: unknown): string =>
	typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : String(value ?? '');

/** What stands in the fields for a stored item; a missing part leaves its fields empty. */
export function toValues(
	fields: readonly FieldDescription[],
	item: Body | null,
	locale: Language,
	prefix = ''
): FormValues {
	const values: FormValues = {};
	for (const field of fields) {
		const name = join(prefix, field.name);
		const stored = item?.[field.name];
		if (field.kind === 'group')
			Object.assign(values, toValues(field.fields, (stored ?? null) as Body | null, locale, name));
		else if (field.kind === 'rows')
			for (const [index, row] of ((stored ?? []) as Body[]).entries())
				Object.assign(values, toValues(field.fields, rowItem(field, row), locale, `${name}.${index}`));
		else {
			const value = leafValue(field, stored, locale);
			if (value !== null) values[name] = value;
		}
	}
	return values;
}

const rowItem = (field: RowsField, row: Body): Body =>
	field.isBare ? { [(field.fields[0] as FieldDescription).name]: row } : row;

/** What stands in a field that nothing was put into. */
function initialOf(field: LeafField): string {
	if (!('options' in field) || field.kind === 'checks' || field.empty || typeof field.options !== 'function') return '';
	return ('initial' in field ? field.initial : undefined) ?? field.options()[0]?.value ?? '';
}

function leafValue(field: LeafField, stored: unknown, locale: Language): string | string[] | null {
	if (field.kind === 'check') return stored === true ? 'true' : null;
	if (field.kind === 'checks') return ((stored ?? []) as unknown[]).map(idOf);
	if (stored === null || stored === undefined) return initialOf(field);
	if (field.kind === 'euro') return writeEuro(Number(stored), locale);
	if (field.kind === 'rate') return writeNumber(Math.round(Number(stored) * 1e8) / 1e6, locale);
	if (field.kind === 'number') return writeNumber(Number(stored), locale);
	if (field.kind === 'reference') {
		const { kind, id } = stored as { kind: string; id: string };
		return `${kind}:${id}`;
	}
	return idOf(stored);
}

/** How many rows stand under a name, filled in or not. */
export function rowCount(values: FormValues, name: string): number {
	let count = 0;
	for (const key of Object.keys(values)) {
		if (!key.startsWith(`${name}.`)) continue;
		const index = Number(key.slice(name.length + 1).split('.')[0]);
		if (Number.isInteger(index) && index < 1000) count = Math.max(count, index + 1);
	}
	return count;
}

/** Whether nothing was typed or chosen; a list of choices that always has one does not count. */
export function isBlank(field: FieldDescription, values: FormValues, prefix = ''): boolean {
	const name = join(prefix, field.name);
	if (field.kind === 'group') return field.fields.every((inner) => isBlank(inner, values, name));
	if (field.kind === 'rows')
		return Array.from({ length: rowCount(values, name) }, (_, index) => `${name}.${index}`).every((row) =>
			field.fields.every((inner) => isBlank(inner, values, row))
		);
	if (field.kind === 'hidden' || ((field.kind === 'select' || field.kind === 'radios') && !field.empty)) return true;
	return many(values, name).every((value) => value.trim() === '');
}

/** Whether a field that depends on another counts. */
export function isWanted(field: FieldDescription, values: FormValues, prefix = ''): boolean {
	return !field.when || field.when.is.includes(first(values, join(prefix, field.when.field)));
}

/** The form's own values without rows in which nothing was typed; the rest move up. */
export function tidied(fields: readonly FieldDescription[], values: FormValues, from = '', to = ''): FormValues {
	const kept: FormValues = {};
	for (const field of fields) {
		const name = join(from, field.name);
		const target = join(to, field.name);
		if (field.kind === 'group') Object.assign(kept, tidied(field.fields, values, name, target));
		else if (field.kind === 'rows') {
			let position = 0;
			for (let index = 0; index < rowCount(values, name); index += 1) {
				if (field.fields.every((inner) => isBlank(inner, values, `${name}.${index}`))) continue;
				Object.assign(kept, tidied(field.fields, values, `${name}.${index}`, `${target}.${position}`));
				position += 1;
			}
		} else if (values[name] !== undefined) kept[target] = values[name];
	}
	return kept;
}

/** One more row, empty. */
export function withRow(field: RowsField, values: FormValues, name: string): FormValues {
	const index = rowCount(values, name);
	if (index >= field.maximum) return values;
	return { ...values, ...emptyRow(field.fields, `${name}.${index}`) };
}

function emptyRow(fields: readonly FieldDescription[], prefix: string): FormValues {
	const row: FormValues = {};
	for (const field of fields) {
		if (field.kind === 'group') Object.assign(row, emptyRow(field.fields, join(prefix, field.name)));
		else if (field.kind !== 'rows' && field.kind !== 'check') row[join(prefix, field.name)] = initialOf(field);
	}
	return row;
}

/** Without one row; those after it move up. */
export function withoutRow(values: FormValues, name: string, index: number): FormValues {
	const kept: FormValues = {};
	for (const [key, value] of Object.entries(values)) {
		const rest = key.startsWith(`${name}.`) ? key.slice(name.length + 1).split('.') : null;
		const own = rest === null ? -1 : Number(rest[0]);
		if (rest === null || own < index) kept[key] = value;
		else if (own > index) kept[[name, own - 1, ...rest.slice(1)].join('.')] = value;
	}
	return kept;
}

/** The rows field that a name like `costs.0.sources` stands for. */
export function findRows(fields: readonly FieldDescription[], name: string): RowsField | null {
	let inner = fields;
	let found: RowsField | null = null;
	for (const part of name.split('.')) {
		if (/^\d+$/.test(part)) continue;
		const field = inner.find((each) => each.name === part);
		if (!field || !('fields' in field)) return null;
		found = field.kind === 'rows' ? field : null;
		inner = field.fields;
	}
	return found;
}

/** What the API takes, and what cannot be read at all. Give it tidied values, so that both count rows alike. */
export function toBody(
	fields: readonly FieldDescription[],
	values: FormValues,
	locale: Language,
	prefix = ''
): { body: Body; problems: Record<string, TypingProblem> } {
	const body: Body = {};
	const problems: Record<string, TypingProblem> = {};
	for (const field of fields) {
		const name = join(prefix, field.name);
		if (!isWanted(field, values, prefix)) {
			body[field.name] = emptyOf(field);
		} else if (field.kind === 'rows') {
			const rows = Array.from({ length: rowCount(values, name) }, (_, index) =>
				toBody(field.fields, values, locale, `${name}.${index}`)
			);
			body[field.name] = rows.map((row) =>
				field.isBare ? row.body[(field.fields[0] as FieldDescription).name] : row.body
			);
			for (const row of rows) Object.assign(problems, row.problems);
		} else if (field.kind === 'group') {
			if (field.isNullable && isBlank(field, values, prefix)) {
				body[field.name] = null;
				if (field.isRequired) Object.assign(problems, toBody(field.fields, values, locale, name).problems);
				continue;
			}
			const inner = toBody(field.fields, values, locale, name);
			body[field.name] = inner.body;
			Object.assign(problems, inner.problems);
		} else {
			const read = readLeaf(field, values, name, locale);
			if (typeof read === 'object' && read !== null && 'problem' in read) problems[name] = read.problem;
			else body[field.name] = read;
		}
	}
	return { body, problems };
}

const emptyOf = (field: FieldDescription) =>
	field.kind === 'rows' || field.kind === 'checks' ? [] : field.kind === 'check' ? false : null;

type LeafValue = string | number | boolean | readonly string[] | { kind: string; id: string } | null;

function readLeaf(
	field: LeafField,
	values: FormValues,
	name: string,
	locale: Language
): LeafValue | { problem: TypingProblem } {
	if (field.kind === 'check') return values[name] !== undefined;
	if (field.kind === 'checks') return many(values, name);
	const typed = first(values, name).replaceAll('\r\n', '\n').trim();
	if (typed === '') return field.isRequired ? { problem: 'required' } : null;
	switch (field.kind) {
		case 'euro':
			return readEuro(typed, locale) ?? { problem: 'no_amount' };
		case 'rate': {
			const percent = readNumber(typed.replace(/%$/, ''), locale);
			return percent === null ? { problem: 'no_number' } : Math.round(percent * 1e6) / 1e8;
		}
		case 'number': {
			const number = readNumber(typed.replace(/%$/, ''), locale);
			if (number === null) return { problem: 'no_number' };
			return field.isWhole && !Number.isInteger(number) ? { problem: 'not_whole' } : number;
		}
		case 'date':
			return readDate(typed);
		case 'reference': {
			const [kind = '', id = ''] = typed.split(':');
			return { kind, id };
		}
		default:
			return typed;
	}
}
