import mongoose from 'mongoose';
import type { Model, SchemaDefinition } from 'mongoose';
import type { ItemKind, Note, Source } from '@konzeptstand/contract/values.ts';
import { answerFromPast } from './past.ts';

/** The record knows only kinds that rooms register here; each kind is one Mongoose model. */

export interface Withdrawal {
	at: string;
	by: string;
	reason: string | null;
}

/** What every recorded item has. */
export interface ItemBase {
	_id: string;
	region: string;
	/** Starts at 1; what `If-Match` takes. */
	version: number;
	/** Key of the import format: loading the same again finds the item by it. */
	key: string | null;
	sources: Source[];
	notes: Note[];
	contradictions: Note[];
	withdrawn: Withdrawal | null;
}

/** Names one item. */
export interface ItemName {
	kind: ItemKind;
	id: string;
}

/** When an item is closed: then it is seen only by those who may see what is not public, in the record too. */
export interface ClosedRule<T extends ItemBase = ItemBase> {
	isClosed: (item: T) => boolean;
	/** Items that it hangs on: where one of those is closed, so is this one. */
	hangsOn?: (item: T) => readonly ItemName[];
}

export interface Kind<T extends ItemBase = ItemBase> {
	kind: ItemKind;
	model: Model<T>;
	schemaVersion: number;
	/** Brings a body of a former schema into the present one. */
	upcast: (body: Record<string, unknown>, schema: number) => Record<string, unknown>;
	/** Fields that enter the record only as salted commitments; those inside of others with dots (`personal.ts`). */
	personal: readonly string[];
	/** null: items of this kind are never closed. */
	closed: ClosedRule<T> | null;
	title: (item: T) => string;
	code: (item: T) => string | null;
}

const kinds = new Map<string, Kind>();
const kindByModel = new Map<string, Kind>();

export interface RecordedModelOptions<T extends ItemBase> {
	kind: ItemKind;
	collection: string;
	/** Raised whenever the stored shape changes; an upcaster from the former one is registered with it. */
	schemaVersion: number;
	/** Must leave a body of the present schema as it is. @param schema the one that the body was written in */
	upcast?: (body: Record<string, unknown>, schema: number) => Record<string, unknown>;
	definition: SchemaDefinition;
	personal?: readonly ((keyof T & string) | `${keyof T & string}.${string}`)[];
	closed?: ClosedRule<T>;
	/** Every index begins with `region`, so that the data can be sharded by it later. */
	indexes?: readonly (readonly [Record<string, 1 | -1>, mongoose.IndexOptions?])[];
	title?: (item: T) => string;
	code?: (item: T) => string | null;
}

/** Exact subdocuments with `strict: 'throw'` and no id of their own. */
const exact = { _id: false, strict: 'throw' } as const;
export const sourceSchema = new mongoose.Schema(
	{ title: { type: String, required: true }, address: { type: String, default: null } },
	exact
);
export const noteSchema = new mongoose.Schema(
	{
		topic: { type: String, default: null },
		text: { type: String, required: true },
		sources: { type: [sourceSchema], default: [] }
	},
	exact
);
const withdrawalSchema = new mongoose.Schema(
	{
		at: { type: String, required: true },
		by: { type: String, required: true },
		reason: { type: String, default: null }
	},
	exact
);

const WRITES = [
	'save',
	'insertMany',
	'bulkSave',
	'updateOne',
	'updateMany',
	'replaceOne',
	'deleteOne',
	'deleteMany',
	'findOneAndUpdate',
	'findOneAndReplace',
	'findOneAndDelete',
	'bulkWrite'
] as const;

/**
 * Makes the Mongoose model of a recorded kind and registers it. Reading is Mongoose's own; every way of
 * writing that Mongoose has throws, because only `record.change` may write.
 */
export function recordedModel<T extends ItemBase>(options: RecordedModelOptions<T>): Model<T> {
	const schema = new mongoose.Schema(
		{
			_id: { type: String, required: true },
			region: { type: String, required: true },
			version: { type: Number, required: true, min: 1 },
			key: { type: String, default: null },
			sources: { type: [sourceSchema], default: [] },
			notes: { type: [noteSchema], default: [] },
			contradictions: { type: [noteSchema], default: [] },
			withdrawn: { type: withdrawalSchema, default: null },
			...options.definition
		},
		{
			collection: options.collection,
			strict: 'throw',
			versionKey: false,
			autoIndex: false,
			autoCreate: false,
			minimize: false
		}
	);
	schema.index({ region: 1, key: 1 }, { unique: true, partialFilterExpression: { key: { $type: 'string' } } });
	for (const [fields, settings] of options.indexes ?? []) {
		if (Object.keys(fields)[0] !== 'region') throw new Error(`An index of ${options.kind} does not begin with region.`);
		schema.index(fields, settings ?? {});
	}
	refuseWrites(schema, options.kind);
	const upcast = options.upcast ?? ((body: Record<string, unknown>) => body);
	const personal: readonly string[] = options.personal ?? [];
	// A misspelt one would conceal nothing.
	for (const name of personal) {
		const field: unknown = schema.path(name);
		if (!field) throw new Error(`${options.kind} has no field ${name}.`);
	}
	answerFromPast(schema, { kind: options.kind, upcast, personal });

	const model = mongoose.model<T>(options.kind, schema as unknown as mongoose.Schema<T>);
	refuseStatics(model, options.kind);
	const kind: Kind<T> = {
		kind: options.kind,
		model,
		schemaVersion: options.schemaVersion,
		upcast,
		personal,
		closed: options.closed ?? null,
		title: options.title ?? ((item) => (item as { title?: string }).title ?? (item as { name?: string }).name ?? ''),
		code: options.code ?? ((item) => (item as { code?: string | null }).code ?? null)
	};
	kinds.set(options.kind, kind as unknown as Kind);
	kindByModel.set(model.modelName, kind as unknown as Kind);
	return model;
}

function refusal(kind: string): Error {
	return new Error(`${kind} is written through record.change only; a write beside the record would leave no entry.`);
}

function refuseWrites(schema: mongoose.Schema, kind: string): void {
	for (const operation of WRITES) {
		schema.pre(operation as 'save', function refuse() {
			throw refusal(kind);
		});
	}
}

/** Statics that Mongoose runs without any hook of the schema. */
function refuseStatics<T>(model: Model<T>, kind: string): void {
	for (const name of ['bulkWrite', 'insertMany', 'bulkSave', 'insertOne', 'create'] as const) {
		Object.defineProperty(model, name, {
			value: () => Promise.reject(refusal(kind)),
			configurable: true
		});
	}
}

/** @throws when the model is of no registered kind: nothing unknown gets into the record. */
export function kindOf<T extends ItemBase>(model: Model<T>): Kind<T> {
	const kind = kindByModel.get(model.modelName);
	if (!kind) throw new Error(`${model.modelName} is not a recorded kind.`);
	return kind as unknown as Kind<T>;
}

export function kindNamed(name: string): Kind | undefined {
	return kinds.get(name);
}

export function allKinds(): readonly Kind[] {
	return [...kinds.values()];
}
