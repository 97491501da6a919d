import mongoose from 'mongoose';
import type { ClientSession, PipelineStage, Query, Schema } from 'mongoose';
import { commitmentsIn, opened } from './personal.ts';
import { findDisclosed, store } from './store.ts';

/** Reading what the record held at an entry: queries of recorded kinds are answered from their versions. */

export interface PastPlace {
	region: string;
	sequence: number;
}

/** Sessions of readings of the past, each with its place in its chain. */
const places = new WeakMap<ClientSession, PastPlace>();

/** From now on every query of a recorded kind in this session is answered as of the place. */
export function readFromPast(session: ClientSession, place: PastPlace): void {
	places.set(session, place);
}

export type Upcast = (body: Record<string, unknown>, schema: number) => Record<string, unknown>;

/** The last version of each item of a kind by then, as it was written, with the schema of that time. */
export function versionsAt(kind: string, { region, sequence }: PastPlace): PipelineStage[] {
	return [
		{ $match: { region, kind, sequence: { $lte: sequence } } },
		{ $sort: { sequence: 1, index: 1 } },
		{ $group: { _id: '$item', body: { $last: '$body' }, schema: { $last: '$schema' } } }
	];
}

type AnyQuery = Query<unknown, unknown>;

/** What the past of a kind needs to know of it. */
export interface PastKind {
	kind: string;
	upcast: Upcast;
	personal: readonly string[];
}

/** Lets the queries of one kind be answered from its versions where their session reads the past. */
export function answerFromPast(schema: Schema, past: PastKind): void {
	const { kind } = past;
	schema.pre('find', async function (this: AnyQuery) {
		const rows = await pastRows(this, past);
		if (rows) throw skipping(rows);
	});
	schema.pre('findOne', async function (this: AnyQuery) {
		const rows = await pastRows(this.limit(1), past);
		if (rows) throw skipping(rows[0] ?? null);
	});
	schema.pre('countDocuments', async function (this: AnyQuery) {
		const rows = await pastRows(this, past);
		if (rows) throw skipping(rows.length);
	});
	for (const operation of ['distinct', 'estimatedDocumentCount'] as const)
		schema.pre(operation, function (this: AnyQuery) {
			refusePast(this.getOptions().session, kind);
		});
	schema.pre('aggregate', function () {
		refusePast(this.options.session, kind);
	});
}

/** Mongoose's own way to answer in the place of the database. */
const skipping = (answer: unknown): Error => mongoose.skipMiddlewareFunction(answer) as unknown as Error;

/**
 * Null: the query reads the present. The whole items are given, whatever it selects; what it filters by is compared with
 * bodies as they were written.
 */
async function pastRows(query: AnyQuery, { kind, upcast, personal }: PastKind): Promise<unknown[] | null> {
	const { session, skip, limit } = query.getOptions();
	const sort = (query.getOptions().sort ?? { _id: 1 }) as Record<string, 1 | -1>;
	const place = session && places.get(session);
	if (!place) return null;
	const pipeline: PipelineStage[] = [
		...versionsAt(kind, place),
		{ $match: underBody(query.getFilter()) },
		{ $sort: Object.fromEntries(Object.entries(sort).map(([name, way]) => [`body.${name}`, way])) },
		...(skip ? [{ $skip: skip }] : []),
		...(limit ? [{ $limit: limit }] : [])
	];
	const rows = await store
		.versions()
		.aggregate<{ body: Record<string, unknown>; schema: number }>(pipeline, { session })
		.toArray();
	const values = await findDisclosed(
		rows.flatMap(({ body }) => commitmentsIn(body, personal)),
		session
	);
	return rows.map((row) => upcast(opened(row.body, personal, values), row.schema));
}

function underBody(filter: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(filter).map(([name, condition]) =>
			name.startsWith('$')
				? [name, (condition as Record<string, unknown>[]).map(underBody)]
				: [`body.${name}`, condition]
		)
	);
}

/** Better no answer than one of the present. */
function refusePast(session: ClientSession | null | undefined, kind: string): void {
	if (session && places.has(session)) throw new Error(`${kind} cannot be asked like this in a reading of the past.`);
}
