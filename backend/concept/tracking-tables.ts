import type { z } from 'zod';
import type { assessmentRow, Indicator, reading } from '@konzeptstand/contract/concept.ts';
import type { stepRow } from '@konzeptstand/contract/project.ts';
import { describeTable } from '../foundation/table/table.ts';
import type { TableOf } from '../foundation/table/table.ts';
import { keyColumns, named, quantityColumns } from './table-words.ts';

/** Steps, readings and assessments as tables. */

export const stepTable = describeTable<z.output<typeof stepRow>>({ de: 'Projektschritte', en: 'Steps' }, [
	['Projekt', 'Project', 'text', (row) => named(row.projectReference), 40],
	['Schritt', 'Step', 'text', (row) => row.title, 50],
	['Schritt (englisch)', 'Step (English)', 'text', (row) => row.titleEn, 30],
	['Ratsschritt', 'Council step', 'flag', (row) => row.isCouncilStep],
	['geplant', 'Planned', 'date', (row) => row.planned],
	['erwartet', 'Expected', 'date', (row) => row.expected],
	['erfolgt', 'Done', 'date', (row) => row.actual],
	['verspätet', 'Late', 'flag', (row) => row.isLate],
	['Beschreibung', 'Description', 'text', (row) => row.description, 50],
	...keyColumns,
	['Kennung des Projekts', 'Id of the project', 'text', (row) => row.project, 38]
]);

type Reading = z.output<typeof reading>;

interface IndicatorReading {
	indicator: Indicator;
	/** Null: the indicator has none. */
	reading: Reading | null;
}

const readingsOfIndicators = describeTable<IndicatorReading>({ de: 'Indikatoren', en: 'Indicators' }, [
	['Indikator', 'Indicator', 'text', ({ indicator }) => indicator.title, 50],
	['Indikator (englisch)', 'Indicator (English)', 'text', ({ indicator }) => indicator.titleEn, 30],
	['Einheit', 'Unit', 'text', ({ indicator }) => indicator.unit, 12],
	['Bezug', 'Of', 'text', ({ indicator }) => named(indicator.subjectReference), 40],
	...quantityColumns<IndicatorReading>('Ausgangswert', 'Baseline', (row) => row.indicator.baseline?.quantity ?? null),
	['Ausgangswert vom', 'Baseline of', 'date', ({ indicator }) => indicator.baseline?.date ?? null],
	...quantityColumns<IndicatorReading>('Zielwert', 'Target', (row) => row.indicator.target?.quantity ?? null),
	['Zielwert für', 'Target by', 'date', ({ indicator }) => indicator.target?.date ?? null],
	['Datum', 'Date', 'date', (row) => row.reading?.date ?? null],
	...quantityColumns<IndicatorReading>('Wert', 'Value', (row) => row.reading?.quantity ?? null),
	['Kennung', 'Id', 'text', ({ indicator }) => indicator.id, 38],
	['Schlüssel', 'Key', 'text', ({ indicator }) => indicator.key],
	['Kennung des Messwerts', 'Id of the reading', 'text', (row) => row.reading?.id ?? null, 38]
]);

/** One row a reading; an indicator without any has a row of its own. */
export const indicatorTable: TableOf<Indicator> = ({ rows }, language) =>
	readingsOfIndicators(
		{
			rows: rows.flatMap((indicator) => {
				const readings: (Reading | null)[] = indicator.readings.length === 0 ? [null] : indicator.readings;
				return readings.map((reading) => ({ indicator, reading }));
			})
		},
		language
	);

export const readingTable = describeTable<Reading>({ de: 'Messwerte', en: 'Readings' }, [
	['Datum', 'Date', 'date', (row) => row.date],
	...quantityColumns<Reading>('Wert', 'Value', (row) => row.quantity),
	...keyColumns,
	['Kennung des Indikators', 'Id of the indicator', 'text', (row) => row.indicator, 38]
]);

const ASSESSMENT_KINDS = { outcome: { de: 'Ergebnis', en: 'outcome' }, outlook: { de: 'Ausblick', en: 'outlook' } };

export const assessmentTable = describeTable<z.output<typeof assessmentRow>>(
	{ de: 'Einschätzungen', en: 'Assessments' },
	[
		['Bezug', 'Of', 'text', (row) => named(row.subjectReference), 40],
		['Stand vom', 'As of', 'date', (row) => row.asOf],
		['Art', 'Kind', 'text', (row, language) => ASSESSMENT_KINDS[row.kind][language], 12],
		['Einschätzung', 'Assessment', 'text', (row) => row.text, 80],
		...keyColumns
	]
);
