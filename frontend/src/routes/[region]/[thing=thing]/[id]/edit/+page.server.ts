import { actEdit, loadEdit } from '#lib/edit/server/pages.ts';
import { filesOf } from '#lib/writing/server/files.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Their texts name pictures among their files, which the preview shows. */
const WITH_PICTURES: readonly string[] = ['chapters', 'amendments'];

export const load: PageServerLoad = async (event) => {
	const { thing, id } = event.params;
	const above = await event.parent();
	const [form, files] = await Promise.all([
		loadEdit(event, above, thing, id),
		WITH_PICTURES.includes(thing) ? filesOf(event, id) : []
	]);
	return { ...form, files };
};

export const actions: Actions = { default: (event) => actEdit(event, event.params.thing, event.params.id) };
