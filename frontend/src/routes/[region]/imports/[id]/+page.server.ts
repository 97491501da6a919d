import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type {
	ImportChange,
	importDoubtList,
	ImportDecision,
	importRowList,
	ImportView,
	ReadingSettings
} from '@konzeptstand/contract/import.ts';
import type { importMappingList } from '@konzeptstand/contract/import-mapping.ts';
import type { Problem } from '@konzeptstand/contract/problem.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { sheetFrom, wordsFrom } from '#lib/import/server/settings.ts';
import { withoutAction } from '#lib/named-action.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Form } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

const ROWS = 25;
const DOUBTS = 100;
const LEFT_OUT = 8;

const pathOf = ({ params }: Pick<RequestEvent, 'params'>): string =>
	`/regions/${params.region ?? ''}/imports/${encodeURIComponent(params.id ?? '')}`;

export const load: PageServerLoad = async (event) => {
	event.depends('app:import');
	const { may, region } = await event.parent();
	if (!may.includes('import.write')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const path = pathOf(event);
	const query = event.url.searchParams;
	const view = await apiGet<ImportView>(event, path);
	const withDecided = query.get('decided') !== null;
	const kinds = view.summary.doubts;
	// of a kind about which nothing is open any more, the next one takes the place
	const asked = kinds.find(
		({ code, open, level }) => code === query.get('kind-of') && (open > 0 || level === 'said' || withDecided)
	);
	const shown = asked ?? kinds.find(({ open }) => open > 0) ?? null;
	type Rows = z.output<typeof importRowList>;
	const filters = { outcome: query.get('outcome'), kind: query.get('kind'), sheet: query.get('sheet') };
	const [rows, leftOut, doubts, mappings, parties] = await Promise.all([
		apiGet<Rows>(event, `${path}/rows`, { ...filters, limit: ROWS, offset: query.get('offset') ?? '0' }),
		apiGet<Rows>(event, `${path}/rows`, { outcome: 'left-out', limit: LEFT_OUT }),
		shown === null
			? null
			: apiGet<z.output<typeof importDoubtList>>(event, `${path}/doubts`, {
					code: shown.code,
					open: shown.open > 0 && !withDecided ? true : null,
					limit: DOUBTS,
					offset: query.get('doubts') ?? '0'
				}),
		apiGet<z.output<typeof importMappingList>>(event, `/regions/${region.key}/import-mappings`),
		view.words.parties.length === 0 ? [] : findParties(event, region.key)
	]);
	return {
		view,
		rows,
		leftOut,
		doubts,
		shown: shown?.code ?? null,
		withDecided,
		mappings: mappings.rows,
		parties: parties.map(({ name }) => name)
	};
};

async function findParties(event: Pick<RequestEvent, 'fetch' | 'url'>, region: string) {
	const { rows } = await apiGet<{ rows: { id: string; name: string }[] }>(event, `/regions/${region}/parties`, {
		limit: 500
	});
	return rows;
}

/** Changes how the list is understood, and comes back to the step where that was said. */
async function change(event: RequestEvent, form: Form, body: ImportChange, step: string) {
	const sent = await apiSend(event, 'PATCH', pathOf(event), body, { version: form.text('version') });
	if (!sent.ok) return refused(sent.problem);
	return redirect(303, `${withoutAction(event.url)}#${step}`);
}

const refused = (problem: Problem) => {
	const { errors: all, detail } = problem;
	const said = (all ?? []).map(({ message }) => message).filter((message) => message !== detail);
	const message = problem.code === 'version_conflict' ? m.import_changed_elsewhere() : [detail, ...said].join(' ');
	return fail(problem.status, { message });
};

export const actions: Actions = {
	edition: async (event) => {
		const form = await readForm(event);
		return change(event, form, { edition: form.text('edition') }, 'found');
	},
	reading: async (event) => {
		const form = await readForm(event);
		const reading = {
			encoding: form.text('encoding'),
			// a tab is no text that a trimmed form could bring
			separator: form.text('separator') === 'tab' ? '\t' : form.text('separator')
		} as ReadingSettings;
		return change(event, form, { reading }, 'found');
	},
	sheet: async (event) => {
		const form = await readForm(event);
		const view = await apiGet<ImportView>(event, pathOf(event));
		const sheet = view.sheets.find(({ name }) => name === form.values['name']);
		if (!sheet) return fail(409, { message: m.import_changed_elsewhere() });
		const step = form.text('part') === 'head' ? 'found' : 'columns';
		return change(event, form, { sheets: [sheetFrom(sheet, form)] }, step);
	},
	words: async (event) => {
		const form = await readForm(event);
		const view = await apiGet<ImportView>(event, pathOf(event));
		const parties = view.words.parties.length === 0 ? [] : await findParties(event, event.params.region);
		const names = new Map(parties.map(({ id, name }) => [name, id]));
		const read = wordsFrom(view.words, form, names);
		if ('unknownParty' in read) return fail(422, { message: m.import_word_party_unknown({ name: read.unknownParty }) });
		return change(event, form, read, 'words');
	},
	decide: async (event) => {
		const form = await readForm(event);
		// what Enter in the field says
		const choice = form.text('choice') ?? 'value';
		const value = choice === 'value' ? form.text('value') : null;
		const decision = { doubt: form.text('doubt') ?? '', choice, value } as ImportDecision;
		return change(event, form, { decisions: [decision] }, 'doubts');
	},
	accept: async (event) => {
		const form = await readForm(event);
		const decisions = form.many('code').map((doubt) => ({ doubt, choice: 'proposal' as const, value: null }));
		return change(event, form, { decisions }, 'doubts');
	},
	undecide: async (event) => {
		const form = await readForm(event);
		return change(event, form, { undecided: form.many('doubt') }, 'doubts');
	},
	mapping: async (event) => {
		const form = await readForm(event);
		return change(event, form, { mapping: form.text('mapping') ?? '' }, 'columns');
	},
	keep: async (event) => {
		const form = await readForm(event);
		const name = form.text('name') ?? '';
		const sent = await apiSend(event, 'POST', `${pathOf(event)}/mapping`, { name });
		if (!sent.ok) return refused(sent.problem);
		leaveNotice(event.cookies, event.url, { text: m.import_mapping_kept({ name }), details: [] });
		redirect(303, `${withoutAction(event.url)}#columns`);
	}
};
