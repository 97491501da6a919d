import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { findActivePerson, registerLinks } from '../accounts/accounts.service.ts';
import type { Configuration } from '../configuration.ts';
import { clock } from '../foundation/clock.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { findRegionByKey } from '../region/region.service.ts';
import { RoundInvitationModel, StatusRoundModel } from './status-round.model.ts';
import type { RoundInvitationItem, StatusRoundItem } from './status-round.model.ts';

/**
 * The secret of a link is computed from the installation's secret and whom it is for, whenever it is needed: in the
 * database lies only its hash, so that nobody who reads that can answer for somebody. See docs/decisions/0030.
 */

let secret: string | null = null;

/** Opens links for this process. */
export function openRoundLinks({ signIn }: Configuration): void {
	secret = signIn.secret;
}

type Whom = Pick<RoundInvitationItem, '_id' | 'region' | 'generation'>;

/** The secret of the link of an invitation: 43 characters, from 256 bits. */
export function linkSecret({ _id, region, generation }: Whom): string {
	if (secret === null) throw new Error('Links are not open: openRoundLinks comes first.');
	const whom = ['status-round', region, _id, String(generation)].join('\n');
	return createHmac('sha256', secret).update(whom).digest('base64url');
}

/** What is kept of a link. */
export function hashOfLink(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/** Path of the page behind the link. */
export function pathOfLink(regionKey: string, invitation: Whom): string {
	return `/s/${encodeURIComponent(regionKey)}/${linkSecret(invitation)}`;
}

/** Whether the round's links are valid on this day. */
export function isOpen(round: Pick<StatusRoundItem, 'state' | 'until' | 'withdrawn'>, day: string): boolean {
	return round.state === 'open' && round.withdrawn === null && day <= round.until;
}

registerLinks(async (token, regionKey): Promise<ActorContext | null> => {
	const region = await findRegionByKey(regionKey);
	if (!region) return null;
	const hash = hashOfLink(token);
	const found = await RoundInvitationModel.findOne({ region: region.id, linkHash: hash }).lean<RoundInvitationItem>();
	if (!found || found.isRevoked || !isSame(found.linkHash, hash)) return null;
	const round = await StatusRoundModel.findOne({ _id: found.round, region: region.id }).lean<StatusRoundItem>();
	if (!round || !isOpen(round, clock.day(region.timeZone))) return null;
	const person = await findActivePerson(found.person);
	if (!person) return null;
	return {
		kind: 'link',
		id: person._id,
		name: person.name,
		isAdministrator: false,
		memberships: [],
		link: { region: region.id, item: found._id, hash }
	};
});

function isSame(a: string, b: string): boolean {
	return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
