import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { templateManifest } from '@konzeptstand/contract/document.ts';
import type { TemplateManifest } from '@konzeptstand/contract/document.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { TemplateFiles } from './renderer/template-engine.ts';

/** Templates as they lie in their folders: one folder each, and `partials/` for what they share. */

export const TEMPLATE_FOLDER = fileURLToPath(new URL('../../concept-templates/', import.meta.url));

export interface Template {
	manifest: TemplateManifest;
	/** That of its manifest; with texts of a region's own it names them too (own-texts.ts). */
	version: string;
	files: TemplateFiles;
}

/** Manifests of all templates, by key. */
export async function findTemplates(folder = TEMPLATE_FOLDER): Promise<TemplateManifest[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	const keys = entries.filter((entry) => entry.isDirectory() && entry.name !== 'partials').map((entry) => entry.name);
	return Promise.all(keys.sort().map((key) => readManifest(folder, key)));
}

/**
 * One template with all that it may use.
 * @throws ApplicationError not_found; template_error when its manifest is not valid
 */
export async function readTemplateFolder(key: string, folder = TEMPLATE_FOLDER): Promise<Template> {
	// The key names a folder: only what is listed can be meant, whatever it spells.
	const entries = await readdir(folder, { withFileTypes: true });
	if (!entries.some((entry) => entry.isDirectory() && entry.name === key && key !== 'partials'))
		throw new ApplicationError('not_found', { field: 'template', problem: 'not_found' });
	const partials = await readdir(path.join(folder, 'partials')).catch(() => []);
	const names = ['template.md', ...partials.filter((name) => name.endsWith('.md')).map((name) => `partials/${name}`)];
	const files = await Promise.all(
		names.map(async (name) => {
			const file = name === 'template.md' ? path.join(folder, key, name) : path.join(folder, name);
			return [name, await readFile(file, 'utf8')] as const;
		})
	);
	const manifest = await readManifest(folder, key);
	return { manifest, version: manifest.version, files: Object.fromEntries(files) };
}

async function readManifest(folder: string, key: string): Promise<TemplateManifest> {
	const file = path.join(folder, key, 'manifest.json');
	const fault = (message: string): ApplicationError =>
		new ApplicationError('template_error', { values: { file: `${key}/manifest.json`, line: 1, word: '', message } });
	let content: unknown;
	try {
		content = JSON.parse(await readFile(file, 'utf8'));
	} catch (error) {
		throw fault((error as Error).message);
	}
	const parsed = templateManifest.safeParse(content);
	if (!parsed.success)
		throw fault(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
	if (parsed.data.key !== key) throw fault(`key: ${parsed.data.key} ≠ ${key}`);
	return parsed.data;
}
