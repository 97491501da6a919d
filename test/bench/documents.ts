import { Marked } from 'marked';
import markedFootnote from 'marked-footnote';
import { HttpClient } from './http-client.ts';
import { figuresOf, load, report } from './measure.ts';
import type { BenchContext } from './reads.ts';

const ROUNDS = 5;

/** (d) and (e): the concept document with all projects, and what others feel while it is made. */
export async function benchDocuments({ base, cookie, region }: BenchContext): Promise<void> {
	console.log('\ndocuments');
	const client = new HttpClient(base, 1, { cookie });
	const address = `/api/v1/regions/${region.key}/documents/entwicklungskonzept`;
	const markdown = (await client.expect(200, 'GET', `${address}?format=md`)).body.toString();
	console.log(`    the finished Markdown is ${String(Math.round(markdown.length / 1000))} kB`);

	const alone: number[] = [];
	const ours: number[] = [];
	for (let round = 0; round <= ROUNDS; round += 1) {
		const marked = new Marked({ gfm: true }, markedFootnote());
		let start = performance.now();
		await marked.parse(markdown);
		const markedTook = performance.now() - start;
		await changeSomething(client, region, round);
		start = performance.now();
		await client.expect(200, 'GET', `${address}?format=html`);
		if (round === 0) continue;
		alone.push(markedTook);
		ours.push(performance.now() - start);
	}
	report(
		'(d) concept document as HTML after a change : marked alone on its Markdown, median',
		figuresOf(ours).median,
		figuresOf(alone).median,
		3
	);

	const reader = new HttpClient(base, 1, { cookie });
	const page = async (): Promise<void> => void (await reader.expect(200, 'GET', `/${region.key}`));
	await load(1, 2_000, page);
	const idle = figuresOf(await load(1, 10_000, page));
	let isDone = false;
	const making = (async () => {
		for (let round = 100; !isDone; round += 1) {
			await changeSomething(client, region, round);
			await client.expect(200, 'GET', `${address}?format=html`);
		}
	})();
	const busy = figuresOf(await load(1, 10_000, page));
	isDone = true;
	await making;
	report('(e) start page while documents are made : idle, p99', busy.p99, idle.p99, 2);
	console.log(
		`    start page, median: ${busy.median.toFixed(1)} ms while documents are made, ${idle.median.toFixed(1)} ms idle`
	);
	client.close();
	reader.close();
}

/** Moves the head, so that nothing kept is still true. */
async function changeSomething(client: HttpClient, region: BenchContext['region'], round: number): Promise<void> {
	const project = region.projects[round % region.projects.length] ?? '';
	await client.expect(201, 'POST', `/api/v1/regions/${region.key}/projects/${project}/reports`, {
		body: { status: 'running', progress: round % 100 }
	});
}
