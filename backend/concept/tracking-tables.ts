import type { z } from 'zod';
import type { assessmentList, indicatorList, readingList } from '@konzeptstand/contract/concept.ts';
import type { stepList } from '@konzeptstand/contract/project.ts';
import type { Language, Quantity, Relation } from '@konzeptstand/contract/values.ts';
import type { CsvTable } from '../foundation/http/csv.ts';
import { named, pick } from './tables.ts';

/** Steps, readings and assessments as tables for spreadsheets. */

const RELATION_WORDS: Record<Relation, Record<Language, string>> = {
	exact: { de: 'genau', en: 'exact' },
	about: { de: 'etwa', en: 'about' },
	almost: { de: 'knapp', en: 'almost' },
	'more-than': { de: 'mehr als', en: 'more than' },
	'at-least': { de: 'mindestens', en: 'at least' },
	range: { de: 'von bis', en: 'from to' }
};

/** A quantity in three columns: how exact, the value, and the upper one of a range. */
function cells(quantity: Quantity, language: Language): (string | number | null)[] {
	return [RELATION_WORDS[quantity.relation][language], quantity.value, quantity.maximum];
}

export function stepTable(page: z.output<typeof stepList>, language: Language): CsvTable {
	return {
		columns: pick(
			language,
			['Projekt', 'Schritt', 'Ratsschritt', 'geplant', 'erwartet', 'erfolgt', 'verspätet'],
			['Project', 'Step', 'Council step', 'Planned', 'Expected', 'Done', 'Late']
		),
		rows: page.rows.map((row) => [
			named(row.projectReference),
			row.title,
			row.isCouncilStep,
			row.planned,
			row.expected,
			row.actual,
			row.isLate
		])
	};
}

/** One row a reading; an indicator without any has a row of its own. */
export function indicatorTable(page: z.output<typeof indicatorList>, language: Language): CsvTable {
	return {
		columns: pick(
			language,
			['Indikator', 'Einheit', 'Bezug', 'Datum', 'Genauigkeit', 'Wert', 'bis Wert'],
			['Indicator', 'Unit', 'Of', 'Date', 'Exactness', 'Value', 'Upper value']
		),
		rows: page.rows.flatMap((row) => {
			const own = [row.title, row.unit, named(row.subjectReference)];
			if (row.readings.length === 0) return [[...own, null, null, null, null]];
			return row.readings.map((reading) => [...own, reading.date, ...cells(reading.quantity, language)]);
		})
	};
}

export function readingTable(page: z.output<typeof readingList>, language: Language): CsvTable {
	return {
		columns: pick(
			language,
			['Datum', 'Genauigkeit', 'Wert', 'bis Wert', 'Kennung des Indikators'],
			['Date', 'Exactness', 'Value', 'Upper value', 'Id of the indicator']
		),
		rows: page.rows.map((row) => [row.date, ...cells(row.quantity, language), row.indicator])
	};
}

export function assessmentTable(page: z.output<typeof assessmentList>, language: Language): CsvTable {
	const kinds = {
		outcome: pick(language, ['Ergebnis'], ['outcome']),
		outlook: pick(language, ['Ausblick'], ['outlook'])
	};
	return {
		columns: pick(language, ['Bezug', 'Stand', 'Art', 'Einschätzung'], ['Of', 'As of', 'Kind', 'Assessment']),
		rows: page.rows.map((row) => [named(row.subjectReference), row.asOf, kinds[row.kind].join(), row.text])
	};
}
