import { isDeepStrictEqual } from 'node:util';
import type { ClientSession, Model } from 'mongoose';
import type { z } from 'zod';
import type { newDecision } from '@konzeptstand/contract/decision.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { referenceOf } from '../record/present.service.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { changeLiving, refuseStale, restoreWithdrawn, withdrawLiving } from '../region/living.service.ts';
import { BodyModel, MilestoneModel } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import { DecisionModel, TYPED } from './decision.model.ts';
import type { DecisionItem } from './decision.model.ts';

type Subject = DecisionItem['subjects'][number];

/** What can be decided about. Rooms below bring their own kinds: this one knows none of them by name. */
const subjects = new Map<string, Model<ItemBase>>();
export function registerSubject<T extends ItemBase>(kind: Subject['kind'], model: Model<T>): void {
	subjects.set(kind, model as unknown as Model<ItemBase>);
}
registerSubject('milestone', MilestoneModel);

/**
 * Notes what was decided.
 * @throws ApplicationError invalid_input without a body or authority, and for a body that is not there
 */
export async function createDecision(work: Work, fields: z.output<typeof newDecision>): Promise<DecisionItem> {
	await checkDecision(work, fields, fields.body);
	return work.create(DecisionModel, { ...TYPED, ...fields });
}

/** Notes a decision that was taken here, by a vote or on a paper. */
export function createTaken(
	work: Work,
	fields: Omit<DecisionItem, keyof ItemBase | 'authority'> & Partial<ItemBase>
): Promise<DecisionItem> {
	return work.create(DecisionModel, { key: null, authority: null, ...fields });
}

/** Whether it was taken here: then its votes say what was decided, and nobody types it. */
export const isTakenHere = ({ paper, agendaItem }: Pick<DecisionItem, 'paper' | 'agendaItem'>): boolean =>
	paper !== null || agendaItem !== null;

/**
 * What a decision says of itself; sources and notes can be added to one that was taken here too.
 */
const SAID = ['body', 'authority', 'date', 'number', 'title', 'text', 'result', 'subjects', 'isPublic'] as const;

/**
 * @throws ApplicationError not_found, version_conflict, invalid_input as for a new one; conflict for what was decided here
 */
export async function changeDecision(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<DecisionItem>
): Promise<DecisionItem> {
	const decision = await work.require(DecisionModel, id);
	refuseStale(decision, version);
	const said = SAID.find((name) => name in patch && !isDeepStrictEqual(patch[name], decision[name]));
	if (isTakenHere(decision) && said !== undefined)
		throw new ApplicationError('conflict', { field: said, problem: 'taken_here' });
	await checkDecision(work, { ...decision, ...patch }, patch.body ?? null);
	return changeLiving(work, DecisionModel, id, version, patch);
}

/**
 * Withdraws what somebody typed. One that was taken here is annulled, or its vote taken back.
 * @throws ApplicationError not_found, version_conflict; conflict while something rests on it, or when it was taken here
 */
export async function withdrawDecision(work: Work, id: string, version: number, reason: string): Promise<DecisionItem> {
	await requireTyped(work, id, version);
	return withdrawLiving(work, DecisionModel, id, version, reason);
}

/** @throws ApplicationError not_found, version_conflict; conflict when it stands, or when it was taken here */
export async function restoreDecision(work: Work, id: string, version: number): Promise<DecisionItem> {
	await requireTyped(work, id, version);
	return restoreWithdrawn(work, DecisionModel, id, version);
}

async function requireTyped(work: Work, id: string, version: number): Promise<void> {
	const decision = await work.require(DecisionModel, id);
	refuseStale(decision, version);
	if (isTakenHere(decision)) throw new ApplicationError('conflict', { field: 'id', problem: 'taken_here' });
}

registerFieldTexts({
	taken_here: {
		de: 'Dieser Beschluss ist aus einer Abstimmung hervorgegangen und bleibt, wie er gefasst wurde. Vor seiner Wirkung kann er aufgehoben werden; eine falsch notierte Abstimmung wird am Tagesordnungspunkt neu geöffnet.',
		en: 'This decision comes from a vote and stays as it was taken. Before it takes effect it can be annulled; a vote that was noted wrongly is reopened at its agenda item.'
	}
});

async function checkDecision(
	work: Work,
	decision: Pick<DecisionItem, 'body' | 'authority'>,
	newBody: string | null
): Promise<void> {
	if (decision.body === null && decision.authority === null)
		throw new ApplicationError('invalid_input', { field: 'body', problem: 'required' });
	await requireAll(work, BodyModel, [newBody], 'body');
}

/**
 * Whether everything that a decision is said to be about is there. Asked of what people enter: a load names items that
 * come later in its file, and has followed all its keys before.
 * @throws ApplicationError invalid_input
 */
export async function requireSubjects(work: Work, named: readonly Subject[]): Promise<void> {
	for (const [index, subject] of named.entries()) {
		const field = `subjects.${String(index)}.id`;
		const model = subjects.get(subject.kind);
		if (!model) throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
		await requireAll(work, model, [subject.id], field);
	}
}

/** References of subjects by id; one that is not there is missing. */
export async function findSubjectReferences(
	region: string,
	session: ClientSession,
	named: readonly Subject[]
): Promise<Map<string, Reference>> {
	const found = new Map<string, Reference>();
	for (const kind of new Set(named.map((one) => one.kind))) {
		const model = subjects.get(kind);
		const ids = named.filter((one) => one.kind === kind).map(({ id }) => id);
		if (!model) continue;
		const items = await model
			.find({ _id: { $in: ids }, region })
			.session(session)
			.lean<ItemBase[]>();
		for (const item of items) found.set(item._id, referenceOf(kind, item));
	}
	return found;
}

/**
 * Refuses an id that names no decision of the region; null names none and is let through.
 * @throws ApplicationError invalid_input
 */
export function requireDecision(work: Work, id: string | null, field: string): Promise<void> {
	return requireAll(work, DecisionModel, [id], field);
}
