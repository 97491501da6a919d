import { dateFormat } from '@konzeptstand/contract/format/intl.ts';
import type { ItemType } from '@konzeptstand/contract/meeting.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import type { BodyItem } from '../region/region.model.ts';
import type { MeetingItem } from './meeting.model.ts';
import type { HiddenItem, VisibleItem } from './visible-agenda.ts';

/** How a meeting is named and told of outside of the product's own pages. */

const KINDS: Record<MeetingItem['kind'], Record<Language, string>> = {
	ordinary: { de: 'Sitzung', en: 'meeting' },
	extraordinary: { de: 'außerordentliche Sitzung', en: 'extraordinary meeting' },
	circulation: { de: 'Umlaufbeschluss', en: 'decision in writing' },
	urgent: { de: 'Eilentscheidung', en: 'urgent decision' }
};

const TYPES: Record<ItemType, Record<Language, string>> = {
	information: { de: 'zur Kenntnis', en: 'for information' },
	discussion: { de: 'zur Beratung', en: 'for discussion' },
	decision: { de: 'zum Beschluss', en: 'for decision' }
};

/** `Rat der Bürgermeister: Sitzung 2026-03`, or the meeting's own title in the place of its kind and number. */
export function nameOfMeeting(
	meeting: Pick<MeetingItem, 'kind' | 'number' | 'title'>,
	body: Pick<BodyItem, 'name' | 'nameEn'> | null,
	language: Language
): string {
	const name = (language === 'en' ? body?.nameEn : null) ?? body?.name ?? '';
	const own = meeting.title ?? `${KINDS[meeting.kind][language]} ${meeting.number}`;
	return name === '' ? own : `${name}: ${own}`;
}

/** `Mittwoch, 4. März 2026, 17:30–19:00 Uhr`; of a decision in writing the last day for votes. */
export function timeOfMeeting(
	{ kind, day, startsAt, endsAt }: Pick<MeetingItem, 'kind' | 'day' | 'startsAt' | 'endsAt'>,
	language: Language
): string {
	const date = dateFormat(language, 'weekday-and-day').format(Date.parse(day));
	const hours = startsAt === null ? '' : `, ${startsAt}${endsAt === null ? '' : `–${endsAt}`}`;
	const time = `${date}${hours}${hours !== '' && language === 'de' ? ' Uhr' : ''}`;
	if (kind !== 'circulation') return time;
	return language === 'de' ? `Stimmen bis ${time}` : `votes until ${time}`;
}

/** One line for each item: `1. Stadtring (zum Beschluss)`, or `2. nicht öffentlicher Punkt`. */
export function linesOfAgenda(items: readonly (VisibleItem | HiddenItem)[], language: Language): string[] {
	const closed = { de: ', nicht öffentlich', en: ', not public' }[language];
	const hidden = { de: 'nicht öffentlicher Punkt', en: 'item that is not public' }[language];
	return items.map((line) =>
		line.item === null
			? `${String(line.number)}. ${hidden}`
			: `${String(line.number)}. ${line.item.title} (${TYPES[line.item.type][language]}${line.isPublic ? '' : closed})`
	);
}
