import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DocumentFormat } from '@konzeptstand/contract/document.ts';
import { prepareDocument } from '../../backend/documents/prepare-document.ts';
import { Renderer } from '../../backend/documents/renderer/renderer.ts';
import { limitsFor } from '../../backend/documents/renderers.ts';
import { readTemplateFolder } from '../../backend/documents/template-folder.ts';
import { record } from '../../backend/record/record.service.ts';
import { findRegionByKey } from '../../backend/region/region.service.ts';
import { HttpClient } from './http-client.ts';
import { figuresOf, load, report } from './measure.ts';
import { findPeers, timed } from './peers.ts';
import type { BenchContext } from './reads.ts';
import { writeTypstProgram } from './typst-program.ts';

const TEMPLATE = 'entwicklungskonzept';
const DAY = '2026-11-25';
const ROUNDS = 3;
const MEMORY_AT = [1, 10, 20, 30] as const;

type Order = Omit<Parameters<Renderer['render']>[0], 'format'>;

/**
 * (g) to (k): the concept document of the generated region in every format, against the programs that others would take
 * for it. Ours is from the data to the file, through the rendering child; theirs begins with the finished Markdown. Each
 * figure is the quickest of three, taken in turns.
 */
export async function benchFormats(context: BenchContext): Promise<void> {
	console.log('\ndocument formats');
	const peers = findPeers(context.folder);
	const order = await prepare(context.region);
	const renderer = new Renderer({ milliseconds: 600_000, retireMegabytes: Infinity, children: 1 });
	const inFolder = (name: string): string => path.join(context.folder, name);
	const markdown = inFolder('concept.md');
	await writeFile(markdown, await renderer.render({ ...order, format: 'md' }));
	const program = await writeTypstProgram(order, inFolder('typst'));
	const ours = (format: DocumentFormat) => async (): Promise<number> => {
		const start = performance.now();
		await renderer.render({ ...order, format });
		return performance.now() - start;
	};
	const pandoc = (target: string, engine?: 'typst' | 'weasyprint'): (() => Promise<number>) | null => {
		const program = peers.pandoc;
		if (program === null || (engine && peers[engine] === null)) return null;
		const parameters = ['-f', 'gfm', '-s', markdown, '-o', inFolder(target)];
		if (engine) parameters.push(`--pdf-engine=${engine}`);
		return () => timed(program, parameters, peers.environment);
	};

	const typst = peers.typst;
	await compare('(g) PDF from the data : typst compile of the same program', 1.3, ours('pdf'), {
		name: 'typst',
		run: typst === null ? null : () => timed(typst, program, peers.environment)
	});
	await compare('(g) PDF from the data : pandoc with the engine typst', 1, ours('pdf'), {
		name: 'pandoc or typst',
		run: pandoc('p.pdf', 'typst')
	});
	const weasyprint = { name: 'pandoc or weasyprint', run: pandoc('w.pdf', 'weasyprint') };
	await compare('(g) PDF from the data : pandoc with the engine weasyprint, once', 0.1, ours('pdf'), weasyprint, 1);
	await compare('(h) DOCX from the data : pandoc', 0.5, ours('docx'), { name: 'pandoc', run: pandoc('p.docx') });
	await compare('(h) ODT from the data : pandoc', 0.5, ours('odt'), { name: 'pandoc', run: pandoc('p.odt') });
	await renderer.close();
	await benchMemory(order);
	await benchLatency(context);
}

async function compare(
	what: string,
	limit: number,
	ours: () => Promise<number>,
	their: { name: string; run: (() => Promise<number>) | null },
	rounds = ROUNDS
): Promise<void> {
	if (their.run === null) {
		console.log(`${what}: ${their.name} is not here (test/bench/peers.ts says how it comes)`);
		return;
	}
	await ours();
	const quickest = { ours: Infinity, theirs: Infinity };
	for (let round = 0; round < rounds; round += 1) {
		quickest.theirs = Math.min(quickest.theirs, await their.run());
		quickest.ours = Math.min(quickest.ours, await ours());
	}
	report(what, quickest.ours, quickest.theirs, limit);
}

/** (i): what a child holds that is never replaced. */
async function benchMemory(order: Order): Promise<void> {
	const renderer = new Renderer({ milliseconds: 600_000, retireMegabytes: Infinity, children: 1 });
	const held = new Map<number, number>();
	for (let count = 1; count <= Math.max(...MEMORY_AT); count += 1) {
		await renderer.render({ ...order, format: 'pdf' });
		held.set(count, residentMegabytes(renderer.processIds[0]));
	}
	await renderer.close();
	console.log(
		`(i) a child after PDFs: ${MEMORY_AT.map((at) => `${String(at)}: ${String(held.get(at))} MB`).join(', ')}`
	);
	report('(i) the child after 30 PDFs : after 10', held.get(30) ?? NaN, held.get(10) ?? NaN, 1.1, 'MB');
}

/** (k): what others feel while two documents are made that nobody waits for. */
async function benchLatency({ base, cookie, region }: BenchContext): Promise<void> {
	const client = new HttpClient(base, 2, { cookie });
	const reader = new HttpClient(base, 1, { cookie });
	const page = async (): Promise<void> => void (await reader.expect(200, 'GET', `/${region.key}`));
	await load(1, 2_000, page);
	const idle = figuresOf(await load(1, 10_000, page));
	const jobs = `/api/v1/regions/${region.key}/document-jobs`;
	const isMaking = async (): Promise<boolean> => {
		const { rows } = JSON.parse((await client.expect(200, 'GET', jobs)).body.toString()) as {
			rows: { state: string }[];
		};
		const bad = rows.find(({ state }) => state === 'failed');
		if (bad) throw new Error(`An ordered document failed: ${JSON.stringify(bad)}`);
		return rows.length > 0;
	};
	for (const format of ['pdf', 'pdfa'])
		await client.expect(202, 'POST', `/api/v1/regions/${region.key}/documents`, {
			body: { template: TEMPLATE, format }
		});
	const durations: number[] = [];
	let isOver = false;
	const watching = (async () => {
		while (await isMaking()) await pause(500);
		isOver = true;
	})();
	while (!isOver) durations.push(...(await load(1, 500, page)));
	await watching;
	const busy = figuresOf(durations);
	report('(k) start page while two documents are made : idle, p99', busy.p99, idle.p99, 2);
	report('    the same, median', busy.median, idle.median, null);
	client.close();
	reader.close();
}

async function prepare({ id, key }: BenchContext['region']): Promise<Order> {
	const region = await findRegionByKey(key);
	if (!region) throw new Error(`There is no region ${key}.`);
	const template = await readTemplateFolder(TEMPLATE);
	const { data, images } = await record.read(id, (snapshot) =>
		prepareDocument(region, snapshot, template, { template: TEMPLATE }, DAY)
	);
	const limits = { ...limitsFor('ordered'), renderMilliseconds: 600_000 };
	return { files: template.files, data, images, language: template.manifest.language, limits };
}

/** As Linux counts it; NaN elsewhere. */
function residentMegabytes(pid: number | undefined): number {
	try {
		const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
		return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
	} catch {
		return Number.NaN;
	}
}
