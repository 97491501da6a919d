import { ApplicationError } from '../foundation/errors.ts';
import { kindNamed } from '../record/record.service.ts';
import type { ItemBase, Work } from '../record/record.service.ts';

interface NamedRegion {
	id: string;
	key: string;
	name: string;
}

/** Names of regions by id, in no order. */
export async function findRegionsById(ids: readonly string[]): Promise<NamedRegion[]> {
	const model = kindNamed('region')?.model;
	if (!model || ids.length === 0) return [];
	const regions = await model.find({ _id: { $in: ids }, region: { $in: ids } }).lean<(ItemBase & { name: string })[]>();
	return regions.map(({ _id, key, name }) => ({ id: _id, key: key ?? '', name }));
}

/**
 * The town and organisation that a member stands for must be of the region.
 * @throws ApplicationError invalid_input
 */
export async function requirePlaces(
	work: Work,
	places: { municipality?: string | null | undefined; party?: string | null | undefined }
): Promise<void> {
	for (const field of ['municipality', 'party'] as const) {
		const id = places[field];
		const model = kindNamed(field)?.model;
		if (!id) continue;
		if (!model || !(await work.find(model, id)))
			throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
	}
}
