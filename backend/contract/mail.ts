import { z } from 'zod';

/**
 * What became of a mail. `waiting`: on its way, perhaps after attempts that failed; `sent`: the mail server took it;
 * `failed`: it will not; `doubtful`: the line broke while it was handed over, so it may have arrived; `dropped`: it was
 * not wanted any more.
 */
export const mailState = z.enum(['waiting', 'sending', 'sent', 'failed', 'doubtful', 'dropped']);
export type MailState = z.infer<typeof mailState>;

/** Why it was not taken: no such mailbox, refused otherwise, server busy, not reachable, sign-in there refused. */
export const mailReason = z.enum(['mailbox', 'refused', 'busy', 'unreachable', 'sign-in']);
export type MailReason = z.infer<typeof mailReason>;
