import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;

/** The product's version, from its package.json. */
export const VERSION = (JSON.parse(readFileSync(path.join(here, '../package.json'), 'utf8')) as { version: string })
	.version;

/** Of the code itself: what another build answered, under the same version or not, is not true for this one. */
export const BUILD = hashOfSources();

function hashOfSources(): string {
	const hash = createHash('sha256').update(VERSION);
	const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
	for (const file of files.sort()) hash.update(file).update(readFileSync(path.join(here, file)));
	return hash.digest('hex').slice(0, 16);
}
