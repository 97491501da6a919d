import type { RequestEvent } from '@sveltejs/kit';
import type { Permission } from '@konzeptstand/contract/account.ts';
import type { Member } from '@konzeptstand/contract/account.ts';
import type { Entry } from '@konzeptstand/contract/record.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { nameOf } from '#lib/language.ts';
import { apiFind } from '#lib/server/api.ts';

/**
 * The record keeps ids; a reader wants names. Which kind an id is of, the field says that it stands in.
 * Towns, bodies and editions come with the region; others are asked for, at most so many a page.
 */
const MOST_QUESTIONS = 24;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const FOLDER_OF_FIELD: Record<string, string> = {
	field: 'fields',
	goal: 'goals',
	parent: 'goals',
	measure: 'measures',
	project: 'projects',
	party: 'parties',
	indicator: 'indicators',
	decision: 'decisions'
};
const FOLDER_OF_KIND: Record<string, string> = {
	field: 'fields',
	goal: 'goals',
	measure: 'measures',
	project: 'projects',
	party: 'parties',
	indicator: 'indicators',
	decision: 'decisions',
	milestone: 'milestones'
};

function gather(value: unknown, field: string, found: Map<string, string>): void {
	if (typeof value === 'string') {
		if (ID.test(value)) found.set(value, FOLDER_OF_FIELD[field] ?? '');
	} else if (Array.isArray(value)) {
		for (const one of value) gather(one, field, found);
	} else if (typeof value === 'object' && value !== null) {
		const { kind, id } = value as { kind?: unknown; id?: unknown };
		if (typeof kind === 'string' && typeof id === 'string') found.set(id, FOLDER_OF_KIND[kind] ?? '');
		else for (const [name, inner] of Object.entries(value)) gather(inner, name, found);
	}
}

/** Names of everything that the changed fields of these entries name by id; what stays unknown is left out. */
export async function namesIn(
	event: Pick<RequestEvent, 'fetch' | 'url'>,
	region: Region,
	may: readonly Permission[],
	entries: readonly Entry[]
): Promise<Record<string, string>> {
	const wanted = new Map<string, string>();
	for (const { changes, decision } of entries) {
		if (decision) wanted.set(decision, 'decisions');
		for (const { fields } of changes)
			for (const { field, before, after } of fields) {
				gather(before, field, wanted);
				gather(after, field, wanted);
			}
	}
	const names: Record<string, string> = { [region.id]: region.name };
	for (const { id, name } of [...region.municipalities, ...region.bodies]) names[id] = name;
	for (const { id, title } of region.editions) names[id] = title;
	for (const { changes } of entries) for (const { item } of changes) if (item.title) names[item.id] = nameOf(item);

	const path = `/regions/${region.key}`;
	const open = [...wanted].filter(([id, folder]) => !(id in names) && folder !== '').slice(0, MOST_QUESTIONS);
	const people = [...wanted].some(([id, folder]) => !(id in names) && folder === '') && may.includes('account.read');
	const [members] = await Promise.all([
		people ? apiFind<{ rows: Member[] }>(event, `${path}/members`) : null,
		...open.map(async ([id, folder]) => {
			const item = await apiFind<{ title?: string; name?: string; code?: string | null }>(
				event,
				`${path}/${folder}/${id}`
			);
			const title = item?.title ?? item?.name;
			if (item && title) names[id] = nameOf({ code: item.code ?? null, title });
		})
	]);
	for (const { person } of members?.rows ?? []) if (person.name) names[person.id] = person.name;
	return names;
}
