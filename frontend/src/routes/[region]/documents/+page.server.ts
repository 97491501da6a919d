import { error } from '@sveltejs/kit';
import type { z } from 'zod';
import type { templateList } from '@konzeptstand/contract/document.ts';
import type { projectList } from '@konzeptstand/contract/project.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	if (!may.includes('document.generate')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const path = `/regions/${event.params.region}`;
	const templates = await apiGet<z.output<typeof templateList>>(event, `${path}/templates`);
	const needsProjects = templates.rows.some(({ subject }) => subject === 'project');
	const projects = needsProjects
		? await apiGet<z.output<typeof projectList>>(event, `${path}/projects`, { limit: 500, sort: 'title' })
		: null;
	return {
		templates: templates.rows,
		projects: (projects?.rows ?? []).map(({ id, code, title, titleEn }) => ({ id, code, title, titleEn })),
		chosenProject: event.url.searchParams.get('project')
	};
};
