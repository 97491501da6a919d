import { actAnswer, actNothingNew, loadOwnRound } from '#lib/round/server/own-round.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => loadOwnRound(event);

export const actions: Actions = {
	answer: (event) => actAnswer(event),
	nothing: (event) => actNothingNew(event)
};
