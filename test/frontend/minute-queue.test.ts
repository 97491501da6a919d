import { expect } from 'chai';
import fc from 'fast-check';
import {
	answered,
	begun,
	commanded,
	dismissed,
	EMPTY,
	readQueue,
	settled,
	textAt,
	triedAgain,
	typed,
	waiting
} from '../../frontend/src/lib/council/minute-queue.ts';
import type { Answer, Entry, Queue, Stored } from '../../frontend/src/lib/council/minute-queue.ts';

const PLACES = ['item 1', 'item 2'] as const;

/** The server as far as the queue knows it: versions, and commands that happen once a key. */
class Server {
	readonly stored = new Map<string, Stored>(PLACES.map((place) => [place, { version: 1, fields: { minutes: '' } }]));
	readonly happened: string[] = [];
	readonly #keys = new Set<string>();

	at(place: string): Stored {
		return this.stored.get(place) ?? { version: 1, fields: {} };
	}

	write(place: string, text: string): void {
		this.stored.set(place, { version: this.at(place).version + 1, fields: { minutes: text } });
	}

	take(entry: Entry): Answer {
		if (entry.kind === 'command') {
			if (!this.#keys.has(entry.key)) {
				this.#keys.add(entry.key);
				this.happened.push(entry.key);
				// an outcome is written at the item: its version moves, its minutes do not
				this.stored.set(entry.place, { ...this.at(entry.place), version: this.at(entry.place).version + 1 });
			}
			return { kind: 'done' };
		}
		const now = this.at(entry.place);
		if (now.version !== entry.base.version) return { kind: 'stale', stored: now };
		this.write(entry.place, entry.text);
		return { kind: 'done', stored: this.at(entry.place) };
	}
}

type Step =
	| { do: 'type'; place: string; text: string }
	| { do: 'command'; place: string }
	/** `way`: the request, or only its answer, is lost on the way; `meanwhile`: typed while it was under way */
	| { do: 'send'; way: 'whole' | 'request lost' | 'answer lost'; meanwhile: string | null }
	| { do: 'reload' };

const place = fc.constantFrom(...PLACES);
const steps = fc.array(
	fc.oneof(
		fc.record({ do: fc.constant('type' as const), place, text: fc.constantFrom('', 'a', 'ab', 'abc', 'b') }),
		fc.record({ do: fc.constant('command' as const), place }),
		fc.record({
			do: fc.constant('send' as const),
			way: fc.constantFrom('whole' as const, 'request lost' as const, 'answer lost' as const),
			meanwhile: fc.option(fc.constantFrom('', 'a', 'xy'))
		}),
		fc.record({ do: fc.constant('reload' as const) })
	),
	{ maxLength: 40 }
);

function drain(queue: Queue, server: Server): Queue {
	let next = queue;
	for (let rounds = 0; waiting(next) > 0; rounds += 1) {
		if (rounds > 200) throw new Error('The queue never empties.');
		const sending = begun(next);
		if (!sending) break;
		next = answered(sending.queue, sending.entry, server.take(sending.entry));
	}
	return next;
}

const store = (version: number, minutes: string): Stored => ({ version, fields: { minutes } });

