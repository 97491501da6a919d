/** A calm word about what was just saved. */
export interface Notice {
	readonly id: string;
	readonly text: string;
	/** more about it, in a quieter voice */
	readonly said?: string;
	/** names of what changed */
	readonly details: readonly string[];
	readonly link?: { readonly href: string; readonly label: string };
}
