import type { Model, QueryFilter } from 'mongoose';
import type { DocumentAudience } from '@konzeptstand/contract/document.ts';
import type { Task } from '@konzeptstand/contract/follow-up.ts';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { PUBLIC, SYSTEM_CONTEXT } from '../accounts/accounts.service.ts';
import { AttachmentModel } from '../concept/attachment.model.ts';
import type { AttachmentItem } from '../concept/attachment.model.ts';
import { readControlIndex } from '../council/control.service.ts';
import type { ControlIndex } from '../council/control.service.ts';
import { findClosedPapers } from '../council/meeting-page.service.ts';
import { AgendaItemModel, MeetingModel } from '../council/meeting.model.ts';
import type { AgendaItem, MeetingItem } from '../council/meeting.model.ts';
import { readPaper } from '../council/paper-page.service.ts';
import { PaperModel } from '../council/paper.model.ts';
import type { PaperItem } from '../council/paper.model.ts';
import { TaskModel } from '../council/task.model.ts';
import { presentTasks } from '../council/task-list.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { ItemBase, Snapshot, Work } from '../record/record.service.ts';
import { BodyModel } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import type { BodyItem } from '../region/region.model.ts';

/** Subjects of templates that this is about. */
export const COUNCIL_SUBJECTS = ['meeting', 'paper', 'body'] as const;

/** What a document of the council is about; one of the three, by id. */
export interface CouncilSubject {
	meeting?: string | undefined;
	paper?: string | undefined;
	body?: string | undefined;
}

interface CouncilWishes {
	audience: DocumentAudience;
	language: Language;
	/** Also every accepted decision of the body. */
	wantsControl: boolean;
	/** For which it is computed what is overdue, ISO. */
	day: string;
}

/** What a document of the council is made of, read in one snapshot. What its audience may not see is still among it. */
export interface CouncilRows {
	audience: DocumentAudience;
	meeting: MeetingItem | null;
	paper: PaperItem | null;
	body: BodyItem | null;
	/** Of the meeting, in their order. */
	items: AgendaItem[];
	/** By id: those of the meeting, and those that decisions and items of it lead to. */
	allItems: ReadonlyMap<string, AgendaItem>;
	/** By id, the same way. */
	meetings: ReadonlyMap<string, MeetingItem>;
	papers: ReadonlyMap<string, PaperItem>;
	/** By id, as pages show it to the audience; what it may not see is not among them. */
	paperPages: ReadonlyMap<string, Paper>;
	/** What lies with those papers, by the paper's id, by name. */
	files: ReadonlyMap<string, readonly AttachmentItem[]>;
	/** Ids of all papers that are not public: they close items and decisions. */
	closedPapers: ReadonlySet<string>;
	decisions: ReadonlyMap<string, DecisionItem>;
	/** The body's decisions to be followed up, in the order of the control; null: not wanted. */
	control: ControlIndex['rows'] | null;
	tasks: Task[];
}

