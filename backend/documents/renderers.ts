import { Renderer } from './renderer/renderer.ts';
import type { RendererOptions } from './renderer/renderer.ts';
import type { Limits } from './renderer/template-engine.ts';

/** The children that render: some for every use, so that no use waits for another. */

/** Those who look at a document, what is made while nobody waits, and texts that somebody tries in the workshop. */
export type RendererUse = 'looked-at' | 'ordered' | 'tried';

/** What a document may use up and how long it may get: some five thousand pages. */
const DOCUMENT = { allocations: 40_000_000, characters: 20_000_000, bytes: 50_000_000 };
/** A trial is looked at while its text is written: some thousand pages, and an answer before patience ends. */
const TRIAL = { allocations: 10_000_000, characters: 4_000_000, bytes: 8_000_000, mistakes: 20 };
const TRIAL_MILLISECONDS = 10_000;
const OPTIONS: Record<RendererUse, Partial<RendererOptions>> = {
	// One more than two at once need: one region's documents never take the last (renderer.ts).
	'looked-at': { niceness: 5, children: 3 },
	ordered: { niceness: 10 },
	// One child: however much is tried, it takes no more than this from the documents of others.
	tried: { niceness: 5, children: 1, megabytes: 384, residentMegabytes: 800 }
};
/** Of its time, so much is for the template itself; what it says of too much names the line. */
const SHARE_OF_TEMPLATE = 0.8;

let milliseconds = 60_000;
const renderers = new Map<RendererUse, Renderer>();
let changedOptions: Partial<RendererOptions> = {};

/** How long one document may take; from the configuration, before the first is made. */
export function limitDocuments(seconds: number): void {
	milliseconds = seconds * 1000;
}

/** What a template may use up. */
export function limitsFor(use: RendererUse): Limits {
	return {
		...(use === 'tried' ? TRIAL : DOCUMENT),
		renderMilliseconds: optionsFor(use).milliseconds * SHARE_OF_TEMPLATE
	};
}

export function rendererFor(use: RendererUse): Renderer {
	let renderer = renderers.get(use);
	if (!renderer) {
		renderer = new Renderer(optionsFor(use));
		renderers.set(use, renderer);
	}
	return renderer;
}

function optionsFor(use: RendererUse): Partial<RendererOptions> & { milliseconds: number } {
	const options = { ...OPTIONS[use], ...changedOptions };
	return { milliseconds: Math.min(milliseconds, use === 'tried' ? TRIAL_MILLISECONDS : milliseconds), ...options };
}

/** Lets children be made otherwise from now on; gives the renderer of ordered documents (tests). */
export function renderWith(options: Partial<RendererOptions>): Renderer {
	changedOptions = options;
	return rendererFor('ordered');
}

/** Ends the rendering children. The next document starts new ones. */
export async function closeRenderer(): Promise<void> {
	const closing = [...renderers.values()];
	renderers.clear();
	await Promise.all(closing.map((renderer) => renderer.close()));
}
