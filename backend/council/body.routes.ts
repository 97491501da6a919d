import { z } from 'zod';
import { body, bodyChange, newBody, regionParameters } from '@konzeptstand/contract/region.ts';
import { flag, line, listFormat, pageOf, pageQuery } from '@konzeptstand/contract/values.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { isFound } from '../foundation/search.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { presentItem } from '../record/present.service.ts';
import { withdrawLiving } from '../region/living.service.ts';
import { BodyModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { addBody, editBody, restoreBody } from './body.service.ts';
import { bodyTable } from './body-table.ts';

const listQuery = z.strictObject({
	...pageQuery,
	text: line(200).optional(),
	withdrawn: flag.optional(),
	format: listFormat.optional()
});

export const bodyRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/bodies',
		permission: 'concept.read',
		summary: 'Councils and groups, by name',
		params: regionParameters,
		query: listQuery,
		response: pageOf(body),
		cached: true,
		handle: async ({ region, query: { limit, offset, text, withdrawn }, snapshot }) => {
			const all = await BodyModel.find({ region: region.id, withdrawn: withdrawn ? { $ne: null } : null })
				.session(snapshot.session)
				.lean<BodyItem[]>();
			const found = all
				.filter((one) => isFound(text, one.name, one.nameEn, one.role))
				.sort((a, b) => a.name.localeCompare(b.name, 'de') || (a._id < b._id ? -1 : 1));
			return { total: found.length, limit, offset, rows: found.slice(offset, offset + limit).map(presentItem) };
		},
		table: bodyTable
	}),
	...editingRoutes({
		path: 'bodies',
		kind: 'body',
		permission: 'region.edit',
		input: newBody,
		change: bodyChange,
		output: body,
		create: addBody,
		update: editBody,
		withdraw: (work, id, version, reason) => withdrawLiving(work, BodyModel, id, version, reason),
		restore: restoreBody,
		read: async (region, id, snapshot) => {
			const item = await BodyModel.findOne({ _id: id, region }).session(snapshot.session).lean<BodyItem>();
			if (!item) throw new ApplicationError('not_found');
			return presentItem(item);
		}
	})
];
