import { ApplicationError } from '../foundation/errors.ts';

/**
 * One queue per region and process. Every change moves its region's head, so two at once would only make
 * one of them begin again; in a row, none does (measured: docs/decisions).
 */
const tails = new Map<string, Promise<void>>();

/**
 * Runs `task` after all earlier ones of the same region.
 * @throws ApplicationError busy when its turn does not come within `patience` milliseconds; it then never runs
 */
export async function inQueue<R>(region: string, patience: number, task: () => Promise<R>): Promise<R> {
	const before = tails.get(region) ?? Promise.resolve();
	let leave: () => void = () => undefined;
	const turn = new Promise<void>((resolve) => {
		leave = resolve;
	});
	const tail = before.then(() => turn);
	tails.set(region, tail);
	try {
		await withPatience(before, patience);
		return await task();
	} finally {
		leave();
		if (tails.get(region) === tail) tails.delete(region);
	}
}

async function withPatience(before: Promise<void>, patience: number): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const outOfPatience = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			reject(new ApplicationError('busy'));
		}, patience);
	});
	try {
		await Promise.race([before, outOfPatience]);
	} finally {
		clearTimeout(timer);
	}
}
