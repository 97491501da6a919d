import path from 'node:path';
import { writeDictionary } from '../documents/documents.service.ts';
import { EXIT } from './exit-code.ts';

/** `konzeptstand dictionary` */
export async function dictionary(): Promise<number> {
	const file = await writeDictionary();
	process.stdout.write(`${path.relative('.', file)}\n`);
	return EXIT.done;
}
