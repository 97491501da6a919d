import type { Language } from '@konzeptstand/contract/values.ts';
import type { MeetingItem } from './meeting.model.ts';
import { timeOfMeeting } from './meeting-words.ts';
import type { VisibleItem } from './visible-agenda.ts';

/** What has changed about a meeting, for those who know how it was. Pure. */

type Facts = Pick<MeetingItem, 'kind' | 'day' | 'startsAt' | 'endsAt' | 'place'>;
interface Told {
	meeting: Facts;
	/** As far as the reader may see them. */
	items: readonly VisibleItem[];
}

interface Words {
	time: (before: string) => string;
	place: (before: string | null) => string;
	added: (title: string) => string;
	dropped: (title: string) => string;
	renamed: (before: string, now: string) => string;
	order: string;
}

const WORDS: Record<Language, Words> = {
	de: {
		time: (before) => `Termin, bisher: ${before}`,
		place: (before) => (before === null ? 'Ort, bisher nicht genannt' : `Ort, bisher: ${before}`),
		added: (title) => `Neu auf der Tagesordnung: ${title}`,
		dropped: (title) => `Nicht mehr auf der Tagesordnung: ${title}`,
		renamed: (before, now) => `Tagesordnung, bisher „${before}“: ${now}`,
		order: 'Die Reihenfolge der Tagesordnung'
	},
	en: {
		time: (before) => `Time, formerly: ${before}`,
		place: (before) => (before === null ? 'Place, not given before' : `Place, formerly: ${before}`),
		added: (title) => `New on the agenda: ${title}`,
		dropped: (title) => `No longer on the agenda: ${title}`,
		renamed: (before, now) => `Agenda, formerly “${before}”: ${now}`,
		order: 'The order of the agenda'
	}
};

/**
 * One line for each change, in the reader's language; none where nothing differs that the reader may see.
 * @param now `standing`: ids of all items that stand there, also of those that the reader may not see any more
 */
export function changesInWords(
	before: Told,
	now: Told & { standing: ReadonlySet<string> },
	language: Language
): string[] {
	const words = WORDS[language];
	const lines: string[] = [];
	const time = timeOfMeeting(before.meeting, language);
	if (time !== timeOfMeeting(now.meeting, language)) lines.push(words.time(time));
	if (before.meeting.place !== now.meeting.place) lines.push(words.place(before.meeting.place));
	const former = new Map(before.items.map(({ item }) => [item._id, item.title]));
	for (const { item } of now.items) {
		const title = former.get(item._id);
		if (title === undefined) lines.push(words.added(item.title));
		else if (title !== item.title) lines.push(words.renamed(title, item.title));
	}
	for (const [id, title] of former) if (!now.standing.has(id)) lines.push(words.dropped(title));
	const kept = now.items.map(({ item }) => item._id).filter((id) => former.has(id));
	const order = [...former.keys()].filter((id) => kept.includes(id));
	if (order.some((id, index) => id !== kept[index])) lines.push(words.order);
	return lines;
}
