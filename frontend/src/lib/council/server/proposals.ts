import type { RequestEvent } from '@sveltejs/kit';
import type { AgendaItem } from '@konzeptstand/contract/meeting.ts';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import { apiFind } from '#lib/server/api.ts';
import { regionPath } from './meeting.ts';

/** The wording that is put to the vote, by the paper's id. */
export async function proposalsOf(
	event: RequestEvent<{ region: string; id: string }>,
	items: readonly Pick<AgendaItem, 'paper'>[]
): Promise<Record<string, string>> {
	const ids = [...new Set(items.flatMap(({ paper }) => paper ?? []))];
	const papers = await Promise.all(
		ids.map((id) => apiFind<Paper>(event, `${regionPath(event)}/papers/${encodeURIComponent(id)}`))
	);
	return Object.fromEntries(papers.flatMap((paper) => (paper ? [[paper.id, paper.proposal]] : [])));
}
