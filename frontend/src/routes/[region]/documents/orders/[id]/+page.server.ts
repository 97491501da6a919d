import type { z } from 'zod';
import type { DocumentJob, templateList } from '@konzeptstand/contract/document.ts';
import { inLanguage } from '#lib/language.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	event.depends('app:order');
	const path = `/regions/${event.params.region}`;
	const [job, templates] = await Promise.all([
		apiGet<DocumentJob>(event, `${path}/document-jobs/${encodeURIComponent(event.params.id)}`),
		apiGet<z.output<typeof templateList>>(event, `${path}/templates`)
	]);
	const template = templates.rows.find(({ key }) => key === job.order.template);
	return { job, title: template ? inLanguage(template.title.de, template.title.en) : job.order.template };
};
