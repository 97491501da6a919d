import { z } from 'zod';
import {
	milestone,
	milestoneChange,
	newMilestone,
	newParty,
	party,
	partyChange,
	regionList,
	regionParameters
} from '@konzeptstand/contract/region.ts';
import { flag, line, listFormat, pageOf, pageQuery } from '@konzeptstand/contract/values.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { textOrder } from '@konzeptstand/contract/format/intl.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { defineRoute } from '../foundation/http/route.ts';
import { isFound } from '../foundation/search.ts';
import type { Route } from '../foundation/http/route.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { presentItem } from '../record/present.service.ts';
import { changeLiving, restoreWithdrawn, withdrawLiving } from './living.service.ts';
import { changeParty, createMilestone, createParty } from './party.service.ts';
import { MilestoneModel, PartyModel, RegionModel } from './region.model.ts';
import { milestoneTable, partyTable } from './tables.ts';
import type { MilestoneItem, PartyItem, RegionItem } from './region.model.ts';

const listQuery = z.strictObject({
	...pageQuery,
	text: line(200).optional(),
	withdrawn: flag.optional(),
	format: listFormat.optional()
});
const names = textOrder('de', 'base');

export const regionRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions',
		permission: 'region.list',
		summary: 'Regions that the asker has a part in',
		response: regionList,
		handle: async ({ actor }) => {
			const ids = actor.memberships.map((membership) => membership.region);
			const found = await RegionModel.find({ withdrawn: null, ...(actor.isAdministrator ? {} : { _id: { $in: ids } }) })
				.sort({ name: 1 })
				.lean<RegionItem[]>();
			return { rows: found.map(({ _id, key, name, nameEn }) => ({ id: _id, key, name, nameEn })) };
		}
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/parties',
		permission: 'concept.read',
		summary: 'Organisations with a part in something',
		params: regionParameters,
		query: listQuery,
		response: pageOf(party),
		cached: true,
		handle: async ({ region, query, snapshot }) => {
			const all = await PartyModel.find({ region: region.id, withdrawn: query.withdrawn ? { $ne: null } : null })
				.session(snapshot.session)
				.lean<PartyItem[]>();
			const found = all
				.filter((one) => isFound(query.text, one.name, one.shortName))
				.sort((a, b) => names.compare(a.name, b.name));
			const { limit, offset } = query;
			return { total: found.length, limit, offset, rows: found.slice(offset, offset + limit).map(presentItem) };
		},
		table: partyTable
	}),
	...editingRoutes({
		path: 'parties',
		kind: 'party',
		permission: 'region.edit',
		input: newParty,
		change: partyChange,
		output: party,
		create: createParty,
		update: changeParty,
		withdraw: (work, id, version, reason) => withdrawLiving(work, PartyModel, id, version, reason),
		restore: (work, id, version) => restoreWithdrawn(work, PartyModel, id, version),
		read: async (region, id, snapshot) => {
			const item = await PartyModel.findOne({ _id: id, region }).session(snapshot.session).lean<PartyItem>();
			if (!item) throw new ApplicationError('not_found');
			return presentItem(item);
		}
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/milestones',
		permission: 'concept.read',
		summary: 'Dated events of the cooperation, oldest first',
		params: regionParameters,
		query: listQuery,
		response: pageOf(milestone),
		cached: true,
		handle: async ({ region, query, snapshot }) => {
			const all = await MilestoneModel.find({ region: region.id, withdrawn: query.withdrawn ? { $ne: null } : null })
				.session(snapshot.session)
				.lean<MilestoneItem[]>();
			const found = all
				.filter((one) => isFound(query.text, one.title, one.titleEn, one.text))
				.sort((a, b) => compareEdtf(a.date, b.date));
			const { limit, offset } = query;
			return { total: found.length, limit, offset, rows: found.slice(offset, offset + limit).map(presentItem) };
		},
		table: milestoneTable
	}),
	...editingRoutes({
		path: 'milestones',
		kind: 'milestone',
		permission: 'region.edit',
		input: newMilestone,
		change: milestoneChange,
		output: milestone,
		create: createMilestone,
		update: (work, id, version, patch) => changeLiving(work, MilestoneModel, id, version, patch),
		withdraw: (work, id, version, reason) => withdrawLiving(work, MilestoneModel, id, version, reason),
		restore: (work, id, version) => restoreWithdrawn(work, MilestoneModel, id, version),
		read: async (region, id, snapshot) => {
			const item = await MilestoneModel.findOne({ _id: id, region }).session(snapshot.session).lean<MilestoneItem>();
			if (!item) throw new ApplicationError('not_found');
			return presentItem(item);
		}
	})
];
