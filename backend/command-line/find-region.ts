import { registerFieldTexts } from '../foundation/error-texts.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { RouteRegion } from '../foundation/http/route.ts';
import { RegionModel } from '../region/region.model.ts';
import { findRegionByKey } from '../region/region.service.ts';

registerFieldTexts({
	unknown_region: {
		de: 'Den Kooperationsraum „{region}“ gibt es hier nicht; vorhanden: {known}.',
		en: 'There is no region "{region}" here; there are: {known}.'
	}
});

/**
 * @param field what the error names: where the key was given
 * @throws ApplicationError not_found, naming the regions that there are
 */
export async function findRegion(key: string, field = '--region'): Promise<RouteRegion> {
	const found = await findRegionByKey(key);
	if (found) return found;
	const keys = (await RegionModel.find({ withdrawn: null }, { key: 1 }).sort({ key: 1 }).lean()).map((one) => one.key);
	const values = { region: key, known: keys.join(', ') || '–' };
	throw new ApplicationError('not_found', { field, problem: 'unknown_region', values });
}
