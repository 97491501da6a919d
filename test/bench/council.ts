import { COUNCIL } from './council-region.ts';
import { HttpClient } from './http-client.ts';
import { figuresOf, inTurns, load, report } from './measure.ts';

const ROUNDS = 3;
const ROUND_MS = 2_000;
const CHANGES = 25;
/** So many rows does a page of the control show. */
const ROWS = 50;

/**
 * (h): a council with twenty years behind it. The manager's page and a page of the control of decisions, against a bare
 * route with one lean `find`: of all decisions that the figures are made of, and of the rows alone that are shown. Right
 * after a change nothing of an answer is kept; unchanged, it is.
 */
export async function benchCouncil(
	base: string,
	baseline: string,
	cookie: string,
	region: { id: string; key: string; body: string; open: string }
): Promise<void> {
	console.log(
		`\na council with ${String(COUNCIL.meetings)} meetings, ${String(COUNCIL.items)} items, ${String(COUNCIL.decisions)} decisions, ${String(COUNCIL.tasks)} tasks`
	);
	const ours = new HttpClient(base, 1, { cookie });
	const theirs = new HttpClient(baseline, 1);
	const at = `/api/v1/regions/${region.key}`;
	const pages = [
		['manager’s page', `${at}/council-preparation?body=${region.body}`],
		['control of decisions', `${at}/decision-control?limit=${String(ROWS)}`]
	] as const;
	const all = `/find/decisions?region=${region.id}&answer=count`;
	const shown = `/find/decisions?region=${region.id}&limit=${String(ROWS)}`;
	const durations = new Map<string, number[]>();
	let version = 1;
	for (let round = 0; round < CHANGES; round += 1) {
		await ours.expect(200, 'PATCH', `${at}/tasks/${region.open}`, {
			body: { title: `Offen ${String(round)}` },
			headers: { 'if-match': `"${String(version)}"` }
		});
		version += 1;
		for (const [client, path] of [
			[theirs, all],
			[theirs, shown],
			...pages.map(([, page]) => [ours, page] as const)
		] as const) {
			const start = performance.now();
			await client.expect(200, 'GET', path);
			if (round > 4) durations.set(path, [...(durations.get(path) ?? []), performance.now() - start]);
		}
	}
	const median = (path: string): number => figuresOf(durations.get(path) ?? []).median;
	for (const [name, page] of pages) {
		report(`(h) ${name} right after a change : one find of all decisions, median`, median(page), median(all), 2);
		report(
			`(h) ${name} right after a change : one find of ${String(ROWS)} decisions`,
			median(page),
			median(shown),
			null
		);
	}
	for (const [name, page] of pages) {
		const unchanged = await inTurns(ROUNDS, {
			ours: () => load(1, ROUND_MS, async () => void (await ours.expect(200, 'GET', page))),
			theirs: () => load(1, ROUND_MS, async () => void (await theirs.expect(200, 'GET', shown)))
		});
		report(
			`(h) ${name} unchanged : one find of ${String(ROWS)} decisions, median`,
			unchanged.ours.median,
			unchanged.theirs.median,
			2
		);
	}
	ours.close();
	theirs.close();
}
