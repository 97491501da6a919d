/** What a cell was read as. Without value and doubt it says itself that nothing is known. */
export interface Reading<T> {
	value: T | null;
	/** Why the value cannot be taken as it is; `proposal` where one reading is likely enough to be offered. */
	doubt?: { code: string; proposal: T | null };
}

export const known = <T>(value: T): Reading<T> => ({ value });
export const unknown = { value: null } as const;
export const doubted = <T>(code: string, proposal: T | null = null): Reading<T> => ({
	value: null,
	doubt: { code, proposal }
});

/** Spaces of all kinds as one plain space. */
export const plainSpaces = (text: string): string => text.replace(/[\s\u00a0\u2000-\u200b\u202f]+/g, ' ').trim();
