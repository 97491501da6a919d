import { error } from '@sveltejs/kit';
import { attachmentSubjectKind } from '@konzeptstand/contract/edition.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import { nameOfItem, surroundingsOf } from '#lib/edit/server/surroundings.ts';
import { THINGS } from '#lib/edit/things/index.ts';
import type { Folder } from '#lib/edit/folders.ts';
import type { Body } from '#lib/edit/values.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet } from '#lib/server/api.ts';
import { actUpload, filesOf } from '#lib/writing/server/files.ts';
import type { Actions, PageServerLoad } from './$types.js';

const kindOf = (folder: Folder) => {
	const kind = attachmentSubjectKind.safeParse(THINGS[folder].kind);
	return kind.success ? kind.data : error(404, { message: m.error_not_found_text() });
};

export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	const { thing, id } = event.params;
	kindOf(thing);
	const item = await apiGet<Body>(event, apiPath(event, thing, id));
	const above = await surroundingsOf(event, region, thing, item);
	return {
		name: nameOfItem(item),
		files: await filesOf(event, id),
		trail: above.trail,
		mayEdit: may.includes('concept.edit')
	};
};

export const actions: Actions = { default: (event) => actUpload(event, kindOf(event.params.thing)) };
