import type { PartyParts } from '@konzeptstand/contract/project.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { PartyModel } from '../region/region.model.ts';
import type { PartyItem } from '../region/region.model.ts';
import { findProjectFacts, referenceTo } from './concept-rows.ts';
import { MeasureModel } from './edition.model.ts';
import type { MeasureItem } from './edition.model.ts';
import { readItem } from './item.service.ts';
import { byPlace } from './place-order.ts';
import { findReferences, referenceOr } from './references.ts';

/**
 * Where an organisation has a part, and which: the projects and measures that name it.
 * @param day today, ISO
 * @throws ApplicationError not_found
 */
export async function readPartyParts(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	day: string
): Promise<PartyParts> {
	const { session } = snapshot;
	const party = await readItem<PartyItem>(PartyModel, region, id, snapshot);
	const projects = await findProjectFacts(region, session, { 'roles.party': id }, day);
	const measures = await MeasureModel.find({ region, withdrawn: null, 'roles.party': id })
		.select('edition code title roles position')
		.session(session)
		.lean<MeasureItem[]>();
	const editions = await findReferences(
		region,
		session,
		'edition',
		measures.map((measure) => measure.edition)
	);
	const own = ({ roles }: Pick<MeasureItem, 'roles'>) =>
		roles.filter((role) => role.party === id).map(({ role, part, isInferred }) => ({ role, part, isInferred }));
	return {
		party: referenceTo('party', party),
		projects: projects.map(({ item, current }) => ({ ...referenceTo('project', item), roles: own(item), current })),
		measures: measures.sort(byPlace).map((item) => ({
			...referenceTo('measure', item),
			roles: own(item),
			edition: referenceOr(editions, 'edition', item.edition)
		}))
	};
}
