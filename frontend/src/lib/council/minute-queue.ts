/**
 * What the minute taker has written and done, and has not reached the server yet. Pure: each function gives the next
 * queue and changes nothing. It outlives a dropped line and a reload, because all of it can be written as JSON.
 *
 * Promise: whatever is dropped, repeated or reloaded, each command happens once and in order, and each text ends as it
 * was typed, unless somebody else wrote there meanwhile: then both stand here until the minute taker has chosen.
 */

/** What the server holds in one place, as it was last seen: an item's minutes, or the words around the agenda. */
export interface Stored {
	readonly version: number;
	readonly fields: Readonly<Record<string, string>>;
}

export interface TypedText {
	readonly kind: 'text';
	/** Id of the agenda item, or of the meeting. */
	readonly place: string;
	readonly field: string;
	readonly text: string;
	/** What stood there when it was typed over. */
	readonly base: Stored;
	/** Sent and unanswered: the server may hold any of them. */
	readonly sent: readonly string[];
	/** What somebody else wrote meanwhile; nothing is sent until it is settled. */
	readonly theirs: Stored | null;
	/** Why the server does not take it, in words; nothing is sent until it is typed anew or tried again. */
	readonly refusal: string | null;
}

export interface Command {
	readonly kind: 'command';
	/** Idempotency-Key: the same for every attempt. */
	readonly key: string;
	readonly name: CommandName;
	/** Id of the agenda item, or of the meeting. */
	readonly place: string;
	readonly body: unknown;
	/** It may have reached the server: from now on it is not changed any more. */
	readonly isBegun: boolean;
}
export type CommandName = 'attendance' | 'noted' | 'postponement' | 'referral' | 'reopening' | 'vote' | 'closing';

export interface Refused {
	readonly command: Command;
	readonly message: string;
}
export type Entry = TypedText | Command;
export interface Queue {
	readonly entries: readonly Entry[];
	/** What the server did not do, with its reason, until the minute taker has seen it. */
	readonly refused: readonly Refused[];
}

export type Answer =
	/** no answer came: it may have happened or not */
	| { readonly kind: 'lost' }
	/** `stored`: of a text, what the server holds now */
	| { readonly kind: 'done'; readonly stored?: Stored }
	/** of a text: somebody wrote there since the version that was named */
	| { readonly kind: 'stale'; readonly stored: Stored }
	| { readonly kind: 'refused'; readonly message: string };

export const EMPTY: Queue = { entries: [], refused: [] };

const isText = (place: string, field: string) => (entry: Entry) =>
	entry.kind === 'text' && entry.place === place && entry.field === field;

/** The unsent text of a place; null when there is none. */
export const textAt = (queue: Queue, place: string, field: string): TypedText | null =>
	(queue.entries.find(isText(place, field)) as TypedText | undefined) ?? null;

const replace = (queue: Queue, old: Entry, next: Entry | null): Queue => ({
	...queue,
	entries: queue.entries.flatMap((entry) => (entry === old ? (next ? [next] : []) : [entry]))
});

/** Keeps what is typed now; `stored` is what the page showed before, and counts only for the first letter. */
export function typed(queue: Queue, place: string, field: string, text: string, stored: Stored): Queue {
	const old = textAt(queue, place, field);
	if (old) {
		// typed back to what stands there, and nothing is under way: there is nothing to send
		const isUndone = old.sent.length === 0 && !old.theirs && text === (old.base.fields[field] ?? '');
		return replace(queue, old, isUndone ? null : { ...old, text, refusal: null });
	}
	if (text === (stored.fields[field] ?? '')) return queue;
	const entry: TypedText = { kind: 'text', place, field, text, base: stored, sent: [], theirs: null, refusal: null };
	return { ...queue, entries: [...queue.entries, entry] };
}

/** Adds a command. An attendance that follows on one that has not been sent takes its place: each says all seats. */
export function commanded(queue: Queue, command: Omit<Command, 'kind' | 'isBegun'>): Queue {
	const next: Command = { ...command, kind: 'command', isBegun: false };
	const last = queue.entries.at(-1);
	const refused = queue.refused.filter(
		({ command: { name, place } }) => name !== command.name || place !== command.place
	);
	const isSame = last?.kind === 'command' && last.name === 'attendance' && command.name === 'attendance';
	const kept = isSame && !last.isBegun ? queue.entries.slice(0, -1) : queue.entries;
	return { entries: [...kept, next], refused };
}

