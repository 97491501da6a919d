import { redirect } from '@sveltejs/kit';
import { apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' });

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event);
		const body = {
			token: form.text('token') ?? '',
			name: form.text('name') ?? '',
			email: form.text('email') ?? '',
			password: form.many('password')[0] ?? ''
		};
		const sent = await apiSend(event, 'POST', '/setup', body);
		if (!sent.ok) return failed(sent.problem, { ...form.values, password: '' });
		event.locals.cookiesToForward.push(...sent.headers.getSetCookie());
		redirect(303, '/');
	}
};
