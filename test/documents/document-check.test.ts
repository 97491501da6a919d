import { createHash } from 'node:crypto';
import { expect } from 'chai';
import mongoose from 'mongoose';
import supertest from 'supertest';
import type { Test } from 'supertest';
import type { KeptDocument } from '@konzeptstand/contract/document.ts';
import { useFurnishedRegion } from '../helpers/furnished-suite.ts';

describe('Whether a file is what the product made', function () {
	this.timeout(60_000);
	const region = useFurnishedRegion('reader');
	const check = (): Test =>
		supertest(region.server).post(`/api/v1/regions/${region.key}/documents/check`).set('Cookie', region.cookie);
	const raw = (bytes: Buffer): Test =>
		check()
			.set('Content-Type', 'application/octet-stream')
			.serialize((body: unknown) => body as string)
			.send(bytes as never);

	it('is told by its hash or by the file itself, with the state it was made from', async () => {
		const bytes = Buffer.from(`# Konzept ${region.key}`);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		for (const asked of [check().send({ sha256 }), raw(bytes)]) {
			const { body } = await asked.expect(200);
			expect(body.sha256).to.equal(sha256);
			expect(body.rows.map(({ id }: KeptDocument) => id)).to.deep.equal([region.of.documents]);
			expect(body.rows[0].state).to.deep.equal({ day: '2026-11-24', sequence: 1 });
		}
	});

	it('is not known of a file with one byte more, which is not kept', async () => {
		const files = () => mongoose.connection.collection('files.files').countDocuments();
		const before = await files();
		const large = Buffer.alloc(12_000_000, 'x');
		for (const bytes of [Buffer.from(`# Konzept ${region.key}!`), large, Buffer.alloc(0)]) {
			const { body, status } = await raw(bytes);
			expect({ status, rows: body.rows }).to.deep.equal({ status: 200, rows: [] });
		}
		expect(await files()).to.equal(before);
	});

	it('takes a file nowhere else', async () => {
		const address = `/api/v1/regions/${region.key}/documents/check/x`;
		for (const [method, path] of [
			['post', address],
			['post', `/api/v1/regions/${region.key}/parties`]
		] as const)
			await supertest(region.server)
				[method](path)
				.set('Cookie', region.cookie)
				.set('Content-Type', 'application/octet-stream')
				.send(Buffer.from('x') as never)
				.expect(415);
	});
});
