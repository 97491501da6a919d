import type { RequestEvent } from '@sveltejs/kit';
import type { AgendaItem } from '@konzeptstand/contract/meeting.ts';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import { apiFind } from '#lib/server/api.ts';
import { regionPath } from './meeting.ts';

/** What a vote has to know of a paper: its wording, who decides on it, and what happens with the last decision. */
export type PutToVote = Pick<Paper, 'rule' | 'body' | 'proposal' | 'effectRows' | 'missing'>;

/** What is put to the vote, by the paper's id. */
export async function putToVote(
	event: RequestEvent<{ region: string; id: string }>,
	items: readonly Pick<AgendaItem, 'paper'>[]
): Promise<Record<string, PutToVote>> {
	const ids = [...new Set(items.flatMap(({ paper }) => paper ?? []))];
	const papers = await Promise.all(
		ids.map((id) => apiFind<Paper>(event, `${regionPath(event)}/papers/${encodeURIComponent(id)}`))
	);
	return Object.fromEntries(
		papers.flatMap((paper) => {
			if (!paper) return [];
			const { id, rule, body, proposal, effectRows, missing } = paper;
			return [[id, { rule, body, proposal, effectRows, missing }]];
		})
	);
}
