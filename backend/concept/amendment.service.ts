import type { z } from 'zod';
import type { newAmendment } from '@konzeptstand/contract/edition.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { requireDecision } from '../decision/decision.service.ts';
import type { Work } from '../record/record.service.ts';
import { requireAll } from '../region/region.service.ts';
import { AmendmentModel } from './amendment.model.ts';
import type { AmendmentItem } from './amendment.model.ts';
import { isFrozen, requireEdition } from './edition.service.ts';
import { editionIdOf, lineageModel } from './lineage.service.ts';

/**
 * Sets an amendment or erratum beside the text of an adopted edition; it gets the next number of its type.
 * @throws ApplicationError invalid_input, also while the edition is not adopted
 */
export async function createAmendment(work: Work, fields: z.output<typeof newAmendment>): Promise<AmendmentItem> {
	const edition = await requireEdition(work, fields.edition);
	if (fields.of) {
		const model = lineageModel(fields.of.kind);
		await requireAll(work, model, [fields.of.id], 'of.id');
		if ((await editionIdOf(work, await work.require(model, fields.of.id))) !== edition._id)
			throw new ApplicationError('invalid_input', { field: 'of.id', problem: 'other_edition' });
	}
	await requireDecision(work, fields.decision, 'decision');
	if (fields.type === 'amendment' && fields.decision === null)
		throw new ApplicationError('invalid_input', { field: 'decision', problem: 'amendment_decision' });
	if (!isFrozen(edition)) throw new ApplicationError('invalid_input', { field: 'edition', problem: 'not_adopted' });
	return work.create(AmendmentModel, { ...fields, number: await nextNumber(work, fields) });
}

/** Numbers of what was withdrawn are not given again. */
async function nextNumber(work: Work, { edition, type }: Pick<AmendmentItem, 'edition' | 'type'>): Promise<number> {
	const [last] = await AmendmentModel.find({ region: work.region, edition, type })
		.sort({ number: -1 })
		.limit(1)
		.session(work.session)
		.lean<AmendmentItem[]>();
	const own = work.written(AmendmentModel).filter((one) => one.edition === edition && one.type === type);
	return Math.max(last?.number ?? 0, ...own.map((one) => one.number)) + 1;
}
