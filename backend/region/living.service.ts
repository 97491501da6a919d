import type { Model } from 'mongoose';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { ItemBase, Work } from '../record/record.service.ts';

/** What stands and what was withdrawn: the one can be changed, the other only brought back. */

registerFieldTexts({
	withdrawn: {
		de: 'Ist zurückgezogen. Bitte zuerst wiederherstellen.',
		en: 'Has been withdrawn. Please bring it back first.'
	},
	not_withdrawn: { de: 'Ist gar nicht zurückgezogen.', en: 'Has not been withdrawn.' },
	has_children: {
		de: 'Darunter steht noch etwas ({count}). Bitte zuerst verschieben oder zurückziehen.',
		en: 'Something still stands below it ({count}). Please move or withdraw that first.'
	},
	in_use: {
		de: 'Wird noch genannt ({count}). Bitte zuerst dort entfernen.',
		en: 'Is still named elsewhere ({count}). Please remove it there first.'
	}
});

interface Use {
	by: Model<ItemBase>;
	/** Path of the id in what uses it. */
	path: string;
	problem: 'has_children' | 'in_use';
}
const uses = new Map<string, Use[]>();

/**
 * Rooms below say here by what an item is still used, so that nothing is withdrawn from under it.
 * @param path where the id stands: `links.target.id`
 * @param problem `has_children` for what hangs below the item, `in_use` for what only names it
 */
export function registerUse<T extends ItemBase, U extends ItemBase>(
	of: Model<T>,
	by: Model<U>,
	path: string,
	problem: Use['problem'] = 'has_children'
): void {
	uses.set(of.modelName, [...(uses.get(of.modelName) ?? []), { by: by as unknown as Model<ItemBase>, path, problem }]);
}

/**
 * Changes an item that stands.
 * @throws ApplicationError not_found, version_conflict, invalid_input; conflict when it has been withdrawn
 */
export async function changeLiving<T extends ItemBase>(
	work: Work,
	model: Model<T>,
	id: string,
	version: number | null,
	patch: Partial<T>
): Promise<T> {
	await requireState(work, model, id, version, 'living');
	return work.update(model, id, version, patch);
}

/**
 * Withdraws an item that nothing living uses any more.
 * @param apart kinds that go with it in the same change
 * @throws ApplicationError not_found, version_conflict; conflict when it is withdrawn already or still used
 */
export async function withdrawLiving<T extends ItemBase>(
	work: Work,
	model: Model<T>,
	id: string,
	version: number | null,
	reason: string | null,
	apart: readonly string[] = []
): Promise<T> {
	const item = await requireState(work, model, id, version, 'living');
	if (version === null || version === item.version) await refuseUsed(work, model, id, apart);
	return work.withdraw(model, id, version, reason);
}

async function refuseUsed<T extends ItemBase>(
	work: Work,
	model: Model<T>,
	id: string,
	apart: readonly string[]
): Promise<void> {
	for (const { by, path, problem } of uses.get(model.modelName) ?? []) {
		if (apart.includes(by.modelName)) continue;
		const condition = { region: work.region, [path]: id, withdrawn: null };
		const count = await by.countDocuments(condition as never).session(work.session);
		if (count > 0) throw new ApplicationError('conflict', { field: 'id', problem, values: { count } });
	}
}

/**
 * Living items outside of a set that use items of it, for whoever takes back many at once.
 * @param ids of items of one kind
 * @param apart ids of all items that go together
 */
export async function findUsers<T extends ItemBase>(
	work: Work,
	model: Model<T>,
	ids: readonly string[],
	apart: ReadonlySet<string>
): Promise<{ kind: string; item: ItemBase }[]> {
	const found: { kind: string; item: ItemBase }[] = [];
	for (const { by, path } of uses.get(model.modelName) ?? []) {
		const condition = { region: work.region, [path]: { $in: ids }, withdrawn: null };
		const users = await by
			.find(condition as never)
			.session(work.session)
			.lean<ItemBase[]>();
		found.push(...users.filter(({ _id }) => !apart.has(_id)).map((item) => ({ kind: by.modelName, item })));
	}
	return found;
}

/** @throws ApplicationError not_found, version_conflict, duplicate (its code is taken by now); conflict when it stands */
export async function restoreWithdrawn<T extends ItemBase>(
	work: Work,
	model: Model<T>,
	id: string,
	version: number | null
): Promise<T> {
	await requireState(work, model, id, version, 'withdrawn');
	return work.restore(model, id, version);
}

/**
 * Who read an older version hears of that before any rule is asked.
 * @throws ApplicationError version_conflict
 */
export function refuseStale(item: ItemBase, version: number | null): void {
	if (version !== null && item.version !== version)
		throw new ApplicationError('version_conflict', { current: item, currentVersion: item.version });
}

/** Who read an older version hears of that first: it says who withdrew the item, and when. */
async function requireState<T extends ItemBase>(
	work: Work,
	model: Model<T>,
	id: string,
	version: number | null,
	state: 'living' | 'withdrawn'
): Promise<T> {
	const item = await work.require(model, id);
	if (version !== null && item.version !== version) return item;
	if ((item.withdrawn === null) === (state === 'living')) return item;
	const problem = state === 'living' ? 'withdrawn' : 'not_withdrawn';
	throw new ApplicationError('conflict', { field: 'id', problem });
}
