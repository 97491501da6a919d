/**
 * A reason why the product cannot start, told to whoever started it: in German and English, without a stack.
 * Everything else that goes wrong at start is a fault of ours and keeps its stack.
 */
export class StartError extends Error {
	readonly german: string;
	readonly english: string;

	constructor(german: string, english: string, options?: ErrorOptions) {
		super(`${german} / ${english}`, options);
		this.name = 'StartError';
		this.german = german;
		this.english = english;
	}
}
