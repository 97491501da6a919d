import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { DocumentTree } from './document-tree.ts';
import { DOCUMENT_WORDS } from './words.ts';

/** From which state the document was made, and that it is not public: its last line, and the subject in its properties. */
export function stateLine({ language, state }: Pick<DocumentTree, 'language' | 'state'>): string {
	const words = DOCUMENT_WORDS[language];
	const closed = state.audience === 'council' ? words.closed : '';
	return closed + words.made(formatEdtf(state.day, language), state.sequence, state.template);
}
