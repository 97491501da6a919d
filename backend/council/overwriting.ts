import { isDeepStrictEqual } from 'node:util';
import { ApplicationError } from '../foundation/errors.ts';
import { record } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';

/** So many versions back it is looked up what somebody had read; minutes are typed for an evening, not for a month. */
const MOST = 100;

/**
 * Refuses to write over what somebody else wrote in the meantime. Unlike the version alone it lets through who read an
 * older version in which this field said the same as now (a vote beside it was taken, the agenda was put in another
 * order), and who sends once more what stands there already (the line broke before the answer came).
 * @param version that was read
 * @param value that is to be written
 * @throws ApplicationError version_conflict with the item as it is now
 */
export async function refuseOverwriting<T extends ItemBase, N extends keyof T & string>(
	item: T,
	version: number,
	field: N,
	value: T[N]
): Promise<void> {
	if (item.version === version || isDeepStrictEqual(item[field], value)) return;
	const former = await record.versionsOf(item.region, item._id, MOST);
	const read = former.find((one) => one.version === version);
	if (read && isDeepStrictEqual(read.body[field], item[field])) return;
	throw new ApplicationError('version_conflict', { current: item, currentVersion: item.version });
}
