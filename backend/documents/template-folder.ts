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
	const keys = await templateKeys(folder);
	return Promise.all(keys.map((key) => readManifest(folder, key)));
}

/** All templates with all that they may use, by key. */
export async function readTemplates(folder = TEMPLATE_FOLDER): Promise<Template[]> {
	const [keys, partials] = await Promise.all([templateKeys(folder), readPartials(folder)]);
	return Promise.all(keys.map((key) => readTemplate(folder, key, partials)));
}

/**
 * One template with all that it may use.
 * @throws ApplicationError not_found; template_error when its manifest is not valid
 */
export async function readTemplateFolder(key: string, folder = TEMPLATE_FOLDER): Promise<Template> {
	// The key names a folder: only what is listed can be meant, whatever it spells.
	if (!(await templateKeys(folder)).includes(key))
		throw new ApplicationError('not_found', { field: 'template', problem: 'not_found' });
	return readTemplate(folder, key, await readPartials(folder));
}

async function templateKeys(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	return entries
		.filter((entry) => entry.isDirectory() && entry.name !== 'partials')
		.map((entry) => entry.name)
		.sort();
}

async function readPartials(folder: string): Promise<TemplateFiles> {
	const found = await readdir(path.join(folder, 'partials')).catch(() => []);
	const names = found.filter((name) => name.endsWith('.md')).map((name) => `partials/${name}`);
	const files = names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const);
	return Object.fromEntries(await Promise.all(files));
}

async function readTemplate(folder: string, key: string, partials: TemplateFiles): Promise<Template> {
	const manifest = await readManifest(folder, key);
	const text = await readFile(path.join(folder, key, 'template.md'), 'utf8');
	return { manifest, version: manifest.version, files: { 'template.md': text, ...partials } };
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
