import path from 'node:path';
import * as z from 'zod';
import { StartError } from './foundation/start-error.ts';

type Environment = Record<string, string | undefined>;

const wholeNumber = (least: number, most: number) =>
	z
		.string()
		.regex(/^\d+$/, `whole number from ${least} to ${most}`)
		.transform(Number)
		.refine((value) => value >= least && value <= most, `whole number from ${least} to ${most}`);

const origin = z
	.string()
	.refine(
		(value) => /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value,
		'origin such as https://konzept.example.org, without a path'
	);

const startsWith = (...protocols: string[]) =>
	z
		.string()
		.refine(
			(value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
			`address beginning with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`
		);

/** The driver's addresses may list several hosts, which `URL` refuses: only their beginning is checked here. */
const mongodbUri = z
	.string()
	.regex(/^mongodb(\+srv)?:\/\/[^/\s]+/, 'address beginning with mongodb:// or mongodb+srv://');

const text = z.string().min(1);

/** Every variable the product reads. `docs/operations.md` explains each; a test compares the two. */
const variables = z.object({
	PORT: wholeNumber(0, 65_535).default(3000),
	HOST: text.default('127.0.0.1'),
	MONGODB_URI: mongodbUri.optional(),
	MONGOMS_SYSTEM_BINARY: text.optional(),
	KONZEPTSTAND_DATA: text.default('./data'),
	KONZEPTSTAND_ORIGIN: origin.optional(),
	KONZEPTSTAND_TRUST_PROXY: wholeNumber(0, 10).default(0),
	KONZEPTSTAND_MAIL_URL: startsWith('smtp:', 'smtps:').optional(),
	KONZEPTSTAND_MAIL_FROM: z
		.string()
		.regex(/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/, 'mail address')
		.optional(),
	KONZEPTSTAND_SECRET: z.string().min(32, 'at least 32 characters').optional(),
	KONZEPTSTAND_SESSION_DAYS: wholeNumber(1, 365).default(14),
	KONZEPTSTAND_BODY_LIMIT: wholeNumber(1_000, 100_000_000).default(1_000_000),
	KONZEPTSTAND_FILE_LIMIT: wholeNumber(1_000, 500_000_000).default(20_000_000),
	KONZEPTSTAND_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(1_200),
	KONZEPTSTAND_SIGN_IN_ATTEMPTS: wholeNumber(1, 1_000).default(10),
	KONZEPTSTAND_DOCUMENT_SECONDS: wholeNumber(1, 600).default(60),
	KONZEPTSTAND_LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info')
});

/** The names of all variables the product reads. */
export const variableNames: readonly string[] = Object.keys(variables.shape);

/** What the product is told by its environment; nothing else in it reads `process.env`. */
export type Configuration = {
	/** 0 takes any free port. */
	port: number;
	host: string;
	/** Absolute path of the folder that holds everything the product keeps. */
	dataFolder: string;
	/** Set: a replica set run by someone else. Not set: the embedded server. */
	databaseUri: string | null;
	/** A `mongod` to run embedded, before any other. */
	mongodBinary: string | null;
	/** Folders in which a `mongod` is looked for. */
	searchPath: readonly string[];
	/** The proxy variables of the environment, for the download of the engine. */
	proxy: Readonly<Record<string, string>>;
	/** Where the public reaches the product; `null`: wherever it is asked. */
	origin: string | null;
	/** How many proxies stand before the product and are trusted to name the caller. */
	trustedProxies: number;
	mail: { url: string | null; from: string | null };
	signIn: {
		/** `null`: generated once and kept in the data folder. */
		secret: string | null;
		sessionDays: number;
	};
	limits: {
		/** Largest request body in bytes. */
		bodyBytes: number;
		/** Largest file that may be attached, in bytes. */
		fileBytes: number;
		/** Per caller. */
		requestsPerMinute: number;
		/** Failed or not, per caller and minute. */
		signInAttemptsPerMinute: number;
		/** Longest time that one document may take. */
		documentSeconds: number;
	};
	logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
};

/**
 * Reads and checks the environment. An empty variable counts as not set.
 * @throws StartError naming every variable that is unknown or malformed
 */
export function readConfiguration(environment: Environment = process.env): Configuration {
	const set = Object.fromEntries(
		Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')
	);
	refuseUnknown(set);
	const parsed = variables.safeParse(set);
	if (!parsed.success) throw malformed(parsed.error);
	const read = parsed.data;
	return {
		port: read.PORT,
		host: read.HOST,
		dataFolder: path.resolve(read.KONZEPTSTAND_DATA),
		databaseUri: read.MONGODB_URI ?? null,
		mongodBinary: read.MONGOMS_SYSTEM_BINARY ?? null,
		searchPath: (set['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== ''),
		proxy: proxyVariables(set),
		origin: read.KONZEPTSTAND_ORIGIN ?? null,
		trustedProxies: read.KONZEPTSTAND_TRUST_PROXY,
		mail: { url: read.KONZEPTSTAND_MAIL_URL ?? null, from: read.KONZEPTSTAND_MAIL_FROM ?? null },
		signIn: { secret: read.KONZEPTSTAND_SECRET ?? null, sessionDays: read.KONZEPTSTAND_SESSION_DAYS },
		limits: {
			bodyBytes: read.KONZEPTSTAND_BODY_LIMIT,
			fileBytes: read.KONZEPTSTAND_FILE_LIMIT,
			requestsPerMinute: read.KONZEPTSTAND_REQUESTS_PER_MINUTE,
			signInAttemptsPerMinute: read.KONZEPTSTAND_SIGN_IN_ATTEMPTS,
			documentSeconds: read.KONZEPTSTAND_DOCUMENT_SECONDS
		},
		logLevel: read.KONZEPTSTAND_LOG_LEVEL
	};
}

function refuseUnknown(set: Environment): void {
	const unknown = Object.keys(set).filter((name) => name.startsWith('KONZEPTSTAND_') && !variableNames.includes(name));
	if (unknown.length === 0) return;
	const names = unknown.sort().join(', ');
	throw new StartError(
		`Unbekannte Einstellung ${names}; docs/operations.md nennt alle.`,
		`Unknown setting ${names}; docs/operations.md lists all.`
	);
}

/** Values are not repeated: one of them may be a secret. */
function malformed(error: z.ZodError): StartError {
	const faults = error.issues.map((issue) => `${String(issue.path[0])} (${issue.message})`).join(', ');
	return new StartError(`Ungültige Einstellung ${faults}.`, `Invalid setting ${faults}.`);
}

function proxyVariables(set: Environment): Record<string, string> {
	const names = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
	return Object.fromEntries(names.flatMap((name) => (set[name] === undefined ? [] : [[name, set[name]]])));
}

/**
 * SvelteKit's adapter takes its settings from the environment alone. Without the header it takes every request for https
 * and refuses all forms sent over http; the application sets it from what it trusts.
 */
export function configurePages(configuration: Configuration): void {
	process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
	// A form may hold a file and some fields beside it.
	process.env['BODY_SIZE_LIMIT'] = String(configuration.limits.bodyBytes + configuration.limits.fileBytes);
}
