import { z } from 'zod';
import { entry, entryList, entryQuery, verification } from '@konzeptstand/contract/record.ts';
import { regionParameters } from '@konzeptstand/contract/region.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { findEntries, findEntry } from './entries.ts';
import { entryTable } from './entry-table.ts';
import { verify } from './verification.ts';

export const recordRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/record',
		permission: 'record.read',
		summary: 'Entries of the record, newest first',
		params: regionParameters,
		query: entryQuery,
		response: entryList,
		handle: async ({ region, query, may }) => ({
			...(await findEntries(region.id, { ...query, maySeeClosed: may('council.closed') })),
			limit: query.limit,
			offset: query.offset
		}),
		table: entryTable
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/record/verification',
		permission: 'record.verify',
		summary: 'Recomputes the whole record of the region and names the first thing that does not hold',
		params: regionParameters,
		response: verification,
		handle: ({ region }) => verify(region.id)
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/record/:sequence',
		permission: 'record.read',
		summary: 'One entry with all its changes',
		params: z.strictObject({ ...regionParameters.shape, sequence: z.coerce.number().int().min(1) }),
		response: entry,
		handle: async ({ region, params, may }) => {
			const found = await findEntry(region.id, params.sequence, may('council.closed'));
			if (!found) throw new ApplicationError('not_found');
			return found;
		}
	})
];
