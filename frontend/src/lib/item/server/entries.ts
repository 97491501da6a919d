import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Permission } from '@konzeptstand/contract/account.ts';
import type { Entry, entryList } from '@konzeptstand/contract/record.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { apiFind } from '#lib/server/api.ts';
import { namesIn } from './names.ts';

type Event = Pick<RequestEvent, 'fetch' | 'url'>;
export interface Entries {
	readonly total: number;
	readonly rows: readonly Entry[];
	/** what the ids in the changed fields are called */
	readonly names: Readonly<Record<string, string>>;
}

/** The newest entries of the record that concern one item; none where the reader may not see the record. */
export async function entriesOf(
	event: Event,
	region: Region,
	may: readonly Permission[],
	item: string,
	limit = 5
): Promise<Entries> {
	if (!may.includes('record.read')) return { total: 0, rows: [], names: {} };
	const query = { item, limit };
	const found = await apiFind<z.output<typeof entryList>>(event, `/regions/${region.key}/record`, query);
	if (!found) return { total: 0, rows: [], names: {} };
	return { total: found.total, rows: found.rows, names: await namesIn(event, region, may, found.rows) };
}
