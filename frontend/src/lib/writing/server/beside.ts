import type { RequestEvent } from '@sveltejs/kit';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Amendment, Attachment } from '@konzeptstand/contract/edition.ts';
import type { PaperRow } from '@konzeptstand/contract/paper.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import { apiFind } from '#lib/server/api.ts';
import { filesOf } from './files.ts';

/** What stands beside an item: its files, decisions and papers about it and, where its text was adopted, amendments and errata. */
export interface Beside {
	readonly files: readonly Attachment[];
	readonly amendments: readonly Amendment[];
	/** The newest first, like papers. */
	readonly decisions: readonly Decision[];
	readonly papers: readonly PaperRow[];
}

export async function besideOf(
	event: RequestEvent<{ region: string; [name: string]: string }>,
	item: string
): Promise<Beside> {
	const [files, amendments, decisions, papers] = await Promise.all([
		filesOf(event, item),
		apiFind<{ rows: Amendment[] }>(event, apiPath(event, 'amendments'), { of: item, limit: 500 }),
		apiFind<{ rows: Decision[] }>(event, apiPath(event, 'decisions'), { subject: item, limit: 100 }),
		apiFind<{ rows: PaperRow[] }>(event, apiPath(event, 'papers'), { subject: item, limit: 100 })
	]);
	return { files, amendments: amendments?.rows ?? [], decisions: decisions?.rows ?? [], papers: papers?.rows ?? [] };
}
