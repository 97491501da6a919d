import { z } from 'zod';
import { decision, decisionChange, decisionList, newDecision } from '@konzeptstand/contract/decision.ts';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import { regionParameters } from '@konzeptstand/contract/region.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { id, pageQuery } from '@konzeptstand/contract/values.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route, RouteSnapshot } from '../foundation/http/route.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { presentItem } from '../record/present.service.ts';
import { BodyModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { DecisionModel } from './decision.model.ts';
import type { DecisionItem } from './decision.model.ts';
import { changeDecision, createDecision } from './decision.service.ts';

const query = z.strictObject({ ...pageQuery, subject: id.optional(), format: z.enum(['json', 'csv']).default('json') });

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
		handle: async ({ region, query: { limit, offset, subject }, snapshot }) => {
			const condition = { region: region.id, withdrawn: null, ...(subject ? { 'subjects.id': subject } : {}) };
			const found = await DecisionModel.find(condition).session(snapshot.session).lean<DecisionItem[]>();
			found.sort((a, b) => compareEdtf(b.date, a.date));
			return {
				total: found.length,
				limit,
				offset,
				rows: await present(region.id, snapshot, found.slice(offset, offset + limit))
			};
		},
		csv: (page, language) => ({
			columns:
				language === 'de'
					? ['Datum', 'Gremium', 'Nummer', 'Beschluss', 'Ergebnis']
					: ['Date', 'Body', 'Number', 'Decision', 'Result'],
			rows: page.rows.map((row) => [
				row.date,
				row.bodyReference?.title ?? row.authority,
				row.number,
				row.title,
				row.result
			])
		})
	}),
	...editingRoutes({
		path: 'decisions',
		kind: 'decision',
		permission: 'decision.edit',
		input: newDecision,
		change: decisionChange,
		output: decision,
		create: createDecision,
		update: changeDecision,
		withdraw: (work, decisionId, version, reason) => work.withdraw(DecisionModel, decisionId, version, reason),
		restore: (work, decisionId, version) => work.restore(DecisionModel, decisionId, version),
		read: async (region, decisionId, snapshot) => {
			const item = await DecisionModel.findOne({ _id: decisionId, region })
				.session(snapshot.session)
				.lean<DecisionItem>();
			const [shown] = item ? await present(region, snapshot, [item]) : [];
			if (!shown) throw new ApplicationError('not_found');
			return shown;
		}
	})
];
