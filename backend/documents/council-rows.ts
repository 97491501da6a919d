import type { Model, QueryFilter } from 'mongoose';
import type { DocumentAudience } from '@konzeptstand/contract/document.ts';
import { AttachmentModel } from '../concept/attachment.model.ts';
import type { AttachmentItem } from '../concept/attachment.model.ts';
import { AgendaItemModel, MeetingModel } from '../council/meeting.model.ts';
import type { AgendaItem, MeetingItem } from '../council/meeting.model.ts';
import { PaperModel } from '../council/paper.model.ts';
import type { PaperItem } from '../council/paper.model.ts';
import { TaskModel } from '../council/task.model.ts';
import type { TaskItem } from '../council/task.model.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
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

/** What a document of the council is made of, read in one snapshot. What its audience may not see is still among it. */
export interface CouncilRows {
	audience: DocumentAudience;
	meeting: MeetingItem | null;
	paper: PaperItem | null;
	body: BodyItem | null;
	/** Of the meeting, in their order. */
	items: AgendaItem[];
	/** By id: those of the meeting, and those that papers, decisions and items of it lead to. */
	allItems: ReadonlyMap<string, AgendaItem>;
	/** By id, the same way. */
	meetings: ReadonlyMap<string, MeetingItem>;
	papers: ReadonlyMap<string, PaperItem>;
	decisions: ReadonlyMap<string, DecisionItem>;
	/** Ids of the body's decisions to be followed up; null: not wanted. */
	controlled: string[] | null;
	tasks: TaskItem[];
	/** Of the papers. */
	attachments: AttachmentItem[];
}

/**
 * @param wantsControl also every accepted decision of the body
 * @throws ApplicationError not_found for what is not there, or is not public in a document for the public
 */
export async function readCouncilRows(
	region: string,
	snapshot: Snapshot,
	subject: CouncilSubject,
	audience: DocumentAudience,
	wantsControl: boolean
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
	const isControlled = { body: bodyId ?? '', result: 'accepted' as const };
	const decisions = await read(DecisionModel, {
		$or: [
			{ _id: { $in: items.flatMap((item) => item.decision ?? []) } },
			{ paper: { $in: paperIds } },
			...(wantsControl ? [isControlled] : [])
		]
	});
	const decisionIds = decisions.map(({ _id }) => _id);
	const others = await readAny(AgendaItemModel, {
		$or: [{ _id: { $in: [...items, ...decisions].flatMap((one) => leadsTo(one)) } }, { paper: { $in: paperIds } }]
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
		papers: byId([...papers, ...(await papersBehind(readAny, decisions, allItems, paperIds))]),
		decisions: byId(decisions),
		controlled: wantsControl ? decisions.filter((one) => isOf(one, isControlled)).map(({ _id }) => _id) : null,
		tasks: await read(TaskModel, {
			$or: [{ decision: { $in: decisionIds } }, { agendaItem: { $in: items.map(({ _id }) => _id) } }]
		}),
		attachments: await read(AttachmentModel, { 'of.id': { $in: paperIds } })
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

const leadsTo = (one: AgendaItem | DecisionItem): string[] =>
	('continues' in one ? one.continues : one.agendaItem) === null
		? []
		: [String('continues' in one ? one.continues : one.agendaItem)];

const isOf = (decision: DecisionItem, { body, result }: { body: string; result: string }): boolean =>
	decision.body === body && decision.result === result;

/** A paper that is not public closes its item and its decision, also where nothing else of it is shown. */
function papersBehind(
	read: Read,
	decisions: readonly DecisionItem[],
	items: ReadonlyMap<string, AgendaItem>,
	known: readonly string[]
): Promise<PaperItem[]> {
	const named = [...decisions, ...items.values()].flatMap(({ paper }) => paper ?? []);
	const others = [...new Set(named)].filter((id) => !known.includes(id));
	return others.length === 0 ? Promise.resolve([]) : read(PaperModel, { _id: { $in: others } });
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
