import type { Language } from '@konzeptstand/contract/values.ts';
import { composeLetter } from '../foundation/mail/letter.ts';
import type { Block } from '../foundation/mail/letter.ts';
import type { MeetingItem } from './meeting.model.ts';

/** The words of the mails about a meeting. */

export type MeetingPurpose = MeetingItem['mails'][number]['purpose'];

export interface MeetingMailContent {
	language: Language;
	/** Name of the region. */
	region: string;
	person: string | null;
	/** Name of the meeting, with its body's. */
	meeting: string;
	time: string;
	place: string | null;
	/** One line an item, as far as the person may see them. */
	agenda: readonly string[];
	/** Address of the meeting's page. */
	link: string;
	cancelReason: string | null;
	/** Office for which the person stands in; null for who holds a seat. */
	deputyOf: string | null;
	/** What is otherwise than the person was told last, one line each. */
	changes: readonly string[];
	/** Name of who invites; null: the region. */
	from: string | null;
}

interface Words {
	subject: Record<MeetingPurpose, (meeting: string, day: string) => string>;
	hello: (name: string | null) => string;
	lead: Record<MeetingPurpose, (region: string) => string>;
	deputy: (office: string) => string;
	changes: string;
	regards: string;
	when: string;
	where: string;
	reason: string;
	agenda: string;
	open: string;
	calendar: Record<MeetingPurpose, string>;
}

const WORDS: Record<Language, Words> = {
	de: {
		subject: {
			invitation: (meeting, day) => `Einladung: ${meeting} – ${day}`,
			update: (meeting, day) => `Geändert: ${meeting} – ${day}`,
			cancellation: (meeting, day) => `Abgesagt: ${meeting} – ${day}`
		},
		hello: (name) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
		lead: {
			invitation: (region) => `zu dieser Sitzung sind Sie herzlich eingeladen (${region}):`,
			update: (region) =>
				`an einer Sitzung, zu der Sie eingeladen sind, hat sich etwas geändert (${region}). Jetzt gilt:`,
			cancellation: (region) => `eine Sitzung, zu der Sie eingeladen waren, findet nicht statt (${region}):`
		},
		deputy: (office) => `Sie sind als Vertretung eingeladen: ${office}.`,
		changes: 'Das ist anders als bisher:',
		regards: 'Mit freundlichen Grüßen',
		when: 'Wann',
		where: 'Wo',
		reason: 'Grund',
		agenda: 'Tagesordnung:',
		open: 'Alles zur Sitzung:',
		calendar: {
			invitation: 'Der Termin liegt für Ihren Kalender bei.',
			update: 'Der geänderte Termin liegt für Ihren Kalender bei.',
			cancellation: 'Die Absage liegt für Ihren Kalender bei.'
		}
	},
	en: {
		subject: {
			invitation: (meeting, day) => `Invitation: ${meeting} – ${day}`,
			update: (meeting, day) => `Changed: ${meeting} – ${day}`,
			cancellation: (meeting, day) => `Cancelled: ${meeting} – ${day}`
		},
		hello: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
		lead: {
			invitation: (region) => `you are invited to this meeting (${region}):`,
			update: (region) => `something has changed about a meeting that you are invited to (${region}). It is now:`,
			cancellation: (region) => `a meeting that you were invited to will not take place (${region}):`
		},
		deputy: (office) => `You are invited as deputy: ${office}.`,
		changes: 'What is different:',
		regards: 'Kind regards',
		when: 'When',
		where: 'Where',
		reason: 'Reason',
		agenda: 'Agenda:',
		open: 'All about the meeting:',
		calendar: {
			invitation: 'The event is attached for your calendar.',
			update: 'The changed event is attached for your calendar.',
			cancellation: 'The cancellation is attached for your calendar.'
		}
	}
};

/** Subject, plain text and HTML of one mail. */
export function composeMeetingMail(
	purpose: MeetingPurpose,
	content: MeetingMailContent
): { subject: string; text: string; html: string } {
	const { language, region, person, meeting, time, place, agenda, link, cancelReason, deputyOf, changes, from } =
		content;
	const words = WORDS[language];
	const facts = [
		meeting,
		`${words.when}: ${time}`,
		...(place === null ? [] : [`${words.where}: ${place}`]),
		...(cancelReason === null || purpose !== 'cancellation' ? [] : [`${words.reason}: ${cancelReason}`])
	].join('\n');
	const blocks: Block[] = [words.hello(person), words.lead[purpose](region), facts];
	if (deputyOf !== null && purpose !== 'cancellation') blocks.push(words.deputy(deputyOf));
	if (changes.length > 0) blocks.push({ lead: words.changes, list: changes });
	if (purpose !== 'cancellation' && agenda.length > 0) blocks.push([words.agenda, ...agenda].join('\n'));
	blocks.push({ lead: words.open, address: link, isMain: true }, words.calendar[purpose]);
	blocks.push(`${words.regards}\n${from ?? region}`);
	return { subject: words.subject[purpose](meeting, time), ...composeLetter(language, meeting, blocks) };
}
