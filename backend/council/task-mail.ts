import { escapeUTF8 } from 'entities';
import { dateFormat } from '@konzeptstand/contract/format/intl.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { findPeopleById, findReporter } from '../accounts/accounts.service.ts';
import type { Job, JobHandler } from '../foundation/jobs/jobs.ts';
import { deliver } from '../foundation/mail/deliveries.ts';
import type { Mail } from '../foundation/mail/hand-over.ts';
import { mailSettings } from '../foundation/mail/settings.ts';
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
	const link = `${mailSettings()?.origin ?? ''}/${region.key}/tasks/${task._id}`;
	return {
		...composeTaskMail({ title: task.title, due: task.due, region: region.name, person: person.name, link }),
		to: { name: person.name ?? '', address: person.email },
		replyTo: null,
		unsubscribe: null
	};
}

export interface TaskMailContent {
	title: string;
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
	const german = [
		person === null ? 'Guten Tag,' : `Guten Tag ${person},`,
		`diese Aufgabe in ${region} ist am ${dayIn('de')} fällig: „${title}“.`,
		'Bitte tragen Sie ein, wie weit sie ist; wird sie später fertig, auch den Grund:'
	];
	const english = [
		person === null ? 'Hello,' : `Hello ${person},`,
		`this task in ${region} is due on ${dayIn('en')}: “${title}”.`,
		'Please note how far it has come; if it will be late, the reason too:'
	];
	const text = [...german, link, '— — —', ...english, link].join('\n\n');
	const paragraphs = (lines: string[]): string[] => lines.map((line) => `<p>${escapeUTF8(line)}</p>`);
	const anchor = `<p><a href="${escapeUTF8(link)}">${escapeUTF8(link)}</a></p>`;
	const html = [
		`<!doctype html><html lang="de"><head><meta charset="utf-8"><title>${escapeUTF8(title)}</title></head>`,
		'<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em">',
		...paragraphs(german),
		anchor,
		'<div lang="en"><hr>',
		...paragraphs(english),
		anchor,
		'</div></body></html>'
	].join('\n');
	return { subject: `Erinnerung / Reminder: ${title} – ${region}`, text, html };
}
