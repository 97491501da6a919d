import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { DocumentTree } from '../document-tree.ts';
import { DOCUMENT_WORDS } from '../words.ts';

/** From which state the document was made, in one sentence: the subject in the document's properties. */
export function stateLine({ language, state }: Pick<DocumentTree, 'language' | 'state'>): string {
	return DOCUMENT_WORDS[language].made(formatEdtf(state.day, language), state.sequence, state.template);
}
