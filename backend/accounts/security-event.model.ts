import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';

export const SECURITY_EVENTS = [
	'sign-in',
	'sign-in-failed',
	'sign-in-blocked',
	'password-changed',
	'password-reset',
	'second-factor-changed'
] as const;
export type SecurityEventName = (typeof SECURITY_EVENTS)[number];

/** Something that happened to an account, in the chain of the installation. It names the account by its id only. */
export interface SecurityEvent extends ItemBase {
	event: SecurityEventName;
	person: string;
}

export const SecurityEventModel = recordedModel<SecurityEvent>({
	kind: 'security-event',
	collection: 'security_events',
	schemaVersion: 1,
	definition: {
		event: { type: String, required: true, enum: SECURITY_EVENTS },
		person: { type: String, required: true }
	},
	indexes: [[{ region: 1, person: 1 }]],
	title: (event) => event.event
});
