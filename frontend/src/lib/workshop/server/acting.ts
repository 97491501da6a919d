import { CARRIED } from '#lib/edit/edit-failure.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { conflicting, goBack, isSubmitted, readSubmitted, refused } from '#lib/edit/server/saving.ts';
import { withVersion } from '#lib/edit/server/withdrawing.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiSend } from '#lib/server/api.ts';
import type { Form } from '#lib/server/form.ts';
import { returnFields, saveFields, UP_TO_DATE } from '../fields.ts';
import { fileTitle } from '../words.ts';
import { filePath, filesPath } from './files.ts';
import type { FileEvent, TemplateFile } from './files.ts';

/** A template's text as it was typed: ends of lines and of the text as files have them, nothing else is touched. */
export const typedText = (form: Pick<Form, 'values'>): string => {
	const text = String([form.values['text'] ?? ''].flat()[0]).replaceAll('\r\n', '\n');
	return text === '' || text.endsWith('\n') ? text : `${text}\n`;
};

/** Saves the text as the region's own: its first version, or its next one. */
export async function actSave(event: FileEvent) {
	const read = await readSubmitted(event, saveFields);
	if (!isSubmitted(read)) return read;
	const isBroughtUpToDate = read.form.isChecked(UP_TO_DATE);
	const here = links.templateFile(event.params.region, event.params.name) + choiceOf(event);
	if (!read.changed.includes('text') && !isBroughtUpToDate) {
		leaveNotice(event.cookies, event.url, { text: m.workshop_unchanged(), details: [] });
		return goBack(here);
	}
	const version = read.form.text(CARRIED.version);
	const body = { text: typedText(read.form), reason: read.body['reason'] };
	const sent =
		version === null
			? await apiSend<TemplateFile>(
					event,
					'POST',
					filesPath(event),
					{ name: event.params.name, ...body },
					{ key: read.form.text(CARRIED.key) }
				)
			: await apiSend<TemplateFile>(event, 'PATCH', filePath(event), { ...body, isBroughtUpToDate }, { version });
	if (!sent.ok) {
		const { problem } = sent;
		if (problem.code === 'version_conflict' && problem.current) return conflicting(saveFields, read, problem);
		// somebody else was the first to make it the region's own
		const theirs = problem.code === 'duplicate' ? await apiFind<TemplateFile>(event, filePath(event)) : null;
		if (theirs?.own)
			return conflicting(saveFields, read, {
				...problem,
				detail: m.workshop_first_meanwhile(),
				current: { ...theirs },
				currentVersion: theirs.own.version
			});
		return refused(saveFields, read, problem);
	}
	leaveNotice(event.cookies, event.url, {
		text: m.workshop_saved({ title: fileTitle(sent.data), version: sent.data.own?.version ?? 1 }),
		said: m.workshop_saved_text(),
		details: []
	});
	return goBack(here);
}

/** What the preview is about, from the page's own address; a former version has been saved and is none any more. */
function choiceOf({ url }: FileEvent): string {
	const query = new URLSearchParams(url.search);
	for (const name of [...query.keys()]) if (name === 'version' || name.startsWith('/')) query.delete(name);
	return query.size === 0 ? '' : `?${query}`;
}

/** Goes back to the shipped text. */
export async function actReturn(event: FileEvent) {
	const read = await readSubmitted(event, returnFields);
	if (!isSubmitted(read)) return read;
	const sent = await apiSend<TemplateFile>(event, 'DELETE', filePath(event), read.body, {
		version: read.form.text(CARRIED.version)
	});
	if (!sent.ok) return withVersion(refused(returnFields, read, sent.problem), sent.problem.currentVersion);
	leaveNotice(event.cookies, event.url, {
		text: m.workshop_returned({ title: fileTitle(sent.data) }),
		details: [],
		link: { href: links.templateFile(event.params.region, event.params.name, 'versions'), label: m.workshop_versions() }
	});
	return goBack(links.templateFile(event.params.region, event.params.name));
}
