import { Context, Liquid, LiquidError, RenderError, RenderTag, toValueSync } from 'liquidjs';
import type { Emitter, Template } from 'liquidjs';
import type { Language } from '@konzeptstand/contract/values.ts';
import type { DocumentImages } from './document-image.ts';
import { escapeOutput, LINE_BEGINNING, NUMBER_MARK } from './escape.ts';
import { registerFilters } from './filters.ts';
import type { Gathered } from './filter.ts';
import { quickRun } from './quick-run.ts';
import { readMistake, TemplateMistakes } from './template-error.ts';
import type { TemplateMistake } from './template-error.ts';

/** Limits of one document. */
export interface Limits {
	/** Milliseconds that Liquid may run. */
	renderMilliseconds: number;
	/** Liquid's own count of what filters allocate. */
	allocations: number;
	/** Characters that the Markdown may have. */
	characters: number;
	/** Bytes that the file may have. */
	bytes: number;
	/** Unknown names that are gathered before it ends; the first mistake ends it where this is not given. */
	mistakes?: number;
}

/** Files of one template by name: `template.md` and `partials/….md`. There is no other file for it. */
export type TemplateFiles = Readonly<Record<string, string>>;

const PARSE_LIMIT = 1_000_000;

/** A template that is read and ready: parsed once, run for every document. */
export interface ReadyTemplate {
	run: (
		data: object,
		language: Language,
		limits: Limits,
		images?: DocumentImages
	) => { markdown: string; gathered: Gathered };
}

/**
 * Reads a template.
 * @throws LiquidError (see template-error.ts) when it cannot be read
 */
export function readTemplate(files: TemplateFiles): ReadyTemplate {
	let gathered = gather('de');
	const liquid = engineFor(files, () => gathered);
	const parsed = liquid.parse(files['template.md'] ?? '', 'template.md');
	return {
		run: (data, language, limits, images) => {
			gathered = gather(language, images);
			return { markdown: run(liquid, parsed, data, limits, files), gathered };
		}
	};
}

/**
 * Reads one file of a template as far as it can be read without data: every tag, filter and partial that it names is
 * there. Names of the data are known only with the data.
 * @throws LiquidError (see template-error.ts) when it cannot be read
 */
export function checkTemplate(files: TemplateFiles, file: string): void {
	const liquid = engineFor(files, () => gather('de'));
	requirePartials(liquid, liquid.parse(files[file] ?? '', file));
}

function requirePartials(liquid: Liquid, templates: readonly Template[]): void {
	for (const template of templates) {
		if (template instanceof RenderTag) requirePartial(liquid, template);
		// Branches and loops; what a partial holds is looked at where that is saved.
		else requirePartials(liquid, toValueSync((template.children?.(false, true) ?? []) as never));
	}
}

function requirePartial(liquid: Liquid, template: RenderTag): void {
	const { file, currentFile } = template as unknown as { file: unknown; currentFile: string | undefined };
	if (typeof file !== 'string') return;
	try {
		toValueSync(liquid._parsePartialFile(file, true, currentFile));
	} catch (error) {
		throw LiquidError.is(error) ? error : new RenderError(error as Error, template);
	}
}

function engineFor(files: TemplateFiles, gathered: () => Gathered): Liquid {
	const liquid = new Liquid({
		templates: { ...files },
		extname: '.md',
		cache: true,
		ownPropertyOnly: true,
		strictVariables: true,
		strictFilters: true,
		parseLimit: PARSE_LIMIT,
		outputEscape: escapeOutput
	});
	registerFilters(liquid, gathered);
	return liquid;
}

function run(liquid: Liquid, parsed: Template[], data: object, limits: Limits, files: TemplateFiles): string {
	const options = { sync: true, renderLimit: limits.renderMilliseconds, memoryLimit: limits.allocations };
	const context = new Context(data, liquid.options, options, { liquid });
	const emitter = new CappedEmitter(limits.characters);
	const mistakes = new Map<string, TemplateMistake>();
	try {
		quickRun(liquid, parsed, context, emitter, (error) => {
			const mistake = readMistake(error, files);
			if (mistake?.kind !== 'unknown_name' || mistakes.size >= (limits.mistakes ?? 0)) return false;
			// In a loop it comes again and again.
			mistakes.set([mistake.file, mistake.line, mistake.word].join(' '), mistake);
			return true;
		});
	} catch (error) {
		if (mistakes.size === 0) throw error;
	}
	if (mistakes.size > 0) throw new TemplateMistakes([...mistakes.values()]);
	return emitter.buffer;
}

/** Ends a document that grows without end while it grows, not afterwards. */
class CappedEmitter implements Emitter {
	buffer = '';
	readonly #most: number;
	/** Whether the line holds nothing yet but marks of lists and quotations. */
	#isBeginning = true;

	constructor(most: number) {
		this.#most = most;
	}

	write(written: unknown): void {
		let text = typeof written === 'string' ? written : String(written);
		// In the middle of a line a number begins nothing.
		if (!this.#isBeginning && text.startsWith(NUMBER_MARK)) text = text.slice(1);
		this.buffer += text;
		const end = text.lastIndexOf('\n');
		if (end !== -1) this.#isBeginning = LINE_BEGINNING.test(text.slice(end + 1));
		else if (this.#isBeginning) this.#isBeginning = LINE_BEGINNING.test(text);
		if (this.buffer.length > this.#most) throw new Error('output limit exceeded');
	}
}

function gather(language: Language, images: DocumentImages = new Map()): Gathered {
	return { language, texts: [], sources: [], footnotes: new Map(), images: new Map(images) };
}
