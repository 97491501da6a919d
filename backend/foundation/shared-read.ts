/**
 * Reads of what many ask for at once. Whoever asks while a read is under way waits for the next one, together with all
 * others who do: no answer is older than its question, and however many ask, one read runs and one waits.
 */
export class SharedRead<T> {
	readonly #read: (key: string) => Promise<T>;
	readonly #running = new Map<string, Promise<T>>();
	readonly #next = new Map<string, Promise<T>>();

	constructor(read: (key: string) => Promise<T>) {
		this.#read = read;
	}

	/** What stands there at an instant after this call. When a read fails, those who wait for the next one fail with it. */
	read(key: string): Promise<T> {
		const running = this.#running.get(key);
		if (!running) return this.#start(key);
		const waiting = this.#next.get(key);
		if (waiting) return waiting;
		const next = running
			.finally(() => {
				this.#next.delete(key);
			})
			.then(() => this.#start(key));
		this.#next.set(key, next);
		return next;
	}

	#start(key: string): Promise<T> {
		const running = this.#read(key).finally(() => {
			this.#running.delete(key);
		});
		this.#running.set(key, running);
		return running;
	}
}
