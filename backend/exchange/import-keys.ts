import { uuidv7 } from 'uuidv7';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { FieldError } from '../foundation/errors.ts';
import type { ItemBase } from '../record/record.service.ts';

registerFieldTexts({
	unknown_key: {
		de: 'Den Schlüssel „{key}“ ({kind}) gibt es weder in der Datei noch in der Region.',
		en: 'The key "{key}" ({kind}) stands neither in the file nor in the region.'
	},
	duplicate_key: {
		de: 'Der Schlüssel „{key}“ steht in der Datei schon an anderer Stelle.',
		en: 'The key "{key}" stands in another place of the file already.'
	}
});

/**
 * The ids behind the keys of a file: of what the region holds already, and fresh ones for what is new. Faults are
 * collected, so that one reading of the file names all of them.
 */
export class ImportKeys {
	readonly #held: ReadonlyMap<ItemKind, ReadonlyMap<string, ItemBase>>;
	readonly #ids = new Map<string, string>();
	readonly #errors: FieldError[] = [];

	constructor(held: ReadonlyMap<ItemKind, ReadonlyMap<string, ItemBase>>) {
		this.#held = held;
	}

	/** Gives the item of the file its id. */
	name(kind: ItemKind, key: string, path: string): void {
		const name = `${kind} ${key}`;
		if (this.#ids.has(name)) {
			this.#errors.push({ field: `${path}.key`, code: 'duplicate_key', values: { key } });
			return;
		}
		this.#ids.set(name, this.held(kind, key)?._id ?? uuidv7());
	}

	/** What the region holds under that key, withdrawn or not. */
	held(kind: ItemKind, key: string): ItemBase | undefined {
		return this.#held.get(kind)?.get(key);
	}

	/** @param path where in the file the key is used, for the error */
	id(kind: ItemKind, key: string, path: string): string {
		const id = this.#ids.get(`${kind} ${key}`) ?? this.held(kind, key)?._id;
		if (id !== undefined) return id;
		this.#errors.push({ field: path, code: 'unknown_key', values: { key, kind } });
		return '';
	}

	optional(kind: ItemKind, key: string | null, path: string): string | null {
		return key === null ? null : this.id(kind, key, path);
	}

	all(kind: ItemKind, keys: readonly string[], path: string): string[] {
		return keys.map((key, index) => this.id(kind, key, `${path}[${String(index)}]`));
	}

	/** @throws ApplicationError invalid_input with every key that leads nowhere or stands twice */
	refuseFaults(): void {
		if (this.#errors.length > 0) throw new ApplicationError('invalid_input', { errors: this.#errors.slice(0, 100) });
	}
}
