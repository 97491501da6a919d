import { createHash } from 'node:crypto';
import type { DocumentAudience, DocumentFormat } from '@konzeptstand/contract/document.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { withDataAddresses } from './document-image.ts';
import type { DocumentImages } from './document-image.ts';
import { readDocumentTree } from './document-tree.ts';
import type { DocumentTree } from './document-tree.ts';
import { finishMarkdown } from './finish-markdown.ts';
import type { DocumentSource, FinishedMarkdown } from './finish-markdown.ts';
import { writeHtml } from './html-page.ts';
import type { RenderStep } from './messages.ts';
import { readTemplate } from './template-engine.ts';
import { stateLine } from './state-line.ts';
import type { Limits, ReadyTemplate, TemplateFiles } from './template-engine.ts';

/** What rendering needs of the data; everything else in it is for the template alone. */
export interface RenderedData {
	readonly state: { day: string; sequence: number; template: string; templateVersion: string };
	readonly sources: readonly DocumentSource[];
	/** Of a document of the council. What only the council may read says so, whatever its template does. */
	readonly audience?: DocumentAudience;
}

export interface RenderRequest {
	files: TemplateFiles;
	data: RenderedData;
	language: Language;
	format: DocumentFormat;
	limits: Limits;
	/** Uploaded pictures, by the name that long texts give them: `![alt](name)`. */
	images?: DocumentImages;
}

const KEPT_TEMPLATES = 20;
const ready = new Map<string, ReadyTemplate>();

/** Writers of what is no plain text. A format without one is written by `renderText`. */
const WRITERS: Partial<Record<DocumentFormat, (tree: DocumentTree) => Uint8Array | Promise<Uint8Array>>> = {
	pdf: async (tree) => (await import('./pdf/pdf-writer.ts')).writePdf(tree, 'ua-1'),
	pdfa: async (tree) => (await import('./pdf/pdf-writer.ts')).writePdf(tree, 'a-2a'),
	docx: async (tree) => (await import('./office/docx/write-docx.ts')).writeDocx(tree),
	odt: async (tree) => (await import('./office/odt/write-odt.ts')).writeOdt(tree)
};

/**
 * Template and data to a file in any format. Pure: the same request gives the same bytes, at any time.
 * @throws LiquidError for a mistake in the template; an Error whose message ends in "limit exceeded"
 */
export async function renderDocument(
	request: RenderRequest,
	onStep: (step: RenderStep) => unknown = () => undefined
): Promise<Uint8Array> {
	const file = await renderFile(request, onStep);
	if (file.byteLength > request.limits.bytes) throw new Error('output limit exceeded');
	return file;
}

async function renderFile(request: RenderRequest, onStep: (step: RenderStep) => unknown): Promise<Uint8Array> {
	onStep('markdown');
	const write = WRITERS[request.format];
	if (!write) return Buffer.from(renderText(request));
	const tree = treeOf(request);
	onStep('layout');
	return write(tree);
}

/**
 * Template and data to Markdown or HTML.
 * @throws LiquidError for a mistake in the template; an Error whose message ends in "limit exceeded"
 */
export function renderText(request: RenderRequest): string {
	if (request.format !== 'md') return writeHtml(treeOf(request));
	const { markdown, images } = finish(request);
	return withDataAddresses(markdown.text, images);
}

/** Template and data as the tree that every format but Markdown is written from. @throws as `renderText` */
export function treeOf(request: RenderRequest): DocumentTree {
	const { markdown, images, state } = finish(request);
	return readDocumentTree(markdown, request.language, images, state);
}

function finish({ files, data, language, limits, images: uploaded }: RenderRequest): {
	markdown: FinishedMarkdown;
	images: DocumentImages;
	state: DocumentTree['state'];
} {
	const { markdown, gathered } = readyTemplate(files).run(data, language, limits, uploaded);
	const { day, template, templateVersion } = data.state;
	const state: DocumentTree['state'] = {
		day,
		sequence: String(data.state.sequence),
		template: `${template} ${templateVersion}`,
		...(data.audience === 'council' ? { audience: data.audience } : {})
	};
	const made = stateLine({ language, state });
	return { markdown: finishMarkdown(markdown, gathered, data.sources, made), images: gathered.images, state };
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
