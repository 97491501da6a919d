import type { Task } from '@konzeptstand/contract/follow-up.ts';
import type { AgendaItem, MeetingItem } from '../council/meeting.model.ts';
import { isPublicItem } from '../council/meeting-page.service.ts';
import { chairOf, quorumOf, seatsOf } from '../council/meeting.service.ts';
import type { DocumentControl, DocumentItem, DocumentMeeting, DocumentTask } from './council-parts.ts';
import type { CouncilRows } from './council-rows.ts';
import type { DocumentData } from './document-data.ts';
import type { DocumentProject } from './document-parts.ts';
import type { DocumentRows } from './document-rows.ts';
import { NONE } from './source-list.ts';
import { PaperWriter } from './write-paper.ts';
import type { ProjectWriter } from './write-project.ts';
import { writeStanding } from './write-standing.ts';

/** What a document of the council says beside the concept, with nothing that its audience may not see. Pure. */
export function writeCouncil(
	rows: DocumentRows,
	council: CouncilRows,
	writer: ProjectWriter,
	projectsOf: (projects: readonly { id: string }[]) => DocumentProject[]
): Pick<DocumentData, 'audience' | 'meeting' | 'paper' | 'body' | 'control'> {
	return new CouncilWriter(rows, council, writer, projectsOf).write();
}

class CouncilWriter {
	readonly #rows: DocumentRows;
	readonly #council: CouncilRows;
	readonly #writer: ProjectWriter;
	readonly #papers: PaperWriter;
	readonly #projectsOf: Parameters<typeof writeCouncil>[3];

	constructor(...[rows, council, writer, projectsOf]: Parameters<typeof writeCouncil>) {
		this.#rows = rows;
		this.#council = council;
		this.#writer = writer;
		this.#projectsOf = projectsOf;
		this.#papers = new PaperWriter(rows, council, writer);
	}

	write(): ReturnType<typeof writeCouncil> {
		const { audience, meeting, paper, body, control } = this.#council;
		const written = paper && this.#papers.paper(paper._id);
		return {
			audience,
			...(meeting ? { meeting: this.#meeting(meeting) } : {}),
			...(written ? { paper: written } : {}),
			...(body
				? {
						body: {
							name: this.#papers.bodyName(body._id) ?? body.name,
							kind: body.kind,
							municipality: this.#papers.town(body.municipality),
							role: body.role
						}
					}
				: {}),
			...(control ? { control: this.#control(control) } : {})
		};
	}

	#meeting(item: MeetingItem): DocumentMeeting {
		const { items, body } = this.#council;
		const towns = this.#rows.concept.rows.municipalities.map(({ _id }) => _id);
		const seats = item.openedAt === null ? (body ? seatsOf(body) : NONE) : item.attendance;
		const quorum = quorumOf(body ?? { quorum: null }, seats, towns);
		const shown = items.filter((one) => this.#papers.shows(one));
		const subjects = shown.flatMap((one) => [
			...one.subjects,
			...(one.paper === null ? NONE : (this.#council.papers.get(one.paper)?.subjects ?? NONE))
		]);
		return {
			number: item.number,
			kind: item.kind,
			state: item.state,
			title: item.title,
			body: this.#papers.bodyName(item.body) ?? this.#rows.region.name,
			day: item.day,
			startsAt: item.startsAt,
			endsAt: item.endsAt,
			place: item.place,
			chair: this.#papers.town(item.chair ?? (body && chairOf(body, item.day))),
			guests: item.guests,
			cancelReason: item.cancelReason,
			attendance: item.attendance.map(({ office, municipality, name, state }) => ({
				office,
				municipality: this.#papers.town(municipality),
				name,
				state
			})),
			hasQuorum: item.openedAt === null ? null : quorum.hasQuorum,
			quorumSeats: quorum.quorumSeats,
			minutes: { ...item.minutes, approvedIn: this.#papers.otherMeeting(item.approvedIn) },
			items: items.map((one, index) => (this.#papers.shows(one) ? this.#item(one, index + 1) : hidden(index + 1))),
			hiddenItems: items.length - shown.length,
			standing: writeStanding(subjects, this.#rows, this.#writer, this.#projectsOf)
		};
	}

	#item(item: AgendaItem, number: number): DocumentItem {
		const continued = item.continues === null ? undefined : this.#council.allItems.get(item.continues);
		return {
			number,
			isPublic: isPublicItem(item, this.#council.closedPapers),
			isHidden: false,
			type: item.type,
			title: item.title,
			text: item.text,
			subjects: item.subjects.flatMap((subject) => this.#papers.subject(subject) ?? []),
			paper: this.#papers.paper(item.paper),
			approvesMinutesOf: this.#papers.otherMeeting(item.approvesMinutesOf),
			continues: this.#papers.otherMeeting(continued?.meeting ?? null),
			outcome: item.outcome,
			minutes: item.minutes,
			postponedTo: item.postponedTo,
			referredTo: this.#papers.bodyName(item.referredTo),
			decision: this.#papers.decision(item.decision),
			tasks: this.#council.tasks
				.filter((task) => task.agendaItem === item._id || (task.decision !== null && task.decision === item.decision))
				.filter((task) => this.#showsTask(task))
				.map((task) => this.#task(task)),
			sources: this.#writer.sources.numbers(item.sources)
		};
	}

	/** In the order of the control, without what the audience may not see. */
	#control(index: NonNullable<CouncilRows['control']>): DocumentControl {
		const counts = { overdue: 0, open: 0, 'under-way': 0, done: 0, nothing: 0 };
		const tasks = new Map(this.#council.tasks.map((task) => [task.id, task]));
		const rows = index.flatMap((row) => {
			const decision = this.#papers.decision(row.decision);
			if (!decision) return [];
			counts[row.state] += 1;
			const own = row.tasks.flatMap((id) => tasks.get(id) ?? []);
			return [
				{
					decision,
					meeting: this.#papers.otherMeeting(this.#council.decisions.get(row.decision)?.meeting ?? null),
					state: row.state,
					tasks: own.filter((task) => this.#showsTask(task)).map((task) => this.#task(task))
				}
			];
		});
		const { 'under-way': underWay, ...others } = counts;
		return { rows, counts: { ...others, underWay } };
	}

	/** A task is closed by what it follows from. */
	#showsTask(task: Task): boolean {
		const decision = task.decision === null ? undefined : this.#council.decisions.get(task.decision);
		const item = task.agendaItem === null ? undefined : this.#council.allItems.get(task.agendaItem);
		return (!decision || this.#papers.showsDecision(decision)) && (!item || this.#papers.shows(item));
	}

	/** Account names stay out of what is kept for ever: a person can be erased, a file cannot. */
	#task(task: Task): DocumentTask {
		return {
			title: task.title,
			party: task.partyReference?.title ?? null,
			due: task.due,
			state: task.state,
			isOverdue: task.isOverdue,
			doneOn: task.doneOn,
			delayReason: task.delayReason
		};
	}
}

/** All that is said of an item that the audience may not see. */
const hidden = (number: number): DocumentItem => ({
	number,
	isPublic: false,
	isHidden: true,
	type: null,
	title: null,
	text: null,
	subjects: NONE,
	paper: null,
	approvesMinutesOf: null,
	continues: null,
	outcome: null,
	minutes: null,
	postponedTo: null,
	referredTo: null,
	decision: null,
	tasks: NONE,
	sources: NONE
});
