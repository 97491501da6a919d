import type { Limits } from '../../backend/documents/renderer/template-engine.ts';

/** Limits wide enough for every document of a test. */
export const LIMITS: Limits = {
	renderMilliseconds: 20_000,
	allocations: 20_000_000,
	characters: 10_000_000,
	bytes: 50_000_000
};

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What of a page can be read: its text without tags, entities resolved. */
export function textOfHtml(html: string): string {
	return html
		.replace(/<style>[^]*?<\/style>/g, '')
		.replace(/<[^>]*>/g, '')
		.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
}
