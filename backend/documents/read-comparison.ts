import type { ChapterKind, ComparedField, Comparison, Word } from '@konzeptstand/contract/edition.ts';
import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { Language, PartyRole } from '@konzeptstand/contract/values.ts';
import { compareWords, readComparison } from '../concept/comparison.service.ts';
import type { EditionItem } from '../concept/edition.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { RouteRegion } from '../foundation/http/route.ts';
import type { Snapshot } from '../record/record.service.ts';
import type { DocumentComparison } from './edition-parts.ts';
import { PRIORITY_WORDS, ROLE_WORDS } from './renderer/words.ts';

/** An edition beside its former one, as templates see the two. */

interface Chosen {
	edition: EditionItem | null;
	editions: readonly EditionItem[];
}

interface Wished {
	/** Key of the edition against which it is held; none: see below. */
	former: string | undefined;
	language: Language;
	/** ISO. */
	day: string;
}

/**
 * Unless another is wished for, the former edition is the one that the edition names; where it names none, the one before
 * it that was in use, for that is what people hold the new one against.
 * @throws ApplicationError not_found, invalid_input naming `former` where there is none before it, or it is the same
 */
export async function readFormerComparison(
	region: RouteRegion,
	snapshot: Snapshot,
	{ edition, editions }: Chosen,
	{ former: wished, language, day }: Wished
): Promise<DocumentComparison> {
	if (!edition) throw new ApplicationError('not_found', { field: 'edition', problem: 'not_found' });
	const named = editions.find(({ _id }) => _id === edition.former);
	const former =
		wished === undefined ? (named ?? editionBefore(edition, editions)) : editions.find(({ key }) => key === wished);
	if (!former && wished !== undefined)
		throw new ApplicationError('not_found', { field: 'former', problem: 'not_found' });
	if (former === edition) throw new ApplicationError('invalid_input', { field: 'former', problem: 'same_edition' });
	if (!former) throw new ApplicationError('invalid_input', { field: 'former', problem: 'no_former' });
	const found = await readComparison(region, snapshot, { before: former.key, after: edition.key }, language, day);
	return {
		before: presentEdition(former, language),
		after: presentEdition(edition, language),
		isFormerNamed: former === named,
		isFormerChosen: wished !== undefined,
		...writeComparison(found, language)
	};
}

function editionBefore(edition: EditionItem, editions: readonly EditionItem[]): EditionItem | undefined {
	return editions
		.filter((one) => one.year < edition.year && one.state !== 'draft')
		.sort((a, b) => a.year - b.year || (a._id < b._id ? -1 : 1))
		.at(-1);
}

function presentEdition(edition: EditionItem, language: Language): DocumentComparison['before'] {
	const { key, year, title, titleEn } = edition;
	return { key, year, title: language === 'en' ? (titleEn ?? title) : title };
}

const named = ({ code, title }: { code: string | null; title: string }) => ({ code, title });

function writeComparison(
	{ isLineageKnown, counts, rows, measures }: Comparison,
	language: Language
): Pick<DocumentComparison, 'isLineageKnown' | 'counts' | 'rows' | 'measures'> {
	return {
		isLineageKnown,
		counts,
		rows: rows.map(({ kind, change, isMoved, before, after, reason, fields }) => ({
			kind,
			change,
			isMoved,
			before: before.map(named),
			after: after && named(after),
			reason,
			fields: fields.map((field) => ({ name: field.name, words: wordsOf(field, language) }))
		})),
		measures: measures.map(({ measure, change, became, reason, projects }) => ({
			measure: named(measure),
			change,
			became: became.map(named),
			reason,
			projects: projects.map(({ project, current, isLinked, now }) => ({
				project: named(project),
				status: current.status,
				isLinked,
				now: now && named(now)
			}))
		}))
	};
}

const YES: Record<Language, [yes: string, no: string]> = { de: ['ja', 'nein'], en: ['yes', 'no'] };
const KIND_WORDS: Record<Language, Record<ChapterKind | 'field' | 'cross-cutting', string>> = {
	de: {
		field: 'Handlungsfeld',
		'cross-cutting': 'Querschnittsthema',
		preamble: 'Einleitung',
		situation: 'Ausgangslage',
		swot: 'Stärken und Schwächen',
		vision: 'Leitbild',
		participation: 'Beteiligung',
		organisation: 'Organisation',
		monitoring: 'Erfolgskontrolle',
		other: 'Sonstiges'
	},
	en: {
		field: 'Field',
		'cross-cutting': 'Cross-cutting theme',
		preamble: 'Preamble',
		situation: 'Situation',
		swot: 'Strengths and weaknesses',
		vision: 'Vision',
		participation: 'Participation',
		organisation: 'Organisation',
		monitoring: 'Monitoring',
		other: 'Other'
	}
};

/** What is stored as a value is compared as a whole, in words. */
function wordsOf({ name, before, after, words }: ComparedField, language: Language): Word[] {
	const inWords = writerOf(name, language);
	return inWords === null ? words : compareWords(inWords(before), inWords(after));
}

function writerOf(name: string, language: Language): ((value: string | null) => string) | null {
	const lookedUp = (words: Readonly<Record<string, string>>) => (value: string | null) =>
		value === null ? '' : (words[value] ?? value);
	switch (name) {
		case 'isKeyMeasure':
			return (value) => YES[language][value === null ? 1 : 0];
		case 'priority':
			return lookedUp(PRIORITY_WORDS[language]);
		case 'kind':
			return lookedUp(KIND_WORDS[language]);
		case 'periods.planned':
		case 'periods.actual':
			return (value) => (value === null ? '' : formatEdtf(value, language));
		case 'roles':
			return (value) => eachLine(value, (line) => roleLine(line, language));
		case 'municipalities':
			return (value) => eachLine(value, (line) => line);
		case 'costs':
			return (value) => eachLine(value, (line) => line);
		default:
			return null;
	}
}

const eachLine = (value: string | null, write: (line: string) => string): string =>
	(value ?? '')
		.split('\n')
		.map((line) => write(line))
		.join('; ');

function roleLine(line: string, language: Language): string {
	const [role = '', ...rest] = line.split(' · ');
	return [ROLE_WORDS[language][role as PartyRole], ...rest].filter(Boolean).join(' · ');
}

registerFieldTexts({
	same_edition: {
		de: 'Eine Fassung lässt sich nicht mit sich selbst vergleichen.',
		en: 'An edition cannot be compared with itself.'
	},
	no_former: {
		de: 'Vor dieser Fassung ist keine andere bekannt, mit der sie verglichen werden kann.',
		en: 'No edition before this one is known that it could be compared with.'
	}
});
