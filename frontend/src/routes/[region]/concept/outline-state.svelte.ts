import type { OutlineNode } from './outline.ts';

/** Up to this many rows an outline begins fully open; a larger one shows its first level. */
const ROWS_TO_OPEN = 120;

/**
 * Which rows are open. Begins from a rule, and keeps what differs from it (`toggled`), so that the address can carry
 * it: then the outline works without JavaScript and looks the same after going back.
 */
export class OutlineState {
	toggled: ReadonlySet<string> = $state.raw(new Set());
	#all: boolean | null = $state(null);
	readonly #opensAll: boolean;

	constructor(rows: number, isFiltered: boolean, toggled: string | null, isGroupOpen: boolean) {
		this.#opensAll = isFiltered || (rows <= ROWS_TO_OPEN && isGroupOpen);
		this.toggled = new Set(toggled ? toggled.split(',') : []);
	}

	isOpen = (node: OutlineNode, _level: number): boolean => {
		const begins = this.#all ?? this.#opensAll;
		return begins !== this.toggled.has(node.key);
	};

	/** What `toggled` would be after a click on this row: for the link that works without JavaScript. */
	toggledWith(key: string): string {
		const next = new Set(this.toggled);
		if (!next.delete(key)) next.add(key);
		return [...next].join(',');
	}

	toggle(key: string): void {
		this.toggled = new Set(this.toggledWith(key).split(',').filter(Boolean));
	}

	setAll(isOpen: boolean): void {
		this.#all = isOpen;
		this.toggled = new Set();
	}
}
