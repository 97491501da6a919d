import { m } from '#lib/paraglide/messages.js';
import type { FormValues } from '#lib/form-failure.ts';
import { dateText } from '#lib/format.ts';
import type { FieldDescription, LeafField, Option, Options } from './description.ts';
import { first, isBlank, isWanted, many, rowCount } from './values.ts';
import { readDate } from './typed-values.ts';

/** The label of a field by its name; inside rows with the row's number: "Betrag 2: Steuer". Null when there is none. */
export function labelOf(fields: readonly FieldDescription[], name: string): string | null {
	const [own = '', ...rest] = name.split('.');
	const field = fields.find((each) => each.name === own);
	if (!field || field.kind === 'hidden') return null;
	if (rest.length === 0) return field.label();
	if (field.kind === 'group') {
		const inner = labelOf(field.fields, rest.join('.'));
		return inner === null ? null : `${field.label()}: ${inner}`;
	}
	if (field.kind !== 'rows') return null;
	const row = `${field.one()} ${Number(rest[0]) + 1}`;
	if (rest.length === 1) return row;
	const inner = labelOf(field.fields, rest.slice(1).join('.'));
	return inner === null ? null : `${row}: ${inner}`;
}

/** The choices of a field: its own, or those that the page has loaded. */
export function optionsOf(field: LeafField, options: Options): readonly Option[] {
	if (!('options' in field)) return [];
	return typeof field.options === 'function' ? field.options() : (options[field.options] ?? []);
}

/** A field's content as a reader sees it, one line a row; empty when nothing is in it. */
export function inWords(field: FieldDescription, values: FormValues, options: Options, prefix = ''): string {
	const name = prefix === '' ? field.name : `${prefix}.${field.name}`;
	if (field.kind === 'group') return innerWords(field.fields, values, options, name);
	if (field.kind === 'rows') {
		return Array.from({ length: rowCount(values, name) }, (_, index) =>
			innerWords(field.fields, values, options, `${name}.${index}`)
		).join('\n');
	}
	if (field.kind === 'check') return values[name] === undefined ? m.no() : m.yes();
	if (field.kind === 'date') return first(values, name) === '' ? '' : dateText(readDate(first(values, name)));
	if ('options' in field) {
		const found = optionsOf(field, options);
		return many(values, name)
			.map((value) => found.find((option) => option.value === value)?.label ?? value)
			.join(', ');
	}
	return first(values, name);
}

function innerWords(fields: readonly FieldDescription[], values: FormValues, options: Options, prefix: string): string {
	return fields
		.filter((field) => field.kind !== 'hidden' && !isBlank(field, values, prefix))
		.filter((field) => isWanted(field, values, prefix))
		.map((field) => (field.kind === 'check' ? field.label() : inWords(field, values, options, prefix)))
		.filter((text) => text !== '')
		.join(', ');
}
