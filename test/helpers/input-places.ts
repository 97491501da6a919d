import { z } from 'zod';

type Schema = Record<string, unknown>;

/** A place in an input at which one value stands. */
export interface Place {
	/** As an error names it: `costs.0.cents`. */
	path: string;
	kind: 'text' | 'number' | 'flag' | 'choice' | 'id' | 'date' | 'day';
	/** Most characters that it takes, where its schema says so. */
	most?: number;
}

/** All places of an input, by its schema; of a list its first row. */
export function placesOf(input: unknown): Place[] {
	const schema = z.toJSONSchema(input as z.ZodType, { io: 'input', unrepresentable: 'any' }) as Schema;
	return walk(schema, (schema['$defs'] ?? {}) as Record<string, Schema>, []);
}

/** All groups of an input: what is a list or has fields of its own. */
export function groupsOf(input: unknown): string[] {
	const groups = placesOf(input).flatMap(({ path }) => {
		const names = path.split('.');
		return names.map((_, index) => names.slice(0, index).join('.')).filter((group) => group !== '');
	});
	return [...new Set(groups)];
}

function walk(schema: Schema, defs: Record<string, Schema>, path: readonly string[]): Place[] {
	const reference = String(schema['$ref'] ?? '')
		.split('/')
		.at(-1);
	if (reference === 'Id') return [{ path: path.join('.'), kind: 'id' }];
	if (reference === 'Edtf') return [{ path: path.join('.'), kind: 'date' }];
	if (reference) return walk(defs[reference] ?? {}, defs, path);
	const either = (schema['anyOf'] ?? schema['allOf']) as Schema[] | undefined;
	if (either) return walk(either[0] ?? {}, defs, path);
	if (schema['type'] === 'object') {
		const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
		return properties.flatMap(([name, property]) => walk(property, defs, [...path, name]));
	}
	if (schema['type'] === 'array') return walk(schema['items'] as Schema, defs, [...path, '0']);
	const most = schema['maxLength'];
	return [{ path: path.join('.'), kind: kindOf(schema), ...(typeof most === 'number' ? { most } : {}) }];
}

function kindOf(schema: Schema): Place['kind'] {
	if (schema['enum']) return 'choice';
	if (schema['format'] === 'date') return 'day';
	const [type] = [schema['type']].flat();
	if (type === 'string') return 'text';
	if (type === 'boolean') return 'flag';
	if (type === 'number' || type === 'integer') return 'number';
	throw new Error(`No kind of input: ${JSON.stringify(schema)}`);
}

/** A copy of an input with another value at each of these places. */
export function withValues(input: unknown, values: readonly (readonly [path: string, value: unknown])[]): unknown {
	const copy: unknown = structuredClone(input);
	for (const [path, value] of values) {
		const names = path.split('.');
		let holder = copy as Record<string, unknown>;
		for (const [index, name] of names.slice(0, -1).entries()) {
			const isList = names[index + 1] === '0';
			const held = holder[name];
			if (typeof held !== 'object' || held === null) holder[name] = isList ? [] : {};
			holder = holder[name] as Record<string, unknown>;
		}
		holder[names.at(-1) ?? ''] = value;
	}
	return copy;
}