const isPaused = (entry: Entry): boolean => entry.kind === 'text' && (entry.theirs !== null || entry.refusal !== null);

/**
 * What is to be sent next, and the queue that must be kept BEFORE it is sent; null when nothing waits for the line.
 */
export function begun(queue: Queue): { queue: Queue; entry: Entry } | null {
	const old = queue.entries.find((entry) => !isPaused(entry));
	if (!old) return null;
	const entry: Entry =
		old.kind === 'command'
			? { ...old, isBegun: true }
			: { ...old, sent: old.sent.includes(old.text) ? old.sent : [...old.sent, old.text] };
	return { queue: replace(queue, old, entry), entry };
}

/** Where the entry that was sent stands now: its text may have been typed on meanwhile. */
const current = (queue: Queue, sent: Entry): Entry | undefined =>
	sent.kind === 'command'
		? queue.entries.find((entry) => entry.kind === 'command' && entry.key === sent.key)
		: queue.entries.find(isText(sent.place, sent.field));

/** The queue after an answer to `sent`, an entry that `begun` gave. */
export function answered(queue: Queue, sent: Entry, answer: Answer): Queue {
	const now = current(queue, sent);
	if (!now || answer.kind === 'lost') return queue;
	if (now.kind === 'command') {
		if (answer.kind === 'stale') return queue;
		const rest = replace(queue, now, null);
		if (answer.kind === 'done') return rest;
		return { ...rest, refused: [...rest.refused, { command: now, message: answer.message }] };
	}
	if (sent.kind !== 'text') return queue;
	if (answer.kind === 'refused') return replace(queue, now, { ...now, refusal: answer.message });
	if (answer.kind === 'done') {
		const base = answer.stored ?? { ...now.base, fields: { ...now.base.fields, [now.field]: sent.text } };
		return replace(queue, now, now.text === sent.text ? null : { ...now, base, sent: [] });
	}
	const there = answer.stored.fields[now.field] ?? '';
	if (there === now.text) return replace(queue, now, null);
	const isOwn = there === (now.base.fields[now.field] ?? '') || now.sent.includes(there);
	if (isOwn) return replace(queue, now, { ...now, base: answer.stored, sent: [] });
	return replace(queue, now, { ...now, theirs: answer.stored });
}

/** Settles a text that somebody else wrote at as well: `text` is what shall stand there. */
export function settled(queue: Queue, place: string, field: string, text: string): Queue {
	const old = textAt(queue, place, field);
	if (!old?.theirs) return queue;
	const isTheirs = text === (old.theirs.fields[field] ?? '');
	return replace(queue, old, isTheirs ? null : { ...old, text, base: old.theirs, sent: [], theirs: null });
}

/** Lets a refused text be sent again. */
export function triedAgain(queue: Queue): Queue {
	return {
		...queue,
		entries: queue.entries.map((entry) => (entry.kind === 'text' ? { ...entry, refusal: null } : entry))
	};
}

/** Forgets a refused command: its reason has been read. */
export const dismissed = (queue: Queue, key: string): Queue => ({
	...queue,
	refused: queue.refused.filter(({ command }) => command.key !== key)
});

/** What waits for the line; texts that wait for the minute taker do not count. */
export const waiting = (queue: Queue): number => queue.entries.filter((entry) => !isPaused(entry)).length;

/** The last unsent command for a place, whatever it is. */
export const lastCommand = (queue: Queue, place: string): Command | null =>
	(queue.entries.findLast((entry) => entry.kind === 'command' && entry.place === place) as Command | undefined) ?? null;

/** Reads a kept queue; what cannot be read is an empty one. */
export function readQueue(text: string | null): Queue {
	try {
		const read = JSON.parse(text ?? 'null') as Queue | null;
		return read && Array.isArray(read.entries) && Array.isArray(read.refused) ? read : EMPTY;
	} catch {
		return EMPTY;
	}
}
