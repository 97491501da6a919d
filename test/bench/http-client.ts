import http from 'node:http';

/** A plain client on kept connections: the same for both sides of every comparison. */
export class HttpClient {
	readonly #agent: http.Agent;
	readonly #base: string;
	readonly #headers: Record<string, string>;

	constructor(base: string, connections: number, headers: Record<string, string> = {}) {
		this.#agent = new http.Agent({ keepAlive: true, maxSockets: connections });
		this.#base = base;
		this.#headers = headers;
	}

	send(
		method: string,
		path: string,
		options: { body?: unknown; headers?: Record<string, string> } = {}
	): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }> {
		const payload = options.body === undefined ? undefined : Buffer.from(JSON.stringify(options.body));
		const headers = {
			...this.#headers,
			...options.headers,
			...(payload ? { 'Content-Type': 'application/json', 'Content-Length': String(payload.length) } : {})
		};
		return new Promise((resolve, reject) => {
			const request = http.request(`${this.#base}${path}`, { method, headers, agent: this.#agent }, (response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('end', () => {
					resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
				});
				response.on('error', reject);
			});
			request.on('error', (error: NodeJS.ErrnoException) => {
				// The server has let an idle connection go just when it was taken again: a new one is used.
				if (request.reusedSocket && error.code === 'ECONNRESET') resolve(this.send(method, path, options));
				else reject(error);
			});
			request.end(payload);
		});
	}

	/** @throws Error for any status but the expected */
	async expect(
		status: number,
		method: string,
		path: string,
		options: { body?: unknown; headers?: Record<string, string> } = {}
	) {
		const answer = await this.send(method, path, options);
		if (answer.status !== status)
			throw new Error(`${method} ${path}: ${String(answer.status)} ${answer.body.toString().slice(0, 300)}`);
		return answer;
	}

	close(): void {
		this.#agent.destroy();
	}
}
