import type { z } from 'zod';
import type { measureList } from '@konzeptstand/contract/concept.ts';
import type { TemplateManifest } from '@konzeptstand/contract/document.ts';
import type { MeetingRow } from '@konzeptstand/contract/meeting.ts';
import type { PaperRow } from '@konzeptstand/contract/paper.ts';
import type { projectList } from '@konzeptstand/contract/project.ts';
import { apiGet } from '#lib/server/api.ts';

type ApiEvent = Parameters<typeof apiGet>[0];

/** Every row of a list to choose from, in as many pages as the API needs for them. */
async function all<Row>(event: ApiEvent, path: string, sort?: string): Promise<Row[]> {
	const rows: Row[] = [];
	for (let total = 1; rows.length < total;) {
		const query = { limit: 500, offset: rows.length, ...(sort === undefined ? {} : { sort }) };
		const page = await apiGet<{ total: number; rows: Row[] }>(event, path, query);
		if (page.rows.length === 0) break;
		rows.push(...page.rows);
		total = page.total;
	}
	return rows;
}

/** What documents from these templates can be about, beside editions; a list that none of them needs is empty. */
export async function loadSubjects(
	event: ApiEvent,
	region: string,
	templates: readonly Pick<TemplateManifest, 'subject'>[]
) {
	const path = `/regions/${encodeURIComponent(region)}`;
	const needs = (name: string) => templates.some(({ subject }) => subject === name);
	const [projects, measures, meetings, papers] = await Promise.all([
		needs('project') ? all<z.output<typeof projectList>['rows'][number]>(event, `${path}/projects`, 'title') : [],
		needs('measure') ? all<z.output<typeof measureList>['rows'][number]>(event, `${path}/measures`, 'code') : [],
		needs('meeting') ? all<MeetingRow>(event, `${path}/meetings`) : [],
		needs('paper') ? all<PaperRow>(event, `${path}/papers`) : []
	]);
	return {
		projects: projects.map(({ id, code, title, titleEn }) => ({ id, code, title, titleEn })),
		measures: measures.map(({ id, code, title, titleEn, edition }) => ({ id, code, title, titleEn, edition })),
		meetings: meetings.map(({ id, number, day, bodyReference }) => ({ id, number, day, bodyReference })),
		papers: papers.map(({ id, number, title, isPublic }) => ({ id, number, title, isPublic }))
	};
}
