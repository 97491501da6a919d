import type { Liquid } from 'liquidjs';

/** Tags of the documents' own, beside those of Liquid that stay. */

/** How the Markdown says that a new page begins; document-tree.ts makes a token of it. Users cannot write it. */
export const PAGE_BREAK = '<!-- pagebreak -->';

export const TAGS: Readonly<Record<string, { does: string; tag: Parameters<Liquid['registerTag']>[1] }>> = {
	page_break: {
		does: 'Hier beginnt eine neue Seite; vor der ersten Überschrift `##` macht es den Kopf zum Titelblatt',
		tag: { render: () => `\n\n${PAGE_BREAK}\n\n` }
	}
};

export function registerTags(liquid: Liquid): void {
	for (const [name, { tag }] of Object.entries(TAGS)) liquid.registerTag(name, tag);
}
