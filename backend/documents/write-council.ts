import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { ControlState } from '@konzeptstand/contract/follow-up.ts';
import type { AgendaItem, MeetingItem } from '../council/meeting.model.ts';
import { isPublicItem } from '../council/meeting-page.service.ts';
import { chairOf, quorumOf, seatsOf } from '../council/meeting.service.ts';
import type { TaskItem } from '../council/task.model.ts';
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
	place: { timeZone: string; projectsOf: (projects: readonly { id: string }[]) => DocumentProject[] }
): Pick<DocumentData, 'audience' | 'meeting' | 'paper' | 'body' | 'control'> {
	return new CouncilWriter(rows, council, writer, place).write();
}

class CouncilWriter {
	readonly #rows: DocumentRows;
	readonly #council: CouncilRows;
	readonly #writer: ProjectWriter;
	readonly #papers: PaperWriter;
	readonly #place: Parameters<typeof writeCouncil>[3];
	readonly #partyNames: ReadonlyMap<string, string>;

	constructor(...[rows, council, writer, place]: Parameters<typeof writeCouncil>) {
		this.#rows = rows;
		this.#council = council;
		this.#writer = writer;
		this.#place = place;
		this.#papers = new PaperWriter(rows, council, writer);
		this.#partyNames = new Map(rows.parties.map((party) => [party._id, party.name]));
	}

	write(): ReturnType<typeof writeCouncil> {
		const { audience, meeting, paper, body, controlled } = this.#council;
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
			...(controlled ? { control: this.#control(controlled) } : {})
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
			openedAt: this.#timeOf(item.openedAt),
			closedAt: this.#timeOf(item.closedAt),
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
			standing: writeStanding(subjects, this.#rows, this.#writer, this.#place.projectsOf)
		};
	}

	/** Wall-clock time of an instant, in the region: `17:30`. */
	#timeOf(instant: string | null): string | null {
		if (instant === null) return null;
		const { timeZone } = this.#place;
		return new Intl.DateTimeFormat('de', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
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
				.map((task) => this.#task(task)),
			sources: this.#writer.sources.numbers(item.sources)
		};
	}

	/** Overdue ones first, then the newest. */
	#control(ids: readonly string[]): DocumentControl {
		const counts = { overdue: 0, open: 0, 'under-way': 0, done: 0, nothing: 0 };
		const tasksOf = Map.groupBy(this.#council.tasks, (task) => task.decision);
		const rows = ids.flatMap((id) => {
			const decision = this.#papers.decision(id);
			if (!decision) return [];
			const tasks = tasksOf.get(id) ?? [];
			const state = controlStateOf(tasks, this.#writer.day);
			counts[state] += 1;
			const meeting = this.#papers.otherMeeting(this.#council.decisions.get(id)?.meeting ?? null);
			return [{ decision, meeting, state, tasks: tasks.map((task) => this.#task(task)) }];
		});
		rows.sort(
			(a, b) =>
				Number(b.state === 'overdue') - Number(a.state === 'overdue') ||
				compareEdtf(b.decision.date, a.decision.date) ||
				(b.decision.number ?? '').localeCompare(a.decision.number ?? '', 'de', { numeric: true })
		);
		const { 'under-way': underWay, ...others } = counts;
		return { rows, counts: { ...others, underWay } };
	}

	/** Account names stay out of what is kept for ever: a person can be erased, a file cannot. */
	#task(task: TaskItem): DocumentTask {
		return {
			title: task.title,
			party: task.party === null ? null : (this.#partyNames.get(task.party) ?? null),
			due: task.due,
			state: task.state,
			isOverdue: isOverdue(task, this.#writer.day),
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

// TEMP until follow
function isOverdue(task: TaskItem, day: string): boolean {
	return task.state !== 'done' && task.due !== null && task.due < day;
}
function controlStateOf(tasks: readonly TaskItem[], day: string): ControlState {
	if (tasks.length === 0) return 'nothing';
	if (tasks.some((task) => isOverdue(task, day))) return 'overdue';
	if (tasks.every((task) => task.state === 'done')) return 'done';
	return tasks.every((task) => task.state === 'open') ? 'open' : 'under-way';
}
