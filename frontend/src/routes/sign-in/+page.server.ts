import { fail, redirect } from '@sveltejs/kit';
import { isOwnPath } from '#lib/own-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

function nextOf(url: URL): string {
	const next = url.searchParams.get('next') ?? '/';
	return isOwnPath(next) ? next : '/';
}

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.person) redirect(303, nextOf(url));
	return { needsSetup: locals.needsSetup, isSignedOut: url.searchParams.has('signed-out') };
};

export const actions: Actions = {
	default: async ({ request, fetch, locals, url }) => {
		const form = await readForm({ request });
		const email = form.text('email');
		const password = form.many('password')[0];
		// the password is never sent back to the page
		const values = { email: email ?? '' };
		const errors: Record<string, string> = {};
		if (!email) errors.email = m.sign_in_email_missing();
		if (!password) errors.password = m.sign_in_password_missing();
		if (!email || !password)
			return fail(400, { message: m.errors_title(), code: 'invalid_input' as const, errors, values });

		const response = await fetch('/api/auth/sign-in/email', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ email, password })
		}).catch(() => null);
		if (!response?.ok) {
			const isOurs = response !== null && response.status < 500;
			const message =
				response?.status === 429 ? m.sign_in_too_many() : isOurs ? m.sign_in_wrong() : m.error_unavailable_text();
			return fail(isOurs ? response.status : 503, { message, code: 'wrong_credentials' as const, errors, values });
		}
		locals.cookiesToForward.push(...response.headers.getSetCookie());
		redirect(303, nextOf(url));
	}
};
