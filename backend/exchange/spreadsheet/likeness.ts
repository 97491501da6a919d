import { normalised } from './words.ts';

/** How alike names are, for proposals only: nothing is ever taken for another by its likeness. */

/** From this on two names are offered as one. */
const ALIKE = 0.82;
/** Pieces that more names have than this tell nothing apart. */
const MOST_WITH_PIECE = 200;
const ASKED_PIECES = 8;

const piecesOf = (name: string): Set<string> => {
	const padded = ` ${name} `;
	const pieces = new Set<string>();
	for (let index = 0; index + 3 <= padded.length; index += 1) pieces.add(padded.slice(index, index + 3));
	return pieces;
};
const digitsOf = (name: string): string => name.replace(/\D+/g, ' ').trim();

/** Share of three-letter pieces in common (Dice), 0 to 1. Names with other numbers in them are different things. */
export function likeness(a: string, b: string): number {
	const [left, right] = [normalised(a), normalised(b)];
	if (left === right) return 1;
	if (digitsOf(left) !== digitsOf(right)) return 0;
	const [mine, theirs] = [piecesOf(left), piecesOf(right)];
	let common = 0;
	for (const piece of mine) if (theirs.has(piece)) common += 1;
	return (2 * common) / (mine.size + theirs.size);
}

/** Finds the name that is most like another among many. */
export class LikeNames<T> {
	readonly #names: { name: string; item: T }[] = [];
	readonly #byPiece = new Map<string, number[]>();

	constructor(items: readonly T[], nameOf: (item: T) => string) {
		for (const item of items) {
			const name = nameOf(item);
			const index = this.#names.push({ name, item }) - 1;
			for (const piece of piecesOf(normalised(name))) {
				const known = this.#byPiece.get(piece);
				if (known) known.push(index);
				else this.#byPiece.set(piece, [index]);
			}
		}
	}

	/** Null: none is like it. */
	find(name: string): T | null {
		const tally = new Map<number, number>();
		const rare = [...piecesOf(normalised(name))]
			.map((piece) => this.#byPiece.get(piece) ?? [])
			.filter((with_) => with_.length > 0 && with_.length <= MOST_WITH_PIECE)
			.sort((a, b) => a.length - b.length)
			.slice(0, ASKED_PIECES);
		for (const indexes of rare) for (const index of indexes) tally.set(index, (tally.get(index) ?? 0) + 1);
		const nearest = [...tally].sort((a, b) => b[1] - a[1]).slice(0, 5);
		let best: { item: T; score: number } | null = null;
		for (const [index] of nearest) {
			const found = this.#names[index];
			if (!found) continue;
			const score = likeness(name, found.name);
			if (score >= ALIKE && score > (best?.score ?? 0)) best = { item: found.item, score };
		}
		return best?.item ?? null;
	}
}
