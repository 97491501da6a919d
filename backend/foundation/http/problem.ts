import type { Response } from 'express';
import mongoose from 'mongoose';
import type { Problem } from '@konzeptstand/contract/problem.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { ApplicationError } from '../errors.ts';
import { ERROR_TEXTS, FIELD_TEXTS, fill } from '../error-texts.ts';

const {
	MongoBulkWriteError,
	MongoNetworkError,
	MongoServerSelectionError,
	MongoNotConnectedError,
	MongoServerError,
	MongoTopologyClosedError
} = mongoose.mongo;

const SOCKET_GONE: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

/** The database is not there (rather than: it said no). */
export function isDatabaseAway(error: unknown): boolean {
	if (
		error instanceof MongoNetworkError ||
		error instanceof MongoServerSelectionError ||
		error instanceof MongoNotConnectedError ||
		error instanceof MongoTopologyClosedError ||
		error instanceof mongoose.Error.MongooseServerSelectionError
	) {
		return true;
	}
	// A socket that the other side has closed already: the driver hands this on as it comes from Node.
	if (error instanceof Error && 'code' in error && SOCKET_GONE.has(error.code)) return true;
	// Of a connection that broke within many writes the driver keeps the message only: no code, no refused write.
	if (error instanceof MongoBulkWriteError && error.code === undefined && [error.writeErrors].flat().length === 0) {
		return true;
	}
	// Stepping down, shutting down and "no primary" are answers of a server that is going away.
	return (
		error instanceof MongoServerError &&
		(error.hasErrorLabel('RetryableWriteError') || [91, 189, 10107, 11600, 11602, 13435].includes(Number(error.code)))
	);
}

/** Every error as an ApplicationError; what nobody foresaw becomes `internal` with its cause kept for the log. */
export function asApplicationError(error: unknown): ApplicationError {
	if (error instanceof ApplicationError) return error;
	// Express could not decode the address: it is no text, so it names nothing.
	if (error instanceof URIError) return new ApplicationError('not_found', { cause: error });
	if (isDatabaseAway(error)) return new ApplicationError('database_away', { cause: error });
	// Tried as often as makes sense, and the database asks to try once more.
	if (error instanceof MongoServerError && error.hasErrorLabel('TransientTransactionError'))
		return new ApplicationError('busy', { cause: error });
	return new ApplicationError('internal', { cause: error });
}

/** The problem document of an error in one language. Source: RFC 9457. */
export function presentProblem(error: ApplicationError, language: Language): Problem {
	const texts = ERROR_TEXTS[error.code];
	return {
		type: `/api/v1/problems/${error.code}`,
		title: texts.title[language],
		status: error.status,
		detail: fill(texts.detail[language], error.values),
		code: error.code,
		...(error.errors.length > 0
			? {
					errors: error.errors.map(({ field, code, values }) => ({
						field,
						code,
						message: fill((FIELD_TEXTS[code] ?? FIELD_TEXTS['invalid'])?.[language] ?? code, values)
					}))
				}
			: {}),
		...(error.current === undefined ? {} : { current: error.current }),
		...(error.currentVersion === undefined ? {} : { currentVersion: error.currentVersion })
	};
}

/** Sends an error in its one form. */
export function sendProblem(response: Response, error: ApplicationError, language: Language): void {
	if (response.headersSent) {
		response.destroy();
		return;
	}
	if (error.code === 'busy' || error.code === 'database_away') response.setHeader('Retry-After', '5');
	response
		.status(error.status)
		.setHeader('Cache-Control', 'no-store')
		.type('application/problem+json')
		.send(JSON.stringify(presentProblem(error, language)));
}
