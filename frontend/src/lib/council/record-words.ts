import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Approval } from '@konzeptstand/contract/values.ts';
import { instantDay } from '#lib/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { effectStateName } from './paper-words.ts';
import { countsText } from './vote-words.ts';

/** How the record names and shows what papers and decisions change, where no form has the field. */

export const COUNCIL_LABELS: Record<string, () => string> = {
	approval: m.paper_field_approval,
	paper: m.item_kind_paper,
	meeting: m.item_kind_meeting,
	agendaItem: m.item_kind_agenda_item,
	votes: m.paper_votes,
	effect: m.paper_effect_state
};
export const COUNCIL_TEXTS: Record<string, (value: never, names: Readonly<Record<string, string>>) => string> = {
	approval: ({ decision, at }: NonNullable<Approval>, names) =>
		[names[decision], m.paper_in_force_since({ date: instantDay(at) })].filter(Boolean).join(', '),
	votes: ({ counts }: NonNullable<Decision['votes']>) => countsText(counts),
	effect: ({ state }: Decision['effect']) => effectStateName(state)
};
