import { dateFormat } from '@konzeptstand/contract/format/intl.ts';
import type { NewRound } from '@konzeptstand/contract/round.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { composeLetter } from '../foundation/mail/letter.ts';
import type { MailPurpose } from './status-round.model.ts';

/** The words of the mails: plain text, and the same as simple HTML. */

export interface MailContent {
	round: Pick<NewRound, 'title' | 'until' | 'greeting' | 'language' | 'release'>;
	/** Name of the region. */
	region: string;
	person: string | null;
	projects: readonly string[];
	/** Address of the page behind the link. */
	link: string;
	/** What is given back, and why. */
	answer: { project: string; reason: string } | null;
}

interface Words {
	subject: (purpose: MailPurpose, title: string, region: string) => string;
	hello: (name: string | null) => string;
	ask: (purpose: MailPurpose, region: string, day: string) => string;
	returned: (project: string) => string;
	projects: string;
	open: string;
	nothing: string;
	alone: string;
	stop: string;
}

const WORDS: Record<Language, Words> = {
	de: {
		subject: (purpose, title, region) =>
			`${{ invitation: '', reminder: 'Erinnerung: ', returned: 'Rückfrage: ' }[purpose]}${title} – ${region}`,
		hello: (name) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
		ask: (purpose, region, day) =>
			({
				invitation: `${region} fragt nach dem Stand Ihrer Projekte. Das dauert wenige Minuten, ohne Anmeldung, bis zum ${day}.`,
				reminder: `zum Stand Ihrer Projekte in ${region} fehlt noch eine Antwort. Sie ist bis zum ${day} möglich, ohne Anmeldung.`,
				returned: `zu einer Ihrer Antworten für ${region} gibt es eine Rückfrage. Sie können die Antwort bis zum ${day} ändern.`
			})[purpose],
		returned: (project) => `Rückfrage zu „${project}“:`,
		projects: 'Es geht um:',
		open: 'Hier antworten:',
		nothing: 'Auch „nichts Neues“ ist eine Antwort, mit einem Tippen.',
		alone: 'Der Link gilt nur für Sie. Bitte nicht weiterleiten: Wer ihn hat, antwortet in Ihrem Namen.',
		stop: 'Keine Erinnerungen mehr zu dieser Abfrage:'
	},
	en: {
		subject: (purpose, title, region) =>
			`${{ invitation: '', reminder: 'Reminder: ', returned: 'Question: ' }[purpose]}${title} – ${region}`,
		hello: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
		ask: (purpose, region, day) =>
			({
				invitation: `${region} asks for the status of your projects. It takes a few minutes, without signing in, until ${day}.`,
				reminder: `An answer on the status of your projects in ${region} is still missing. It is possible until ${day}, without signing in.`,
				returned: `There is a question about one of your answers for ${region}. You can change the answer until ${day}.`
			})[purpose],
		returned: (project) => `Question about “${project}”:`,
		projects: 'It is about:',
		open: 'Answer here:',
		nothing: '“Nothing new” is an answer too, with one tap.',
		alone: 'The link is for you alone. Please do not forward it: whoever has it answers in your name.',
		stop: 'No more reminders of this round:'
	}
};

/** Subject, plain text and HTML of one mail. */
export function composeMail(
	purpose: MailPurpose,
	content: MailContent
): { subject: string; text: string; html: string } {
	const { round, region, person, projects, link, answer } = content;
	const words = WORDS[round.language];
	const day = dateFormat(round.language, 'day').format(Date.parse(round.until));
	const before = [words.hello(person), words.ask(purpose, region, day)];
	if (round.greeting !== null && purpose !== 'returned') before.push(round.greeting);
	if (answer) before.push(words.returned(answer.project), answer.reason);
	const isListed = !answer && projects.length > 0;
	const letter = composeLetter(round.language, round.title, [
		...before,
		...(isListed ? [{ lead: words.projects, list: projects }] : []),
		{ lead: words.open, address: link, isMain: true },
		words.nothing,
		words.alone,
		...(purpose === 'returned' ? [] : [{ lead: words.stop, address: stopAddress(link), isMain: false }])
	]);
	return { subject: words.subject(purpose, round.title, region), ...letter };
}

/** Where reminders are called off. */
export function stopAddress(link: string): string {
	return `${link}/stop`;
}
