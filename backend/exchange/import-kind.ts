import type { Model } from 'mongoose';
import type { ImportFile } from '@konzeptstand/contract/exchange.ts';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import type { ImportKeys } from './import-keys.ts';

/** How a kind of the import format is described. */

export interface Found<I> {
	item: I;
	/** Where it stands in the file: `projects[12]`. */
	path: string;
	/** Key of the item in which it stands, for steps, reports and readings. */
	within: string;
}

type Fields = Record<string, unknown>;

/** One kind, in the order in which a region is built up: everything stands after what it names. */
export interface ImportKind {
	kind: ItemKind;
	model: Model<ItemBase>;
	find: (file: ImportFile) => Found<{ key: string }>[];
	/** The item's fields with ids in the place of keys. */
	resolve: (found: Found<never>, keys: ImportKeys) => Fields;
	create: (work: Work, actor: ActorContext, fields: never) => Promise<unknown>;
	/** null: statements of their day are followed by others, never edited. */
	change: ((work: Work, id: string, patch: Fields) => Promise<unknown>) | null;
	/** Comes when the editions of the file have taken their documented states. */
	isLate?: boolean;
}

interface Kind<I extends { key: string }, T extends ItemBase, F> {
	kind: ItemKind;
	model: Model<T>;
	find: (file: ImportFile) => Found<I>[];
	resolve: (found: Found<I>, keys: ImportKeys) => F;
	create: (work: Work, actor: ActorContext, fields: F) => Promise<unknown>;
	change: ((work: Work, id: string, version: null, patch: Partial<T>) => Promise<unknown>) | null;
	isLate?: boolean;
}

/** Lets each kind below be written in its own types. */
export function importKind<I extends { key: string }, T extends ItemBase, F extends object>(
	kind: Kind<I, T, F>
): ImportKind {
	const { change } = kind;
	return {
		...kind,
		change: change && ((work: Work, id: string, patch: Fields) => change(work, id, null, patch as Partial<T>))
	} as unknown as ImportKind;
}

type List<I> = readonly I[];

export function inOrder<I extends { key: string }>(name: keyof ImportFile, items: List<I>): Found<I>[] {
	return items.map((item, index) => ({ item, path: `${name}[${String(index)}]`, within: '' }));
}

export function within<P extends { key: string }, I extends { key: string }>(
	name: keyof ImportFile,
	parents: List<P>,
	list: string,
	itemsOf: (parent: P) => List<I>
): Found<I>[] {
	return inOrder(name, parents).flatMap(({ item, path }) =>
		itemsOf(item).map((inner, index) => ({ item: inner, path: `${path}.${list}[${String(index)}]`, within: item.key }))
	);
}

interface Role {
	role: 'responsible' | 'carrier' | 'partner' | 'grant-recipient' | 'administrator' | 'approving-authority' | 'funder';
	party: string;
	part: string | null;
	isInferred: boolean;
}

export function rolesOf(roles: readonly Role[], keys: ImportKeys, path: string): Role[] {
	return roles.map((role, index) => ({
		...role,
		party: keys.id('party', role.party, `${path}.roles[${String(index)}].party`)
	}));
}

export function subjectOf<K extends ItemKind>(
	subject: { kind: K; key: string },
	keys: ImportKeys,
	path: string
): { kind: K; id: string } {
	return { kind: subject.kind, id: keys.id(subject.kind, subject.key, `${path}.key`) };
}
