import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Round, roundLink, roundReminded } from '@konzeptstand/contract/round.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Form } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

type RoundEvent = RequestEvent<{ region: string; id: string }>;

const regionPath = (event: RoundEvent): string => `/regions/${encodeURIComponent(event.params.region)}`;
const roundPath = (event: RoundEvent): string => `${regionPath(event)}/rounds/${encodeURIComponent(event.params.id)}`;

export const load: PageServerLoad = async (event) => ({ round: await apiGet<Round>(event, roundPath(event)) });

/** Does one thing and comes back to the page, which says so. */
async function act(
	event: RoundEvent,
	form: Form,
	request: { method?: 'POST' | 'PATCH'; path: string; body?: unknown; version?: string | null },
	said: string | ((body: unknown) => string)
) {
	const { method = 'POST', path, body = {}, version } = request;
	const sent = await apiSend(event, method, path, body, { version });
	if (!sent.ok) return failed(sent.problem, form.values);
	leaveNotice(event.cookies, event.url, { text: typeof said === 'string' ? said : said(sent.data), details: [] });
	redirect(303, links.round(event.params.region, event.params.id));
}

const onInvitation = (name: string, said: () => string) => async (event: RoundEvent) => {
	const form = await readForm(event);
	const invitation = encodeURIComponent(form.text('invitation') ?? '');
	return act(event, form, { path: `${regionPath(event)}/round-invitations/${invitation}/${name}` }, said());
};

export const actions: Actions = {
	release: async (event) => {
		const form = await readForm(event);
		const answers = form.many('answers').map((pair) => {
			const [id = '', version = ''] = pair.split(':');
			return { id, version: Number(version) };
		});
		const done = m.round_released({ count: answers.length });
		return act(event, form, { path: `${roundPath(event)}/release`, body: { answers } }, done);
	},
	return: async (event) => {
		const form = await readForm(event);
		const answer = encodeURIComponent(form.text('answer') ?? '');
		const body = { reason: form.text('reason') ?? '' };
		return act(event, form, { path: `${regionPath(event)}/round-answers/${answer}/return`, body }, m.round_returned());
	},
	remind: async (event) => {
		const form = await readForm(event);
		return act(event, form, { path: `${roundPath(event)}/reminder` }, (body) =>
			m.round_reminded({ count: (body as z.output<typeof roundReminded>).people })
		);
	},
	prolong: async (event) => {
		const form = await readForm(event);
		const body = { until: form.text('until') ?? '' };
		const request = { method: 'PATCH', path: roundPath(event), body, version: form.text('version') } as const;
		return act(event, form, request, m.round_prolonged());
	},
	close: async (event) => {
		const form = await readForm(event);
		const request = { path: `${roundPath(event)}/closing`, version: form.text('version') };
		return act(event, form, request, m.round_closed());
	},
	mail: onInvitation('mail', () => m.round_mail_ordered()),
	revoke: onInvitation('revocation', () => m.round_link_revoked()),
	renew: onInvitation('renewal', () => m.round_link_renewed()),
	/** Shown in this answer and nowhere else: it stands in no address, cookie or page that could be opened again. */
	link: async (event) => {
		const form = await readForm(event);
		const invitation = form.text('invitation') ?? '';
		const path = `${regionPath(event)}/round-invitations/${encodeURIComponent(invitation)}/link`;
		const sent = await apiSend<z.output<typeof roundLink>>(event, 'POST', path, {});
		if (!sent.ok) return fail(sent.problem.status, { ...failed(sent.problem, form.values).data });
		return { shown: { invitation, address: event.url.origin + sent.data.path } };
	}
};
