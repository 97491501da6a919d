import type { LineageKind } from '@konzeptstand/contract/edition.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { endOfDay } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { RouteRegion, RouteSnapshot } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import { MunicipalityModel, PartyModel } from '../region/region.model.ts';
import type { MunicipalityItem, PartyItem } from '../region/region.model.ts';
import { partsOf, readEditionParts } from './checklist.service.ts';
import { comparedItem } from './compared-items.ts';
import type { ComparedItem } from './comparison.ts';

import { LINEAGE_KINDS } from './lineage.service.ts';
import type { LineageItem } from './lineage.service.ts';
import { byPlace } from './place-order.ts';

/**
 * What an edition says, now or as the record held it at the end of a day.
 * @param date ISO day in the region's time zone; null: now
 * @param language in which amounts are written
 * @throws ApplicationError invalid_input for a day before the region's first entry
 */
export async function readState(
	region: RouteRegion,
	snapshot: RouteSnapshot,
	edition: string,
	date: string | null,
	language: Language
): Promise<ComparedItem[]> {
	const names = await readNames(region.id, snapshot);
	const parts =
		date === null
			? partsOf(await readEditionParts(region.id, snapshot, edition))
			: await partsAt(region, edition, date);
	return parts.flatMap(([kind, items]) => items.map((item) => comparedItem(kind, item, names, language)));
}

async function partsAt(
	region: RouteRegion,
	edition: string,
	date: string
): Promise<[kind: LineageKind, items: LineageItem[]][]> {
	const sequence = await record.sequenceBefore(region.id, endOfDay(date, region.timeZone));
	if (sequence === 0) throw new ApplicationError('invalid_input', { field: 'beforeDate', problem: 'before_record' });
	const held = new Map<LineageKind, LineageItem[]>();
	for (const kind of LINEAGE_KINDS) {
		const items = (await record.itemsAt(region.id, kind, sequence)) as unknown as LineageItem[];
		held.set(kind, items.filter((item) => item.withdrawn === null).sort(byOrder));
	}
	const subjects = new Set(
		(['goal', 'measure'] as const).flatMap((kind) =>
			(held.get(kind) ?? []).filter((item) => item.edition === edition).map((item) => item._id)
		)
	);
	const isOf = (item: LineageItem): boolean =>
		item.edition === undefined ? subjects.has(item.subject?.id ?? '') : item.edition === edition;
	return [...held].map(([kind, items]) => [kind, items.filter(isOf)]);
}

const byOrder = (a: LineageItem, b: LineageItem): number =>
	byPlace({ ...a, code: a.code ?? null }, { ...b, code: b.code ?? null });

/** Names of towns and parties by id, as they are now. */
async function readNames(region: string, { session }: RouteSnapshot): Promise<Map<string, string>> {
	const towns = await MunicipalityModel.find({ region }).select('name').session(session).lean<MunicipalityItem[]>();
	const parties = await PartyModel.find({ region }).select('name').session(session).lean<PartyItem[]>();
	return new Map([...towns, ...parties].map((one) => [one._id, one.name]));
}
