import { createHash } from 'node:crypto';
import { ApplicationError } from '../../foundation/errors.ts';
import { readFile } from '../../foundation/files/files.ts';
import type { RouteRegion } from '../../foundation/http/route.ts';
import { record } from '../../record/record.service.ts';
import type { Snapshot } from '../../record/record.service.ts';
import { readHeld } from './held.ts';
import type { Held } from './held.ts';
import type { ImportItem } from './import.model.ts';
import type { Interpretation } from './interpret.ts';
import { planImport } from './plan.ts';
import type { Plan } from './plan.ts';
import { interpretSpreadsheet } from './spreadsheet-reader.ts';

/** What an import means right now: its file as it is understood, held against what the region knows. */

export interface CurrentPlan {
	interpretation: Interpretation;
	held: Held;
	plan: Plan;
	/** The entry of the region at which it is true. */
	sequence: number;
}

/** Rows of lists that are kept at hand; a list read again costs seconds. */
const KEPT_ROWS = 100_000;

/** The latest few results, no more than so many rows of them. */
class KeptLists<V> {
	readonly #kept = new Map<string, { value: V; rows: number }>();

	find(name: string): V | undefined {
		const found = this.#kept.get(name);
		if (!found) return undefined;
		this.#kept.delete(name);
		this.#kept.set(name, found);
		return found.value;
	}

	keep(name: string, value: V, rows: number): void {
		this.#kept.set(name, { value, rows });
		let sum = [...this.#kept.values()].reduce((all, one) => all + one.rows, 0);
		for (const [oldest, one] of this.#kept) {
			if (sum <= KEPT_ROWS || oldest === name) break;
			this.#kept.delete(oldest);
			sum -= one.rows;
		}
	}
}

const interpretations = new KeptLists<Interpretation>();
const plans = new KeptLists<CurrentPlan>();
const nameOf = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

type Understood = Pick<ImportItem, 'file' | 'reading' | 'words' | 'decisions'> & {
	sheets: ImportItem['sheets'] | null;
};

/**
 * Reads the file of an import, as it is understood.
 * @param bytes of the file, where they are at hand
 * @throws ApplicationError not_found where the file is gone, invalid_input where it cannot be read, busy
 */
export async function interpretImport(item: Understood, day: string, bytes?: Buffer): Promise<Interpretation> {
	const { file, reading, sheets, words, decisions } = item;
	const { statuses, priorities } = words;
	const name = nameOf([file, reading, sheets, { statuses, priorities }, decisions, day]);
	const kept = interpretations.find(name);
	if (kept) return kept;
	const content = bytes ?? (await readFile(file));
	if (!content) throw new ApplicationError('not_found', { field: 'file', problem: 'not_found' });
	const made = await interpretSpreadsheet({ bytes: content, reading, sheets, words, decisions, day });
	interpretations.keep(name, made, made.rows.length);
	return made;
}

/**
 * What taking the import would do now.
 * @throws ApplicationError as `interpretImport`
 */
export async function currentPlan(region: RouteRegion, item: ImportItem, day: string): Promise<CurrentPlan> {
	const interpretation = await interpretImport(item, day);
	const head = await record.head(region.id);
	const name = (sequence: number, hash: string): string => nameOf([item._id, item.version, sequence, hash, day]);
	const kept = head && plans.find(name(head.sequence, head.hash));
	if (kept) return kept;
	const { held, state } = await record.read(region.id, async (snapshot) => ({
		held: await readHeld(region.id, snapshot.session, item.edition),
		state: headOf(snapshot)
	}));
	const plan = await planImport(interpretation, held, item);
	const made = { interpretation, held, plan, sequence: state.sequence };
	plans.keep(name(state.sequence, state.hash), made, plan.rows.length);
	return made;
}

const headOf = ({ head }: Snapshot): { sequence: number; hash: string } => head ?? { sequence: 0, hash: '' };
