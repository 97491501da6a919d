import { xml, xmlPart } from '../../../../foundation/xml.ts';

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** What one part of the package refers to, each thing once. */
export class Relations {
	readonly #ids = new Map<string, { id: string; type: string; isOutside: boolean }>();

	/** @returns the id to refer to it by */
	add(type: string, target: string, isOutside = false): string {
		const known = this.#ids.get(target);
		if (known) return known.id;
		const id = `rId${String(this.#ids.size + 1)}`;
		this.#ids.set(target, { id, type, isOutside });
		return id;
	}

	part(): string {
		const relations = [...this.#ids].map(([target, { id, type, isOutside }]) =>
			xml('Relationship', {
				Id: id,
				Type: type.includes(':') ? type : `${TYPES}/${type}`,
				Target: target,
				TargetMode: isOutside ? 'External' : undefined
			})
		);
		return xmlPart(
			xml('Relationships', { xmlns: 'http://schemas.openxmlformats.org/package/2006/relationships' }, relations)
		);
	}
}
