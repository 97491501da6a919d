import type { Context } from 'mocha';

/** What comes from outside of the product; where it cannot be got, the test is skipped and says why on its line. */
export async function orSkip<T>(context: Context, wanted: Promise<T>): Promise<T> {
	return wanted.catch((error: unknown) => {
		const { test } = context;
		if (test) test.title += ` (skipped: ${(error as Error).message})`;
		context.skip();
	});
}
