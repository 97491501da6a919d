import { newProject } from '@konzeptstand/contract/project.ts';
import { newRound, newRoundAnswer } from '@konzeptstand/contract/round.ts';
import { hashOfLink } from '../../backend/accounts/accounts.service.ts';
import { createProject } from '../../backend/concept/project.service.ts';
import type { ActorContext } from '../../backend/foundation/http/route.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import { answerRound } from '../../backend/status-round/answer.service.ts';
import { linkSecret } from '../../backend/status-round/round-link.service.ts';
import { RoundAnswerModel, RoundInvitationModel } from '../../backend/status-round/status-round.model.ts';
import type { RoundAnswerItem, RoundInvitationItem } from '../../backend/status-round/status-round.model.ts';
import { startRound } from '../../backend/status-round/status-round.service.ts';

/** An open round with one answer that waits; `link` is the secret of the person's link. */
export async function furnishRound(region: string, person: string) {
	const { project, round } = await record.change(SYSTEM, { region, action: 'test.build' }, async (work) => {
		const made = await createProject(work, newProject.parse({ title: 'Erfragt', responsiblePeople: [person] }));
		return {
			project: made._id,
			round: await startRound(
				work,
				newRound.parse({
					title: 'Stand im Herbst',
					projects: [made._id],
					until: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
					asks: ['status', 'progress', 'delay', 'text', 'step', 'photo']
				})
			)
		};
	});
	const invitation = await RoundInvitationModel.findOne({ region, round: round._id }).lean<RoundInvitationItem>();
	if (!invitation) throw new Error('Nobody was invited.');
	const link = linkSecret(invitation);
	const actor: ActorContext = {
		kind: 'link',
		id: person,
		name: null,
		isAdministrator: false,
		memberships: [],
		link: { region, item: invitation._id, hash: hashOfLink(link), right: 'round.answer' }
	};
	await record.change(actor, { region, action: 'round.answer' }, (work) =>
		answerRound(work, actor, newRoundAnswer.parse({ project, status: 'running' }))
	);
	const answer = await RoundAnswerModel.findOne({ region, round: round._id }).lean<RoundAnswerItem>();
	return {
		link,
		of: {
			askedProject: project,
			rounds: round._id,
			'round-invitations': invitation._id,
			'round-answers': answer?._id ?? ''
		}
	};
}
