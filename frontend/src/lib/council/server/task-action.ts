import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Task } from '@konzeptstand/contract/follow-up.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { withoutAction } from '#lib/named-action.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';

/** The action `task` of every page that shows tasks: how far one is, until when, and why it is late. */
export async function changeTask(event: RequestEvent<{ region: string }>) {
	const form = await readForm(event);
	const path = `/regions/${encodeURIComponent(event.params.region)}/tasks/${encodeURIComponent(form.text('task') ?? '')}`;
	const body = {
		state: form.text('state') ?? 'open',
		// Asked for only of those who may set it.
		...('due' in form.values ? { due: form.text('due') } : {}),
		// Not asked for what is in time: it then stays as it is.
		...('delayReason' in form.values ? { delayReason: form.text('delayReason') } : {})
	};
	const version = form.text('version');
	const sent = await ('due' in form.values
		? apiSend<Task>(event, 'PATCH', path, body, { version })
		: apiSend<Task>(event, 'POST', `${path}/progress`, body, { version }));
	if (!sent.ok) return failed(sent.problem, form.values);
	leaveNotice(event.cookies, event.url, { text: m.task_saved({ title: sent.data.title }), details: [] });
	redirect(303, withoutAction(event.url));
}
