import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { textOrder } from '@konzeptstand/contract/format/intl.ts';
import { unknownWord } from '@konzeptstand/contract/format/number.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { PLACE_MARK, SEE_MARK, TEXT_CLOSE, TEXT_OPEN } from './escape.ts';
import type { Filter, Gathered } from './filter.ts';
import { numberWords } from './value-filters.ts';
import { DOCUMENT_WORDS } from './words.ts';

/** Filters for lists, long texts and sources. */

const collator = textOrder('de', 'base');
const NO_BREAK = '\u00a0';

export const LIST_FILTERS: Readonly<Record<string, Filter>> = {
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
		make: () => (value: unknown) => oneOf(value, 0)
	},
	last: {
		does: 'Das letzte einer Liste; null, wenn sie leer ist',
		example: '{% assign reading = readings | last %}',
		make: () => (value: unknown) => oneOf(value, -1)
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
	place: {
		does: 'Macht eine Überschrift zu einer Stelle, auf die der Filter `see` verweist; steht in der Überschrift',
		example: '### {{ amendment.title }}{{ amendment.place | place }}',
		raw: true,
		make: () => (value: unknown) => marked(value, PLACE_MARK)
	},
	see: {
		does: 'Verweis auf eine Stelle, mit Komma davor; nichts, wo das Dokument die Stelle nicht hat',
		example: '{{ amendment.title }}{{ amendment.place | see }} → Bus, siehe Abschnitt 8.1',
		raw: true,
		make: () => (value: unknown) => marked(value, SEE_MARK)
	},
	sources: {
		does: 'Quellen als Fußnoten',
		example: '{{ project.sources | sources }} → [^3]',
		raw: true,
		make: (gathered) => (value: unknown) =>
			Array.isArray(value) ? [...new Set(value)].map((one) => footnote(Number(one), gathered())).join('') : ''
	}
};

/** A name of letters, digits and hyphens between two marks; anything else names no place. */
const marked = (value: unknown, mark: string): string =>
	typeof value === 'string' && /^[a-z0-9-]+$/.test(value) ? mark + value + mark : '';

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
	return collator.compare(textOf(a), textOf(b));
}

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