describe('The minute taker’s queue', () => {
	it('brings every text and every command to the server once, whatever is dropped, repeated or reloaded', () => {
		fc.assert(
			fc.property(steps, (taken: Step[]) => {
				const server = new Server();
				const last = new Map<string, string>();
				const commands: string[] = [];
				let queue = EMPTY;
				const type = (at: string, text: string) => {
					queue = typed(queue, at, 'minutes', text, server.at(at));
					last.set(at, text);
				};
				for (const step of taken) {
					if (step.do === 'type') type(step.place, step.text);
					else if (step.do === 'command') {
						const key = `key ${commands.length}`;
						commands.push(key);
						queue = commanded(queue, { key, name: 'noted', place: step.place, body: {} });
					} else if (step.do === 'reload') queue = readQueue(JSON.stringify(queue));
					else {
						const sending = begun(queue);
						if (!sending) continue;
						queue = readQueue(JSON.stringify(sending.queue));
						const answer = step.way === 'request lost' ? null : server.take(sending.entry);
						if (step.meanwhile !== null) type(sending.entry.place, step.meanwhile);
						queue = answered(queue, sending.entry, step.way === 'whole' && answer ? answer : { kind: 'lost' });
					}
				}
				expect(drain(queue, server)).to.deep.equal(EMPTY);
				expect(server.happened).to.deep.equal(commands);
				for (const [at, text] of last) expect(server.at(at).fields.minutes).to.equal(text);
			}),
			{ numRuns: 1000 }
		);
	});

	it('overwrites nothing that somebody else wrote, and keeps both until it is settled', () => {
		const server = new Server();
		let queue = typed(EMPTY, 'item 1', 'minutes', 'mine', server.at('item 1'));
		server.write('item 1', 'theirs');
		queue = drain(queue, server);
		expect(server.at('item 1').fields.minutes).to.equal('theirs');
		expect(textAt(queue, 'item 1', 'minutes')).to.include({ text: 'mine' });
		expect(textAt(queue, 'item 1', 'minutes')?.theirs).to.deep.equal(store(2, 'theirs'));
		expect(waiting(queue)).to.equal(0);

		const joined = drain(settled(queue, 'item 1', 'minutes', 'theirs\n\nmine'), server);
		expect(server.at('item 1').fields.minutes).to.equal('theirs\n\nmine');
		expect(joined).to.deep.equal(EMPTY);
	});

	it('sends nothing when the other text is chosen', () => {
		const server = new Server();
		let queue = typed(EMPTY, 'item 1', 'minutes', 'mine', server.at('item 1'));
		server.write('item 1', 'theirs');
		queue = settled(drain(queue, server), 'item 1', 'minutes', 'theirs');
		expect(queue).to.deep.equal(EMPTY);
	});

	it('does not ask when the other change left the minutes alone', () => {
		const server = new Server();
		const queue = typed(EMPTY, 'item 1', 'minutes', 'mine', server.at('item 1'));
		server.write('item 1', '');
		expect(drain(queue, server)).to.deep.equal(EMPTY);
		expect(server.at('item 1').fields.minutes).to.equal('mine');
	});

	it('lets the rest go on while one text waits for its minute taker', () => {
		const server = new Server();
		let queue = typed(EMPTY, 'item 1', 'minutes', 'mine', server.at('item 1'));
		queue = typed(queue, 'item 2', 'minutes', 'second', server.at('item 2'));
		server.write('item 1', 'theirs');
		queue = drain(queue, server);
		expect(server.at('item 2').fields.minutes).to.equal('second');
		expect(queue.entries).to.have.length(1);
	});

	it('sends only the last of several attendances that follow each other, but never changes one that was sent', () => {
		const attend = (queue: Queue, key: string) =>
			commanded(queue, { key, name: 'attendance', place: 'meeting', body: key });
		const two = attend(attend(EMPTY, 'a'), 'b');
		expect(two.entries.map((entry) => entry.kind === 'command' && entry.key)).to.deep.equal(['b']);
		const three = attend(begun(two)?.queue ?? EMPTY, 'c');
		expect(three.entries.map((entry) => entry.kind === 'command' && entry.key)).to.deep.equal(['b', 'c']);
	});

	it('keeps what the server refuses, with its reason, until it is read or done anew', () => {
		const vote = { name: 'vote', place: 'item 1', body: {} } as const;
		let queue = commanded(EMPTY, { ...vote, key: 'first' });
		const sending = begun(queue);
		if (!sending) throw new Error('nothing to send');
		queue = answered(sending.queue, sending.entry, { kind: 'refused', message: 'Nicht beschlussfähig' });
		expect(queue.entries).to.deep.equal([]);
		expect(queue.refused[0]?.message).to.equal('Nicht beschlussfähig');
		expect(dismissed(queue, 'first')).to.deep.equal(EMPTY);
		expect(commanded(queue, { ...vote, key: 'second' }).refused).to.deep.equal([]);
	});

	it('sends a refused text again when it is tried again', () => {
		const server = new Server();
		const queue = typed(EMPTY, 'item 1', 'minutes', 'mine', server.at('item 1'));
		const sending = begun(queue);
		if (!sending) throw new Error('nothing to send');
		const refused = answered(sending.queue, sending.entry, { kind: 'refused', message: 'Abgeschlossen' });
		expect(waiting(refused)).to.equal(0);
		expect(drain(triedAgain(refused), server)).to.deep.equal(EMPTY);
		expect(server.at('item 1').fields.minutes).to.equal('mine');
	});

	it('begins empty where nothing readable was kept', () => {
		for (const text of [null, '', '{', '[]', '{"entries":1}']) expect(readQueue(text)).to.deep.equal(EMPTY);
	});
});
