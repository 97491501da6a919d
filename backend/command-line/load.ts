import { readFile } from 'node:fs/promises';
import { SYSTEM_CONTEXT } from '../accounts/accounts.service.ts';
import { loadImport, readImport } from '../exchange/exchange.service.ts';
import type { LoadOutcome } from '../exchange/exchange.service.ts';
import { EXIT } from './exit-code.ts';
import type { Say, Text } from './say.ts';
import { withDatabase } from './with-database.ts';

/** `konzeptstand load <file>` */
export async function load(file: string, say: Say): Promise<number> {
	const content = readImport(await readFile(file));
	const outcome = await withDatabase(() => loadImport(SYSTEM_CONTEXT, content));
	process.stdout.write(describeOutcome(outcome, say));
	return EXIT.done;
}

const REASONS: Record<LoadOutcome['leftAlone'][number]['reason'], Text> = {
	differs: { de: 'steht hier anders', en: 'stands differently here' },
	changed: { de: 'hier seither geändert', en: 'changed here since' },
	withdrawn: { de: 'hier zurückgezogen', en: 'withdrawn here' },
	frozen: { de: 'Fassung ist hier beschlossen', en: 'edition is adopted here' },
	undated: { de: 'ohne Datum, hier ist Neueres gemeldet', en: 'undated, something newer is reported here' }
};

/** What a load did, one line each; in full what it left alone, for somebody has to decide about that. */
export function describeOutcome(outcome: LoadOutcome, say: Say): string {
	const { added, supplemented, leftAlone } = outcome;
	const region = outcome.region.key;
	const counts = Object.entries(added).map(([kind, count]) => `${String(count)} ${kind}`);
	const lines: string[] = [];
	if (counts.length > 0) lines.push(`${region}: ${say({ de: 'hinzugefügt', en: 'added' })}: ${counts.join(', ')}`);
	for (const { kind, key, fields } of supplemented)
		lines.push(`${region}: ${say({ de: 'ergänzt', en: 'supplemented' })}: ${kind} ${key} (${fields.join(', ')})`);
	for (const { kind, key, field, reason } of leftAlone) {
		const place = field === null ? `${kind} ${key}` : `${kind} ${key}.${field}`;
		lines.push(
			`${region}: ${say({ de: 'unverändert gelassen', en: 'left alone' })}: ${place} (${say(REASONS[reason])})`
		);
	}
	if (counts.length === 0 && supplemented.length === 0) {
		const nothing = { de: 'nichts Neues, nichts geändert', en: 'nothing new, nothing changed' };
		lines.push(`${region}: ${say(nothing)}`);
	}
	return `${lines.join('\n')}\n`;
}
