import type { Step } from '@konzeptstand/contract/project.ts';
import { actEdit, apiPath, loadEdit } from '#lib/edit/server/pages.ts';
import { apiGet } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const [form, step] = await Promise.all([
		event.parent().then((above) => loadEdit(event, above, 'steps', event.params.step)),
		apiGet<Step>(event, apiPath(event, 'steps', event.params.step))
	]);
	return { ...form, step: step.id, isCouncilStep: step.isCouncilStep, isDone: step.actual !== null };
};

export const actions: Actions = { default: (event) => actEdit(event, 'steps', event.params.step) };
