import { error, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import type { documentJobList, documentList, DocumentJob, templateList } from '@konzeptstand/contract/document.ts';
import { loadSubjects } from '#lib/document/server/subjects.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

const NEWEST = 5;
const SUBJECTS = ['project', 'measure', 'meeting', 'paper', 'body'] as const;

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	if (!may.includes('document.generate')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const path = `/regions/${event.params.region}`;
	const [templates, orders, kept] = await Promise.all([
		apiGet<z.output<typeof templateList>>(event, `${path}/templates`),
		apiGet<z.output<typeof documentJobList>>(event, `${path}/document-jobs`),
		apiGet<z.output<typeof documentList>>(event, `${path}/documents`, { limit: NEWEST })
	]);
	const { searchParams } = event.url;
	return {
		templates: templates.rows,
		formats: templates.formats,
		orders: orders.rows,
		adoptions: orders.adoptions,
		kept: kept.rows,
		keptTotal: kept.total,
		...(await loadSubjects(event, event.params.region, templates.rows)),
		chosen: Object.fromEntries(SUBJECTS.map((name) => [name, searchParams.get(name)]))
	};
};

export const actions: Actions = {
	order: async (event) => {
		const form = await readForm(event);
		const year = form.number('year');
		const body = {
			template: form.text('template'),
			format: form.text('format'),
			...Object.fromEntries(
				[...SUBJECTS, 'edition', 'former', 'audience'].flatMap((name) => {
					const typed = form.text(name);
					return typed ? [[name, typed]] : [];
				})
			),
			...(year === null ? {} : { year })
		};
		const sent = await apiSend<DocumentJob>(event, 'POST', `/regions/${event.params.region}/documents`, body);
		if (!sent.ok) return failed(sent.problem, form.values);
		redirect(303, links.documentOrder(event.params.region, sent.data.id));
	}
};
