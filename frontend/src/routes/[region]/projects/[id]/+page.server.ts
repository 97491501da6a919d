import type { Goal, Measure } from '@konzeptstand/contract/concept.ts';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Project } from '@konzeptstand/contract/project.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { conceptTrail } from '#lib/item/trail.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import { besideOf } from '#lib/writing/server/beside.ts';
import type { PageServerLoad } from './$types.js';

/** The place that leads here: in the edition in use, otherwise in the newest that has one. */
function placeOf(project: Project, region: Region) {
	const editions = [...region.editions].sort((a, b) => Number(b.isDefault) - Number(a.isDefault) || b.year - a.year);
	const places = project.links.filter(({ counts, target }) => counts && target);
	return editions.map(({ id }) => places.find((link) => link.edition === id)).find(Boolean) ?? null;
}

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const [{ region, may }, project] = await Promise.all([
		event.parent(),
		apiGet<Project>(event, `${path}/projects/${event.params.id}`)
	]);
	const place = placeOf(project, region);
	const ids = [...new Set(project.steps.flatMap(({ decision }) => decision ?? []))];
	const [target, entries, beside, ...decisions] = await Promise.all([
		place?.target ? apiFind<Measure | Goal>(event, `${path}/${place.target.kind}s/${place.target.id}`) : null,
		entriesOf(event, region, may, project.id),
		besideOf(event, project.id),
		...ids.map((id) => apiFind<Decision>(event, `${path}/decisions/${id}`))
	]);
	const above = target && 'goalReference' in target ? target.goalReference : (target?.parentReference ?? null);
	const trail = place?.targetReference
		? conceptTrail(region, place.edition, {
				field: target?.fieldReference,
				goals: [above, place.target?.kind === 'goal' ? place.targetReference : null],
				measure: place.target?.kind === 'measure' ? place.targetReference : null
			})
		: null;
	return {
		project,
		trail,
		entries,
		beside,
		decisions: Object.fromEntries(decisions.flatMap((decision) => (decision ? [[decision.id, decision.title]] : [])))
	};
};
