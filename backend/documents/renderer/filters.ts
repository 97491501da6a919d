import type { Liquid } from 'liquidjs';
import { formatAmount, formatCents, formatTotal } from '@konzeptstand/contract/format/amount.ts';
import { compareEdtf, formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { formatNumber, formatPercent, formatQuantity, unknownWord } from '@konzeptstand/contract/format/number.ts';
import type { Amount, Language, Quantity } from '@konzeptstand/contract/values.ts';
import { TEXT_CLOSE, TEXT_OPEN } from './escape.ts';
import {
	AMOUNT_KIND_WORDS,
	DOCUMENT_WORDS,
	EDITION_WORDS,
	INVERSE_RELATION_WORDS,
	PRIORITY_WORDS,
	RELATION_KIND_WORDS,
	ROLE_WORDS,
	STATUS_WORDS,
	TAX_WORDS
} from './words.ts';

/** What one rendering gathers while the template runs. */
export interface Gathered {
	readonly language: Language;
	/** Long texts in the order in which they were met; their place decides how they are written. */
	readonly texts: string[];
	/** Numbers in the data's list of sources, in the order in which the text names them. */
	readonly sources: number[];
	readonly footnotes: Map<number, number>;
}

interface Filter {
	/** One line for the README: what it makes of what. */
	readonly does: string;
	readonly example: string;
	/** Writes Markdown of its own; everything else is escaped. */
	readonly raw?: boolean;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- values come from a template, each filter looks at them
	readonly make: (gathered: () => Gathered) => (value: any, ...rest: any[]) => unknown;
}

const collator = new Intl.Collator('de', { numeric: true, sensitivity: 'base' });

/** Dates and amounts repeat by the thousand, and building an Intl format costs far more than looking it up. */
function remembered<T>(format: (value: T, language: Language) => string): (value: T, language: Language) => string {
	const known = new Map<string, string>();
	return (value, language) => {
		const key = language + (typeof value === 'object' ? JSON.stringify(value) : String(value));
		const found = known.get(key);
		if (found !== undefined) return found;
		if (known.size > 10_000) known.clear();
		const made = format(value, language);
		known.set(key, made);
		return made;
	};
}

const dateWords = remembered((value: string | null, language) => formatEdtf(value, language));
const money = remembered((value: number | Amount, language) =>
	typeof value === 'number' ? formatCents(value, language) : formatAmount(value, language)
);
const numberWords = remembered((value: number, language) => formatNumber(value, language));
const percentWords = remembered((value: number, language) => formatPercent(value, language, 1));
const NO_BREAK = '\u00a0';

interface Total {
	cents: number;
	inexact: number;
	unknown: number;
}
const isTotal = (value: unknown): value is Total => typeof value === 'object' && value !== null && 'unknown' in value;

function euro(value: number | Amount | Total | null | undefined, language: Language, none?: string): string {
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

const word = (words: Record<Language, Record<string, string>>) => (gathered: () => Gathered) => (value: unknown) =>
	words[gathered().language][String(value)] ?? unknownWord(gathered().language);

function joined(texts: readonly string[], language: Language): string {
	if (texts.length < 2) return texts.join('');
	return `${texts.slice(0, -1).join(', ')} ${DOCUMENT_WORDS[language].and} ${texts.at(-1) ?? ''}`;
}

/** Own property only: a template names what the dictionary has. */
function property(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
		? (value as Record<string, unknown>)[name]
		: undefined;
}

export const FILTERS: Readonly<Record<string, Filter>> = {
	euro: {
		does: 'Betrag (oder Summe einer Auswertung) in Worten der Quelle; ohne Betrag das Wort in Klammern, sonst „nicht bekannt“',
		example: "{{ project.cost | euro: 'Kosten nicht bekannt' }} → rund 420.000 €",
		make: (gathered) => (value, none?: string) => euro(value, gathered().language, none)
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
		make: (gathered) => (value: string | null, none?: string) =>
			value === null || value === undefined
				? (none ?? unknownWord(gathered().language))
				: dateWords(value, gathered().language)
	},
	status: {
		does: 'Status eines Projekts',
		example: '{{ project.status | status }} → in Umsetzung',
		make: word(STATUS_WORDS)
	},
	edition_state: {
		does: 'Stand einer Fassung',
		example: '{{ edition.state | edition_state }} → beschlossen',
		make: word(EDITION_WORDS)
	},
	role: { does: 'Rolle eines Akteurs', example: '{{ role.role | role }} → Träger', make: word(ROLE_WORDS) },
	priority: { does: 'Priorität', example: '{{ measure.priority | priority }} → hoch', make: word(PRIORITY_WORDS) },
	relation: {
		does: 'Verhältnis zu einem anderen Projekt, mit der Gegenrichtung',
		example: '{{ relation.kind | relation: relation.isInverse }} → Teil von',
		make: (gathered) => (value, isInverse?: boolean) =>
			word(isInverse ? INVERSE_RELATION_WORDS : RELATION_KIND_WORDS)(gathered)(value)
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
		make: (gathered) => (value: number | { value: number | null; of: number } | null) => {
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
	},
	count: {
		does: 'Anzahl mit Einzahl oder Mehrzahl; auch von einer Liste',
		example: "{{ projects | count: 'Projekt', 'Projekte' }} → 76 Projekte",
		make: (gathered) => (value: number | unknown[], one: string, many: string) => {
			const { language } = gathered();
			const amount = Array.isArray(value) ? value.length : value;
			const shown = amount === 0 ? DOCUMENT_WORDS[language].none : numberWords(amount, language);
			return `${shown}${NO_BREAK}${amount === 1 ? one : many}`;
		}
	},
	names: {
		does: 'Aufzählung von Namen mit „und“; ohne Namen das Wort in Klammern, sonst „nicht bekannt“',
		example: '{{ project.municipalities | names }} → Saalfeld/Saale und Rudolstadt',
		make: (gathered) => (value: (string | { name?: string; title?: string })[] | null, none?: string) => {
			const { language } = gathered();
			const texts = (value ?? []).map((one) => (typeof one === 'string' ? one : (one.name ?? one.title ?? '')));
			return texts.length > 0 ? joined(texts, language) : (none ?? unknownWord(language));
		}
	},
	known: {
		does: 'Der Wert selbst, oder „nicht bekannt“',
		example: '{{ edition.preparedBy | known }}',
		make: (gathered) => (value: unknown) =>
			value === null || value === undefined || value === '' ? unknownWord(gathered().language) : value
	},
	first: {
		does: 'Das erste einer Liste; null, wenn sie leer ist',
		example: '{% assign report = project.reports | first %}',
		make: () => (value) => oneOf(value, 0)
	},
	last: {
		does: 'Das letzte einer Liste; null, wenn sie leer ist',
		example: '{% assign reading = readings | last %}',
		make: () => (value) => oneOf(value, -1)
	},
	sort: {
		does: 'Sortiert, wie Menschen sortieren (W 2 vor W 10), nach dem genannten Feld; ohne Wert zuletzt',
		example: "{% assign rows = projects | sort: 'code' %}",
		make:
			() =>
			(value: unknown[], name = 'code') =>
				[...value].sort((a, b) => compareValues(property(a, name), property(b, name)))
	},
	sort_by_date: {
		does: 'Sortiert Daten verschiedener Genauigkeit nach dem genannten Feld; ohne Datum zuletzt',
		example: "{% assign rows = milestones | sort_by_date: 'date' %}",
		make:
			() =>
			(value: unknown[], name = 'date') =>
				[...value].sort((a, b) => compareEdtf(dateOf(property(a, name)), dateOf(property(b, name))))
	},
	text: {
		does:
			'Langer Text: Absätze, Hervorhebung, Listen und Verweise (http, https, mailto) bleiben, alles andere wird Text. ' +
			'Allein in einer Zeile wird er zu Absätzen, sonst (auch in einer Tabelle) zu einer Zeile',
		example: '{{ measure.description | text }}',
		raw: true,
		make: (gathered) => (value: unknown) => {
			if (typeof value !== 'string' || value.trim() === '') return '';
			const { texts } = gathered();
			return `${TEXT_OPEN}${String(texts.push(value) - 1)}${TEXT_CLOSE}`;
		}
	},
	sources: {
		does: 'Quellen als Fußnoten',
		example: '{{ project.sources | sources }} → [^3]',
		raw: true,
		make: (gathered) => (value: unknown) =>
			Array.isArray(value) ? [...new Set(value)].map((one) => footnote(Number(one), gathered())).join('') : ''
	}
};

function footnote(source: number, gathered: Gathered): string {
	let label = gathered.footnotes.get(source);
	if (label === undefined) {
		label = gathered.sources.push(source);
		gathered.footnotes.set(source, label);
	}
	return `[^${String(label)}]`;
}

function oneOf(value: unknown, index: number): unknown {
	return Array.isArray(value) ? ((value.at(index) as unknown) ?? null) : null;
}

const dateOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function compareValues(a: unknown, b: unknown): number {
	const hasA = a !== null && a !== undefined;
	const hasB = b !== null && b !== undefined;
	if (!hasA || !hasB) return hasA === hasB ? 0 : hasA ? -1 : 1;
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return collator.compare(String(a), String(b));
}

/** Filters of Liquid's own that stay: none of them writes anything unescaped. */
export const KEPT_FILTERS: readonly string[] = [
	'abs',
	'append',
	'at_least',
	'at_most',
	'capitalize',
	'ceil',
	'compact',
	'concat',
	'default',
	'divided_by',
	'downcase',
	'floor',
	'group_by',
	'has',
	'join',
	'map',
	'minus',
	'modulo',
	'plus',
	'prepend',
	'reject',
	'remove',
	'replace',
	'reverse',
	'round',
	'size',
	'slice',
	'split',
	'strip',
	'sum',
	'times',
	'truncate',
	'uniq',
	'upcase',
	'where'
];
/** Tags that stay. The others would write unescaped, keep state between documents, or hide what a template does. */
export const KEPT_TAGS: readonly string[] = [
	'#',
	'assign',
	'break',
	'case',
	'comment',
	'continue',
	'for',
	'if',
	'render',
	'unless'
];

/** Puts the documents' filters in the place of Liquid's. */
export function registerFilters(liquid: Liquid, gathered: () => Gathered): void {
	for (const name of Object.keys(liquid.filters)) if (!KEPT_FILTERS.includes(name)) delete liquid.filters[name];
	for (const name of Object.keys(liquid.tags)) if (!KEPT_TAGS.includes(name)) delete liquid.tags[name];
	for (const [name, filter] of Object.entries(FILTERS)) {
		const handler = filter.make(gathered);
		liquid.registerFilter(name, filter.raw ? { raw: true, handler } : handler);
	}
}
