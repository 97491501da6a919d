/** A calm word about what was just saved. */
export interface Notice {
	readonly id: string;
	readonly text: string;
	/** what changed, one word or sentence each */
	readonly details: readonly string[];
	readonly link?: { readonly href: string; readonly label: string };
}
