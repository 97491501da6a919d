import type { RequestEvent } from '@sveltejs/kit';
import type { Goal, Indicator, Measure } from '@konzeptstand/contract/concept.ts';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Project } from '@konzeptstand/contract/project.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { nameOf } from '#lib/language.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Folder } from '../folders.ts';
import type { Body } from '../values.ts';
import { allRows, hierarchyOf } from './options.ts';
import { editionBy } from './surroundings.ts';

/** What hangs below something that is to be withdrawn, and what becomes of it. */
export interface Below {
	/** `first`: has to be moved or withdrawn before; `goes`: disappears with it; `stays`: only loses the reference */
	readonly fate: 'first' | 'goes' | 'stays';
	readonly items: readonly {
		readonly label: string;
		readonly href?: string;
		/** where it is given another place */
		readonly elsewhere?: string;
	}[];
}

type Named = { id: string; code: string | null; title: string };

export async function belowOf(
	event: Pick<RequestEvent, 'fetch' | 'url'>,
	region: Region,
	folder: Folder,
	item: Body
): Promise<Below> {
	const list = (kind: 'goal' | 'measure' | 'project', rows: readonly Named[]) =>
		rows.map((row) => ({
			label: nameOf(row),
			href: links[kind](region.key, row.id),
			elsewhere: links[kind](region.key, row.id, kind === 'project' ? 'place' : 'move')
		}));
	switch (folder) {
		case 'fields': {
			const outline = await hierarchyOf(event, { region, edition: editionBy(region, item.edition)?.key ?? null });
			const field = outline.fields.find(({ id }) => id === item.id);
			const goals = field?.goals ?? [];
			const inGoals = goals.flatMap((goal) => [...goal.measures, ...goal.subGoals.flatMap((sub) => sub.measures)]);
			return {
				fate: 'first',
				items: [...list('goal', goals), ...list('measure', [...(field?.measures ?? []), ...inGoals])]
			};
		}
		case 'goals': {
			const { subGoals, measures, projects } = item as Goal;
			return {
				fate: 'first',
				items: [...list('goal', subGoals), ...list('measure', measures), ...list('project', projects)]
			};
		}
		case 'measures':
			return { fate: 'first', items: list('project', (item as Measure).projects) };
		case 'projects': {
			const { reports, steps, indicators } = item as Project;
			return {
				fate: 'goes',
				items: [
					...(reports.length > 0 ? [{ label: m.edit_withdraw_reports({ count: reports.length }) }] : []),
					...[...steps, ...indicators].map(({ title }) => ({ label: title }))
				]
			};
		}
		case 'indicators': {
			const { length } = (item as Indicator).readings;
			return { fate: 'goes', items: length > 0 ? [{ label: m.edit_withdraw_readings({ count: length }) }] : [] };
		}
		case 'parties': {
			const query = { party: String(item.id) };
			const [measures, projects] = await Promise.all([
				Promise.all(
					region.editions.map(({ key }) =>
						allRows<Named>(event, `/regions/${region.key}/measures`, { ...query, edition: key })
					)
				),
				allRows<Named>(event, `/regions/${region.key}/projects`, query)
			]);
			return { fate: 'stays', items: [...list('measure', measures.flat()), ...list('project', projects)] };
		}
		case 'decisions': {
			const { subjects } = item as Decision;
			return { fate: 'stays', items: subjects.length > 0 ? [{ label: m.edit_decision_subjects() }] : [] };
		}
		default:
			return { fate: 'goes', items: [] };
	}
}
