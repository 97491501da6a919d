import type { ImportView } from '@konzeptstand/contract/import.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { PARTY_KINDS_NAMED, partyKindName, priorityName } from '#lib/item/words.ts';
import { numberText } from '#lib/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { STATUSES, statusLabel } from '#lib/status.ts';
import { NOTHING } from './nothing.ts';

/** The list's words as a form asks about them: each with what it may stand for and what it stands for now. */

type Option = { value: string; label: string; group?: string; asksForMore?: boolean };
export interface WordGroup {
	readonly list: keyof ImportView['words'];
	readonly name: string;
	readonly words: readonly { word: string; count: number; value: string; options: readonly Option[] }[];
	/** What is worth knowing before it is opened. */
	readonly said: string | null;
}

const valueOf = (value: string | null, isKnown: boolean): string => value ?? (isKnown ? NOTHING : '');
const withChoice = (isKnown: boolean, options: readonly Option[]): readonly Option[] =>
	isKnown ? options : [{ value: '', label: m.import_word_choose() }, ...options];

export const statusOptions = (): Option[] => [
	...STATUSES.map((status) => ({ value: status, label: statusLabel(status) })),
	{ value: NOTHING, label: m.import_word_no_status() }
];
export const priorityOptions = (): Option[] => [
	...(['high', 'medium', 'low'] as const).map((value) => ({ value, label: priorityName(value) })),
	{ value: NOTHING, label: m.import_word_no_priority() }
];
export const townOptions = (municipalities: Region['municipalities']): Option[] => [
	...municipalities.map(({ id, name }) => ({ value: id, label: name })),
	{ value: NOTHING, label: m.import_word_no_town() }
];

const openSaid = (words: readonly { isKnown: boolean }[]): string | null => {
	const open = words.filter(({ isKnown }) => !isKnown).length;
	return open === 0 ? null : m.import_words_open({ count: numberText(open) });
};
type Party = ImportView['words']['parties'][number];
const partyValue = ({ party, kind, isLeftOut }: Party): string =>
	isLeftOut ? NOTHING : party ? `party:${party.id}` : `new:${kind}`;
const partyOptions = ({ party }: Party): Option[] => [
	...(party ? [{ value: `party:${party.id}`, label: `${m.import_word_party_known()} ${party.title}` }] : []),
	...PARTY_KINDS_NAMED.map((kind) => ({
		value: `new:${kind}`,
		label: m.import_word_party_new({ kind: partyKindName(kind) })
	})),
	{ value: 'other', label: m.import_word_party_other(), asksForMore: true },
	{ value: NOTHING, label: m.import_word_party_out() }
];

export function wordGroupsOf(words: ImportView['words'], municipalities: Region['municipalities']): WordGroup[] {
	const added = words.parties.filter(({ isNew }) => isNew).length;
	const groups: WordGroup[] = [
		{
			list: 'statuses',
			name: m.import_words_statuses(),
			words: words.statuses.map(({ word, count, status, isKnown }) => ({
				word,
				count,
				value: valueOf(status, isKnown),
				options: withChoice(isKnown, statusOptions())
			})),
			said: openSaid(words.statuses)
		},
		{
			list: 'priorities',
			name: m.import_words_priorities(),
			words: words.priorities.map(({ word, count, priority, isKnown }) => ({
				word,
				count,
				value: valueOf(priority, isKnown),
				options: withChoice(isKnown, priorityOptions())
			})),
			said: openSaid(words.priorities)
		},
		{
			list: 'parties',
			name: m.import_words_parties(),
			words: words.parties.map((party) => ({
				word: party.word,
				count: party.count,
				value: partyValue(party),
				options: partyOptions(party)
			})),
			said: added === 0 ? null : m.import_words_new_parties({ count: numberText(added) })
		},
		{
			list: 'municipalities',
			name: m.import_words_municipalities(),
			words: words.municipalities.map(({ word, count, municipality, isKnown }) => ({
				word,
				count,
				value: valueOf(municipality?.id ?? null, isKnown),
				options: withChoice(isKnown, townOptions(municipalities))
			})),
			said: openSaid(words.municipalities)
		}
	];
	return groups.filter((group) => group.words.length > 0);
}
