import type { ComparedField, LineageKind, Word } from '@konzeptstand/contract/edition.ts';
import { chapterKind } from '@konzeptstand/contract/edition.ts';
import { fieldsOf } from '#lib/edit/description.ts';
import { labelOf } from '#lib/edit/labels.ts';
import { THINGS } from '#lib/edit/things/index.ts';
import { dateText } from '#lib/format.ts';
import { PARTY_ROLES, partyRoleName, priorityName } from '#lib/item/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { chapterKindName, folderOf } from './words.ts';

/** How a compared field is called, and how its contents read. */

export const comparedLabel = (kind: LineageKind, name: string): string =>
	labelOf(fieldsOf(THINGS[folderOf(kind)], false), name) ?? name;

/** What only machines say in the record's own words, in the reader's; null where it is text already. */
function inWords(name: string, value: string): string | null {
	if (name === 'isKeyMeasure') return m.yes();
	if (name === 'priority') return priorityName(value as Parameters<typeof priorityName>[0]);
	if (name.startsWith('periods.')) return dateText(value);
	if (name === 'kind') {
		const chapter = chapterKind.safeParse(value);
		if (chapter.success) return chapterKindName(chapter.data);
		return value === 'cross-cutting' ? m.concept_kind_cross_cutting() : m.concept_kind_field();
	}
	if (name !== 'roles') return null;
	return value
		.split('\n')
		.map((line) => {
			const [role, ...rest] = line.split(' · ');
			const known = PARTY_ROLES.find((each) => each === role);
			return [known ? partyRoleName(known) : role, ...rest].join(' · ');
		})
		.join('\n');
}

/** A side of a compared field as it reads; null when it is empty. */
export const comparedText = (name: string, value: string | null): string | null =>
	value === null ? null : (inWords(name, value) ?? value);

/** The words of both sides. What was put into words is shown as a whole: nobody chose its single words. */
export function comparedWords({ name, before, after, words }: ComparedField): readonly Word[] {
	if (inWords(name, before ?? after ?? '') === null) return words;
	const sides: Word[] = [];
	if (before !== null) sides.push({ change: 'removed', text: inWords(name, before) ?? before });
	if (after !== null) sides.push({ change: 'added', text: inWords(name, after) ?? after });
	return sides;
}
