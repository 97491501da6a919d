import { MongoInstance } from 'mongodb-memory-server-core/lib/util/MongoInstance.js';

/**
 * The library's mongod, heard line by line. The library takes each piece that the pipe brings for one line: two lines in
 * one piece made it throw where nobody can catch, and ended the whole product.
 */
export class MongodInstance extends MongoInstance {
	#rest = '';

	override stdoutHandler(piece: string | Buffer): void {
		const lines = (this.#rest + piece.toString()).split('\n');
		this.#rest = lines.pop() ?? '';
		for (const line of lines) super.stdoutHandler(line);
	}
}
