import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { eventually } from '../helpers/eventually.ts';
import { useProductProcesses } from '../helpers/product-process.ts';

const ORDERS = 8;
const REGION = '/api/v1/regions/saalebogen';

describe('Ordered documents, when the server is killed in their middle', function () {
	this.timeout(180_000);
	const start = useProductProcesses();
	let folder: string;
	before(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'konzeptstand-crash-'));
	});
	after(() => rm(folder, { recursive: true, force: true }));

	it('are all made after the restart, each once and each whole, and the record holds', async () => {
		const env = { PORT: '0', KONZEPTSTAND_DATA: folder, KONZEPTSTAND_SIGN_IN_ATTEMPTS: '1000' };
		const first = start('backend/main.ts', env);
		let url = await first.url;
		const [, email, password] = /^ {2}manager +(\S+@\S+) +(\S+)$/m.exec(first.said()) ?? [];
		let cookie = await signIn(url, email, password);
		const ask = (address: string, init: RequestInit = {}): Promise<Response> =>
			fetch(`${url}${REGION}${address}`, { ...init, headers: { cookie, origin: url, ...init.headers } });
		const ids: string[] = [];
		for (let index = 0; index < ORDERS; index += 1) {
			const body = JSON.stringify({ template: 'entwicklungskonzept', edition: 'rek-2002', format: 'html' });
			const answer = await ask('/documents', {
				method: 'POST',
				body,
				headers: { 'content-type': 'application/json', 'idempotency-key': `bestellung-${index}` }
			});
			expect(answer.status, await answer.clone().text()).to.equal(202);
			ids.push(((await answer.json()) as { id: string }).id);
		}
		first.process.kill('SIGKILL');
		await first.ended;

		const second = start('backend/main.ts', env);
		url = await second.url;
		cookie = await signIn(url, email, password);
		const open = async (): Promise<unknown[]> => ((await (await ask('/document-jobs')).json()) as { rows: [] }).rows;
		await eventually(async () => (await open()).length === 0, 90_000);
		const { rows } = (await (await ask('/documents?limit=500')).json()) as {
			rows: { id: string; sha256: string; size: number }[];
		};
		expect(rows.map(({ id }) => id)).to.have.members(ids);
		for (const { id, size, sha256 } of rows) {
			const bytes = await (await ask(`/documents/${id}/file`)).arrayBuffer();
			expect(bytes.byteLength).to.equal(size);
			const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
			expect(hash).to.equal(sha256);
		}
		const verified = (await (await ask('/record/verification')).json()) as { isIntact: boolean };
		expect(verified.isIntact).to.equal(true);
	});
});

async function signIn(url: string, email: string | undefined, password: string | undefined): Promise<string> {
	const response = await fetch(`${url}/api/auth/sign-in/email`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: url },
		body: JSON.stringify({ email, password })
	});
	expect(response.status).to.equal(200);
	return response.headers
		.getSetCookie()
		.map((one) => one.split(';')[0])
		.join('; ');
}