/** @throws ApplicationError not_found for what is not there, or is not public in a document for the public */
export async function readCouncilRows(
	region: string,
	snapshot: Snapshot,
	subject: CouncilSubject,
	{ audience, language, wantsControl, day }: CouncilWishes
): Promise<CouncilRows> {
	const read = readerOf({ region, withdrawn: null }, snapshot);
	// What was withdrawn still says whether what it stands behind is public.
	const readAny = readerOf({ region }, snapshot);
	const meeting = await findSubject(read, MeetingModel, 'meeting', subject.meeting);
	const paper = await findSubject(read, PaperModel, 'paper', subject.paper);
	if (paper && audience === 'public' && !paper.isPublic) throw notThere('paper');
	const bodyId = subject.body ?? meeting?.body;
	const body = await findSubject(read, BodyModel, 'body', bodyId);
	const items = meeting ? await read(AgendaItemModel, { meeting: meeting._id }) : [];
	items.sort((a, b) => a.position - b.position || (a._id < b._id ? -1 : 1));
	const papers = await readAny(PaperModel, {
		_id: { $in: [paper?._id ?? '', ...items.flatMap((item) => item.paper ?? [])] }
	});
	const paperIds = papers.map(({ _id }) => _id);
	const reader = audience === 'council' ? SYSTEM_CONTEXT : PUBLIC;
	const control =
		wantsControl && bodyId !== undefined
			? (await readControlIndex(region, snapshot, [bodyId], reader, day)).rows
			: null;
	const closedPapers = await findClosedPapers(region, snapshot.session);
	const shownPapers = papers.filter((one) => audience === 'council' || one.isPublic);
	const files = await read(AttachmentModel, {
		'of.kind': 'paper',
		'of.id': { $in: shownPapers.map(({ _id }) => _id) }
	});
	files.sort((a, b) => a.name.localeCompare(b.name, 'de'));
	const decisions = await read(DecisionModel, {
		$or: [
			{ _id: { $in: items.flatMap((item) => item.decision ?? []) } },
			{ paper: { $in: paperIds } },
			{ _id: { $in: (control ?? []).map(({ decision }) => decision) } }
		]
	});
	const decisionIds = decisions.map(({ _id }) => _id);
	const tasks = await read(TaskModel, {
		$or: [
			{ decision: { $in: decisionIds } },
			{ agendaItem: { $in: items.map(({ _id }) => _id) } },
			{ _id: { $in: (control ?? []).flatMap((row) => row.tasks) } }
		]
	});
	const others = await readAny(AgendaItemModel, {
		_id: { $in: [...items.map(({ continues }) => continues), ...decisions.map(({ agendaItem }) => agendaItem)] }
	});
	const allItems = byId([...others, ...items]);
	const meetings = await readAny(MeetingModel, {
		_id: {
			$in: [
				...[...allItems.values()].flatMap((item) => [item.meeting, item.approvesMinutesOf ?? []].flat()),
				...decisions.flatMap((decision) => decision.meeting ?? []),
				...(meeting?.approvedIn ? [meeting.approvedIn] : [])
			]
		}
	});
	return {
		audience,
		meeting,
		paper,
		body,
		items,
		allItems,
		meetings: byId(meetings),
		papers: byId(papers),
		paperPages: await readPages(region, snapshot, shownPapers, reader, language),
		files: Map.groupBy(files, ({ of }) => of.id),
		closedPapers,
		decisions: byId(decisions),
		control,
		tasks: await presentTasks(region, snapshot.session, tasks, day)
	};
}

/**
 * What an order of a document names must be there for its audience.
 * @throws ApplicationError invalid_input
 */
export async function requireCouncilSubject(
	work: Work,
	order: CouncilSubject & { audience?: DocumentAudience | undefined }
): Promise<void> {
	await requireAll(work, MeetingModel, [order.meeting ?? null], 'meeting');
	await requireAll(work, BodyModel, [order.body ?? null], 'body');
	if (order.paper === undefined) return;
	const paper = await work.find(PaperModel, order.paper);
	if (paper && !paper.withdrawn && (paper.isPublic || order.audience === 'council')) return;
	throw new ApplicationError('invalid_input', { field: 'paper', problem: 'not_public' });
}

type Read = <T extends ItemBase>(model: Model<T>, filter: object) => Promise<T[]>;

/** Always in the same order. */
const readerOf =
	(condition: { region: string; withdrawn?: null }, { session }: Snapshot): Read =>
	async <T extends ItemBase>(model: Model<T>, filter: object) =>
		(await model
			.find({ ...condition, ...filter } as QueryFilter<T>)
			.sort({ _id: 1 })
			.session(session)
			.lean()) as T[];

const byId = <T extends { _id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
	new Map(items.map((item) => [item._id, item]));

async function readPages(
	region: string,
	snapshot: Snapshot,
	papers: readonly PaperItem[],
	reader: ActorContext,
	language: Language
): Promise<Map<string, Paper>> {
	const pages = new Map<string, Paper>();
	for (const { _id } of papers) pages.set(_id, await readPaper(region, _id, snapshot, reader, language));
	return pages;
}

async function findSubject<T extends ItemBase>(
	read: Read,
	model: Model<T>,
	field: keyof CouncilSubject,
	id: string | undefined
): Promise<T | null> {
	if (id === undefined) return null;
	const [found] = await read(model, { _id: id });
	if (!found) throw notThere(field);
	return found;
}

/** The same for what is not there and for what only the council may see: the answer tells nobody which of the two. */
const notThere = (field: string): ApplicationError =>
	new ApplicationError('not_found', { field, problem: 'not_public' });

registerFieldTexts({
	not_public: {
		de: 'Das gibt es hier nicht, oder es ist nichtöffentlich. Wer Nichtöffentliches lesen darf, wählt „Für den Rat“.',
		en: 'There is nothing like this here, or it is not public. Who may read what is not public chooses “For the council”.'
	}
});
