import {
	AssignTag,
	Drop,
	ForTag,
	IfTag,
	isTruthy,
	LiquidError,
	Output,
	RenderError,
	RenderTag,
	toValueSync,
	UnlessTag
} from 'liquidjs';
import type { Context, Emitter, Liquid, Template } from 'liquidjs';

/**
 * Runs what Liquid has read, many times faster than Liquid itself, which goes through a generator for every value.
 * Only what is plain is done here: own properties of plain objects, the common tags, filters. Whatever else occurs is
 * left to Liquid, piece by piece, so that its rules, limits and error messages hold everywhere.
 */

/** What this file needs to know of Liquid's parse tree (10.30); test/documents/quick-run.test.ts compares the two. */
interface ExpressionTree {
	postfix: readonly Operand[];
}
interface Operand {
	content?: unknown;
	props?: readonly Operand[];
	variable?: unknown;
	operator?: string;
}
interface FilterTree {
	handler: (...args: unknown[]) => unknown;
	args: readonly (Operand | readonly [string, Operand])[];
	token: unknown;
	liquid: unknown;
}
interface ValueTree {
	initial: ExpressionTree;
	filters: readonly FilterTree[];
	value: (context: Context, lenient: boolean) => unknown;
}
interface Branch {
	value: ValueTree;
	/** Of `unless` only. */
	test?: (value: unknown, context: Context) => boolean;
	templates: Template[];
}
interface BranchingTree {
	branches: readonly Branch[];
	elseTemplates?: Template[];
}
interface ForTree {
	collection: Operand;
	variable: string;
	hash: { hash: Record<string, unknown> };
	templates: Template[];
	elseTemplates: Template[];
}
interface RenderTree {
	file: unknown;
	currentFile: string | undefined;
	hash: { hash: Record<string, Operand | undefined> };
	with?: unknown;
	forBinding?: unknown;
}
interface AssignTree {
	key: string;
	value: ValueTree;
}
interface Runner {
	liquid: Liquid;
	partials: Map<unknown, Template[]>;
	mayGoOn: MayGoOn;
}

/** Asked about every mistake: true, and what made it is left out. */
type MayGoOn = (error: LiquidError) => boolean;

/** The value is not plain: Liquid has to say what it is. */
const SLOW = Symbol('slow');

/** @throws LiquidError with the place of the mistake, as Liquid itself does */
export function quickRun(
	liquid: Liquid,
	templates: readonly Template[],
	context: Context,
	emitter: Emitter,
	mayGoOn: MayGoOn = () => false
): void {
	runAll({ liquid, partials: new Map(), mayGoOn }, templates, context, emitter);
}

function runAll(runner: Runner, templates: readonly Template[], context: Context, emitter: Emitter): void {
	for (const template of templates) {
		try {
			run(runner, template, context, emitter);
		} catch (error) {
			const mistake = LiquidError.is(error) ? error : new RenderError(error as Error, template);
			if (!runner.mayGoOn(mistake)) throw mistake;
			// What was to get the value is not known then; it is no mistake of its own.
			if (template instanceof AssignTag)
				(context.bottom() as Record<string, unknown>)[(template as unknown as AssignTree).key] = null;
		}
		if (context.breakCalled || context.continueCalled) return;
	}
}

function run(runner: Runner, template: Template, context: Context, emitter: Emitter): void {
	const text = (template as unknown as { str?: unknown }).str;
	if (typeof text === 'string') emitter.write(text);
	else if (template instanceof Output)
		emitter.write(valueOf((template as unknown as { value: ValueTree }).value, context));
	else if (template instanceof IfTag || template instanceof UnlessTag)
		runBranches(runner, template as never, context, emitter);
	else if (template instanceof ForTag) runLoop(runner, template, context, emitter);
	else if (template instanceof RenderTag) runPartial(runner, template, context, emitter);
	else if (template instanceof AssignTag) {
		const { key, value } = template as unknown as AssignTree;
		(context.bottom() as Record<string, unknown>)[key] = rawValueOf(value, context);
	} else leaveToLiquid(template, context, emitter);
}

function leaveToLiquid(template: Template, context: Context, emitter: Emitter): void {
	const written: unknown = toValueSync(template.render(context, emitter) as never);
	if (written) emitter.write(written);
}

function runBranches(runner: Runner, tree: BranchingTree, context: Context, emitter: Emitter): void {
	for (const { value, test, templates } of tree.branches) {
		if (!(test ?? isTruthy)(valueOf(value, context), context)) continue;
		runAll(runner, templates, context, emitter);
		return;
	}
	if (tree.elseTemplates) runAll(runner, tree.elseTemplates, context, emitter);
}

function runLoop(runner: Runner, template: ForTag, context: Context, emitter: Emitter): void {
	const { collection: operand, ...tree } = template as unknown as ForTree;
	const collection = operandValue(operand, context);
	const isPlain = (Array.isArray(collection) || collection === null) && Object.keys(tree.hash.hash).length === 0;
	if (!isPlain) {
		leaveToLiquid(template, context, emitter);
		return;
	}
	if (collection === null || collection.length === 0) {
		runAll(runner, tree.elseTemplates, context, emitter);
		return;
	}
	const loop = new Loop(collection.length);
	const scope: Record<string, unknown> = Object.assign(Object.create(null) as object, { forloop: loop });
	context.push(scope);
	for (const item of collection as unknown[]) {
		context.renderLimit.check(performance.now());
		scope[tree.variable] = item;
		context.continueCalled = context.breakCalled = false;
		runAll(runner, tree.templates, context, emitter);
		// Set by a tag inside the loop, which the compiler cannot see.
		if (context.breakCalled as boolean) break;
		loop.next();
	}
	context.continueCalled = context.breakCalled = false;
	context.pop();
}

