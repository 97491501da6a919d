import type { EffectState } from '@konzeptstand/contract/decision.ts';
import type { PaperRule, PaperState } from '@konzeptstand/contract/paper.ts';
import { m } from '#lib/paraglide/messages.js';

/** The words of papers and of what a decision has set in motion. */

const STATES: Record<PaperState, () => string> = {
	open: m.paper_state_open,
	'in-force': m.paper_state_in_force,
	rejected: m.paper_state_rejected,
	failed: m.paper_state_failed,
	withdrawn: m.paper_state_withdrawn
};
export const PAPER_STATES = Object.keys(STATES) as PaperState[];
export const paperStateName = (state: PaperState) => STATES[state]();

const RULES: Record<PaperRule, () => string> = { single: m.paper_rule_single, joint: m.paper_rule_joint };
export const paperRuleName = (rule: PaperRule) => RULES[rule]();

const EFFECT_STATES: Record<EffectState, () => string> = {
	none: m.paper_effect_state_none,
	waiting: m.paper_effect_state_waiting,
	'in-force': m.paper_effect_state_in_force,
	failed: m.paper_effect_state_failed,
	annulled: m.paper_effect_state_annulled
};
/** How far a decision has come: "in Kraft", "wartet auf andere Räte". */
export const effectStateName = (state: EffectState) => EFFECT_STATES[state]();
