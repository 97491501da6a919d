import type { Language } from '@konzeptstand/contract/values.ts';
import type { DocumentImage } from './document-image.ts';

/** What one rendering gathers while the template runs. */
export interface Gathered {
	readonly language: Language;
	/** Long texts in the order in which they were met; their place decides how they are written. */
	readonly texts: string[];
	/** Numbers in the data's list of sources, in the order in which the text names them. */
	readonly sources: number[];
	readonly footnotes: Map<number, number>;
	/** Pictures by name: those that came with the order, and the charts that filters draw. */
	readonly images: Map<string, DocumentImage>;
}

export interface Filter {
	/** One line for the README: what it makes of what. */
	readonly does: string;
	readonly example: string;
	/** Writes Markdown of its own; everything else is escaped. */
	readonly raw?: boolean;
	/** Each filter says what it expects of the template; what it is given is checked there. */
	readonly make: (gathered: () => Gathered) => (...values: never[]) => unknown;
}
