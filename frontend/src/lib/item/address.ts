import type { ItemKind } from '@konzeptstand/contract/values.ts';
import { links } from '#lib/links.ts';

/** The page on which an item is seen; null for kinds that have none of their own. */
export function pageOf(region: string, item: { kind: ItemKind; id: string }): string | null {
	switch (item.kind) {
		case 'region':
			return links.overview(region);
		case 'field':
			return links.field(region, item.id);
		case 'goal':
			return links.goal(region, item.id);
		case 'measure':
			return links.measure(region, item.id);
		case 'project':
			return links.project(region, item.id);
		case 'party':
			return links.party(region, item.id);
		case 'indicator':
			return links.indicator(region, item.id);
		case 'edition':
			return links.edition(region, item.id);
		case 'chapter':
			return links.chapter(region, item.id);
		case 'attachment':
			return links.attachmentContent(region, item.id);
		case 'municipality':
			return links.projects(region, { municipality: item.id });
		case 'milestone':
			return `${links.milestones(region)}#${item.id}`;
		case 'decision':
			return links.decision(region, item.id);
		case 'paper':
			return links.paper(region, item.id);
		case 'status-round':
			return links.round(region, item.id);
		case 'meeting':
			return links.meeting(region, item.id);
		case 'body':
			return links.body(region, item.id);
		case 'document':
			return links.documentOrder(region, item.id);
		default:
			return null;
	}
}
