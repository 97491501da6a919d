import type { ClientSession } from 'mongoose';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { may } from '../accounts/accounts.service.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { presentItem } from '../record/present.service.ts';
import { BodyModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { DecisionModel } from './decision.model.ts';
import type { DecisionItem } from './decision.model.ts';

/** Decisions as pages show them: those that are not public only to those who may see them. */

/** What a query of decisions, papers or agenda items has to ask so that it finds only what the actor may see. */
export function visibleTo(actor: ActorContext, region: string): { isPublic?: true } {
	return may(actor, 'council.closed', { region }) ? {} : { isPublic: true };
}

/** References of bodies by id. */
export async function findBodies(
	region: string,
	session: ClientSession,
	ids: readonly (string | null)[]
): Promise<Map<string, Reference>> {
	const wanted = [...new Set(ids.filter((one) => one !== null))];
	if (wanted.length === 0) return new Map();
	const bodies = await BodyModel.find({ _id: { $in: wanted }, region })
		.session(session)
		.lean<BodyItem[]>();
	return new Map(bodies.map(({ _id, name }) => [_id, { kind: 'body' as const, id: _id, code: null, title: name }]));
}

/** In the order in which they are given. */
export async function presentDecisions(
	region: string,
	session: ClientSession,
	items: readonly DecisionItem[]
): Promise<Decision[]> {
	const bodies = await findBodies(
		region,
		session,
		items.map(({ body }) => body)
	);
	return items.map((item) => ({ ...presentItem(item), bodyReference: bodies.get(item.body ?? '') ?? null }));
}

/** @throws ApplicationError not_found, also for one that the actor may not see */
export async function readDecision(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	actor: ActorContext
): Promise<Decision> {
	const item = await DecisionModel.findOne({ _id: id, region, ...visibleTo(actor, region) })
		.session(snapshot.session)
		.lean<DecisionItem>();
	const [shown] = item ? await presentDecisions(region, snapshot.session, [item]) : [];
	if (!shown) throw new ApplicationError('not_found');
	return shown;
}
