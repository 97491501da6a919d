import type { RequestEvent } from '@sveltejs/kit';
import type { Meeting, VoteInput } from '@konzeptstand/contract/meeting.ts';
import { apiSend } from '#lib/server/api.ts';
import type { Sent } from '#lib/server/api.ts';
import type { Form } from '#lib/server/form.ts';
import type { Vote } from '../vote-result.ts';

const SEAT = /^vote\.(.+)$/;

/** What the vote panel posts: each seat's vote under `vote.<seat>`, or the three counts, and the wording. */
function voteInputOf(form: Form): VoteInput {
	const cast = Object.keys(form.values).flatMap((name) => {
		const seat = SEAT.exec(name)?.[1];
		const vote = form.text(name);
		return seat === undefined || vote === null ? [] : [{ seat, vote: vote as Vote }];
	});
	const hasCounts = 'counts.yes' in form.values;
	return {
		cast,
		counts: hasCounts
			? {
					yes: form.number('counts.yes') ?? 0,
					no: form.number('counts.no') ?? 0,
					abstained: form.number('counts.abstained') ?? 0
				}
			: null,
		text: form.text('text')
	};
}

/** Sends the posted vote on the item that the panel names. */
export const sendVote = (
	event: Pick<RequestEvent<{ region: string }>, 'fetch' | 'url' | 'params'>,
	form: Form
): Promise<Sent<Meeting>> =>
	apiSend<Meeting>(
		event,
		'POST',
		`/regions/${encodeURIComponent(event.params.region)}/agenda-items/${encodeURIComponent(form.text('item') ?? '')}/vote`,
		voteInputOf(form)
	);
