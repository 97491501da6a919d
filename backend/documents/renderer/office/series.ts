import type { Block, Pieces } from './flow.ts';

/** The series that captions count in: tables, pictures. */
export function seriesOf(blocks: readonly Block[]): Set<string> {
	const found = new Set<string>();
	const look = (pieces: Pieces | null): void => {
		for (const piece of pieces ?? []) if (piece.kind === 'count') found.add(piece.series);
	};
	const walk = (inside: readonly Block[]): void => {
		for (const block of inside) {
			if (block.kind === 'table' || block.kind === 'figure') look(block.caption);
			else if (block.kind === 'quotation') walk(block.blocks);
			else if (block.kind === 'list') block.items.forEach(walk);
		}
	};
	walk(blocks);
	return found;
}
