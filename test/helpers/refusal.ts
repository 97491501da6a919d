import { expect } from 'chai';
import { ApplicationError } from '../../backend/foundation/errors.ts';

/** The error with which something was refused, as `code field:problem field:problem`. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
	try {
		await promise;
	} catch (error) {
		expect(error).to.be.instanceOf(ApplicationError);
		const { code, errors } = error as ApplicationError;
		return [code, ...errors.map((one) => `${one.field}:${one.code}`)].join(' ');
	}
	throw new Error('It was not refused.');
}
