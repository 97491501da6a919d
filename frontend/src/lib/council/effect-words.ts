import { effect } from '@konzeptstand/contract/decision.ts';
import type { Effect } from '@konzeptstand/contract/decision.ts';
import type { PaperEffect } from '@konzeptstand/contract/paper.ts';
import { dateText } from '#lib/format.ts';
import { nameOf } from '#lib/language.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a decision sets in motion, in words; one table, checked by the compiler to be complete. */

export type EffectType = Effect['type'];
interface Words {
	/** heading of the choices: "Ziel in Kraft setzen" */
	readonly act: () => string;
	/** what happens, as the paper says it */
	readonly sentence: (gaps: { name: string; date: string }) => string;
	/** title and wording that a new paper begins with */
	readonly title: (gaps: { name: string }) => string;
}
export const EFFECT_TYPES: readonly EffectType[] = effect.shape.type.options;
const EFFECTS: Record<EffectType, Words> = {
	'edition.adopt': {
		act: m.paper_act_edition_adopt,
		sentence: m.paper_effect_edition_adopt,
		title: m.paper_title_edition_adopt
	},
	'goal.put-in-force': {
		act: m.paper_act_goal_put_in_force,
		sentence: m.paper_effect_goal_put_in_force,
		title: m.paper_title_goal_put_in_force
	},
	'measure.approve': {
		act: m.paper_act_measure_approve,
		sentence: m.paper_effect_measure_approve,
		title: m.paper_title_measure_approve
	},
	'project.approve': {
		act: m.paper_act_project_approve,
		sentence: m.paper_effect_project_approve,
		title: m.paper_title_project_approve
	},
	'step.fix': { act: m.paper_act_step_fix, sentence: m.paper_effect_step_fix, title: m.paper_title_step_fix },
	'step.move': { act: m.paper_act_step_move, sentence: m.paper_effect_step_move, title: m.paper_title_step_move },
	'step.drop': { act: m.paper_act_step_drop, sentence: m.paper_effect_step_drop, title: m.paper_title_step_drop }
};

export const isEffectType = (text: string): text is EffectType => Object.hasOwn(EFFECTS, text);
export const effectAct = (type: EffectType) => EFFECTS[type].act();
/** What is chosen says what happens, also where its heading is out of sight. */
export const effectChoice = (type: EffectType, name: string) => `${effectAct(type)}: ${name}`;
/** `planned` is the day that a step gets; null where none is given. */
export const effectSentence = (type: EffectType, name: string, planned: string | null) =>
	EFFECTS[type].sentence({ name, date: planned === null ? m.unknown() : dateText(planned) });
/** Of a paper's effect, with the project of a step. */
export const effectRowSentence = ({ type, subjectReference, project, planned }: PaperEffect) =>
	effectSentence(type, project ? `${nameOf(project)}: ${nameOf(subjectReference)}` : nameOf(subjectReference), planned);
export const effectTitle = (type: EffectType, name: string) => EFFECTS[type].title({ name });
