import type { AgendaItem, Attendance, Meeting } from '@konzeptstand/contract/meeting.ts';
import type { Problem } from '@konzeptstand/contract/problem.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import * as queue from './minute-queue.ts';
import type { Answer, Command, CommandName, Entry, Queue, Stored } from './minute-queue.ts';

/** How long nobody types before a text is sent, in milliseconds. */
const PAUSE = 700;
/** How long an answer is waited for; a line that says nothing is a broken one. */
const PATIENCE = 15_000;
const FIRST_RETRY = 1_500;
const LAST_RETRY = 30_000;
/** How often is looked at what others wrote. */
const LOOK = 10_000;

export type Line = 'saved' | 'sending' | 'waiting' | 'signed-out';
export type SeatDraft = Pick<Attendance, 'seat' | 'name'> & { state: Attendance['state'] | null };
interface Kept {
	queue: Queue;
	/** who is there, as far as it was entered before the meeting was opened */
	seats: readonly SeatDraft[];
}

/** What the minute taker's page knows and does. Everything is kept on this device before it is sent. */
export class MinuteTaker {
	meeting = $state.raw<Meeting>() as Meeting;
	queue = $state.raw<Queue>(queue.EMPTY);
	seats = $state.raw<readonly SeatDraft[]>([]);
	line = $state<Line>('saved');
	/** The same person writes in another window of this browser: only one of them sends. */
	isElsewhere = $state(false);
	/** The device keeps nothing, so that a reload would lose what was not sent. */
	isKeepingNothing = $state(false);
	readonly #region: string;
	readonly #place: string;
	#isStarted = false;
	#isSending = false;
	#changes = 0;
	#retry = FIRST_RETRY;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** @param person whose words are kept on this device */
	constructor(region: string, meeting: Meeting, person: string) {
		this.#region = region;
		this.#place = `konzeptstand-minutes:${meeting.id}:${person}`;
		this.meeting = meeting;
	}

	/** Begins to send and to look; gives what ends it. */
	start(): () => void {
		const left = new AbortController();
		const begin = () => {
			this.isElsewhere = false;
			this.#read();
			this.#isStarted = true;
			this.#soon(0);
		};
		if ('locks' in navigator) {
			// until the lock is granted another window has it
			const late = setTimeout(() => (this.isElsewhere = true), 300);
			void navigator.locks
				.request(this.#place, { signal: left.signal }, () => {
					clearTimeout(late);
					begin();
					return new Promise<void>((resolve) => {
						left.signal.addEventListener('abort', () => resolve());
					});
				})
				.catch(() => clearTimeout(late));
		} else begin();
		const again = () => this.#soon(0);
		const looking = setInterval(() => void this.#look(), LOOK);
		window.addEventListener('online', again);
		return () => {
			this.#isStarted = false;
			left.abort();
			clearInterval(looking);
			clearTimeout(this.#timer);
			window.removeEventListener('online', again);
		};
	}

	get items(): readonly AgendaItem[] {
		return this.meeting.agenda.filter(({ outcome }) => outcome !== 'removed');
	}

	textOf(place: string, field: string): string {
		return queue.textAt(this.queue, place, field)?.text ?? this.#storedAt(place).fields[field] ?? '';
	}

	type(place: string, field: string, text: string): void {
		this.#keep(queue.typed(this.queue, place, field, text, this.#storedAt(place)));
		this.#soon(PAUSE);
	}

	command(name: CommandName, place: string, body: unknown = {}): void {
		this.#keep(queue.commanded(this.queue, { key: newKey(), name, place, body }));
		this.#soon(0);
	}

	settle(place: string, field: string, text: string): void {
		this.#keep(queue.settled(this.queue, place, field, text));
		this.#soon(0);
	}

	tryAgain(): void {
		this.#keep(queue.triedAgain(this.queue));
		this.#soon(0);
	}

	dismiss(key: string): void {
		this.#keep(queue.dismissed(this.queue, key));
	}

	/** Enters who is there before the meeting is opened; afterwards each change is sent. */
	seat(rows: readonly SeatDraft[]): void {
		this.seats = rows;
		this.#keep(this.queue);
	}

	#storedAt(place: string): Stored {
		const item = this.meeting.agenda.find(({ id }) => id === place);
		if (item) return { version: item.version, fields: { minutes: item.minutes ?? '' } };
		const words = Object.entries(this.meeting.minutes).map(([name, text]) => [name, text ?? '']);
		return { version: this.meeting.version, fields: Object.fromEntries(words) as Stored['fields'] };
	}

	#read(): void {
		try {
			const text = localStorage.getItem(this.#place);
			const kept = JSON.parse(text ?? 'null') as Partial<Kept> | null;
			this.queue = queue.readQueue(JSON.stringify(kept?.queue ?? null));
			this.seats = kept?.seats ?? [];
		} catch {
			this.isKeepingNothing = true;
		}
	}

