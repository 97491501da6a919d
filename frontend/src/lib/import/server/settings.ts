import type {
	ColumnField,
	HierarchyBy,
	ImportLevel,
	ImportRows,
	ImportView,
	ImportWords,
	MoneyUnit,
	SheetSettings
} from '@konzeptstand/contract/import.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import { typedEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { Form } from '#lib/server/form.ts';
import { NOTHING } from '../nothing.ts';

/** What a submitted form says of a list; what it does not show stays as it is. The API checks every value. */

type Sheet = ImportView['sheets'][number];

/** A sheet as it is understood, with what the form says of its head or of its columns. */
export function sheetFrom(sheet: Sheet, form: Form): SheetSettings {
	const { name, isUsed, headRow, headRows, rows, hierarchy, levels, asOf } = sheet;
	const columns = sheet.columns.map(({ letter, header, field, unit }) => ({
		letter,
		header,
		field: (form.text(`field.${letter}`) as ColumnField | null) ?? field,
		unit: (form.text(`unit.${letter}`) as MoneyUnit | null) ?? unit
	}));
	const kept = { name, isUsed, headRow, headRows, columns, rows, hierarchy, levels, asOf };
	if (form.text('part') === 'head') {
		const row = form.number('headRow');
		const day = form.text('asOf');
		return {
			...kept,
			isUsed: form.isChecked('isUsed'),
			headRow: row,
			headRows: row === null ? 0 : Math.max(1, form.number('headRows') ?? 1),
			asOf: day === null ? null : typedEdtf(day)
		};
	}
	return {
		...kept,
		rows: (form.text('rows') as ImportRows | null) ?? rows,
		hierarchy: (form.text('hierarchy') as HierarchyBy | null) ?? hierarchy,
		levels: levels.map((level, index) => (form.text(`level.${index}`) as ImportLevel | null) ?? level)
	};
}

interface Meaning {
	word: string;
	isChosen: boolean;
}
/** What the form chose for a word; null where it left it as it is. */
function choices<Word extends Meaning>(words: readonly Word[], list: string, form: Form): Map<Word, string | null> {
	const said = new Map<string, string | null>();
	for (let index = 0; form.text(`${list}.${index}.word`) !== null; index += 1) {
		const meaning = form.text(`${list}.${index}.means`);
		const was = form.text(`${list}.${index}.was`);
		said.set(form.text(`${list}.${index}.word`) ?? '', meaning === was ? null : meaning);
	}
	const kept = words.filter((word) => word.isChosen || said.get(word.word.trim()));
	return new Map(kept.map((word) => [word, said.get(word.word.trim()) ?? null]));
}

/** The name that was typed for a party of the list. */
function nameBeside(word: string, form: Form): string {
	let index = 0;
	while (![null, word.trim()].includes(form.text(`parties.${index}.word`))) index += 1;
	return form.text(`parties.${index}.name`) ?? '';
}

const orNone = (choice: string): string | null => (choice === NOTHING ? null : choice);

/**
 * The planner's words: those chosen before, and those that the form chooses now. Words that nobody chose are left to
 * the product, so that a doubt about them stays one.
 * @param parties those of the region, by name
 * @returns the name of a party that is not there, or the words
 */
export function wordsFrom(
	words: ImportView['words'],
	form: Form,
	parties: ReadonlyMap<string, string>
): { unknownParty: string } | { words: ImportWords } {
	const made: ImportWords = { statuses: [], priorities: [], parties: [], municipalities: [] };
	for (const [{ word, status }, choice] of choices(words.statuses, 'statuses', form))
		made.statuses.push({ word, status: choice === null ? status : (orNone(choice) as Status | null) });
	for (const [{ word, priority }, choice] of choices(words.priorities, 'priorities', form)) {
		const chosen = choice === null ? priority : orNone(choice);
		made.priorities.push({ word, priority: chosen as typeof priority });
	}
	for (const [{ word, municipality }, choice] of choices(words.municipalities, 'municipalities', form))
		made.municipalities.push({ word, municipality: choice === null ? (municipality?.id ?? null) : orNone(choice) });
	for (const [{ word, party, kind, isLeftOut }, choice] of choices(words.parties, 'parties', form)) {
		const plain = { word, party: null, kind, isLeftOut: false };
		if (choice === null) made.parties.push({ ...plain, party: party?.id ?? null, isLeftOut });
		else if (choice === NOTHING) made.parties.push({ ...plain, isLeftOut: true });
		else if (choice.startsWith('new:')) made.parties.push({ ...plain, kind: choice.slice(4) as typeof kind });
		else if (choice.startsWith('party:')) made.parties.push({ ...plain, party: choice.slice(6) });
		else {
			const name = nameBeside(word, form);
			const known = parties.get(name);
			if (known === undefined) return { unknownParty: name };
			made.parties.push({ ...plain, party: known });
		}
	}
	return { words: made };
}
