import type { MailReason } from '@konzeptstand/contract/mail.ts';
import type { RoundAnswer, RoundField, RoundMail, RoundRelease } from '@konzeptstand/contract/round.ts';
import { dateText, instantText } from '#lib/format.ts';
import { m } from '#lib/paraglide/messages.js';

const STATES: Record<RoundAnswer['state'], () => string> = {
	waiting: m.round_answer_waiting,
	released: m.round_answer_released,
	returned: m.round_answer_returned
};
/** Where an answer stands, in words. */
export const answerStateText = ({ state }: Pick<RoundAnswer, 'state'>) => STATES[state]();

const FIELDS: Record<RoundField, () => string> = {
	status: m.edit_report_status,
	progress: m.progress,
	delay: m.round_asks_delay,
	text: m.round_asks_text,
	step: m.round_asks_step,
	photo: m.round_asks_photo
};
/** What can be asked, in words. */
export const roundFieldName = (field: RoundField) => FIELDS[field]();

const PURPOSES: Record<RoundMail['purpose'], () => string> = {
	invitation: m.round_mail_invitation,
	reminder: m.round_mail_reminder,
	returned: m.round_mail_returned
};
const MAIL_STATES: Record<RoundMail['state'], () => string> = {
	waiting: m.round_mail_waiting,
	sending: m.round_mail_sending,
	sent: m.round_mail_sent,
	failed: m.round_mail_failed,
	doubtful: m.round_mail_doubtful,
	dropped: m.round_mail_dropped
};
const REASONS: Record<MailReason, () => string> = {
	mailbox: m.round_mail_reason_mailbox,
	refused: m.round_mail_reason_refused,
	busy: m.round_mail_reason_busy,
	unreachable: m.round_mail_reason_unreachable,
	'sign-in': m.round_mail_reason_sign_in
};
export const mailPurposeText = ({ purpose }: Pick<RoundMail, 'purpose'>) => PURPOSES[purpose]();

/** What became of a mail: "noch nicht zugestellt: Postfach gibt es nicht (550)". */
export function mailStateText({
	state,
	reason,
	code = null
}: Pick<RoundMail, 'state' | 'reason'> & { code?: RoundMail['code'] }): string {
	const why = reason === null ? '' : `: ${REASONS[reason]()}${code === null ? '' : ` (${String(code)})`}`;
	return MAIL_STATES[state]() + why;
}

/** Fields of a round, an invitation or an answer, as the record names them. */
export const ROUND_LABELS: Record<string, () => string> = {
	projects: m.nav_projects,
	until: m.round_field_until,
	asks: m.round_field_asks,
	release: m.round_field_release,
	greeting: m.round_field_greeting,
	remindDays: m.round_field_remind,
	remindedAt: m.round_record_reminded,
	startedAt: m.round_record_started,
	startedBy: m.round_record_started_by,
	round: m.round_kind_round,
	invitation: m.round_kind_invitation,
	generation: m.round_record_generation,
	linkHash: m.round_record_link_hash,
	isRevoked: m.round_action_revoke,
	isQuiet: m.round_quiet_done,
	mails: m.round_record_mails,
	shown: m.round_action_link,
	isNothingNew: m.round_nothing_new,
	step: m.round_field_step,
	photo: m.round_photo,
	day: m.edit_report_as_of,
	returnReason: m.round_return_reason,
	report: m.item_kind_status_report
};

/** Their values in words, where they are not words already. */
export const ROUND_TEXTS: Record<string, (value: never) => string> = {
	until: (value: string) => dateText(value),
	day: (value: string) => dateText(value),
	remindedAt: (value: string) => instantText(value),
	startedAt: (value: string) => instantText(value),
	asks: (value: RoundField[]) => value.map(roundFieldName).join(', '),
	release: (value: RoundRelease) => (value === 'at-once' ? m.round_release_at_once() : m.round_release_by_manager()),
	mails: (value: Pick<RoundMail, 'purpose' | 'at'>[]) =>
		value.map((mail) => `${mailPurposeText(mail)} (${instantText(mail.at)})`).join('\n'),
	shown: (value: { at: string }) => instantText(value.at),
	photo: (value: { name: string; alt: string; credit: string }) => `${value.name}: ${value.alt} (${value.credit})`
};

/** State of a round or an answer, as the record keeps it. */
export function roundStateText(state: string): string {
	if (state === 'open') return m.round_record_open();
	if (state === 'closed') return m.round_state_closed();
	return state in STATES ? STATES[state as RoundAnswer['state']]() : state;
}
