import { actQuiet, loadOwnRound } from '#lib/round/server/own-round.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => loadOwnRound(event);

export const actions: Actions = { default: (event) => actQuiet(event) };
