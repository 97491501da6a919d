import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks again until the answer is the one that is waited for.
 * @throws Error where it does not come in time
 */
export async function eventually(isSo: () => boolean | Promise<boolean>, within = 20_000): Promise<void> {
	const end = Date.now() + within;
	while (!(await isSo())) {
		if (Date.now() > end) throw new Error(`Not so within ${within} ms.`);
		await wait(20);
	}
}
