import type { z } from 'zod';
import type { templateFileList } from '@konzeptstand/contract/template-file.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may, region } = await event.parent();
	requireMay(may, 'template.edit');
	const path = `/regions/${encodeURIComponent(region.key)}/template-files`;
	return { files: (await apiGet<z.output<typeof templateFileList>>(event, path)).rows };
};
