import type { DocumentFormat } from '@konzeptstand/contract/document.ts';

/** How each format is sent, and how its files end. */
export const FORMATS: Readonly<Record<DocumentFormat, { type: string; ending: string }>> = {
	md: { type: 'text/markdown; charset=utf-8', ending: 'md' },
	html: { type: 'text/html; charset=utf-8', ending: 'html' },
	pdf: { type: 'application/pdf', ending: 'pdf' },
	pdfa: { type: 'application/pdf', ending: 'pdfa.pdf' },
	docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ending: 'docx' },
	odt: { type: 'application/vnd.oasis.opendocument.text', ending: 'odt' }
};
