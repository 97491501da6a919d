import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Attachment } from '@konzeptstand/contract/edition.ts';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiUpload, failed } from '#lib/server/api.ts';

/** Files of an item: listed, and sent from a form. */

type Event = RequestEvent<{ region: string; [name: string]: string }>;

export async function filesOf(event: Event, item: string): Promise<Attachment[]> {
	const list = await apiFind<{ rows: Attachment[] }>(event, apiPath(event, 'attachments'), { of: item, limit: 500 });
	return list?.rows ?? [];
}

/** Takes the form's file to the item and comes back to the same page. */
export async function actUpload(event: Event, kind: ItemKind) {
	const form = await event.request.formData();
	const id = event.params.id ?? error(404, { message: m.error_not_found_text() });
	const file = form.get('file');
	const text = (name: string) => String(form.get(name) ?? '').trim() || null;
	const values = { alt: text('alt') ?? '', credit: text('credit') ?? '' };
	if (!(file instanceof File) || file.size === 0)
		return fail(400, {
			message: m.writing_file_missing(),
			code: 'invalid_input' as const,
			errors: { file: m.edit_problem_required() },
			values
		});
	const said = { kind, id, name: file.name, alt: text('alt'), credit: text('credit') };
	const sent = await apiUpload<Attachment>(event, apiPath(event, 'attachments'), said, file);
	if (!sent.ok) return failed(sent.problem, values);
	leaveNotice(event.cookies, event.url, { text: m.writing_file_done({ name: sent.data.name }), details: [] });
	redirect(303, event.url.pathname);
}
