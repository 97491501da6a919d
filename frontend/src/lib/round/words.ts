import type { MailReason } from '@konzeptstand/contract/mail.ts';
import type { RoundAnswer, RoundField, RoundMail } from '@konzeptstand/contract/round.ts';
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
export const mailPurposeText = ({ purpose }: RoundMail) => PURPOSES[purpose]();

/** What became of a mail: "noch nicht zugestellt: Postfach gibt es nicht (550)". */
export function mailStateText({ state, reason, code }: RoundMail): string {
	const why = reason === null ? '' : `: ${REASONS[reason]()}${code === null ? '' : ` (${String(code)})`}`;
	return MAIL_STATES[state]() + why;
}
