import { z } from 'zod';
import { decision, decisionChange, decisionList, newDecision } from '@konzeptstand/contract/decision.ts';
import { regionParameters } from '@konzeptstand/contract/region.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { flag, id, line, listFormat, pageQuery } from '@konzeptstand/contract/values.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { isFound } from '../foundation/search.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { presentDecisions, readDecision, visibleTo } from './decision-page.service.ts';
import { DecisionModel } from './decision.model.ts';
import type { DecisionItem } from './decision.model.ts';
import {
	changeDecision,
	createDecision,
	requireSubjects,
	restoreDecision,
	withdrawDecision
} from './decision.service.ts';
import { decisionTable } from './decision-table.ts';

const query = z.strictObject({
	...pageQuery,
	subject: id.optional(),
	text: line(200).optional(),
	withdrawn: flag.optional(),
	format: listFormat.optional()
});

/** Newest first; what nobody dated stands at the end. */
function compareNewest(a: string | null, b: string | null): number {
	return a === null || b === null ? compareEdtf(a, b) : compareEdtf(b, a);
}

export const decisionRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/decisions',
		permission: 'concept.read',
		summary: 'Decisions, newest first',
		params: regionParameters,
		query,
		response: decisionList,
		cached: true,
		handle: async ({ region, actor, query: { limit, offset, subject, text, withdrawn }, snapshot }) => {
			const condition = {
				region: region.id,
				withdrawn: withdrawn ? { $ne: null } : null,
				...visibleTo(actor, region.id),
				...(subject ? { 'subjects.id': subject } : {})
			};
			const all = await DecisionModel.find(condition).session(snapshot.session).lean<DecisionItem[]>();
			const found = all
				.filter((one) => isFound(text, one.number, one.title, one.text))
				.sort((a, b) => compareNewest(a.date, b.date));
			return {
				total: found.length,
				limit,
				offset,
				rows: await presentDecisions(region.id, snapshot.session, found.slice(offset, offset + limit))
			};
		},
		table: decisionTable
	}),
	...editingRoutes({
		path: 'decisions',
		kind: 'decision',
		permission: 'decision.edit',
		input: newDecision,
		change: decisionChange,
		output: decision,
		create: async (work, fields) => {
			await requireSubjects(work, fields.subjects);
			return createDecision(work, fields);
		},
		update: async (work, decisionId, version, patch) => {
			await requireSubjects(work, patch.subjects ?? []);
			return changeDecision(work, decisionId, version, patch);
		},
		withdraw: withdrawDecision,
		restore: restoreDecision,
		read: readDecision
	})
];
