import { ApplicationError } from '../foundation/errors.ts';

interface Waiting {
	begin: () => void;
	giveUp: () => void;
}

/**
 * Where texts are tried, one after the other. Everybody has one place: who tries again while waiting looks at the newer
 * text, and however much somebody tries, the next one's turn comes after a single trial.
 */
export class TrialLane {
	readonly #waiting = new Map<string, Waiting>();
	readonly #most: number;
	#isTaken = false;

	/** @param most people who may wait; more are refused */
	constructor(most: number) {
		this.#most = most;
	}

	/**
	 * Runs `action` when its turn comes.
	 * @throws ApplicationError busy when too many wait, or the same person has asked again; whatever `action` throws
	 */
	async run<R>(person: string, action: () => Promise<R>): Promise<R> {
		if (this.#isTaken) await this.#turn(person);
		this.#isTaken = true;
		try {
			return await action();
		} finally {
			this.#next();
		}
	}

	#turn(person: string): Promise<void> {
		const former = this.#waiting.get(person);
		if (!former && this.#waiting.size >= this.#most) throw new ApplicationError('busy');
		former?.giveUp();
		return new Promise((resolve, reject) => {
			// Set again under a known name, it keeps its place.
			this.#waiting.set(person, {
				begin: resolve,
				giveUp: () => {
					reject(new ApplicationError('busy'));
				}
			});
		});
	}

	/** Hands over without a gap: nobody who comes meanwhile overtakes. */
	#next(): void {
		const [first] = this.#waiting;
		this.#isTaken = first !== undefined;
		if (!first) return;
		this.#waiting.delete(first[0]);
		first[1].begin();
	}
}
