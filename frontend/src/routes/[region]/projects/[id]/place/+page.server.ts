import { redirect } from '@sveltejs/kit';
import type { Hierarchy } from '@konzeptstand/contract/hierarchy.ts';
import type { Project } from '@konzeptstand/contract/project.ts';
import { links } from '#lib/links.ts';
import { apiGet, apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import { placesOf } from './places.ts';
import type { Actions, PageServerLoad } from './$types.js';

const addressOf = (params: { region: string; id: string }) => `/regions/${params.region}/projects/${params.id}`;

/** The project and every measure and goal of the chosen edition under which it could count. */
export const load: PageServerLoad = async (event) => {
	const [project, hierarchy] = await Promise.all([
		apiGet<Project>(event, addressOf(event.params)),
		apiGet<Hierarchy>(event, `/regions/${event.params.region}/hierarchy`, {
			edition: event.url.searchParams.get('edition')
		})
	]);
	return { project, edition: hierarchy.edition, places: placesOf(hierarchy) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event);
		const edition = form.text('edition');
		const target = form.text('target');
		const [kind, id] = (target ?? '').split(':');
		const project = await apiGet<Project>(event, addressOf(event.params));
		// what only contributes in this edition stays; the link that counts is replaced
		const contributing = project.links
			.filter((link) => link.edition === edition && !link.counts)
			.map(({ target, isInferred, doubt }) => ({ target, counts: false, isInferred, doubt }));
		const counted = {
			target: kind === 'measure' || kind === 'goal' ? { kind, id } : null,
			counts: true,
			isInferred: form.isChecked('isInferred'),
			doubt: form.text('doubt')
		};
		const body = { edition, links: target === 'out' ? contributing : [counted, ...contributing] };
		const sent = await apiSend(event, 'PUT', `${addressOf(event.params)}/links`, body, {
			version: form.text('version')
		});
		if (!sent.ok) return failed(sent.problem, form.values);
		redirect(303, links.project(event.params.region, event.params.id));
	}
};
