import { error, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import type { DocumentJob, templateList } from '@konzeptstand/contract/document.ts';
import { inLanguage } from '#lib/language.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend, failed } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	if (!may.includes('document.keep')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const path = `/regions/${event.params.region}`;
	const job = await apiGet<DocumentJob>(event, `${path}/document-jobs/${encodeURIComponent(event.params.id)}`);
	const templates = await apiGet<z.output<typeof templateList>>(event, `${path}/templates`);
	const template = templates.rows.find(({ key }) => key === job.order.template);
	return { id: job.id, title: template ? inLanguage(template.title.de, template.title.en) : job.order.template };
};

export const actions: Actions = {
	default: async (event) => {
		const { region, id } = event.params;
		const sent = await apiSend(event, 'DELETE', `/regions/${region}/document-jobs/${encodeURIComponent(id)}`);
		if (!sent.ok) return failed(sent.problem, {});
		redirect(303, links.documentOrder(region, id));
	}
};
