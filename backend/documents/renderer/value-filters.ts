import { formatAmount, formatCents, formatTotal } from '@konzeptstand/contract/format/amount.ts';
import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { formatNumber, formatPercent, formatQuantity, unknownWord } from '@konzeptstand/contract/format/number.ts';
import type { Amount, Language, Quantity } from '@konzeptstand/contract/values.ts';
import type { Filter, Gathered } from './filter.ts';
import {
	AMOUNT_KIND_WORDS,
	EDITION_WORDS,
	INVERSE_RELATION_WORDS,
	PRIORITY_WORDS,
	RELATION_KIND_WORDS,
	ROLE_WORDS,
	STATUS_WORDS,
	TAX_WORDS
} from './words.ts';

/** Filters that say one value in words. */

/** Dates and amounts repeat by the thousand, and building an Intl format costs far more than looking it up. */
function remembered<T extends string | number>(
	format: (value: T, language: Language) => string
): (value: T, language: Language) => string {
	const inLanguage = { de: new Map<T, string>(), en: new Map<T, string>() };
	return (value, language) => {
		const known = inLanguage[language];
		const found = known.get(value);
		if (found !== undefined) return found;
		if (known.size > 10_000) known.clear();
		const made = format(value, language);
		known.set(value, made);
		return made;
	};
}

const dateWords = remembered((value: string, language) => formatEdtf(value, language));
const exactMoney = remembered((value: number, language) => formatCents(value, language));
const money = (value: number | Amount, language: Language): string =>
	typeof value === 'number'
		? exactMoney(value, language)
		: value.relation === 'exact'
			? exactMoney(value.cents, language)
			: formatAmount(value, language);
export const numberWords = remembered((value: number, language) => formatNumber(value, language));
export const percentWords = remembered((value: number, language) => formatPercent(value, language, 1));

export interface Total {
	cents: number;
	inexact: number;
	unknown: number;
}
const isTotal = (value: unknown): value is Total => typeof value === 'object' && value !== null && 'unknown' in value;

/** An amount or a total in words. */
export function euro(value: number | Amount | Total | null | undefined, language: Language, none?: string): string {
	if (value === null || value === undefined) return none ?? unknownWord(language);
	if (isTotal(value))
		return value.cents === 0 && value.inexact === 0 && value.unknown > 0
			? (none ?? unknownWord(language))
			: formatTotal(value, language);
	return money(value, language);
}

/** One amount with what the source says of it: planned or actual, net or gross, of what. */
function cost(amount: Amount, language: Language): string {
	const details = [AMOUNT_KIND_WORDS[language][amount.kind], TAX_WORDS[language][amount.tax], amount.scope ?? ''];
	const known = details.filter((one) => one !== '');
	return money(amount, language) + (known.length > 0 ? ` (${known.join(', ')})` : '');
}

/** The word for a value, by the language of the document. */
export const wordOf =
	(words: Record<Language, Record<string, string>>) => (gathered: () => Gathered) => (value: unknown) =>
		words[gathered().language][String(value)] ?? unknownWord(gathered().language);

export const VALUE_FILTERS: Readonly<Record<string, Filter>> = {
	euro: {
		does: 'Betrag (oder Summe einer Auswertung) in Worten der Quelle; ohne Betrag das Wort in Klammern, sonst „nicht bekannt“',
		example: "{{ project.cost | euro: 'Kosten nicht bekannt' }} → rund 420.000 €",
		make: (gathered) => (value: number | Amount | Total | null | undefined, none?: string) =>
			euro(value, gathered().language, none)
	},
	costs: {
		does: 'Liste von Beträgen mit Art, Steuer und Bezug; auch was sich widerspricht, steht nebeneinander',
		example: '{{ project.costs | costs }} → rund 420.000 € (geplant, brutto); mehr als 500.000 €',
		make: (gathered) => (value: Amount[] | null, none?: string) => {
			const { language } = gathered();
			return value?.length ? value.map((one) => cost(one, language)).join('; ') : (none ?? unknownWord(language));
		}
	},
	date: {
		does: 'Datum oder Zeitraum (EDTF) in Worten',
		example: "{{ '2014-01' | date }} → Januar 2014, {{ '2001~' | date }} → etwa 2001",
		make: (gathered) => (value: string | null | undefined, none?: string) =>
			value === null || value === undefined
				? (none ?? unknownWord(gathered().language))
				: dateWords(value, gathered().language)
	},
	status: {
		does: 'Status eines Projekts',
		example: '{{ project.status | status }} → in Umsetzung',
		make: wordOf(STATUS_WORDS)
	},
	edition_state: {
		does: 'Stand einer Fassung',
		example: '{{ edition.state | edition_state }} → beschlossen',
		make: wordOf(EDITION_WORDS)
	},
	role: { does: 'Rolle eines Akteurs', example: '{{ role.role | role }} → Träger', make: wordOf(ROLE_WORDS) },
	priority: { does: 'Priorität', example: '{{ measure.priority | priority }} → hoch', make: wordOf(PRIORITY_WORDS) },
	relation: {
		does: 'Verhältnis zu einem anderen Projekt, mit der Gegenrichtung',
		example: '{{ relation.kind | relation: relation.isInverse }} → Teil von',
		make: (gathered) => (value: unknown, isInverse?: boolean) =>
			wordOf(isInverse ? INVERSE_RELATION_WORDS : RELATION_KIND_WORDS)(gathered)(value)
	},
	percent: {
		does: 'Anteil zwischen 0 und 100',
		example: '{{ 62.5 | percent }} → 62,5 %',
		make: (gathered) => (value: number | null) =>
			typeof value === 'number' ? percentWords(value, gathered().language) : unknownWord(gathered().language)
	},
	share: {
		does: 'Anteil einer Zahl an einer anderen; von null gibt es keinen',
		example: '{{ 39 | share: 76 }} → 51,3 %',
		make: (gathered) => (value: number, of: number) =>
			of > 0 ? percentWords((value / of) * 100, gathered().language) : '–'
	},
	progress: {
		does: 'Fortschritt; bei einer Auswertung mit der Zahl der Projekte, aus denen er stammt',
		example: '{{ rollUp.progress | progress }} → 80,5 % (aus 41 Projekten)',
		make: (gathered) => (value: number | { value: number | null; of: number } | null | undefined) => {
			const { language } = gathered();
			if (value === null || value === undefined) return unknownWord(language);
			if (typeof value === 'number') return percentWords(value, language);
			if (value.value === null) return unknownWord(language);
			const percent = percentWords(value.value, language);
			if (language === 'en') return `${percent} (of ${String(value.of)} ${value.of === 1 ? 'project' : 'projects'})`;
			return `${percent} (aus ${String(value.of)} ${value.of === 1 ? 'Projekt' : 'Projekten'})`;
		}
	},
	number: {
		does: 'Zahl mit Tausenderpunkten',
		example: '{{ 3000 | number }} → 3.000',
		make: (gathered) => (value: number | null) =>
			typeof value === 'number' ? numberWords(value, gathered().language) : unknownWord(gathered().language)
	},
	quantity: {
		does: 'Zahl in der Genauigkeit der Quelle, auf Wunsch mit Einheit',
		example: "{{ population.quantity | quantity: 'Einwohner' }} → rund 60.000 Einwohner",
		make: (gathered) => (value: Quantity | null, unit?: string | null) =>
			formatQuantity(value, gathered().language, unit)
	}
};
