import { fileURLToPath } from 'node:url';
import { createExamplePeople, needsSetup, prepareSetup, SYSTEM_CONTEXT } from './accounts/accounts.service.ts';
import type { ExamplePerson } from './accounts/accounts.service.ts';
import { nameResponsible } from './concept/project.service.ts';
import { loadRegion } from './exchange/exchange.service.ts';
import { hasRegions } from './region/region.service.ts';

/** The region that ships with the product. */
const EXAMPLE = fileURLToPath(new URL('../examples/saalebogen.yaml', import.meta.url));
/** The one project that the example's contributor reports on. */
const CONTRIBUTORS_PROJECT = 'geraer-bahnbogen';

export interface FirstStart {
	/** People of the example with their passwords, to be shown once; empty at every later start. */
	people: ExamplePerson[];
	/** One-time token for the first administrator, where there is none yet. */
	setupToken: string | null;
}

/**
 * What only the start of an empty installation does: the embedded one gets the example region and one person for each
 * role; an installation with its own database gets a one-time link instead, and no example people.
 */
export async function firstStart(isEmbedded: boolean): Promise<FirstStart> {
	const isEmpty = isEmbedded && (await needsSetup()) && !(await hasRegions());
	if (!isEmpty) return { people: [], setupToken: await prepareSetup() };
	const { region } = await loadRegion(SYSTEM_CONTEXT, EXAMPLE);
	const people = await createExamplePeople(region.id);
	// Cut short the last time: the passwords shown then are lost, so the operator sets up an administrator.
	if (people === null) return { people: [], setupToken: await prepareSetup() };
	const contributor = people.find((person) => person.role === 'contributor');
	if (contributor) await nameResponsible(region.id, CONTRIBUTORS_PROJECT, contributor.id);
	return { people, setupToken: null };
}

/** What the operator reads on the console, once. */
export function announceFirstStart({ people, setupToken }: FirstStart, url: string): string {
	if (setupToken !== null)
		return `Einrichten (einmal, 24 Stunden gültig) / set up (once, valid for 24 hours): ${url}/setup?token=${setupToken}\n`;
	if (people.length === 0) return '';
	const rows = people.map(
		(person) => `  ${(person.role ?? 'administrator').padEnd(14)} ${person.email.padEnd(34)} ${person.password}`
	);
	return ['Beispielpersonen, nur jetzt gezeigt / example people, shown only now:', ...rows, ''].join('\n');
}
