import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import mongoose from 'mongoose';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { openIdentity } from '../../backend/accounts/identity.ts';
import { createMember } from '../../backend/accounts/membership.service.ts';
import { readConfiguration } from '../../backend/configuration.ts';
import { prepareDatabase } from '../../backend/database-preparation.ts';
import { connect } from '../../backend/foundation/database/connection.ts';
import { runEmbeddedDatabase } from '../../backend/foundation/database/embedded-database.ts';
import { engineTiers } from '../../backend/foundation/database/engine-tiers.ts';
import { createLog } from '../../backend/foundation/log.ts';
import '../../backend/rooms.ts';
import { generateRegion, SIZE } from './generated-region.ts';
import { benchImports } from './imports.ts';
import { benchReads } from './reads.ts';
import { benchWrites } from './writes.ts';
import { benchDocuments } from './documents.ts';
import { benchFormats } from './formats.ts';
import { benchExports } from './exports.ts';
import { benchCouncil } from './council.ts';
import { generateCouncil } from './council-region.ts';
import { HttpClient } from './http-client.ts';
import { generateLongList } from './long-list.ts';

/**
 * `npm run bench`: every claim about speed, as a ratio against a named baseline in the same run. Names of parts after
 * `--` run these alone: `npm run bench -- documents formats`.
 */
const PARTS = ['reads', 'writes', 'documents', 'formats', 'imports', 'exports', 'council'] as const;
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !PARTS.includes(name as (typeof PARTS)[number]));
if (unknown !== undefined) throw new Error(`There is no part "${unknown}"; there are ${PARTS.join(', ')}.`);
const isWanted = (name: (typeof PARTS)[number]): boolean => wanted.length === 0 || wanted.includes(name);

const SECRET = 'a secret of the benchmark, which protects nothing at all';
const PASSWORD = 'richtig-pferd-batterie';

const folder = await mkdtemp(path.join(tmpdir(), 'konzeptstand-bench-'));
const log = createLog('error');
const configuration = readConfiguration({ PATH: process.env['PATH'], KONZEPTSTAND_SECRET: SECRET });
const database = await runEmbeddedDatabase(folder, log, engineTiers(configuration));
const children: ChildProcess[] = [];

try {
	const uri = database.uri('konzeptstand');
	await connect(uri);
	await prepareDatabase(log);
	console.log(
		`generating ${String(SIZE.projects)} projects with ${String(SIZE.projects * SIZE.reportsEach)} status reports …`
	);
	const generation = performance.now();
	const region = await generateRegion();
	const longList = await generateLongList();
	const council = await generateCouncil();
	console.log(`generated in ${String(Math.round((performance.now() - generation) / 1000))} s`);
	openIdentity(configuration);
	const member = {
		name: 'Bench',
		email: 'bench@example.org',
		roles: ['manager' as const],
		municipality: null,
		party: null
	};
	await createMember(SYSTEM_CONTEXT, region.id, { ...member, password: PASSWORD });
	await createMember(SYSTEM_CONTEXT, longList.id, member);
	await createMember(SYSTEM_CONTEXT, council.id, member);

	const environment = {
		...process.env,
		PORT: '0',
		MONGODB_URI: uri,
		KONZEPTSTAND_DATA: path.join(folder, 'data'),
		KONZEPTSTAND_SECRET: SECRET,
		KONZEPTSTAND_REQUESTS_PER_MINUTE: '1000000',
		KONZEPTSTAND_SIGN_IN_ATTEMPTS: '1000',
		KONZEPTSTAND_DOCUMENT_SECONDS: '600',
		KONZEPTSTAND_LOG_LEVEL: 'error'
	};
	const server = await startProcess(['backend/main.ts'], /^Konzeptstand: (http\S+)/, environment);
	const client = new HttpClient(server.answer, 20);
	const signedIn = await client.expect(200, 'POST', '/api/auth/sign-in/email', {
		body: { email: 'bench@example.org', password: PASSWORD }
	});
	const cookie = (signedIn.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
	const hierarchy = `/api/v1/regions/${region.key}/hierarchy`;
	const size = (await client.expect(200, 'GET', hierarchy, { headers: { cookie } })).body.length;
	const baseline = await startProcess(
		['test/bench/baseline-server.ts', uri, region.id, String(size)],
		/^(\d+)/,
		process.env
	);

	const context = {
		base: server.answer,
		baseline: `http://127.0.0.1:${baseline.answer}`,
		cookie,
		region,
		hierarchy,
		size,
		folder
	};
	if (isWanted('reads')) await benchReads(context);
	if (isWanted('writes')) await benchWrites(context);
	if (isWanted('documents')) await benchDocuments(context);
	if (isWanted('formats')) await benchFormats(context);
	if (isWanted('imports')) await benchImports();
	if (isWanted('exports')) await benchExports(server.answer, cookie, longList);
	if (isWanted('council')) await benchCouncil(server.answer, context.baseline, cookie, council);

	console.log('\nmemory and start');
	console.log(`(f) server after all that: ${residentMemory(server.child)} MB resident`);
	client.close();
	await endProcess(server.child);
	const start = performance.now();
	const second = await startProcess(['backend/main.ts'], /^Konzeptstand: (http\S+)/, environment);
	const reader = new HttpClient(second.answer, 1, { cookie });
	await reader.expect(200, 'GET', `/${region.key}`);
	console.log(
		`(f) second start until the first page: ${((performance.now() - start) / 1000).toFixed(1)} s (the database already runs)`
	);
	reader.close();
} finally {
	await Promise.all(children.map(endProcess));
	await mongoose.disconnect();
	await database.stop();
	await rm(folder, { recursive: true, force: true });
}

/** Starts a Node process and waits for the line that says it is ready. */
async function startProcess(
	parameters: string[],
	ready: RegExp,
	env: NodeJS.ProcessEnv
): Promise<{ answer: string; child: ChildProcess }> {
	const child = spawn(process.execPath, parameters, { env, stdio: ['ignore', 'pipe', 'inherit'] });
	children.push(child);
	for await (const line of createInterface({ input: child.stdout })) {
		const match = ready.exec(line);
		if (match?.[1]) {
			child.stdout.resume();
			return { answer: match[1], child };
		}
	}
	throw new Error(`${parameters.join(' ')} ended before it was ready.`);
}

async function endProcess(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGTERM');
	await ended;
}

/** Resident memory as Linux counts it; elsewhere it is not known. */
function residentMemory(child: ChildProcess): string {
	try {
		const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
		return String(Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024));
	} catch {
		return 'unknown';
	}
}
