import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import type {
	newTemplateFile,
	templateFile,
	templateFileChange,
	templateFileSummary,
	templateFileVersion
} from '@konzeptstand/contract/template-file.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import { record } from '../record/record.service.ts';
import type { Work } from '../record/record.service.ts';
import { changeLiving, withdrawLiving } from '../region/living.service.ts';
import { fileOfName, findOwnTexts, nameOfFile, withOwnTexts } from './own-texts.ts';
import { rendererFor } from './renderers.ts';
import { TemplateFileModel } from './template-file.model.ts';
import type { TemplateFileItem } from './template-file.model.ts';
import { readTemplates } from './template-folder.ts';
import type { Template } from './template-folder.ts';
import { usedFiles } from './used-names.ts';

/** The files of all templates, shipped or a region's own, and how a region makes one its own. */

type Summary = z.output<typeof templateFileSummary>;
type TemplateFile = z.output<typeof templateFile>;

/** Each with its whole text. Older ones stay in the record. */
const SHOWN_VERSIONS = 50;

/** Templates by key, then partials by name. */
export async function listTemplateFiles(region: string): Promise<Summary[]> {
	const shipped = await readTemplates();
	return record.read(region, async ({ session }) => summaries(shipped, await findOwnTexts(region, session)));
}

function summaries(shipped: readonly Template[], own: readonly TemplateFileItem[]): Summary[] {
	const templates = shipped.map((template) => withOwnTexts(template, own));
	const partials = new Set(
		templates.flatMap(({ files }) => Object.keys(files).filter((file) => file !== 'template.md'))
	);
	const used = new Map(templates.map(({ manifest, files }) => [manifest.key, usesOf(files, 'template.md')] as const));
	const describe = (name: string, original: string): Pick<Summary, 'origin' | 'hasMovedOn'> => {
		const found = own.find((one) => one.name === name);
		return { origin: found ? 'own' : 'shipped', hasMovedOn: found !== undefined && found.basis !== original };
	};
	return [
		...shipped.map(({ manifest: { key, title }, files }) => ({
			name: key,
			kind: 'template' as const,
			title,
			usedBy: [],
			uses: used.get(key) ?? [],
			...describe(key, files['template.md'] ?? '')
		})),
		...[...partials].sort().map((file) => {
			const name = nameOfFile(file, '');
			return {
				name,
				kind: 'partial' as const,
				title: null,
				usedBy: [...used].filter(([, uses]) => uses.includes(name)).map(([key]) => key),
				uses: usesOf(templates[0]?.files ?? {}, file),
				...describe(name, shipped[0]?.files[file] ?? '')
			};
		})
	];
}

/** Names of the partials that a file uses, by itself or through another; all where it chooses them at run time. */
function usesOf(files: Template['files'], first: string): string[] {
	const used = usedFiles(files, first) ?? Object.keys(files);
	return used.filter((file) => file !== first && file !== 'template.md').map((file) => nameOfFile(file, ''));
}

/** @throws ApplicationError not_found */
export async function readTemplateFile(region: string, name: string): Promise<TemplateFile> {
	const shipped = await readTemplates();
	return record.read(region, async ({ session }) => {
		const own = await findOwnTexts(region, session);
		const summary = summaries(shipped, own).find((one) => one.name === name);
		if (!summary) throw new ApplicationError('not_found');
		const found = own.find((one) => one.name === name);
		const original = shippedText(shipped, name);
		return {
			...summary,
			text: found?.text ?? original,
			shipped: { text: original },
			own: found ? { id: found._id, version: found.version, basis: found.basis } : null,
			manifest: shipped.find(({ manifest }) => manifest.key === name)?.manifest ?? null
		};
	});
}

function templateOf(shipped: readonly Template[], name: string): { template: Template; file: string } | null {
	for (const template of shipped) {
		const file = fileOfName(name, template.manifest.key);
		if (file !== null && Object.hasOwn(template.files, file)) return { template, file };
	}
	return null;
}

