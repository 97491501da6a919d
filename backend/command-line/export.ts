import { packageOf } from '../exchange/package/package.service.ts';
import { EXIT } from './exit-code.ts';
import { findRegion } from './find-region.ts';
import type { Say } from './say.ts';
import { withDatabase } from './with-database.ts';
import { writeWhole } from './write-whole.ts';

/** `konzeptstand export <region> --out <file>` */
export async function exportRegion(key: string, file: string, say: Say): Promise<number> {
	return withDatabase(async () => {
		const { id } = await findRegion(key, 'region');
		const { head, content } = await packageOf(id);
		await writeWhole(file, content);
		const end = `${String(head.sequence)}:${head.hash}`;
		process.stdout.write(`${file}: ${say({ de: 'Protokoll bis Kopf', en: 'record up to head' })} ${end}\n`);
		return EXIT.done;
	});
}
