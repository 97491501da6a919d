import type { Log } from '../foundation/log.ts';
import { INSTALLATION, record, SYSTEM } from '../record/record.service.ts';
import type { Actor } from '../record/record.service.ts';
import { SecurityEventModel } from './security-event.model.ts';
import type { SecurityEventName } from './security-event.model.ts';

/** What happens to accounts goes to the chain of the installation, by the person's id and without any other word of them. */
export async function noteSecurityEvent(
	event: SecurityEventName,
	person: string,
	actor: Actor = SYSTEM
): Promise<void> {
	await record.change(actor, { region: INSTALLATION, action: `account.${event}` }, (work) =>
		work.create(SecurityEventModel, { event, person })
	);
}

const underWay = new Set<Promise<void>>();

/**
 * For what a stranger can provoke: noted after the answer, so that the time it takes tells nothing about whether the
 * account exists, and never failing the request.
 */
export function noteLater(note: () => Promise<void>, log: Log): void {
	const noting = note()
		.catch((error: unknown) => {
			log.warn({ err: error }, 'security event not recorded');
		})
		.finally(() => underWay.delete(noting));
	underWay.add(noting);
}

/** Done when everything noted so far stands in the record. */
export async function securityEventsSettled(): Promise<void> {
	await Promise.all(underWay);
}
