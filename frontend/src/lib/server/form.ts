import type { RequestEvent } from '@sveltejs/kit';
import type { FormValues } from '#lib/form-failure.ts';

/** A submitted form: all values for showing it again, and readers for what the API wants. */
export interface Form {
	readonly values: FormValues;
	/** trimmed text; null when left empty */
	text(name: string): string | null;
	/** a number with a German or English decimal mark; null when empty, NaN when it is none (the API says so) */
	number(name: string): number | null;
	isChecked(name: string): boolean;
	many(name: string): string[];
}

/** Reads a form post once. Files are not kept among the values. */
export async function readForm(event: Pick<RequestEvent, 'request'>): Promise<Form> {
	const data = await event.request.formData();
	const values: FormValues = {};
	for (const name of new Set(data.keys())) {
		const texts = data.getAll(name).filter((value): value is string => typeof value === 'string');
		values[name] = texts.length > 1 ? texts : (texts[0] ?? '');
	}
	const many = (name: string) => [values[name] ?? []].flat().filter((value) => value !== '');
	const text = (name: string) => many(name)[0]?.trim() || null;
	return {
		values,
		many,
		text,
		number(name) {
			const typed = text(name);
			return typed === null ? null : Number(typed.replace(/\.(?=\d{3}\b)/g, '').replace(',', '.'));
		},
		isChecked: (name) => values[name] !== undefined
	};
}
