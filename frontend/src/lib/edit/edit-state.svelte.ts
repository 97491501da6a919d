import type { FormValues } from '#lib/form-failure.ts';
import type { FieldDescription } from './description.ts';
import { typedOnly } from './edit-failure.ts';
import { findRows, withoutRow, withRow } from './values.ts';

/** What stands in a form while it is being filled in. Without JavaScript it is only what the server gave. */
export class EditState {
	values: FormValues = $state.raw({});
	readonly #fields: readonly FieldDescription[];
	#stored = $state('');

	/** @param stored what the form was filled from; @param typed what a failed attempt brought back */
	constructor(fields: readonly FieldDescription[], stored: FormValues, typed: FormValues | undefined) {
		this.#fields = fields;
		this.#stored = comparable(stored);
		this.values = typedOnly(typed ?? stored);
	}

	get isDirty(): boolean {
		return comparable(this.values) !== this.#stored;
	}

	/** Takes over what stands in the form's controls now. */
	readFrom(form: HTMLFormElement): void {
		const values: FormValues = {};
		for (const [name, value] of new FormData(form)) {
			if (typeof value !== 'string') continue;
			const before = values[name];
			values[name] = before === undefined ? value : [before, value].flat();
		}
		this.values = typedOnly(values);
	}

	/** What was saved is what it begins with, where one stays on the page. */
	begin(stored: FormValues): void {
		this.#stored = comparable(stored);
		this.values = typedOnly(stored);
	}

	replace(values: FormValues): void {
		this.values = typedOnly(values);
	}

	/** Puts other contents into one field, with all that is inside it. */
	put(field: string, contents: FormValues): void {
		const others = Object.entries(this.values).filter(([name]) => name !== field && !name.startsWith(`${field}.`));
		this.values = { ...Object.fromEntries(others), ...contents };
	}

	addRow(name: string): void {
		const field = findRows(this.#fields, name);
		if (field) this.values = withRow(field, this.values, name);
	}

	removeRow(name: string, index: number): void {
		this.values = withoutRow(this.values, name, index);
	}
}

/** Empty and absent are the same, and the order of names does not matter. */
function comparable(values: FormValues): string {
	const filled = Object.entries(typedOnly(values))
		.map(([name, value]) => [name, [value].flat().filter((each) => each !== '')] as const)
		.filter(([, value]) => value.length > 0);
	return JSON.stringify(filled.sort(([a], [b]) => (a < b ? -1 : 1)));
}
