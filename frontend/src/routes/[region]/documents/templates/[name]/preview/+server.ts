import type { z } from 'zod';
import type { templateTrialResult } from '@konzeptstand/contract/template-file.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { apiSend } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import { ABOUT } from '#lib/workshop/fields.ts';
import { typedText } from '#lib/workshop/server/acting.ts';
import { filesPath } from '#lib/workshop/server/files.ts';
import { partialName } from '#lib/workshop/words.ts';
import type { RequestHandler } from './$types.js';

/** As a document is sent: it brings its own style and nothing else, and stands in our own frame only. */
const HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy':
		"default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups",
	'x-content-type-options': 'nosniff',
	'cache-control': 'no-store'
};

/** The preview without JavaScript: the form posts itself into the frame beside it. */
export const POST: RequestHandler = async (event) => {
	const form = await readForm(event);
	const { edition, project, measure, year, template } = ABOUT;
	const about = Object.entries({ template, edition, project, measure }).map(([key, name]) => [key, form.text(name)]);
	const body = {
		name: event.params.name,
		text: typedText(form),
		...Object.fromEntries(about.filter(([, value]) => value !== null)),
		...(form.number(year) === null ? {} : { year: form.number(year) })
	};
	const sent = await apiSend<z.output<typeof templateTrialResult>>(event, 'POST', `${filesPath(event)}/trial`, body);
	if (!sent.ok) return answer([m.workshop_preview_stopped({ reason: sent.problem.detail })]);
	const { html, problems, limit } = sent.data;
	if (html !== null) return new Response(html, { headers: HEADERS });
	const lines = problems.map(
		({ name, line, text }) => `${m.workshop_line_of({ name: partialName(name), line: String(line) })}: ${text}`
	);
	return answer(limit === null ? lines : [m.workshop_preview_stopped({ reason: limit }), ...lines]);
};

function answer(lines: readonly string[]): Response {
	const escaped = (text: string) => text.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);
	const title = m.workshop_preview_broken();
	const rows = lines.map((line) => `<li>${escaped(line)}</li>`).join('');
	return new Response(
		`<!doctype html><html lang="${getLocale()}"><head><meta charset="utf-8"><title>${escaped(title)}</title>` +
			`<style>body{font:1rem/1.5 sans-serif;margin:1.5rem}</style></head><body><h1>${escaped(title)}</h1><ul>${rows}</ul></body></html>`,
		{ headers: HEADERS }
	);
}
