import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Permission } from '@konzeptstand/contract/account.ts';
import type { templateList } from '@konzeptstand/contract/document.ts';
import type { dictionary, templateFile, templateFileVersionList } from '@konzeptstand/contract/template-file.ts';
import { loadSubjects } from '#lib/document/server/subjects.ts';
import { fingerprintsOf } from '#lib/edit/server/fingerprints.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { toBody, toValues } from '#lib/edit/values.ts';
import { links } from '#lib/links.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { apiGet } from '#lib/server/api.ts';
import { saveFields } from '../fields.ts';
import { fileTitle } from '../words.ts';

export type TemplateFile = z.output<typeof templateFile>;
export type FileEvent = RequestEvent<{ region: string; name: string; [more: string]: string }>;

export const filesPath = (event: { params: { region: string } }) =>
	`/regions/${encodeURIComponent(event.params.region)}/template-files`;
export const filePath = (event: FileEvent) => `${filesPath(event)}/${encodeURIComponent(event.params.name)}`;

/** The file, and the way to its pages. */
export async function loadFile(event: FileEvent, may: readonly Permission[]) {
	requireMay(may, 'template.edit');
	const file = await apiGet<TemplateFile>(event, filePath(event));
	const { region } = event.params;
	const above = [
		{ label: m.nav_documents(), href: links.documents(region) },
		{ label: m.workshop_title(), href: links.templateFiles(region) }
	];
	const home = { label: fileTitle(file), href: links.templateFile(region, file.name) };
	return { file, above, home };
}

export const loadVersions = async (event: FileEvent) =>
	(await apiGet<z.output<typeof templateFileVersionList>>(event, `${filePath(event)}/versions`)).rows;

/** Everything for the page on which a text is edited: `?version=` begins with a former one. */
export async function loadWorkbench(event: FileEvent, may: readonly Permission[]) {
	const { file, above } = await loadFile(event, may);
	const region = encodeURIComponent(event.params.region);
	const number = event.url.searchParams.get('version');
	const [templates, words, versions] = await Promise.all([
		apiGet<z.output<typeof templateList>>(event, `/regions/${region}/templates`),
		apiGet<z.output<typeof dictionary>>(event, `/regions/${region}/template-dictionary`),
		number === null ? null : loadVersions(event)
	]);
	const restored = versions?.find(({ version }) => String(version) === number) ?? null;
	if (versions && !restored?.text) error(404, { message: m.error_not_found_text() });
	const through = templates.rows.filter(({ key }) => key === file.name || file.usedBy.includes(key));
	const locale = getLocale();
	const query = (name: string) => event.url.searchParams.get(name);
	return {
		file,
		above,
		values: toValues(saveFields, { text: restored?.text ?? file.text }, locale),
		base: JSON.stringify(fingerprintsOf(toBody(saveFields, toValues(saveFields, file, locale), locale).body)),
		restored: restored && { version: restored.version, at: restored.at },
		dictionary: words.rows,
		/** templates through which the text can be looked at */
		through,
		...(await loadSubjects(event, event.params.region, through)),
		chosen: {
			...{ edition: query('edition'), project: query('project'), measure: query('measure') },
			...{ meeting: query('meeting'), paper: query('paper'), body: query('body') },
			...{ audience: query('audience'), year: query('year') }
		},
		idempotencyKey: file.own ? null : crypto.randomUUID()
	};
}
