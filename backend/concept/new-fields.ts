import type { Model } from 'mongoose';
import { record, SYSTEM } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { EditionItem } from './edition.model.ts';
import { IndicatorModel } from './indicator.model.ts';
import { ProjectModel } from './project.model.ts';

/** Fills in the fields that editions, what stands in them and projects have gained, as one entry a region: nothing new is said. */

const WITH_ORIGINS = [FieldModel, GoalModel, MeasureModel, IndicatorModel] as unknown as Model<
	ItemBase & { origins: string[] }
>[];

/** Gives every item of an older schema `origins`, and every edition `former` and what an adoption leaves behind. */
export async function fillInLineage(): Promise<void> {
	const regions = await EditionModel.distinct('region', { former: { $exists: false } });
	for (const model of WITH_ORIGINS) regions.push(...(await model.distinct('region', { origins: { $exists: false } })));
	for (const region of new Set(regions)) {
		await record.change(SYSTEM, { region, action: 'schema.lineage' }, async (work) => {
			const old = { region, former: { $exists: false } };
			for (const edition of await EditionModel.find(old).session(work.session).lean<EditionItem[]>()) {
				const adoption = edition.adoption && { ...edition.adoption, results: [], sequence: null, documents: [] };
				await work.update(EditionModel, edition._id, null, { former: null, adoption });
			}
			for (const model of WITH_ORIGINS) {
				const ids = await model.distinct('_id', { region, origins: { $exists: false } }).session(work.session);
				for (const id of ids) await work.update(model, id, null, { origins: [] });
			}
		});
	}
}

const WITH_APPROVAL = [GoalModel, MeasureModel, ProjectModel] as unknown as Model<ItemBase & { approval: null }>[];

/** Gives every goal, measure and project of an older schema its approval: none that was taken here. */
export async function fillInApprovals(): Promise<void> {
	const old = { approval: { $exists: false } };
	const regions: string[] = [];
	for (const model of WITH_APPROVAL) regions.push(...(await model.distinct('region', old)));
	for (const region of new Set(regions)) {
		await record.change(SYSTEM, { region, action: 'schema.approvals' }, async (work) => {
			for (const model of WITH_APPROVAL) {
				const ids = await model.distinct('_id', { region, ...old }).session(work.session);
				for (const id of ids) await work.update(model, id, null, { approval: null });
			}
		});
	}
}
