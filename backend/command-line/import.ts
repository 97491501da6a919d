import { importPackage } from '../exchange/package/package.service.ts';
import { EXIT } from './exit-code.ts';
import type { Say } from './say.ts';
import { describeVerification } from './verify.ts';
import { withDatabase } from './with-database.ts';

/** `konzeptstand import <file>` */
export async function importRegion(file: string, say: Say): Promise<number> {
	return withDatabase(async () => {
		const { region, counts, verification } = await importPackage(file);
		const items = Object.values(counts.items).reduce((sum, count) => sum + count, 0);
		const taken = say({
			de: `übernommen, Gegenstände: ${String(items)}, Dateien: ${String(counts.files)}`,
			en: `taken over, items: ${String(items)}, files: ${String(counts.files)}`
		});
		process.stdout.write(`${region.key}: ${taken}\n${region.key}: ${describeVerification(verification, say)}\n`);
		return verification.isIntact ? EXIT.done : EXIT.broken;
	});
}
