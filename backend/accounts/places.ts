import type { Work } from '../record/record.service.ts';
import { MunicipalityModel, PartyModel, RegionModel } from '../region/region.model.ts';
import type { RegionItem } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';

/** Key and name of regions by id, in no order. */
export async function findRegionsById(ids: readonly string[]): Promise<{ id: string; key: string; name: string }[]> {
	if (ids.length === 0) return [];
	const regions = await RegionModel.find({ _id: { $in: ids }, region: { $in: ids } }).lean<RegionItem[]>();
	return regions.map(({ _id, key, name }) => ({ id: _id, key, name }));
}

/**
 * The town and organisation that a member stands for must be of the region.
 * @throws ApplicationError invalid_input
 */
export async function requirePlaces(
	work: Work,
	{ municipality, party }: { municipality?: string | null | undefined; party?: string | null | undefined }
): Promise<void> {
	if (municipality) await requireAll(work, MunicipalityModel, [municipality], 'municipality');
	if (party) await requireAll(work, PartyModel, [party], 'party');
}
