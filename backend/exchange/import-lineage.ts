import { createAmendment } from '../concept/amendment.service.ts';
import { AmendmentModel } from '../concept/amendment.model.ts';
import { LINEAGE_KINDS, setOrigins } from '../concept/lineage.service.ts';
import { OmissionModel } from '../concept/omission.model.ts';
import { createOmission } from '../concept/omission.service.ts';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import type { LineageKind } from '@konzeptstand/contract/edition.ts';
import type { Work } from '../record/record.service.ts';
import { importKind, inOrder, subjectOf } from './import-kind.ts';
import type { ImportKind } from './import-kind.ts';

/** What ties editions to each other, and what stands beside an adopted one. */
export const lineageKinds: readonly ImportKind[] = [
	importKind({
		kind: 'omission',
		model: OmissionModel,
		find: (file) => inOrder('omissions', file.omissions),
		resolve: ({ item, path }, keys) => ({
			...item,
			edition: keys.id('edition', item.edition, `${path}.edition`),
			item: keys.id(item.kind, item.item, `${path}.item`)
		}),
		create: (work, _actor, fields) => createOmission(work, fields),
		change: null
	}),
	importKind({
		kind: 'amendment',
		model: AmendmentModel,
		find: (file) => inOrder('amendments', file.amendments),
		resolve: ({ item, path }, keys) => ({
			...item,
			edition: keys.id('edition', item.edition, `${path}.edition`),
			of: item.of && subjectOf(item.of, keys, `${path}.of`),
			decision: keys.optional('decision', item.decision, `${path}.decision`)
		}),
		create: (work, _actor, fields) => createAmendment(work, fields),
		change: null,
		// Beside a text that is adopted, and editions take their documented state when all of it is there.
		isLate: true
	})
];

const REASON = 'Import';

/** Sets the origins of an item, once everything that they name is there. Does nothing where the file knows none. */
export async function linkOrigins(
	work: Work,
	kind: ItemKind,
	id: string,
	fields: Record<string, unknown>
): Promise<void> {
	const origins = fields['origins'] as string[] | undefined;
	if (!origins || origins.length === 0 || !(LINEAGE_KINDS as readonly string[]).includes(kind)) return;
	await setOrigins(work, kind as LineageKind, id, null, { origins, reason: REASON });
}
