import type { z } from 'zod';
import type { templateProblem, templateTrial, templateTrialResult } from '@konzeptstand/contract/template-file.ts';
import { m } from '#lib/paraglide/messages.js';

export type TemplateProblem = z.output<typeof templateProblem>;
export type TrialBody = z.input<typeof templateTrial>;
type Result = z.output<typeof templateTrialResult>;

/** How long nobody types before the preview follows, in milliseconds. */
const PAUSE = 600;

/**
 * The document that a text makes while it is being typed. One trial is under way at a time: a newer text calls the
 * former off. The last document without a mistake stays until there is another.
 */
export class Trial {
	html = $state.raw<string | null>(null);
	problems = $state.raw<readonly TemplateProblem[]>([]);
	/** why there is no document though there is no mistake */
	hindrance = $state.raw<string | null>(null);
	isRunning = $state(false);
	/** a first answer is there */
	isKnown = $state(false);
	readonly #address: string;
	#last = '';
	#timer: ReturnType<typeof setTimeout> | undefined;
	#underWay: AbortController | undefined;

	/** @param address of the API's trial */
	constructor(address: string) {
		this.#address = address;
	}

	/** Looks at a text once nobody types any more; the first one at once. */
	look(body: TrialBody): void {
		const text = JSON.stringify(body);
		if (text === this.#last) return;
		const isFirst = this.#last === '';
		this.#last = text;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#ask(text), isFirst ? 0 : PAUSE);
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#underWay?.abort();
	}

	async #ask(body: string): Promise<void> {
		this.#underWay?.abort();
		const own = (this.#underWay = new AbortController());
		this.isRunning = true;
		try {
			const answer = await fetch(this.#address, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body,
				signal: own.signal
			});
			if (!answer.ok) {
				const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
				this.#settle(own, { html: null, problems: [], limit: problem.detail ?? m.error_unexpected() });
			} else this.#settle(own, (await answer.json()) as Result);
		} catch {
			if (!own.signal.aborted) this.#settle(own, { html: null, problems: [], limit: m.workshop_preview_away() });
		}
	}

	#settle(own: AbortController, { html, problems, limit }: Result): void {
		if (own !== this.#underWay || own.signal.aborted) return;
		this.isRunning = false;
		this.isKnown = true;
		this.problems = problems;
		this.hindrance = limit;
		if (html !== null) this.html = html;
	}
}
