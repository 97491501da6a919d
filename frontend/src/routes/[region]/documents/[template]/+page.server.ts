import { error, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import type { DocumentState, templateList } from '@konzeptstand/contract/document.ts';
import { itemKind } from '@konzeptstand/contract/values.ts';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import type { Problem } from '@konzeptstand/contract/problem.ts';
import { isOfCouncil, parameterOf } from '#lib/document/subjects.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

const isItemKind = (name: string): name is ItemKind => itemKind.options.some((kind) => kind === name);
const meta = (html: string, name: string) =>
	new RegExp(`<meta name="konzeptstand-${name}" content="([^"]*)">`).exec(html)?.[1] ?? null;

/** The state stands in the document itself: read there, so that what is said of it is true of exactly this one. */
function stateOf(html: string): DocumentState | null {
	const day = meta(html, 'day');
	const sequence = Number(meta(html, 'sequence'));
	const [template, templateVersion] = meta(html, 'template')?.split(' ') ?? [];
	if (!day || !Number.isInteger(sequence) || !template || !templateVersion) return null;
	return { day, sequence, template, templateVersion };
}

export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	const { searchParams } = event.url;
	const path = `/regions/${encodeURIComponent(region.key)}`;
	const { rows } = await apiGet<z.output<typeof templateList>>(event, `${path}/templates`);
	const template = rows.find(({ key }) => key === event.params.template);
	if (!template) error(404, { message: m.error_not_found_text() });
	const name = parameterOf(template.subject);
	const chosen = searchParams.get(name);
	const year = searchParams.get('year');
	const former = searchParams.get('former');
	if (name !== 'edition' && !chosen) redirect(303, links.documents(region.key));
	const audience = isOfCouncil(template.subject) ? (searchParams.get('audience') ?? 'public') : null;
	const about = {
		...(audience ? { audience } : {}),
		...(chosen ? { [name]: chosen } : {}),
		...(year ? { year } : {}),
		...(former ? { former } : {})
	};
	const address = (more: Record<string, string>) =>
		`/api/v1${path}/documents/${encodeURIComponent(template.key)}?${new URLSearchParams({ ...about, ...more })}`;
	const shown = address({ format: 'html' });
	const response = await event.fetch(shown);
	if (response.status === 401) redirect(303, links.signIn(event.url.pathname + event.url.search));
	if (!response.ok) {
		const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
		error(response.status, { message: problem.detail ?? m.error_unexpected(), code: problem.code });
	}
	const html = (await response.text()).slice(0, 4000);
	return {
		template,
		state: stateOf(html),
		shown,
		/** Where the form with the choice of a format leads, and what it sends besides. */
		download: { action: address({}).split('?')[0] ?? '', about: Object.entries(about) },
		subject: chosen,
		/** What it is about, where that has a page of its own. */
		home: chosen && name !== 'edition' && isItemKind(name) ? { kind: name, id: chosen } : null,
		/** For whom it is, where it is one of the council and the reader may choose. */
		audience: may.includes('council.closed') ? audience : null,
		/** where its template is edited, looked at with the same subject */
		workshop: `${links.templateFile(region.key, template.key)}?${new URLSearchParams(about)}`
	};
};