/** A partial sees what it is given and nothing else. */
function runPartial(runner: Runner, template: RenderTag, context: Context, emitter: Emitter): void {
	const { file, currentFile, hash, ...bindings } = template as unknown as RenderTree;
	if (typeof file !== 'string' || bindings.with !== undefined || bindings.forBinding !== undefined) {
		leaveToLiquid(template, context, emitter);
		return;
	}
	// Partials that put in others many times over need no loop to run for ever.
	context.renderLimit.check(performance.now());
	const inner = context.spawn();
	const scope = inner.bottom() as Record<string, unknown>;
	for (const name of Object.keys(hash.hash)) {
		const operand = hash.hash[name];
		const value = operand === undefined ? true : operandValue(operand, context);
		if (value === SLOW) {
			leaveToLiquid(template, context, emitter);
			return;
		}
		scope[name] = value;
	}
	let templates = runner.partials.get(template);
	if (!templates) {
		templates = toValueSync<Template[]>(runner.liquid._parsePartialFile(file, true, currentFile));
		runner.partials.set(template, templates);
	}
	runAll(runner, templates, inner, emitter);
}

/** The value as output and conditions take it: a drop gives its own value. */
function valueOf(tree: ValueTree, context: Context): unknown {
	const value = rawValueOf(tree, context);
	return value instanceof Drop ? value.valueOf() : value;
}

function rawValueOf(tree: ValueTree, context: Context): unknown {
	let value = expressionValue(tree.initial, context);
	if (value === SLOW) return toValueSync(tree.value(context, false) as never);
	for (const { handler, args, token, liquid } of tree.filters) {
		const values: unknown[] = [value];
		for (const argument of args) {
			const isNamed = Array.isArray(argument);
			const given = operandValue((isNamed ? argument[1] : argument) as Operand, context);
			// Nothing has been written yet, and filters only look: Liquid can begin again.
			if (given === SLOW) return toValueSync(tree.value(context, false) as never);
			values.push(isNamed ? [argument[0], given] : given);
		}
		value = toValueSync(handler.apply({ context, token, liquid }, values) as never);
	}
	return value;
}

function expressionValue({ postfix }: ExpressionTree, context: Context): unknown {
	if (postfix.length === 1) return operandValue(postfix[0] as Operand, context);
	const operands: unknown[] = [];
	for (const token of postfix) {
		if (token.operator === undefined) {
			const value = operandValue(token, context);
			if (value === SLOW) return SLOW;
			operands.push(value);
			continue;
		}
		const operator = context.opts.operators[token.operator];
		if (operator === undefined || token.operator === 'not') return SLOW;
		const right = operands.pop();
		const left = operands.pop();
		operands.push(toValueSync((operator as (...values: unknown[]) => unknown)(left, right, context) as never));
	}
	return operands[0];
}

function operandValue(operand: Operand, context: Context): unknown {
	if ('content' in operand) return operand.content;
	const path = pathOf(operand);
	const first = path?.[0];
	if (path === null || first === undefined) return SLOW;
	let value = property(scopeOf(first, context), first);
	for (let index = 1; index < path.length && value !== SLOW; index += 1) value = property(value, path[index] as string);
	return value;
}

const paths = new WeakMap<Operand, readonly string[] | null>();

/** `a.b.c` as names; null when a name is only known at run time. */
function pathOf(operand: Operand): readonly string[] | null {
	const known = paths.get(operand);
	if (known !== undefined) return known;
	const names = operand.variable === undefined ? (operand.props?.map((prop) => prop.content) ?? null) : null;
	const path = names?.every((name) => typeof name === 'string') ? names : null;
	paths.set(operand, path);
	return path;
}

function scopeOf(name: string, context: Context): unknown {
	const { scopes } = context as unknown as { scopes: object[] };
	for (let index = scopes.length - 1; index >= 0; index -= 1) {
		const scope = scopes[index] as object;
		if (name in scope) return scope;
	}
	return context.environments;
}

/** Own properties of plain things only; null stays null, as in Liquid. */
function property(value: unknown, name: string): unknown {
	if (value === null) return null;
	if (typeof value === 'string') return name === 'size' ? value.length : SLOW;
	if (typeof value !== 'object') return SLOW;
	if (Array.isArray(value)) {
		if (name === 'size') return value.length;
		const found: unknown = name === 'first' ? value[0] : name === 'last' ? value.at(-1) : undefined;
		return found === undefined ? SLOW : found;
	}
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) return SLOW;
	if (!Object.hasOwn(value, name)) return SLOW;
	const found = (value as Record<string, unknown>)[name];
	return found === undefined || typeof found === 'function' ? SLOW : found;
}

/** `forloop` inside a loop. */
class Loop extends Drop {
	readonly length: number;
	#at = 0;

	constructor(length: number) {
		super();
		this.length = length;
	}

	next(): void {
		this.#at += 1;
	}
	index(): number {
		return this.#at + 1;
	}
	index0(): number {
		return this.#at;
	}
	first(): boolean {
		return this.#at === 0;
	}
	last(): boolean {
		return this.#at === this.length - 1;
	}
	rindex(): number {
		return this.length - this.#at;
	}
	rindex0(): number {
		return this.length - this.#at - 1;
	}
}
