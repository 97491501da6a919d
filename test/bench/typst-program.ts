import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FONTS, typstProgram } from '../../backend/documents/renderer/pdf/pdf-writer.ts';
import { treeOf } from '../../backend/documents/renderer/render-document.ts';
import type { RenderRequest } from '../../backend/documents/renderer/render-document.ts';

/**
 * Writes the very program that our compiler would be given, with its pictures and fonts, into a folder of its own.
 * @returns what `typst` has to be called with for the same PDF
 */
export async function writeTypstProgram(order: Omit<RenderRequest, 'format'>, folder: string): Promise<string[]> {
	const fonts = path.join(folder, 'fonts');
	await mkdir(fonts, { recursive: true });
	for (const name of FONTS) {
		const file = fileURLToPath(import.meta.resolve(name));
		await copyFile(file, path.join(fonts, path.basename(file)));
	}
	const { program, pictures } = typstProgram(treeOf({ ...order, format: 'pdf' }));
	for (const [file, bytes] of pictures) await writeFile(path.join(folder, file), bytes);
	const source = path.join(folder, 'concept.typ');
	await writeFile(source, program);
	return ['compile', '--font-path', fonts, '--pdf-standard', 'ua-1', source, path.join(folder, 'concept.pdf')];
}
