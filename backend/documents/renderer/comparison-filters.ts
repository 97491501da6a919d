import { diffArrays } from 'diff';
import type { ComparedChange, LineageKind, Word } from '@konzeptstand/contract/edition.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { escapeInside, escapeLine, withoutMarks } from './escape.ts';
import type { Filter } from './filter.ts';

/** Filters for two editions side by side. */

const CHANGES: Record<Language, Record<ComparedChange, string>> = {
	de: {
		kept: 'übernommen',
		changed: 'geändert',
		moved: 'verschoben',
		merged: 'zusammengeführt',
		split: 'aufgeteilt',
		new: 'neu',
		dropped: 'entfallen'
	},
	en: {
		kept: 'kept',
		changed: 'changed',
		moved: 'moved',
		merged: 'merged',
		split: 'split',
		new: 'new',
		dropped: 'dropped'
	}
};
const KINDS: Record<Language, Record<LineageKind, string>> = {
	de: { chapter: 'Kapitel', field: 'Handlungsfeld', goal: 'Ziel', measure: 'Maßnahme', indicator: 'Indikator' },
	en: { chapter: 'Chapter', field: 'Field', goal: 'Goal', measure: 'Measure', indicator: 'Indicator' }
};
const FIELDS: Record<Language, Record<string, string>> = {
	de: {
		code: 'Kürzel',
		title: 'Titel',
		titleEn: 'Titel auf Englisch',
		description: 'Beschreibung',
		descriptionEn: 'Beschreibung auf Englisch',
		text: 'Text',
		kind: 'Art',
		isKeyMeasure: 'Schlüsselmaßnahme',
		priority: 'Priorität',
		'periods.planned': 'Geplanter Zeitraum',
		'periods.actual': 'Tatsächlicher Zeitraum',
		costs: 'Kosten',
		municipalities: 'Städte',
		roles: 'Beteiligte',
		unit: 'Einheit',
		baseline: 'Ausgangswert',
		target: 'Zielwert'
	},
	en: {
		code: 'Code',
		title: 'Title',
		titleEn: 'English title',
		description: 'Description',
		descriptionEn: 'English description',
		text: 'Text',
		kind: 'Kind',
		isKeyMeasure: 'Key measure',
		priority: 'Priority',
		'periods.planned': 'Planned period',
		'periods.actual': 'Actual period',
		costs: 'Costs',
		municipalities: 'Towns',
		roles: 'Parties',
		unit: 'Unit',
		baseline: 'Baseline',
		target: 'Target'
	}
};

export const COMPARISON_FILTERS: Readonly<Record<string, Filter>> = {
	change: {
		does: 'Was aus etwas wurde',
		example: '{{ row.change | change }} → zusammengeführt',
		make: (gathered) => (value: ComparedChange) => CHANGES[gathered().language][value]
	},
	compared_kind: {
		does: 'Art von etwas in einer Fassung',
		example: '{{ row.kind | compared_kind }} → Handlungsfeld',
		make: (gathered) => (value: LineageKind) => KINDS[gathered().language][value]
	},
	compared_field: {
		does: 'Name einer Angabe, die sich geändert hat',
		example: '{{ field.name | compared_field }} → Geplanter Zeitraum',
		make: (gathered) => (value: string) => FIELDS[gathered().language][value] ?? value
	},
	compared_words: {
		does:
			'Wörter zweier Texte in einer Zeile: was wegfiel, ist durchgestrichen, was hinzukam, fett. Lange Strecken, in denen ' +
			'beide gleich sind, werden mit […] gekürzt',
		example: '{{ field.words | compared_words }} → Ein ~~alter~~ **neuer** Weg',
		raw: true,
		make: () => (value: readonly Word[]) => markedWords(value)
	}
};

/** As Markdown in one line. Marks hold only between spaces: a change within a word marks the whole word. */
function markedWords(words: readonly Word[]): string {
	const pieces = piecesOf(words);
	return pieces
		.map(({ change, text }, index) => {
			if (change === 'removed') return `~~${escapeInside(text)}~~`;
			if (change === 'added') return `**${escapeInside(text)}**`;
			const shown = shortened(text, index > 0, index < pieces.length - 1);
			return index === 0 ? escapeLine(shown) : escapeInside(shown);
		})
		.join(' ');
}

/** Texts that differ in more words are shown as a whole: to compare them would take too long and help nobody. */
const MOST_CHANGES = 4_000;

function piecesOf(words: readonly Word[]): Word[] {
	const [was, is] = [wordsWithout('added', words), wordsWithout('removed', words)];
	const changes = diffArrays(was, is, { maxEditLength: MOST_CHANGES });
	if (changes)
		return changes.map(({ added, removed, value }) => ({
			change: added ? 'added' : removed ? 'removed' : 'same',
			text: value.join(' ')
		}));
	const whole: Word[] = [
		{ change: 'removed', text: was.join(' ') },
		{ change: 'added', text: is.join(' ') }
	];
	return whole.filter(({ text }) => text !== '');
}

/** What stands between spaces in the one of both texts. */
function wordsWithout(change: Word['change'], words: readonly Word[]): string[] {
	const text = words.map((word) => (word.change === change ? '' : word.text)).join('');
	return withoutMarks(text)
		.split(/\s+/)
		.filter((word) => word !== '');
}

/** Characters of an unchanged stretch that stay beside a change. */
const BESIDE = 150;

function shortened(text: string, isAfterChange: boolean, isBeforeChange: boolean): string {
	const kept = (isAfterChange ? BESIDE : 0) + (isBeforeChange ? BESIDE : 0);
	if (text.length <= kept + BESIDE) return text;
	const head = isAfterChange ? text.slice(0, BESIDE).replace(/\s+\S*$/, ' ') : '';
	const tail = isBeforeChange ? text.slice(-BESIDE).replace(/^\S*\s+/, ' ') : '';
	return `${head}[…]${tail}`.trim();
}
