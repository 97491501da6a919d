import type {
	ColumnField,
	DecisionChoice,
	ImportDecision,
	ImportDoubt,
	ImportText
} from '@konzeptstand/contract/import.ts';
import { fill } from '../../foundation/error-texts.ts';
import { DOUBT_TEXTS, SAID } from './doubt-texts.ts';
import { normalised } from './words.ts';

/** Everything in a list that is not plain, each with its place and, where one is safe, a proposal. */

export interface DoubtSeed {
	code: string;
	sheet: string;
	sheetIndex: number;
	row: number;
	column: string | null;
	field: ColumnField | null;
	value: string;
	/** What is proposed, in words and as text that can be typed. */
	proposal?: { text: ImportText; value: string } | null;
	choices: readonly DecisionChoice[];
	/** The row cannot be taken as it is, and nobody can simply say that it is meant so. */
	isRefused?: boolean;
	/** Fill the gaps of the code's text. */
	values?: Record<string, string | number>;
	/** What one answer is for; the value, where nothing else is said. */
	about?: string;
}

/** Doubts of one reading with what the planner has decided about them. */
export class Doubts {
	readonly #decisions: ReadonlyMap<string, ImportDecision>;

	constructor(decisions: readonly ImportDecision[]) {
		this.#decisions = new Map(decisions.map((one) => [one.doubt, one]));
	}

	/** Adds a doubt to a row's. @returns what was decided about it; null where nothing was, or nothing needs to be */
	add(to: ImportDoubt[], seed: DoubtSeed): ImportDecision | null {
		const { code, sheet, sheetIndex, row, column, field, value, choices } = seed;
		const place = `${String(sheetIndex)}!${column ?? ''}${String(row)}:${code}`;
		// one cell may hold several words of which each is a doubt of its own
		const before = to.filter(({ id }) => id === place || id.startsWith(`${place}:`)).length;
		const id = before === 0 ? place : `${place}:${String(before + 1)}`;
		const group = `${code}:${normalised(seed.about ?? value).slice(0, 200)}`;
		const isSaid = SAID.has(code);
		const proposal = seed.proposal ?? null;
		const possible = proposal ? (['proposal', ...choices] as const) : choices;
		const made = this.#decisions.get(id) ?? this.#decisions.get(group) ?? this.#decisions.get(code) ?? null;
		const decision = made && possible.includes(made.choice) ? made : null;
		to.push({
			id,
			group,
			code,
			level: isSaid ? 'said' : seed.isRefused ? 'refused' : 'question',
			sheet,
			row,
			column,
			field,
			value: value.slice(0, 500),
			text: textOf(code, { value: value.slice(0, 100), ...seed.values }),
			proposal,
			choices: isSaid ? [] : [...possible],
			decision,
			isOpen: !isSaid && decision === null
		});
		return decision;
	}
}

export function textOf(code: string, values: Record<string, string | number> = {}): ImportText {
	const text = DOUBT_TEXTS[code];
	if (!text) throw new Error(`No text for the doubt ${code}.`);
	return { de: fill(text.de, values), en: fill(text.en, values) };
}
