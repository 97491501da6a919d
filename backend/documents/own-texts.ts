import type { ClientSession } from 'mongoose';
import { TemplateFileModel } from './template-file.model.ts';
import type { TemplateFileItem } from './template-file.model.ts';
import type { Template } from './template-folder.ts';
import { usedFiles } from './used-names.ts';

/** A region's own texts in the place of those that the product ships. */

export interface OwnText extends Pick<TemplateFileItem, 'name' | 'text'> {
	/** `trial` where it has none yet. */
	version: number | string;
}

const PARTIAL = 'partials.';

/** `partials.massnahme` for `partials/massnahme.md`, the template's own key for `template.md`. */
export function nameOfFile(file: string, template: string): string {
	return file === 'template.md' ? template : PARTIAL + file.slice(PARTIAL.length, -'.md'.length);
}

/** The other way round; null: the name is no file of this template. */
export function fileOfName(name: string, template: string): string | null {
	if (name === template) return 'template.md';
	return name.startsWith(PARTIAL) ? `partials/${name.slice(PARTIAL.length)}.md` : null;
}

/** Own texts of a region that are used now. */
export function findOwnTexts(region: string, session: ClientSession): Promise<TemplateFileItem[]> {
	return TemplateFileModel.find({ region, withdrawn: null })
		.sort({ name: 1 })
		.session(session)
		.lean<TemplateFileItem[]>();
}

/**
 * The template with the region's own texts. Its version says so: `1.2.0+3` was made with the third version of the
 * region's own text, `1.2.0+3.massnahme.2` with its second one of a partial beside. Only what the template uses counts.
 */
export function withOwnTexts(template: Template, own: readonly OwnText[]): Template {
	const { key } = template.manifest;
	const files: Record<string, string> = { ...template.files };
	const replaced = own.flatMap(({ name, text, version }) => {
		const file = fileOfName(name, key);
		if (file === null || !Object.hasOwn(files, file)) return [];
		files[file] = text;
		return { name, file, version };
	});
	const used = usedFiles(files);
	const marks = replaced
		.filter(({ file }) => used === null || used.includes(file))
		.sort((a, b) => Number(b.name === key) - Number(a.name === key))
		.map(({ name, version }) => (name === key ? String(version) : `${name.slice(PARTIAL.length)}.${String(version)}`));
	const version = marks.length === 0 ? template.version : `${template.version}+${marks.join('.')}`;
	return { ...template, files, version };
}

/** Whether anything that the template uses is the region's own. */
export const isOwn = ({ manifest, version }: Template): boolean => version !== manifest.version;
