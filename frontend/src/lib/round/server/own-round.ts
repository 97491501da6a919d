import { createHash } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { OwnRound, RoundField } from '@konzeptstand/contract/round.ts';
import type { FormValues } from '#lib/form-failure.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiSend, apiUpload, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Form } from '#lib/server/form.ts';

/** The page behind a link: what is asked, and what is sent. */

type LinkEvent = RequestEvent<{ region: string; token: string }>;

const pathOf = (event: LinkEvent, below = '') =>
	`/regions/${encodeURIComponent(event.params.region)}/own-round${below}`;

/** What the person is asked; a link that is not valid is not found, whatever the reason. */
export async function loadOwnRound(event: LinkEvent) {
	const { token } = event.params;
	const sent = await apiSend<OwnRound>(event, 'GET', pathOf(event), undefined, { link: token });
	if (!sent.ok) error(sent.problem.status, { message: sent.problem.detail, code: sent.problem.code });
	return {
		round: sent.data,
		token,
		/** Under which the browser keeps what is typed: it says nothing of the link. */
		draftKey: createHash('sha256').update(token).digest('hex').slice(0, 16)
	};
}

/** Everything is as it was: one tap. */
export async function actNothingNew(event: LinkEvent) {
	const form = await readForm(event);
	const project = form.text('project');
	const body = { project, isNothingNew: true };
	const sent = await apiSend(event, 'POST', pathOf(event, '/answers'), body, { link: event.params.token });
	if (!sent.ok) return failed(sent.problem, form.values);
	return back(event, project);
}

/** One project: the answer first, then its photo. */
export async function actAnswer(event: LinkEvent) {
	const data = await event.request.formData();
	const given = data.get('file');
	const photo = given instanceof File && given.size > 0 ? given : null;
	const form = await readForm({ request: new Request(event.url, { method: 'POST', body: withoutFiles(data) }) });
	const missing = photo ? missingOfPhoto(form) : {};
	if (Object.keys(missing).length > 0)
		return fail(422, {
			message: m.round_photo_incomplete(),
			code: 'invalid_input' as const,
			errors: missing,
			values: form.values
		});
	const link = { link: event.params.token };
	const sent = await apiSend(event, 'POST', pathOf(event, '/answers'), bodyOf(form), link);
	if (!sent.ok) return failed(sent.problem, form.values);
	if (photo) {
		const said = {
			project: form.text('project'),
			name: photo.name,
			alt: form.text('alt'),
			credit: form.text('credit'),
			hasRights: 'true'
		};
		const added = await apiUpload(event, pathOf(event, '/photo'), said, photo, link);
		if (!added.ok) {
			const refused = failed(added.problem, form.values);
			return fail(refused.status, { ...refused.data, message: m.round_photo_refused({ text: added.problem.detail }) });
		}
	}
	return back(event, form.text('project'));
}

/** No more reminders of this round. */
export async function actQuiet(event: LinkEvent) {
	const sent = await apiSend(event, 'POST', pathOf(event, '/quiet'), {}, { link: event.params.token });
	if (!sent.ok) return failed(sent.problem, {});
	redirect(303, links.ownRound(event.params.region, event.params.token, 'stop'));
}

function withoutFiles(data: FormData): URLSearchParams {
	const texts = [...data].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
	return new URLSearchParams(texts);
}

function missingOfPhoto(form: Form): Record<string, string> {
	const missing = (['alt', 'credit', 'hasRights'] as const).filter((name) => form.text(name) === null);
	return Object.fromEntries(missing.map((name) => [name, m.edit_problem_required()]));
}

/** Only what is asked is sent: a field that is not there says nothing. */
function bodyOf(form: Form): Record<string, unknown> {
	const asked = form.many('asks') as RoundField[];
	const step = form.text('step.title');
	const parts: Partial<Record<RoundField, Record<string, unknown>>> = {
		status: { status: form.text('status') ?? undefined },
		progress: { progress: form.number('progress') },
		delay: {
			isDelayed: form.isChecked('isDelayed'),
			delayReason: form.isChecked('isDelayed') ? form.text('delayReason') : null
		},
		text: { text: form.text('text') },
		step: { step: step === null ? null : { title: step, planned: form.text('step.planned') } },
		photo: { isPhotoRemoved: form.isChecked('isPhotoRemoved') }
	};
	return Object.assign({ project: form.text('project') }, ...asked.map((name) => parts[name] ?? {})) as FormValues;
}

function back(event: LinkEvent, project: string | null): never {
	redirect(303, `${links.ownRound(event.params.region, event.params.token)}#p-${project ?? ''}`);
}
