import type { Region } from '@konzeptstand/contract/region.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { nameOf } from '#lib/language.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';

type Step = Reference | null | undefined;

/** The way through the concept to an item: edition, field, goals, measure; what is not known is left out. */
export function conceptTrail(
	region: Region,
	edition: string | null | undefined,
	above: { field?: Step; goals?: readonly Step[]; measure?: Step } = {}
): { label: string; href: string }[] {
	const { key, editions } = region;
	const found = editions.find(({ id }) => id === edition);
	const goals = (above.goals ?? []).filter((goal): goal is Reference => Boolean(goal));
	return [
		{
			label: found ? m.item_concept_of({ year: String(found.year) }) : m.concept_title(),
			href: links.concept(key, { edition: found?.key })
		},
		...(above.field ? [{ label: nameOf(above.field), href: links.field(key, above.field.id) }] : []),
		...goals.map((goal) => ({ label: nameOf(goal), href: links.goal(key, goal.id) })),
		...(above.measure ? [{ label: nameOf(above.measure), href: links.measure(key, above.measure.id) }] : [])
	];
}
