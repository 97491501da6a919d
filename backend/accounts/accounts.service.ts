import type { Request, RequestHandler } from 'express';
import type { Configuration } from '../configuration.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import type { Job, JobHandler } from '../foundation/jobs/jobs.ts';
import type { Log } from '../foundation/log.ts';
import { createIdentityHandler, limitLinks, limitRequests } from './identity-handler.ts';
import { openIdentity } from './identity.ts';
import { identifyLink, showsLink } from './links.ts';
import { PUBLIC } from './permission.ts';
import { ERASE_JOB, finishErasure } from './person.service.ts';
import { findSignedIn } from './sessions.ts';

/** What the rest of the house takes from this room. */

export { authorize, may, mayReport, SYSTEM_CONTEXT } from './permission.ts';
export { findActivePerson, findPeopleById } from './person.model.ts';
export { hashOfLink, openLinks, publicAddress, registerLinks, secretOfLink } from './links.ts';
export type { LinkItem } from './links.ts';
export { createPerson } from './person.service.ts';
export { findReporter, requireMembers } from './membership.service.ts';
export { createExamplePeople } from './example-people.ts';
export type { ExamplePerson } from './example-people.ts';
export { needsSetup, prepareSetup } from './setup.service.ts';

registerFieldTexts({
	auditor_edits: {
		de: 'Wer prüft, bearbeitet nicht: Prüfung lässt sich nicht mit Planung, Regionalmanagement oder Mitwirkung verbinden.',
		en: 'Who reviews does not edit: auditor cannot be combined with planner, manager or contributor.'
	},
	last_manager: {
		de: 'Das ist die letzte Regionalmanagerin oder der letzte Regionalmanager. Bitte zuerst jemand anderen dazu machen.',
		en: 'This is the last regional manager. Please name another one first.'
	},
	last_administrator: {
		de: 'Das ist die letzte Administratorin oder der letzte Administrator. Bitte zuerst jemand anderen dazu machen.',
		en: 'This is the last administrator. Please name another one first.'
	},
	person_exists: {
		de: 'Zu dieser Adresse gibt es schon ein Konto; es behält sein Kennwort.',
		en: 'There is an account with this address already; it keeps its password.'
	},
	token_invalid: {
		de: 'Dieser Einrichtungslink gilt nicht oder nicht mehr. Ein neuer erscheint beim nächsten Start des Dienstes.',
		en: 'This set-up link is not valid or no longer valid. The next start of the service prints a new one.'
	}
});

export interface Accounts {
	/** /api/auth */
	handler: RequestHandler;
	/** Requests of every kind, per address. */
	limitRequests: RequestHandler;
	/** Requests by a link that is not valid, per address. */
	limitLinks: RequestHandler;
	/** Who asks; `PUBLIC` for nobody. A link that is shown goes before a session. */
	identify: (request: Request) => Promise<ActorContext>;
}

/** Opens sign-in for this process. The database is connected by the time of the first request. */
export function createAccounts({ configuration, log }: { configuration: Configuration; log: Log }): Accounts {
	const identity = openIdentity(configuration);
	return {
		handler: createIdentityHandler(identity, configuration, log),
		limitRequests: limitRequests(configuration),
		limitLinks: limitLinks(configuration),
		identify: async (request) =>
			showsLink(request) ? identifyLink(request) : ((await findSignedIn(request.headers))?.actor ?? PUBLIC)
	};
}

/** Work that the outbox hands to this room. */
export const accountJobs: readonly (readonly [string, JobHandler])[] = [
	[ERASE_JOB, (job: Job) => finishErasure(String(job.payload['person']))]
];
