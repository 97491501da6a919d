import type { z } from 'zod';
import type { Comparison, newSeparation, separation } from '@konzeptstand/contract/edition.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { FieldError } from '../foundation/errors.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { presentItem } from '../record/present.service.ts';
import type { Work } from '../record/record.service.ts';
import type { ComparedItem } from './comparison.ts';
import { readItem } from './item.service.ts';
import { lineageModel } from './lineage.service.ts';
import { SeparationModel } from './separation.model.ts';
import type { SeparationItem } from './separation.model.ts';

/** Likely pairs that belong to nobody: what is proposed and is not so, is said once and stays said. */

/**
 * Notes that two items do not belong together. Nothing of either changes, so it can be said of adopted editions too.
 * @throws ApplicationError duplicate; invalid_input for what is not there, or one and the same item
 */
export async function createSeparation(work: Work, fields: z.output<typeof newSeparation>): Promise<SeparationItem> {
	const errors: FieldError[] = [];
	for (const field of ['before', 'after'] as const)
		if (!(await work.find(lineageModel(fields.kind), fields[field]))) errors.push({ field, code: 'not_found' });
	if (fields.before === fields.after)
		errors.push({ field: 'before', code: 'duplicate' }, { field: 'after', code: 'duplicate' });
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
	return work.create(SeparationModel, fields);
}

/** @throws ApplicationError not_found */
export async function readSeparation(
	region: string,
	id: string,
	snapshot: RouteSnapshot
): Promise<z.output<typeof separation>> {
	return presentItem(await readItem<SeparationItem>(SeparationModel, region, id, snapshot));
}

/** Those between two states, in the order in which they were said. */
export async function readSeparations(
	region: string,
	{ session }: RouteSnapshot,
	before: readonly ComparedItem[],
	after: readonly ComparedItem[]
): Promise<Comparison['separations']> {
	const [from, to] = [before, after].map((side) => new Map(side.map(({ id, reference }) => [id, reference])));
	const found = await SeparationModel.find({ region, withdrawn: null })
		.sort({ _id: 1 })
		.session(session)
		.lean<SeparationItem[]>();
	return found.flatMap(({ _id, version, kind, ...pair }) => {
		const [one, other] = [from?.get(pair.before), to?.get(pair.after)];
		return one && other ? [{ id: _id, version, kind, before: one, after: other }] : [];
	});
}
