import type { DocumentAudience } from '@konzeptstand/contract/document.ts';
import { seesClosed } from '../council/meeting-page.service.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext } from '../foundation/http/route.ts';

/** Who may have a document that holds what is not public. */

/** @throws ApplicationError not_permitted for a document that only the council may read */
export function requireAudience(
	actor: ActorContext,
	region: string,
	{ audience }: { audience?: DocumentAudience | undefined }
): void {
	if (audience === 'council' && !seesClosed(actor, region)) throw new ApplicationError('not_permitted');
}

/** Narrows kept documents to those that the actor may read. */
export function readableBy(actor: ActorContext, region: string): { audience?: { $ne: DocumentAudience } } {
	return seesClosed(actor, region) ? {} : { audience: { $ne: 'council' } };
}
