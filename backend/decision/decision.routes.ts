import { z } from 'zod';
import { decision, decisionChange, decisionList, newDecision } from '@konzeptstand/contract/decision.ts';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import { regionParameters } from '@konzeptstand/contract/region.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { flag, id, line, listFormat, pageQuery } from '@konzeptstand/contract/values.ts';
import { may } from '../accounts/accounts.service.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route, RouteSnapshot } from '../foundation/http/route.ts';
import { isFound } from '../foundation/search.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { presentItem } from '../record/present.service.ts';
import { restoreWithdrawn, withdrawLiving } from '../region/living.service.ts';
import { BodyModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { DecisionModel } from './decision.model.ts';
import type { DecisionItem } from './decision.model.ts';
import { changeDecision, createDecision, requireSubjects, visibleTo } from './decision.service.ts';
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

async function present(region: string, snapshot: RouteSnapshot, items: readonly DecisionItem[]): Promise<Decision[]> {
	const ids = items.flatMap((item) => (item.body === null ? [] : [item.body]));
	const bodies = await BodyModel.find({ _id: { $in: ids }, region })
		.session(snapshot.session)
		.lean<BodyItem[]>();
	const byId = new Map(
		bodies.map((body) => [body._id, { kind: 'body' as const, id: body._id, code: null, title: body.name }])
	);
	return items.map((item) => ({
		...presentItem(item),
		bodyReference: item.body === null ? null : (byId.get(item.body) ?? null)
	}));
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
		handle: async ({ region, query: { limit, offset, subject, text, withdrawn }, snapshot, may }) => {
			const condition = {
				region: region.id,
				...visibleTo(may('council.closed')),
				withdrawn: withdrawn ? { $ne: null } : null,
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
				rows: await present(region.id, snapshot, found.slice(offset, offset + limit))
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
		withdraw: (work, decisionId, version, reason) => withdrawLiving(work, DecisionModel, decisionId, version, reason),
		restore: (work, decisionId, version) => restoreWithdrawn(work, DecisionModel, decisionId, version),
		read: async (region, decisionId, snapshot, actor) => {
			const mayClosed = may(actor, 'council.closed', { region });
			const item = await DecisionModel.findOne({ _id: decisionId, region, ...visibleTo(mayClosed) })
				.session(snapshot.session)
				.lean<DecisionItem>();
			const [shown] = item ? await present(region, snapshot, [item]) : [];
			if (!shown) throw new ApplicationError('not_found');
			return shown;
		}
	})
];
