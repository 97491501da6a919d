import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types.js';

export const POST: RequestHandler = async ({ fetch, locals }) => {
	const response = await fetch('/api/auth/sign-out', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{}'
	});
	locals.cookiesToForward.push(...response.headers.getSetCookie());
	redirect(303, '/sign-in?signed-out');
};
