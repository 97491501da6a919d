import { error } from '@sveltejs/kit';
import type { z } from 'zod';
import type { templateList } from '@konzeptstand/contract/document.ts';
import type { projectList, ProjectRow } from '@konzeptstand/contract/project.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

/** Every project to choose from, in as many pages as the API needs for them. */
async function allProjects(event: Parameters<PageServerLoad>[0]): Promise<ProjectRow[]> {
	const rows: ProjectRow[] = [];
	for (let total = 1; rows.length < total;) {
		const query = { limit: 500, offset: rows.length, sort: 'title' };
		const page = await apiGet<z.output<typeof projectList>>(event, `/regions/${event.params.region}/projects`, query);
		if (page.rows.length === 0) break;
		rows.push(...page.rows);
		total = page.total;
	}
	return rows;
}

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	if (!may.includes('document.generate')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const path = `/regions/${event.params.region}`;
	const templates = await apiGet<z.output<typeof templateList>>(event, `${path}/templates`);
	const needsProjects = templates.rows.some(({ subject }) => subject === 'project');
	const projects = needsProjects ? await allProjects(event) : [];
	return {
		templates: templates.rows,
		projects: projects.map(({ id, code, title, titleEn }) => ({ id, code, title, titleEn })),
		chosenProject: event.url.searchParams.get('project')
	};
};
