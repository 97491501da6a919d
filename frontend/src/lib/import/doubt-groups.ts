import type { ImportDoubt } from '@konzeptstand/contract/import.ts';

/** Doubts with the same answer, decided at once. */
export interface DoubtGroup {
	readonly group: string;
	/** The first of them speaks for all. */
	readonly doubt: ImportDoubt;
	readonly all: readonly ImportDoubt[];
}

/** In the order of the list; what is decided otherwise, or proposed otherwise, stands for itself. */
export function doubtGroupsOf(doubts: readonly ImportDoubt[]): DoubtGroup[] {
	const groups = new Map<string, ImportDoubt[]>();
	for (const doubt of doubts) {
		const { group, decision, proposal } = doubt;
		const key = JSON.stringify([group, decision, proposal?.value]);
		groups.set(key, [...(groups.get(key) ?? []), doubt]);
	}
	return [...groups.entries()].map(([group, all]) => ({ group, doubt: all[0] as ImportDoubt, all }));
}

/** Where it stands: `C12`. */
export const cellOf = ({ column, row }: Pick<ImportDoubt, 'column' | 'row'>): string => `${column ?? ''}${row}`;
