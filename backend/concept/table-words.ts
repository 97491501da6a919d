import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { MeasureRow } from '@konzeptstand/contract/concept.ts';
import type { EditionState } from '@konzeptstand/contract/region.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import type { Language, Quantity, Reference, Relation, rowFacts } from '@konzeptstand/contract/values.ts';
import type { z } from 'zod';
import type { Column } from '../foundation/table/table.ts';

/** Words and columns that several tables share. */

type Words<Name extends string> = Readonly<Record<Name, Readonly<Record<Language, string>>>>;

export const STATUS_WORDS: Words<Status> = {
	idea: { de: 'Idee', en: 'idea' },
	planned: { de: 'in Planung', en: 'planned' },
	decided: { de: 'beschlossen', en: 'decided' },
	running: { de: 'in Umsetzung', en: 'running' },
	ongoing: { de: 'Daueraufgabe', en: 'ongoing' },
	paused: { de: 'ruht', en: 'paused' },
	completed: { de: 'abgeschlossen', en: 'completed' },
	stopped: { de: 'gestoppt', en: 'stopped' },
	rejected: { de: 'abgelehnt', en: 'rejected' },
	unknown: { de: 'nicht bekannt', en: 'not known' }
};
export const STATE_WORDS: Words<EditionState> = {
	draft: { de: 'Entwurf', en: 'draft' },
	unconfirmed: { de: 'unbestätigt', en: 'unconfirmed' },
	adopted: { de: 'beschlossen', en: 'adopted' },
	superseded: { de: 'abgelöst', en: 'superseded' }
};
export const PRIORITY_WORDS: Words<NonNullable<MeasureRow['priority']>> = {
	high: { de: 'hoch', en: 'high' },
	medium: { de: 'mittel', en: 'medium' },
	low: { de: 'niedrig', en: 'low' }
};
export const RELATION_WORDS: Words<Relation> = {
	exact: { de: 'genau', en: 'exact' },
	about: { de: 'etwa', en: 'about' },
	almost: { de: 'knapp', en: 'almost' },
	'more-than': { de: 'mehr als', en: 'more than' },
	'at-least': { de: 'mindestens', en: 'at least' },
	range: { de: 'von bis', en: 'from to' }
};

/** An item in one cell: its number and its title. */
export const named = (one: Reference | null): string | null => one && [one.code, one.title].filter(Boolean).join(' ');
export const listed = (many: readonly Reference[]): string => many.map((one) => one.title).join('; ');
/** A date in words; what is not known stays empty. */
export const inWords = (date: string | null, language: Language): string | null =>
	date === null ? null : formatEdtf(date, language);

type Facts = { [Name in keyof typeof rowFacts]: z.output<(typeof rowFacts)[Name]> };

/** When, exactly and in words; what it costs, and how exact that is. */
export const factColumns: readonly Column<Facts>[] = [
	['Zeitraum', 'Period', 'date', ({ periods }) => periods.planned],
	['Zeitraum in Worten', 'Period in words', 'text', ({ periods }, language) => inWords(periods.planned, language)],
	['Zeitraum tatsächlich', 'Actual period', 'date', ({ periods }) => periods.actual],
	['Kosten', 'Costs', 'amount', ({ cost }) => cost?.cents ?? null],
	[
		'Genauigkeit der Kosten',
		'Exactness of costs',
		'text',
		({ cost }, language) => cost && RELATION_WORDS[cost.relation][language],
		14
	],
	['Kosten bis', 'Costs up to', 'amount', ({ cost }) => cost?.maximumCents ?? null]
];

/** By which an import finds the item again. */
export const keyColumns: readonly Column<{ id: string; key: string | null }>[] = [
	['Kennung', 'Id', 'text', ({ id }) => id, 38],
	['Schlüssel', 'Key', 'text', ({ key }) => key]
];

/** A quantity in three columns: the value, how exact it is, and the upper value of a range. */
export function quantityColumns<Row>(
	de: string,
	en: string,
	quantityOf: (row: Row) => Quantity | null
): readonly Column<Row>[] {
	return [
		[de, en, 'number', (row) => quantityOf(row)?.value ?? null, 14],
		[`${de}: Genauigkeit`, `${en}: exactness`, 'text', (row, language) => exactnessOf(quantityOf(row), language), 14],
		[`${de}: bis`, `${en}: up to`, 'number', (row) => quantityOf(row)?.maximum ?? null, 14]
	];
}

const exactnessOf = (quantity: Quantity | null, language: Language): string | null =>
	quantity && RELATION_WORDS[quantity.relation][language];
