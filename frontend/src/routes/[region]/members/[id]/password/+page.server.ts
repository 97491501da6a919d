import { readMember, requireManaging } from '../../members.server.ts';
import { apiSend, failed } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	requireManaging(may);
	return { member: await readMember(event, event.params.id) };
};

export const actions: Actions = {
	default: async (event) => {
		const path = `/regions/${event.params.region}/members/${event.params.id}/password`;
		const sent = await apiSend<{ password: string }>(event, 'POST', path);
		return sent.ok ? { password: sent.data.password } : failed(sent.problem, {});
	}
};
