import { error, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import type { measureList } from '@konzeptstand/contract/concept.ts';
import type { documentJobList, documentList, DocumentJob, templateList } from '@konzeptstand/contract/document.ts';
import type { projectList } from '@konzeptstand/contract/project.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

const NEWEST = 5;

/** Every row of a list to choose from, in as many pages as the API needs for them. */
async function all<Row>(event: Parameters<PageServerLoad>[0], path: string, sort: string): Promise<Row[]> {
	const rows: Row[] = [];
	for (let total = 1; rows.length < total;) {
		const query = { limit: 500, offset: rows.length, sort };
		const page = await apiGet<{ total: number; rows: Row[] }>(event, path, query);
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
	const [templates, orders, kept] = await Promise.all([
		apiGet<z.output<typeof templateList>>(event, `${path}/templates`),
		apiGet<z.output<typeof documentJobList>>(event, `${path}/document-jobs`),
		apiGet<z.output<typeof documentList>>(event, `${path}/documents`, { limit: NEWEST })
	]);
	const needs = (name: string) => templates.rows.some(({ subject }) => subject === name);
	const [projects, measures] = await Promise.all([
		needs('project') ? all<z.output<typeof projectList>['rows'][number]>(event, `${path}/projects`, 'title') : [],
		needs('measure') ? all<z.output<typeof measureList>['rows'][number]>(event, `${path}/measures`, 'code') : []
	]);
	const { searchParams } = event.url;
	return {
		templates: templates.rows,
		formats: templates.formats,
		orders: orders.rows,
		adoptions: orders.adoptions,
		kept: kept.rows,
		keptTotal: kept.total,
		projects: projects.map(({ id, code, title, titleEn }) => ({ id, code, title, titleEn })),
		measures: measures.map(({ id, code, title, titleEn, edition }) => ({ id, code, title, titleEn, edition })),
		chosenProject: searchParams.get('project'),
		chosenMeasure: searchParams.get('measure')
	};
};

export const actions: Actions = {
	order: async (event) => {
		const form = await readForm(event);
		const year = form.number('year');
		const body = {
			template: form.text('template'),
			format: form.text('format'),
			...(form.text('edition') ? { edition: form.text('edition') } : {}),
			...(form.text('project') ? { project: form.text('project') } : {}),
			...(form.text('measure') ? { measure: form.text('measure') } : {}),
			...(form.text('former') ? { former: form.text('former') } : {}),
			...(year === null ? {} : { year })
		};
		const sent = await apiSend<DocumentJob>(event, 'POST', `/regions/${event.params.region}/documents`, body);
		if (!sent.ok) return failed(sent.problem, form.values);
		redirect(303, links.documentOrder(event.params.region, sent.data.id));
	}
};
