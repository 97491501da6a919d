import type { Model } from 'mongoose';
import type { ClientSession } from 'mongoose';
import type { Effect } from '@konzeptstand/contract/decision.ts';
import type { Language, Reference } from '@konzeptstand/contract/values.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { FIELD_TEXTS } from '../foundation/error-texts.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import type { DecisionItem } from './decision.model.ts';

/** What a decision can set in motion. The rooms in which it happens register it: this one knows no effect by name. */

/** Finds an item of the region: within a change, or as a page reads it. */
export interface Reading {
	find<T extends ItemBase>(model: Model<T>, id: string): Promise<T | null>;
}

/** On what something is done: the decision that made it so, and what each town's council decided where all had to. */
export interface Ground {
	decision: DecisionItem;
	/** Empty where one body decided for all. */
	results: readonly { municipality: string; decision: DecisionItem }[];
}

export interface EffectKind {
	/** What it happens to, as decisions name their subjects. */
	subjectKind: DecisionItem['subjects'][number]['kind'];
	/** Whether it gives the subject a date. */
	date: 'none' | 'optional' | 'required';
	/** Whether one paper can do it once only, whatever it is done to. */
	isOnce: boolean;
	/** Names a field text: why it could not happen as things stand. Null: nothing stands against it. */
	obstacle: (reading: Reading, effect: Effect) => Promise<string | null>;
	/** Does it, once nothing stands against it. */
	apply: (work: Work, effect: Effect, ground: Ground) => Promise<void>;
	/** The subject as pages name it, and of what it is a part; null for one that is not there. */
	describe: (reading: Reading, effect: Effect) => Promise<{ subject: Reference; project: Reference | null } | null>;
}

const kinds = new Map<Effect['type'], EffectKind>();

export function registerEffect(type: Effect['type'], kind: EffectKind): void {
	kinds.set(type, kind);
}

/** @throws Error where no room has registered it: a fault of the product */
export function effectKind(type: Effect['type']): EffectKind {
	const kind = kinds.get(type);
	if (!kind) throw new Error(`No room does ${type}.`);
	return kind;
}

/** What stands against it, in words. */
export function obstacleText(code: string, language: Language): string {
	return FIELD_TEXTS[code]?.[language] ?? code;
}

/** Reads at the moment of a page; each item once. */
export function readingAt(region: string, session: ClientSession): Reading {
	const known = new Map<string, Promise<ItemBase | null>>();
	return {
		find: <T extends ItemBase>(model: Model<T>, id: string) => {
			const key = `${model.modelName} ${id}`;
			const found =
				known.get(key) ??
				model
					.findOne({ _id: id, region } as never)
					.session(session)
					.lean<ItemBase>()
					.exec();
			known.set(key, found);
			return found as Promise<T | null>;
		}
	};
}

/**
 * Makes all effects happen, in their order, or none of them.
 * @returns what stood against the first that could not happen; null when all have happened
 */
export async function applyEffects(work: Work, effects: readonly Effect[], ground: Ground): Promise<string | null> {
	try {
		await work.whole(async () => {
			for (const effect of effects) {
				const kind = effectKind(effect.type);
				const obstacle = await kind.obstacle(work, effect);
				if (obstacle !== null) throw new ApplicationError('conflict', { field: 'effects', problem: obstacle });
				await kind.apply(work, effect, ground);
			}
		});
		return null;
	} catch (error) {
		if (!(error instanceof ApplicationError)) throw error;
		return error.errors[0]?.code ?? error.code;
	}
}
