import { createHash } from 'node:crypto';
import type { DocumentFormat } from '@konzeptstand/contract/document.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { finishMarkdown } from './finish-markdown.ts';
import type { DocumentSource } from './finish-markdown.ts';
import { renderPage } from './html-page.ts';
import { readTemplate } from './template-engine.ts';
import { DOCUMENT_WORDS } from './words.ts';
import type { Limits, ReadyTemplate, TemplateFiles } from './template-engine.ts';

/** What rendering needs of the data; everything else in it is for the template alone. */
export interface RenderedData {
	readonly state: { day: string; sequence: number; template: string; templateVersion: string };
	readonly sources: readonly DocumentSource[];
}

export interface RenderRequest {
	files: TemplateFiles;
	data: RenderedData;
	language: Language;
	format: DocumentFormat;
	limits: Limits;
}

const KEPT_TEMPLATES = 20;
const ready = new Map<string, ReadyTemplate>();

/**
 * Template and data to Markdown or HTML. Pure: the same request gives the same text, at any time and on any machine.
 * @throws LiquidError for a mistake in the template; an Error whose message ends in "limit exceeded"
 */
export function renderDocument({ files, data, language, format, limits }: RenderRequest): string {
	const { markdown, gathered } = readyTemplate(files).run(data, language, limits);
	const { day, sequence, template, templateVersion } = data.state;
	const made = DOCUMENT_WORDS[language].made(
		formatEdtf(day, language),
		String(sequence),
		`${template} ${templateVersion}`
	);
	const finished = finishMarkdown(markdown, gathered, data.sources, made);
	if (format === 'md') return finished.text;
	return renderPage(finished, language, {
		day,
		sequence: String(sequence),
		template: `${template} ${templateVersion}`
	});
}

/** Templates are read once as long as their files are the same. */
function readyTemplate(files: TemplateFiles): ReadyTemplate {
	const name = createHash('sha256').update(JSON.stringify(files)).digest('hex');
	const known = ready.get(name);
	if (known) return known;
	const read = readTemplate(files);
	if (ready.size >= KEPT_TEMPLATES) ready.clear();
	ready.set(name, read);
	return read;
}
