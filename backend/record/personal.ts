import { isCommitment } from './canonical.ts';

/** Where an item's personal values stand. They enter the record as commitments only; their values can be erased. */

type Holder = Record<string, unknown>;

export interface PersonalPlace {
	holder: Holder;
	field: string;
}

/**
 * Every place of a body that holds something personal, as a value or as a commitment: what its kind names, and the
 * typed reason of a withdrawal.
 * @param names of fields, those inside of others with dots; a list on the way stands for each of its values
 */
export function personalPlaces(body: Holder, names: readonly string[]): PersonalPlace[] {
	return [...names, WITHDRAWAL_REASON]
		.flatMap((name) => placesOf(body, name.split('.')))
		.filter(({ holder, field }) => holder[field] !== null && holder[field] !== undefined);
}
const WITHDRAWAL_REASON = 'withdrawn.reason';

function placesOf(value: unknown, [field, ...rest]: readonly string[]): PersonalPlace[] {
	if (typeof value !== 'object' || value === null || field === undefined) return [];
	if (Array.isArray(value)) return value.flatMap((one) => placesOf(one, [field, ...rest]));
	const holder = value as Holder;
	return rest.length === 0 ? [{ holder, field }] : placesOf(holder[field], rest);
}

/** The commitments that stand in a body. */
export function commitmentsIn(body: Holder, names: readonly string[]): string[] {
	return personalPlaces(body, names).flatMap(({ holder, field }) => {
		const value = holder[field];
		return isCommitment(value) ? [value.commitment] : [];
	});
}

/**
 * The body with the value in the place of each commitment, and null where it was erased.
 * @param values by commitment
 */
export function opened(body: Holder, names: readonly string[], values: ReadonlyMap<string, unknown>): Holder {
	if (commitmentsIn(body, names).length === 0) return body;
	const copy = structuredClone(body);
	for (const { holder, field } of personalPlaces(copy, names)) {
		const value = holder[field];
		if (isCommitment(value)) holder[field] = values.get(value.commitment) ?? null;
	}
	return copy;
}
