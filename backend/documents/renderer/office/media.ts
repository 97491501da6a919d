import type { DocumentImage } from '../document-image.ts';
import type { Drawn } from './raster.ts';
import type { Parts } from './zip-parts.ts';

const ENDINGS = { 'image/svg+xml': 'svg', 'image/png': 'png', 'image/jpeg': 'jpeg' } as const;

/** Pictures in the package, each once; a drawing also as points. */
export class Media {
	readonly #files = new Map<string, Uint8Array>();
	readonly #names = new Map<string, { file: string; raster: string | null }>();
	readonly #rasters: ReadonlyMap<string, Drawn>;
	readonly #folder: string;

	/** @param folder of the pictures' files, as the parts name it */
	constructor(folder: string, rasters: ReadonlyMap<string, Drawn>) {
		this.#folder = folder;
		this.#rasters = rasters;
	}

	/** @returns names of the files; `raster` is null for what is points already */
	add(name: string, image: DocumentImage): { file: string; raster: string | null } {
		const known = this.#names.get(name);
		if (known) return known;
		const base = `${this.#folder}/bild${String(this.#names.size + 1)}`;
		const added = { file: `${base}.${ENDINGS[image.type]}`, raster: null as string | null };
		const drawn = this.#rasters.get(name);
		this.#files.set(added.file, drawn?.outlines ?? image.bytes);
		if (drawn) {
			added.raster = `${base}.png`;
			this.#files.set(added.raster, drawn.points);
		}
		this.#names.set(name, added);
		return added;
	}

	get parts(): Parts {
		return [...this.#files];
	}
}
