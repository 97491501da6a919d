/**
 * The error that a promise fails with, for tests that look at it.
 * @throws Error where the promise does not fail
 */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
	try {
		await promise;
	} catch (error) {
		return error as Error;
	}
	throw new Error('It was expected to fail, and did not.');
}
