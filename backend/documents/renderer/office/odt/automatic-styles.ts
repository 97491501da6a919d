import { xml } from '../../../../foundation/xml.ts';
import type { Attributes, Xml } from '../../../../foundation/xml.ts';

/** Styles that one document needs beside the named ones: each kind once, numbered as they are met. */
export class AutomaticStyles {
	readonly #styles = new Map<string, { name: string; style: Xml }>();
	readonly #counts = new Map<string, number>();

	/**
	 * @param family paragraph, table, table-column, table-row, table-cell, text, graphic
	 * @returns name of the style; the same for the same wish
	 */
	add(family: string, parent: string | undefined, properties: Attributes, inside: readonly Xml[] = []): string {
		const content = xml(`style:${family}-properties`, properties, inside);
		const key = `${family} ${parent ?? ''} ${content}`;
		const known = this.#styles.get(key);
		if (known) return known.name;
		const letter = LETTERS[family] ?? 'X';
		const count = (this.#counts.get(letter) ?? 0) + 1;
		this.#counts.set(letter, count);
		const name = `${letter}${String(count)}`;
		const attributes = { 'style:name': name, 'style:family': family, 'style:parent-style-name': parent };
		this.#styles.set(key, { name, style: xml('style:style', attributes, content) });
		return name;
	}

	get all(): Xml {
		return xml(
			'office:automatic-styles',
			{},
			[...this.#styles.values()].map(({ style }) => style)
		);
	}
}

const LETTERS: Readonly<Record<string, string>> = {
	paragraph: 'P',
	table: 'Ta',
	'table-column': 'Co',
	'table-row': 'Ro',
	'table-cell': 'Ce'
};