	#keep(next: Queue): void {
		this.queue = next;
		this.#changes += 1;
		try {
			if (this.meeting.openedAt !== null) this.seats = [];
			const isNothing = next.entries.length + next.refused.length + this.seats.length === 0;
			if (isNothing) localStorage.removeItem(this.#place);
			else localStorage.setItem(this.#place, JSON.stringify({ queue: next, seats: this.seats } satisfies Kept));
			this.isKeepingNothing = false;
		} catch {
			this.isKeepingNothing = true;
		}
		if (queue.waiting(next) > 0 && this.line === 'saved') this.line = 'sending';
	}

	#soon(delay: number): void {
		if (!this.#isStarted) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#send(), delay);
	}

	async #send(): Promise<void> {
		if (this.#isSending || !this.#isStarted) return;
		this.#isSending = true;
		try {
			for (let next = queue.begun(this.queue); next; next = queue.begun(this.queue)) {
				this.#keep(next.queue);
				const answer = await this.#ask(next.entry);
				this.#keep(queue.answered(this.queue, next.entry, answer));
				if (!this.#isStarted) return;
				if (answer.kind === 'lost') {
					if (this.line !== 'signed-out') this.line = 'waiting';
					this.#soon(this.#retry);
					this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
					return;
				}
				this.#retry = FIRST_RETRY;
				this.line = 'sending';
			}
			this.line = 'saved';
		} finally {
			this.#isSending = false;
		}
	}

	async #ask(entry: Entry): Promise<Answer> {
		const isItem = entry.place !== this.meeting.id;
		const below = isItem ? `agenda-items/${entry.place}` : `meetings/${entry.place}`;
		const response =
			entry.kind === 'command'
				? await this.#fetch(`${below}/${entry.name}`, 'POST', entry.body, this.#headersOf(entry))
				: await this.#fetch(`${below}/minutes`, 'PUT', bodyOf(entry), { 'if-match': `"${entry.base.version}"` });
		if (response === null) return { kind: 'lost' };
		if (response.ok) return this.#taken(entry, response, isItem);
		const problem = (await response.json().catch(() => null)) as Problem | null;
		if (response.status === 412) {
			// what is there now is asked for: it may have moved on again
			if (!(await this.#refresh())) return { kind: 'lost' };
			if (entry.kind === 'text') return { kind: 'stale', stored: this.#storedAt(entry.place) };
			return { kind: 'refused', message: m.council_attendance_changed() };
		}
		const isDone = problem?.code === 'conflict' && problem.errors?.some(({ field }) => field === 'Idempotency-Key');
		if (isDone) return (await this.#refresh()) ? { kind: 'done' } : { kind: 'lost' };
		// what is wrong in particular says more than that something is
		const wrong = (problem?.errors ?? []).map(({ message }) => message).join(' ');
		return { kind: 'refused', message: wrong || problem?.detail || m.error_unexpected() };
	}

	/** Who is there is said for all seats at once: over what somebody else said meanwhile it is not written. */
	#headersOf({ name, key }: Command): Record<string, string> {
		const once = { 'idempotency-key': key };
		return name === 'attendance' ? { ...once, 'if-match': `"${this.meeting.version}"` } : once;
	}

	async #taken(entry: Entry, response: Response, isItem: boolean): Promise<Answer> {
		const answer = (await response.json().catch(() => null)) as Meeting | AgendaItem | null;
		if (answer === null) return { kind: 'lost' };
		if (entry.kind === 'text' && isItem) {
			const item = answer as AgendaItem;
			const agenda = this.meeting.agenda.map((each) => (each.id === item.id ? item : each));
			this.meeting = { ...this.meeting, agenda };
		} else if (response.headers.get('idempotency-replayed') !== null) {
			// the first answer, given again: things may have moved on since
			if (!(await this.#refresh())) return { kind: 'lost' };
		} else this.meeting = answer as Meeting;
		return entry.kind === 'text' ? { kind: 'done', stored: this.#storedAt(entry.place) } : { kind: 'done' };
	}

	/** Null: no answer, or one that only time can help. */
	async #fetch(
		path: string,
		method: 'GET' | 'POST' | 'PUT',
		body?: unknown,
		headers: Record<string, string> = {}
	): Promise<Response | null> {
		try {
			const response = await fetch(links.councilApi(this.#region, path), {
				method,
				headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
				signal: AbortSignal.timeout(PATIENCE)
			});
			if (response.status === 401) {
				this.line = 'signed-out';
				return null;
			}
			if (this.line === 'signed-out') this.line = 'sending';
			return response.status >= 500 || response.status === 429 || response.status === 408 ? null : response;
		} catch {
			return null;
		}
	}

	async #refresh(): Promise<boolean> {
		const response = await this.#fetch(`meetings/${this.meeting.id}`, 'GET');
		if (!response?.ok) return false;
		const read = (await response.json().catch(() => null)) as Meeting | null;
		if (read) this.meeting = read;
		return read !== null;
	}

	/** What others wrote meanwhile; left alone while something of our own is under way. */
	async #look(): Promise<void> {
		if (!this.#isStarted || this.#isSending || document.hidden || queue.waiting(this.queue) > 0) return;
		const before = this.#changes;
		const response = await this.#fetch(`meetings/${this.meeting.id}`, 'GET');
		const read = response?.ok ? ((await response.json().catch(() => null)) as Meeting | null) : null;
		if (read && before === this.#changes && !this.#isSending) this.meeting = read;
	}
}

/** The words around the agenda are sent together, an item's minutes alone; what is empty is nothing. */
function bodyOf({ field, text, base }: queue.TypedText): Record<string, string | null> {
	const fields = { ...base.fields, [field]: text };
	return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.trim() === '' ? null : value]));
}

/** Not `randomUUID`, which browsers have over https only. */
function newKey(): string {
	return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
