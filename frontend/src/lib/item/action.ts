import type { Entry } from '@konzeptstand/contract/record.ts';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import { MEETING_ACTIONS } from '#lib/council/meeting-record-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { ITEM_KINDS, itemKindName } from './words.ts';

const WHOLE: Record<string, () => string> = {
	'region.load': m.record_action_load,
	'project.report': m.record_action_report,
	'project.correct': m.record_action_correct,
	'project.link': m.record_action_place,
	'person.erase': m.record_action_erase,
	'document.order': m.record_action_order_document,
	'document.keep': m.record_action_keep_document,
	'template-file.create': m.record_action_own_template,
	'template-file.change': m.record_action_change_own_template,
	'template-file.withdraw': m.record_action_give_up_own_template,
	'import.order': m.record_action_order_import,
	'import.take': m.record_action_take_import,
	'import.undo': m.record_action_undo_import,
	'edition.next': m.writing_action_next,
	'edition.former': m.writing_action_former,
	'edition.adopt': m.writing_action_adopt,
	'omission.create': m.writing_action_omit,
	'omission.withdraw': m.writing_action_lift,
	'separation.create': m.writing_action_separate,
	'separation.withdraw': m.writing_action_propose_again,
	'schema.lineage': m.writing_action_lineage,
	'schema.council': m.record_action_new_fields,
	'schema.approvals': m.record_action_new_fields,
	'schema.meeting-times': m.record_action_new_fields,
	'schema.audience': m.record_action_new_fields,
	'calendar-feed.revocation': m.calendar_action_revoke,
	'calendar-feed.renewal': m.calendar_action_renew,
	'calendar-feed.link': m.calendar_action_link,
	'round.start': m.round_action_start,
	'round.prolong': m.round_action_prolong,
	'round.close': m.round_action_close,
	'round.remind': m.round_action_remind,
	'round.release': m.round_action_release,
	'round.return': m.round_action_return,
	'round.mail': m.round_action_mail,
	'round.revocation': m.round_action_revoke,
	'round.renewal': m.round_action_renew,
	'round.link': m.round_action_link,
	'round.answer': m.round_action_answer,
	'round.photo': m.round_action_photo,
	'round.quiet': m.round_action_quiet,
	'paper.decide': m.paper_action_decide,
	'paper.effects': m.paper_action_effects,
	'decision.annul': m.paper_action_annul,
	'agenda-item.vote': m.paper_action_vote,
	...MEETING_ACTIONS
};
const VERBS: Record<string, (gaps: { kind: string }) => string> = {
	create: m.record_action_create,
	change: m.record_action_change,
	withdraw: m.record_action_withdraw,
	restore: m.record_action_restore,
	move: m.record_action_move,
	origins: m.writing_action_origins,
	drop: m.writing_action_drop,
	merge: m.writing_action_merge,
	split: m.writing_action_split
};

/** What was done, in words: "Maßnahme geändert"; an action without words keeps its own name. */
export function actionText(action: string): string {
	const whole = WHOLE[action];
	if (whole) return whole();
	const [kind = '', verb = ''] = action.split('.');
	const words = VERBS[verb];
	return words && (ITEM_KINDS as string[]).includes(kind) ? words({ kind: itemKindName(kind as ItemKind) }) : action;
}

/** Who did it; an erased person, or one whose name the reader may not see, has none. */
export function actorText({ kind, name }: Entry['actor']): string {
	if (kind === 'system') return m.record_actor_system();
	if (kind === 'link') return name === null ? m.record_actor_link() : m.round_actor_link({ name });
	if (kind === 'public') return m.record_actor_public();
	return name ?? m.record_actor_erased();
}
