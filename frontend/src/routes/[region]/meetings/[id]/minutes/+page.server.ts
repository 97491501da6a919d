import { fail, redirect } from '@sveltejs/kit';
import { getMeeting } from '#lib/council/server/meeting.ts';
import { partsOf, savePart } from '#lib/council/server/minutes-form.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import type { FormFailure } from '#lib/form-failure.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	requireMay((await event.parent()).may, 'council.minutes');
	return { meeting: await getMeeting(event), saved: event.url.searchParams.get('saved') };
};

export const actions: Actions = {
	/** Whatever was changed is saved, part by part: what is refused in one holds up no other. */
	default: async (event) => {
		const form = await readForm(event);
		const failures: Record<string, FormFailure> = {};
		for (const part of partsOf(form)) {
			const failure = await savePart(event, form, part);
			if (failure) failures[part.place] = failure;
		}
		if (Object.keys(failures).length > 0) return fail(409, { failures, values: form.values });
		const place = form.text('place') ?? 'words';
		redirect(303, `${event.url.pathname}?saved=${encodeURIComponent(place)}#${place}`);
	}
};
