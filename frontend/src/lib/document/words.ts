import type { DocumentFormat, DocumentJob, DocumentStep, KeptDocument } from '@konzeptstand/contract/document.ts';
import { inLanguage, nameOf } from '#lib/language.ts';
import { m } from '#lib/paraglide/messages.js';

const FORMATS: Record<DocumentFormat, () => string> = {
	md: m.document_markdown,
	html: m.document_html,
	pdf: m.document_pdf,
	pdfa: m.document_pdfa,
	docx: m.document_docx,
	odt: m.document_odt
};
const STEPS: Record<DocumentStep, () => string> = {
	data: m.document_step_data,
	markdown: m.document_step_markdown,
	layout: m.document_step_layout,
	file: m.document_step_file
};
const STATES: Record<DocumentJob['state'], () => string> = {
	waiting: m.document_order_state_waiting,
	running: m.document_order_state_running,
	done: m.document_order_state_done,
	failed: m.document_order_state_failed,
	cancelled: m.document_order_state_cancelled
};

/** In their order. */
export const DOCUMENT_STEPS = Object.keys(STEPS) as DocumentStep[];
export const formatName = (format: DocumentFormat) => FORMATS[format]();
export const stepName = (step: DocumentStep) => STEPS[step]();
export const orderStateName = (state: DocumentJob['state']) => STATES[state]();

/** What is going on with an order, in one line. */
export function orderText({ state, step, place }: Pick<DocumentJob, 'state' | 'step' | 'place'>): string {
	if (state === 'waiting' && place !== null) return m.document_order_waiting({ place });
	if (state === 'running' && step) return m.document_order_running({ step: stepName(step) });
	return orderStateName(state);
}

/** Template, what it is about, and the year. */
export function documentName({ title, subject, edition, year }: KeptDocument): string {
	const about = subject ? nameOf(subject) : edition && !year ? edition.code : null;
	return [inLanguage(title.de, title.en), about, year].filter(Boolean).join(', ');
}
