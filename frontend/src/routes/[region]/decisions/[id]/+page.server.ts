import type { Decision, DecisionUses } from '@konzeptstand/contract/decision.ts';
import type { Meeting } from '@konzeptstand/contract/meeting.ts';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import { besideOf } from '#lib/writing/server/beside.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}/decisions/${encodeURIComponent(event.params.id)}`;
	const [{ region, may }, decision, uses] = await Promise.all([
		event.parent(),
		apiGet<Decision>(event, path),
		apiGet<DecisionUses>(event, `${path}/uses`)
	]);
	const room = `/regions/${event.params.region}`;
	const [entries, beside, paper, meeting] = await Promise.all([
		entriesOf(event, region, may, decision.id),
		besideOf(event, decision.id),
		decision.paper === null ? null : apiFind<Paper>(event, `${room}/papers/${decision.paper}`),
		decision.meeting === null ? null : apiFind<Meeting>(event, `${room}/meetings/${decision.meeting}`)
	]);
	return { decision, uses, entries, files: beside.files, paper, meeting };
};