/** @throws ApplicationError not_found */
function shippedText(shipped: readonly Template[], name: string): string {
	const found = templateOf(shipped, name);
	if (!found) throw new ApplicationError('not_found');
	return found.template.files[found.file] ?? '';
}

/** Versions of a region's own text, the newest first. @throws ApplicationError not_found */
export async function listTemplateFileVersions(
	region: string,
	name: string
): Promise<z.output<typeof templateFileVersion>[]> {
	shippedText(await readTemplates(), name);
	const found = await TemplateFileModel.findOne({ region, name }).lean<TemplateFileItem>();
	if (!found) return [];
	const versions = await record.versionsOf(region, found._id, SHOWN_VERSIONS);
	return versions.map(({ version, at, actor, reason, body }) => {
		const { withdrawn, text } = body as unknown as TemplateFileItem;
		return { version, at, by: actor, reason, text: withdrawn ? null : text };
	});
}

/** A text that can be read, and the shipped one beside it: what a change needs and cannot look up itself. */
export interface CheckedText {
	text: string;
	shipped: string;
}

/**
 * Reads a text in the rendering child, before anything is changed.
 * @throws ApplicationError not_found; template_error naming file, line and word; document_limit; busy
 */
export async function checkText(region: string, name: string, typed: string): Promise<CheckedText> {
	const text = lines(typed);
	const found = templateOf(await readTemplates(), name);
	if (!found) throw new ApplicationError('not_found');
	const { template, file } = found;
	const own = await record.read(region, ({ session }) => findOwnTexts(region, session));
	const { files } = withOwnTexts(template, own);
	await rendererFor('tried').check({ files: { ...files, [file]: text }, check: file });
	return { text, shipped: template.files[file] ?? '' };
}

/** Forms send other line ends than files have. */
export const lines = (text: string): string => text.replaceAll('\r\n', '\n');

/**
 * Makes the region's own version of a text; one that had been given up for the shipped one goes on with its versions.
 * @throws ApplicationError duplicate when there is one
 */
export async function makeOwn(
	work: Work,
	{ name }: z.output<typeof newTemplateFile>,
	{ text, shipped }: CheckedText
): Promise<TemplateFileItem> {
	const former = await findItem(work.region, name, work.session);
	if (!former) return work.create(TemplateFileModel, { name, text, basis: shipped });
	if (former.withdrawn === null) throw new ApplicationError('duplicate', { field: 'name', problem: 'already_own' });
	return work.update(TemplateFileModel, former._id, null, { text, basis: shipped, withdrawn: null });
}

/** @throws ApplicationError not_found, version_conflict, conflict when the shipped one is used again */
export async function changeOwn(
	work: Work,
	name: string,
	version: number,
	{ isBroughtUpToDate }: z.output<typeof templateFileChange>,
	{ text, shipped }: CheckedText
): Promise<TemplateFileItem> {
	const { _id } = await requireItem(work, name);
	const patch = { text, ...(isBroughtUpToDate ? { basis: shipped } : {}) };
	return changeLiving(work, TemplateFileModel, _id, version, patch);
}

/** Back to the shipped one. @throws ApplicationError not_found, version_conflict, conflict when it is used already */
export async function giveUpOwn(work: Work, name: string, version: number, reason: string): Promise<TemplateFileItem> {
	const { _id } = await requireItem(work, name);
	return withdrawLiving(work, TemplateFileModel, _id, version, reason);
}

function findItem(region: string, name: string, session: ClientSession): Promise<TemplateFileItem | null> {
	return TemplateFileModel.findOne({ region, name }).session(session).lean<TemplateFileItem>();
}

async function requireItem(work: Work, name: string): Promise<TemplateFileItem> {
	const found = await findItem(work.region, name, work.session);
	if (!found) throw new ApplicationError('not_found');
	return found;
}

registerFieldTexts({
	already_own: {
		de: 'Der Kooperationsraum hat schon eine eigene Fassung. Bitte diese ändern.',
		en: 'The region has its own version already. Please change that one.'
	}
});
