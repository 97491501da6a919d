import { oneOf } from './dictionary.ts';
import type { Dictionary, Place } from './dictionary.ts';

/** What names mean at one place of a template: those of loops and assignments above it, read from the tags alone. */

/** Null: there is such a name, but what stands behind it is not known. */
export type Scope = ReadonlyMap<string, Place | null>;

interface Block {
	readonly tag: string;
	readonly names: Map<string, Place | null>;
}

const TAG = /\{%-?\s*(\w+)([^]*?)-?%\}/g;
const BLOCKS = ['if', 'unless', 'for', 'tablerow', 'case', 'capture', 'comment', 'raw'];
/** Filters after which a list is still a list of the same things. */
const STILL_A_LIST = ['sort', 'sort_natural', 'where', 'reverse', 'uniq', 'concat', 'compact', 'slice'];
export const PATH = /^([A-Za-z_]\w*)((?:\.\w+|\[\d+\])*)/;

/** The names in force behind `before`, and the blocks that are open there, the innermost last. */
export function scopeBehind(before: string, resolve: (path: string, scope: Scope) => Place | null) {
	const blocks: Block[] = [{ tag: '', names: new Map() }];
	const scope = (): Scope => new Map(blocks.flatMap(({ names }) => [...names]));
	for (const [, tag = '', rest = ''] of before.matchAll(TAG)) {
		const inner = blocks.at(-1)?.tag ?? '';
		if ((inner === 'comment' || inner === 'raw') && tag !== `end${inner}`) continue;
		const whole = blocks[0]?.names ?? new Map<string, Place | null>();
		if (tag === 'for' || tag === 'tablerow') {
			const [, name, list = ''] = /^\s*(\w+)\s+in\s+(\S+)/.exec(rest) ?? [];
			const place = resolve(list, scope());
			const names = new Map<string, Place | null>([['forloop', null]]);
			if (name) names.set(name, place?.isList ? oneOf(place) : null);
			blocks.push({ tag, names });
		} else if (BLOCKS.includes(tag)) {
			const [, name] = tag === 'capture' ? (/^\s*(\w+)/.exec(rest) ?? []) : [];
			if (name) whole.set(name, null);
			blocks.push({ tag, names: new Map() });
		} else if (tag === `end${inner}`) blocks.pop();
		else if (tag === 'assign') {
			const [, name, value = ''] = /^\s*(\w+)\s*=\s*([^]*)/.exec(rest) ?? [];
			if (name) whole.set(name, assigned(value, scope(), resolve));
		}
	}
	return { scope: scope(), open: blocks.slice(1).map(({ tag }) => tag) };
}

function assigned(value: string, scope: Scope, resolve: (path: string, scope: Scope) => Place | null): Place | null {
	const [path = '', ...filters] = value.split('|').map((part) => part.trim());
	let place = PATH.exec(path)?.[0] === path ? resolve(path, scope) : null;
	for (const filter of filters) {
		const name = /^\w+/.exec(filter)?.[0] ?? '';
		if (!place?.isList) return null;
		if (name === 'first' || name === 'last') place = oneOf(place);
		else if (!STILL_A_LIST.includes(name)) return null;
	}
	return place;
}

/** Where a path such as `goal.measures[0].title` leads. Null: nowhere that is known. */
export function placeOf(path: string, scope: Scope, dictionary: Dictionary, isPartial: boolean): Place | null {
	const [, root = '', rest = ''] = PATH.exec(path) ?? [];
	let place: Place | null;
	if (scope.has(root)) place = scope.get(root) ?? null;
	else if (isPartial) place = dictionary.called(root);
	else place = dictionary.names.find(({ label }) => label === root) ?? null;
	for (const [step] of rest.matchAll(/\.\w+|\[\d+\]/g)) {
		if (!place) return null;
		const label = step.slice(1);
		if (step.startsWith('[') || (place.isList && (label === 'first' || label === 'last')))
			place = place.isList ? oneOf(place) : null;
		else place = dictionary.below(place).find((name) => name.label === label) ?? null;
	}
	return place;
}
