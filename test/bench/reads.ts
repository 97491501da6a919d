import { HttpClient } from './http-client.ts';
import { figuresOf, inTurns, load, report } from './measure.ts';

export interface BenchContext {
	base: string;
	baseline: string;
	cookie: string;
	region: { id: string; key: string; projects: string[] };
	hierarchy: string;
	/** Bytes of the whole hierarchy. */
	size: number;
	/** For files that are thrown away at the end. */
	folder: string;
}

const ROUNDS = 3;
const ROUND_MS = 3_000;

/** (a) and (b): the full hierarchy, unchanged and right after a change. */
export async function benchReads({ base, baseline, cookie, region, hierarchy, size }: BenchContext): Promise<void> {
	console.log(`\nreads; the whole hierarchy is ${String(Math.round(size / 1000))} kB, sent uncompressed`);
	for (const connections of [1, 20]) {
		const ours = new HttpClient(base, connections, { cookie });
		const theirs = new HttpClient(baseline, connections);
		const { headers } = await ours.expect(200, 'GET', hierarchy);
		const etag = headers.etag ?? '';
		const whole = await inTurns(ROUNDS, {
			ours: () => load(connections, ROUND_MS, async () => void (await ours.expect(200, 'GET', hierarchy))),
			theirs: () => load(connections, ROUND_MS, async () => void (await theirs.expect(200, 'GET', '/bare')))
		});
		report(
			`(a) hierarchy unchanged : bare route of the same size, ${String(connections)} conn., median`,
			whole.ours.median,
			whole.theirs.median,
			1.5
		);
		const unchanged = await inTurns(ROUNDS, {
			ours: () =>
				load(
					connections,
					ROUND_MS,
					async () => void (await ours.expect(304, 'GET', hierarchy, { headers: { 'if-none-match': etag } }))
				),
			theirs: () => load(connections, ROUND_MS, async () => void (await theirs.expect(304, 'GET', '/bare-304')))
		});
		report(
			`(a) hierarchy as 304 : bare 304, ${String(connections)} conn., median`,
			unchanged.ours.median,
			unchanged.theirs.median,
			1.5
		);
		ours.close();
		theirs.close();
	}

	const ours = new HttpClient(base, 1, { cookie });
	const theirs = new HttpClient(baseline, 1);
	const changed: number[] = [];
	const lean: number[] = [];
	for (let round = 0; round < 20; round += 1) {
		const project = region.projects[round] ?? '';
		await ours.expect(201, 'POST', `/api/v1/regions/${region.key}/projects/${project}/reports`, {
			body: { status: 'running', progress: round }
		});
		for (const [client, path, durations] of [
			[theirs, '/lean', lean],
			[ours, hierarchy, changed]
		] as const) {
			const start = performance.now();
			await client.expect(200, 'GET', path);
			if (round > 2) durations.push(performance.now() - start);
		}
	}
	report(
		'(b) hierarchy right after a change : lean reads of the same rows, median',
		figuresOf(changed).median,
		figuresOf(lean).median,
		3
	);
	ours.close();
	theirs.close();
}
