import { registerLinks, secretOfLink } from '../accounts/accounts.service.ts';
import type { LinkItem } from '../accounts/accounts.service.ts';
import { clock } from '../foundation/clock.ts';
import { RoundInvitationModel, StatusRoundModel } from './status-round.model.ts';
import type { RoundInvitationItem, StatusRoundItem } from './status-round.model.ts';

/** The links of invitations: valid as long as their round is open. */

/** The secret of the link of an invitation. */
export function linkSecret(invitation: LinkItem): string {
	return secretOfLink('status-round', invitation);
}

/** Path of the page behind the link. */
export function pathOfLink(regionKey: string, invitation: LinkItem): string {
	return `/s/${encodeURIComponent(regionKey)}/${linkSecret(invitation)}`;
}

/** Whether the round's links are valid on this day. */
export function isOpen(round: Pick<StatusRoundItem, 'state' | 'until' | 'withdrawn'>, day: string): boolean {
	return round.state === 'open' && round.withdrawn === null && day <= round.until;
}

registerLinks({
	right: 'round.answer',
	find: async (hash, region) => {
		const condition = { region: region.id, linkHash: hash };
		const found = await RoundInvitationModel.findOne(condition).lean<RoundInvitationItem>();
		if (!found || found.isRevoked) return null;
		const round = await StatusRoundModel.findOne({ _id: found.round, region: region.id }).lean<StatusRoundItem>();
		if (!round || !isOpen(round, clock.day(region.timeZone))) return null;
		return { item: found._id, linkHash: found.linkHash, person: found.person };
	}
});
