import { z } from 'zod';
import { decision } from './decision.ts';
import { mailState } from './mail.ts';
import { agendaItem, day, itemType, meetingRow, newAgendaItem } from './meeting.ts';
import { paperRow } from './paper.ts';
import { changeOf, flag, id, itemInput, itemOutput, longText, pageOf, pageQuery, reference, title } from './values.ts';

/** What follows from decisions, what is to come, and the pages that gather both. */

export const newTask = z.strictObject({
	title,
	/** The decision or the agenda item that it follows from; one of the two. */
	decision: id.nullable().default(null),
	agendaItem: id.nullable().default(null),
	/** Who answers for it: a party, or a person with an account in the region, who is reminded by mail. */
	party: id.nullable().default(null),
	person: id.nullable().default(null),
	due: day.nullable().default(null),
	/** Days before `due` on which the person is reminded; null: not at all. */
	remindDays: z.int().min(0).max(90).nullable().default(null),
	state: z.enum(['open', 'under-way', 'done']).default('open'),
	doneOn: day.nullable().default(null),
	delayReason: longText.nullable().default(null),
	...itemInput
});
export type NewTask = z.infer<typeof newTask>;
export const taskChange = changeOf(newTask, 'decision', 'agendaItem');
/** How far a task is: what its own person may say of it. */
export const taskProgress = z.strictObject({
	state: newTask.shape.state.unwrap(),
	/** Left out: it stays as it is. */
	delayReason: longText.nullable().optional()
});
export type TaskProgress = z.infer<typeof taskProgress>;
export const task = z.strictObject({
	...newTask.shape,
	...itemOutput,
	isOverdue: z.boolean(),
	partyReference: reference.nullable(),
	personName: z.string().nullable(),
	decisionReference: reference.nullable(),
	meeting: reference.nullable()
});
export type Task = z.infer<typeof task>;
export const taskList = pageOf(task);
export const taskListQuery = z.strictObject({
	...pageQuery,
	decision: id.optional(),
	agendaItem: id.optional(),
	person: id.optional(),
	open: flag.optional(),
	withdrawn: flag.optional()
});

/**
 * What became of the mail that was ordered last to remind of a task, once it has gone out; as of every mail. It is told
 * apart from the task: it goes out without any change of the task.
 */
export const taskReminder = z.strictObject({
	task: id,
	state: mailState.extract(['sent', 'failed', 'doubtful']),
	at: z.iso.datetime()
});
export type TaskReminder = z.infer<typeof taskReminder>;
export const reminderList = z.strictObject({ rows: z.array(taskReminder) });
/** Without a task: of all. */
export const reminderListQuery = z.strictObject({ task: id.optional() });

/** How far what was decided has come. `nothing`: no task follows from it. */
export const controlState = z.enum(['overdue', 'open', 'under-way', 'done', 'nothing']);
export type ControlState = z.infer<typeof controlState>;
export const controlRow = z.strictObject({
	decision,
	meeting: reference.nullable(),
	state: controlState,
	tasks: z.array(task)
});
export type ControlRow = z.infer<typeof controlRow>;
/** Beschlusskontrolle: accepted decisions, overdue ones first, then the newest. */
export const controlList = z.strictObject({
	...pageOf(controlRow).shape,
	counts: z.record(controlState, z.int())
});
export const controlQuery = z.strictObject({
	...pageQuery,
	body: id.optional(),
	state: controlState.optional()
});

/** Why an item is proposed for the next meeting. */
export const proposalKind = z.enum([
	'control',
	'postponed',
	'referred',
	'cancelled',
	'minutes',
	'recommended',
	'draft-ready',
	'late-step',
	'delayed-project',
	'outdated-projects',
	'deadline',
	'goal-without-progress',
	'overdue-task'
]);
export type ProposalKind = z.infer<typeof proposalKind>;
/** One click makes it an item of the next meeting: `item` is what is then sent. */
export const agendaProposal = z.strictObject({
	kind: proposalKind,
	/** Stands for it on the page; stable as long as the reason stands. `control`: what became of all decisions. */
	key: z.string(),
	/** In the reader's language, with the figures: `Planfeststellung: 4 Monate nach Plan`. */
	text: z.string(),
	subject: reference.nullable(),
	item: newAgendaItem
});
export type AgendaProposal = z.infer<typeof agendaProposal>;
/** The manager's page for the next meeting of a body. */
export const preparation = z.strictObject({
	body: reference,
	next: meetingRow.nullable(),
	last: meetingRow.nullable(),
	agenda: z.array(agendaItem),
	proposals: z.array(agendaProposal),
	/** How many more there are: of each reason only the first are proposed. */
	omitted: z.int(),
	/** Open papers of the body that stand on no agenda to come. */
	papers: z.array(paperRow),
	/** Decisions that are overdue or open, as far as the page shows them. */
	control: z.array(controlRow),
	controlCounts: z.record(controlState, z.int())
});
export type Preparation = z.infer<typeof preparation>;
/** Without a body: the deciding one. */
export const preparationQuery = z.strictObject({ body: id.optional() });

/** A council member's own page. */
export const councilOwn = z.strictObject({
	/** The reader's municipality, by their membership; null: of the cooperation. */
	municipality: reference.nullable(),
	upcoming: z.array(
		z.strictObject({
			meeting: meetingRow,
			decisions: z.array(
				z.strictObject({
					item: id,
					number: z.int(),
					title: z.string(),
					type: itemType,
					/** Item and paper. */
					isPublic: z.boolean(),
					paper: paperRow.nullable(),
					/** What it costs the reader's town, integer euro cents; null: nothing is named for it. */
					ownCents: z.int().nullable()
				})
			)
		})
	),
	/** Joint papers on which the reader's own council has still to decide. */
	awaited: z.array(paperRow),
	control: z.array(controlRow),
	controlCounts: z.record(controlState, z.int()),
	/** Since the day of the last meeting that was held; null: none was. */
	since: day.nullable(),
	changes: z.array(
		z.strictObject({
			kind: z.enum(['status', 'step-late', 'in-force', 'adopted', 'approved']),
			subject: reference,
			text: z.string(),
			at: z.iso.datetime()
		})
	)
});
export type CouncilOwn = z.infer<typeof councilOwn>;
