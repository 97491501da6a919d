import { createHash } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import type { z } from 'zod';
import type { documentCheckResult } from '@konzeptstand/contract/document.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiSend } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	if (!may.includes('document.generate')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	return {};
};

/** Without a script the file comes here; only its hash goes on. */
export const actions: Actions = {
	default: async (event) => {
		const file = (await event.request.formData()).get('file');
		if (!(file instanceof File) || file.name === '') return fail(422, { message: m.document_check_none() });
		const sha256 = createHash('sha256')
			.update(new Uint8Array(await file.arrayBuffer()))
			.digest('hex');
		const path = `/regions/${event.params.region}/documents/check`;
		const sent = await apiSend<z.output<typeof documentCheckResult>>(event, 'POST', path, { sha256 });
		if (!sent.ok) return fail(sent.problem.status, { message: sent.problem.detail });
		return { name: file.name, result: sent.data };
	}
};
