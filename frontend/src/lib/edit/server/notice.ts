import type { Cookies } from '@sveltejs/kit';
import { isOwnPath } from '#lib/own-path.ts';
import type { Notice } from '../notice.ts';

/** What was saved is told on the page that follows, once. */
const COOKIE = 'konzeptstand_notice';

export function leaveNotice(cookies: Cookies, url: URL, notice: Omit<Notice, 'id'>): void {
	const told: Notice = {
		id: crypto.randomUUID(),
		text: notice.text.slice(0, 600),
		details: notice.details.slice(0, 12).map((detail) => detail.slice(0, 120)),
		...(notice.said ? { said: notice.said.slice(0, 400) } : {}),
		...(notice.link ? { link: notice.link } : {})
	};
	cookies.set(COOKIE, Buffer.from(JSON.stringify(told)).toString('base64url'), {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:',
		maxAge: 60
	});
}

/** The notice left for this page; it is gone afterwards. */
export function takeNotice(cookies: Cookies, url: URL): Notice | null {
	const text = cookies.get(COOKIE);
	if (!text) return null;
	cookies.delete(COOKIE, { path: '/', secure: url.protocol === 'https:' });
	try {
		const notice = JSON.parse(Buffer.from(text, 'base64url').toString()) as Notice;
		return notice.link && !isOwnPath(notice.link.href) ? null : notice;
	} catch {
		return null;
	}
}
