import { escapeUTF8 } from 'entities';
import { dateFormat } from '@konzeptstand/contract/format/intl.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { findPeopleById, findReporter, may } from '../accounts/accounts.service.ts';
import type { Job, JobHandler } from '../foundation/jobs/jobs.ts';
import { deliver } from '../foundation/mail/deliveries.ts';
import type { Mail } from '../foundation/mail/hand-over.ts';
import { mailSettings } from '../foundation/mail/settings.ts';
import { findClosed } from '../record/record.service.ts';
import { RegionModel } from '../region/region.model.ts';
import type { RegionItem } from '../region/region.model.ts';
import { TaskModel } from './task.model.ts';
import type { TaskItem } from './task.model.ts';
import { TASK_MAIL_JOB } from './task.service.ts';
import type { TaskMailPayload } from './task.service.ts';

/** The mail that reminds of a task. Nobody's language is known here, so it is written in both. */

export const taskMails: readonly (readonly [string, JobHandler])[] = [
	[TASK_MAIL_JOB, (job, control) => deliver(job, control, () => mailOf(job))]
];

/** The mail as it is true when it goes out; null where it is not wanted any more. */
async function mailOf(job: Job): Promise<Mail | null> {
	const { task: id } = job.payload as unknown as TaskMailPayload;
	const region = await RegionModel.findOne({ _id: job.region, region: job.region }).lean<RegionItem>();
	const task = await TaskModel.findOne({ _id: id, region: job.region, withdrawn: null }).lean<TaskItem>();
	if (!region || !task || task.state === 'done' || task.reminder !== job._id) return null;
	if (task.person === null || task.due === null) return null;
	const [person] = await findPeopleById([task.person]);
	if (!person?.isActive || person.email === null) return null;
	const { memberships } = await findReporter(task.person, job.region);
	if (memberships.length === 0) return null;
	const owner = { kind: 'person' as const, id: task.person, name: null, isAdministrator: false, memberships };
	const isHidden =
		!may(owner, 'council.closed', { region: job.region }) &&
		(await findClosed(job.region, [{ kind: 'task', id: task._id }])).has(task._id);
	const title = isHidden ? null : task.title;
	const link = `${mailSettings()?.origin ?? ''}/${region.key}/tasks/${task._id}`;
	return {
		...composeTaskMail({ title, due: task.due, region: region.name, person: person.name, link }),
		to: { name: person.name ?? '', address: person.email },
		replyTo: null,
		unsubscribe: null
	};
}

export interface TaskMailContent {
	/** Null: of something closed, of which its own person may not know more. */
	title: string | null;
	/** ISO day. */
	due: string;
	/** Name of the region. */
	region: string;
	person: string | null;
	link: string;
}

/** Subject, plain text and HTML, German before English. */
export function composeTaskMail({ title, due, region, person, link }: TaskMailContent): {
	subject: string;
	text: string;
	html: string;
} {
	const dayIn = (language: Language): string => dateFormat(language, 'day').format(Date.parse(due));
	const hello = {
		de: person === null ? 'Guten Tag,' : `Guten Tag ${person},`,
		en: person === null ? 'Hello,' : `Hello ${person},`
	};
	const german =
		title === null
			? [
					hello.de,
					`eine Aufgabe in ${region}, die nicht öffentlich ist, ist am ${dayIn('de')} fällig. Worum es geht, sagt Ihnen das Regionalmanagement.`
				]
			: [
					hello.de,
					`diese Aufgabe in ${region} ist am ${dayIn('de')} fällig: „${title}“.`,
					'Bitte tragen Sie ein, wie weit sie ist; wird sie später fertig, auch den Grund:'
				];
	const english =
		title === null
			? [
					hello.en,
					`a task in ${region} that is not public is due on ${dayIn('en')}. The regional management tells you what it is about.`
				]
			: [
					hello.en,
					`this task in ${region} is due on ${dayIn('en')}: “${title}”.`,
					'Please note how far it has come; if it will be late, the reason too:'
				];
	// Behind the link is nothing for who may not know of it.
	const links = title === null ? [] : [link];
	const name = title ?? region;
	const text = [...german, ...links, '— — —', ...english, ...links].join('\n\n');
	const paragraphs = (lines: string[]): string[] => lines.map((line) => `<p>${escapeUTF8(line)}</p>`);
	const anchors = links.map((one) => `<p><a href="${escapeUTF8(one)}">${escapeUTF8(one)}</a></p>`);
	const html = [
		`<!doctype html><html lang="de"><head><meta charset="utf-8"><title>${escapeUTF8(name)}</title></head>`,
		'<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em">',
		...paragraphs(german),
		...anchors,
		'<div lang="en"><hr>',
		...paragraphs(english),
		...anchors,
		'</div></body></html>'
	].join('\n');
	const subject = `Erinnerung / Reminder: ${title === null ? region : `${title} – ${region}`}`;
	return { subject, text, html };
}
