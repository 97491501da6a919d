import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

const secrets = ['password', 'secret', 'token', 'cookie', 'authorization', 'uri', 'email', 'name', 'headers', 'body'];

/**
 * The log of the running product: one JSON line per event on standard output. It is for the operator, so it carries
 * no personal data: whoever needs to know who did what reads the record. Known carriers of secrets and personal data
 * are blanked out, should one be passed by mistake.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
	const options = {
		level,
		base: null,
		redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[…]' },
		serializers: { err: describeError }
	};
	return destination === undefined ? pino(options) : pino(options, destination);
}

/** A database error may quote the values it failed on, an address may carry a password: only safe parts are kept. */
function describeError(error: unknown): object {
	if (!(error instanceof Error)) return { type: typeof error };
	const code = 'code' in error ? error.code : undefined;
	return {
		type: error.constructor.name,
		code,
		message: error.message.replace(/\/\/[^@/\s]+@/g, '//…@').replace(/dup key: \{.*\}/s, 'dup key'),
		stack: error.stack
			?.split('\n')
			.filter((line) => line.startsWith('    at '))
			.join('\n')
	};
}
