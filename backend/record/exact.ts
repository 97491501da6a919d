import type { Model, Schema, SchemaType } from 'mongoose';

/**
 * A quick way through validation for values that are already exactly what a schema wants. Whatever needs a cast, breaks a
 * rule, or is not understood here goes the long way through Mongoose, which casts it or says what is wrong. A change of
 * 20,000 items spends most of its time there otherwise (docs/decisions/0036).
 */

type Fields = Record<string, unknown>;
/** What a value becomes; `NOT_EXACT` where Mongoose has to look at it. */
type Check = (value: unknown) => unknown;
const NOT_EXACT = Symbol('not exact');

interface Path {
	check: Check;
	/** Undefined: absent stays absent. */
	fallback: () => unknown;
	isRequired: boolean;
}
type Paths = ReadonlyMap<string, Path> | null;

interface Inner extends SchemaType {
	schema?: Schema;
	defaultValue?: unknown;
	embeddedSchemaType?: SchemaType;
}

const compiled = new WeakMap<Schema, { paths: Paths }>();

function pathsOf(schema: Schema): Paths {
	const known = compiled.get(schema);
	if (known) return known.paths;
	const paths = new Map<string, Path>();
	let isUnderstood = Object.keys(schema.virtuals).every((name) => name === 'id');
	schema.eachPath((name, type) => {
		const path = pathOf(type as Inner);
		if (name.includes('.') || path === null) isUnderstood = false;
		else paths.set(name, path);
	});
	const entry = { paths: isUnderstood ? paths : null };
	compiled.set(schema, entry);
	return entry.paths;
}

function pathOf(type: Inner): Path | null {
	const plain = plainCheck(type);
	const hasSetters = (type as unknown as { setters: unknown[] }).setters.length > 0;
	if (plain === null || hasSetters) return null;
	const isRequired = Boolean(type.isRequired);
	const rules = type.validators.filter(({ type: kind }) => kind !== 'required');
	if (rules.some(({ validator }) => typeof validator !== 'function')) return null;
	const isArray = type.instance === 'Array';
	return {
		isRequired,
		fallback: () => {
			const value =
				typeof type.defaultValue === 'function' ? (type.defaultValue as () => unknown)() : type.defaultValue;
			return isArray ? [] : value;
		},
		check: (value) => {
			// Required texts must say something; the long way knows what that means for each type.
			if (value === null) return isRequired || isArray ? NOT_EXACT : null;
			if (isRequired && value === '') return NOT_EXACT;
			const made = plain(value);
			if (made === NOT_EXACT) return NOT_EXACT;
			// Mongoose's own rules answer with anything that is true; one that has to be waited for is not answered here.
			const holds = rules.every(({ validator }) => {
				const answer = (validator as (one: unknown) => unknown)(made);
				return Boolean(answer) && !(answer instanceof Promise);
			});
			return holds ? made : NOT_EXACT;
		}
	};
}

function plainCheck(type: Inner): Check | null {
	switch (type.instance) {
		case 'String':
			return (value) => (typeof value === 'string' ? value : NOT_EXACT);
		case 'Number':
			return (value) => (typeof value === 'number' && Number.isFinite(value) ? value : NOT_EXACT);
		case 'Boolean':
			return (value) => (typeof value === 'boolean' ? value : NOT_EXACT);
		case 'Embedded': {
			const { schema } = type;
			return schema ? (value) => exactly(schema, value) : null;
		}
		case 'Array': {
			const { schema } = type;
			if (schema) return (value) => each(value, (one) => exactly(schema, one));
			const inner = type.embeddedSchemaType && plainCheck(type.embeddedSchemaType as Inner);
			return inner ? (value) => each(value, inner) : null;
		}
		default:
			return null;
	}
}

function each(value: unknown, check: Check): unknown {
	if (!Array.isArray(value)) return NOT_EXACT;
	const made: unknown[] = [];
	for (const one of value) {
		const checked = check(one);
		if (checked === NOT_EXACT) return NOT_EXACT;
		made.push(checked);
	}
	return made;
}

/** @param isPatch what is not given stays out, instead of getting its default */
function exactly(schema: Schema, value: unknown, isPatch = false): unknown {
	const paths = pathsOf(schema);
	if (paths === null || typeof value !== 'object' || value === null) return NOT_EXACT;
	if (Object.getPrototypeOf(value) !== Object.prototype) return NOT_EXACT;
	const given = value as Fields;
	for (const name in given) if (given[name] !== undefined && !paths.has(name)) return NOT_EXACT;
	const made: Fields = {};
	for (const [name, { check, fallback, isRequired }] of paths) {
		const own = given[name];
		if (own === undefined) {
			if (isPatch) continue;
			const usual = fallback();
			if (usual === undefined && isRequired) return NOT_EXACT;
			if (usual !== undefined) {
				const checked = usual === null ? null : check(usual);
				if (checked === NOT_EXACT) return NOT_EXACT;
				made[name] = checked;
			}
			continue;
		}
		const checked = check(own);
		if (checked === NOT_EXACT) return NOT_EXACT;
		made[name] = checked;
	}
	return made;
}

/** The plain item as it will be stored, or null where Mongoose has to look at it. */
export function exactItem<T>(model: Model<T>, fields: object): T | null {
	const made = exactly(model.schema, fields);
	return made === NOT_EXACT ? null : (made as T);
}

/** The same for some fields of an item. */
export function exactPatch<T>(model: Model<T>, patch: Partial<T>): Partial<T> | null {
	const made = exactly(model.schema, patch, true);
	return made === NOT_EXACT ? null : (made as Partial<T>);
}
