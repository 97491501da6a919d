import { redirect } from '@sveltejs/kit';
import { cookieName } from '#lib/paraglide/runtime.js';
import { isOwnPath } from '#lib/own-path.ts';
import { THEME_COOKIE, themeFrom } from '#lib/theme.ts';
import type { RequestHandler } from './$types.js';

/** Keeps language and colours in cookies and leads back to where the person was; needs no JavaScript. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const options = {
		path: '/',
		maxAge: 31_536_000,
		sameSite: 'lax',
		httpOnly: false,
		secure: url.protocol === 'https:'
	} as const;
	const language = form.get('language');
	if (language === 'de' || language === 'en') cookies.set(cookieName, language, options);
	const theme = form.get('theme');
	if (typeof theme === 'string') cookies.set(THEME_COOKIE, themeFrom(theme), options);
	const back = form.get('back');
	redirect(303, typeof back === 'string' && isOwnPath(back) ? back : '/');
};
