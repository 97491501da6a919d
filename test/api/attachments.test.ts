import { expect } from 'chai';
import supertest from 'supertest';
import type { Response } from 'supertest';
import { readFile, sweepUnnamedFiles } from '../../backend/foundation/files/files.ts';
import { newBody } from '@konzeptstand/contract/region.ts';
import { changePaper } from '../../backend/council/paper.service.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import { createBody } from '../../backend/region/party.service.ts';
import { enterResult } from '../helpers/decide.ts';
import { useFurnishedRegion } from '../helpers/furnished-suite.ts';
import { JPEG, PNG, pngOfSize } from '../helpers/pictures.ts';

const LIMIT = 100_000;

describe('A file of an item', function () {
	this.timeout(30_000);
	const region = useFurnishedRegion('planner', {
		KONZEPTSTAND_FILE_LIMIT: String(LIMIT),
		KONZEPTSTAND_BODY_LIMIT: '5000'
	});
	const at = (path: string): string => `/api/v1/regions/${region.key}${path}`;
	const upload = (content: Buffer | string, said: Record<string, string> = {}): Promise<Response> =>
		supertest(region.server)
			.post(at('/attachments'))
			.query({ kind: 'chapter', id: region.of.chapters, name: 'lage.png', alt: 'Die Saale bei Saalfeld', ...said })
			.set({ Cookie: region.cookie, 'Content-Type': 'application/octet-stream' })
			.send(content as string)
			.then((answer) => answer);
	const get = (path: string): supertest.Test => supertest(region.server).get(at(path)).set('Cookie', region.cookie);
	const codesOf = ({ body }: Response): string[] =>
		(body.errors as { field: string; code: string }[]).map(({ field, code }) => `${field}:${code}`);

	it('is kept as it was sent, and served to be kept, never run', async () => {
		const made = await upload(PNG, { credit: 'Stadt Saalfeld' });
		expect(made.status, made.text).to.equal(201);
		expect(made.body).to.include({ name: 'lage.png', type: 'image/png', size: PNG.length, width: 1, height: 1 });
		const answer = await get(`/attachments/${made.body.id}/content`).buffer(true);
		expect(Buffer.compare(answer.body, PNG)).to.equal(0);
		expect(answer.headers).to.include({
			'content-type': 'image/png',
			'content-disposition': 'attachment; filename=lage.png',
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox"
		});
		const again = await get(`/attachments/${made.body.id}/content`).set(
			'If-None-Match',
			String(answer.headers['etag'])
		);
		expect(again.status).to.equal(304);
		const list = await get(`/attachments?of=${region.of.chapters}`);
		expect(list.body.rows.map((row: { name: string }) => row.name)).to.deep.equal(['lage.png', 'lage.txt']);
	});

	it('is kept without what a camera adds to a picture, and refused where the picture ends in the middle', async () => {
		const note = Buffer.from('ffe1000f457869660000', 'hex');
		const secret = Buffer.concat([note, Buffer.from('GPS 50N')]);
		const made = await upload(Buffer.concat([JPEG.subarray(0, 20), secret, JPEG.subarray(20)]), { name: 'foto.jpg' });
		expect(made.status, made.text).to.equal(201);
		expect(made.body.size).to.equal(JPEG.length);
		const answer = await get(`/attachments/${made.body.id}/content`).buffer(true);
		expect(Buffer.compare(answer.body, JPEG)).to.equal(0);
		expect(codesOf(await upload(JPEG.subarray(0, -2), { name: 'halb.jpg' }))).to.deep.equal(['file:file_broken']);
	});

	it('lies with a paper too, until somebody has decided on it: what was voted on includes its files', async () => {
		const paper = { kind: 'paper', id: region.of.papers, name: 'lageplan.png', alt: 'Lageplan' };
		const made = await upload(PNG, paper);
		expect(made.status, made.text).to.equal(201);
		expect(made.body.ofReference).to.deep.include({ kind: 'paper', title: 'Radweg bauen' });
		// The region's own body votes in its meetings.
		const elsewhere = newBody.parse({ name: 'Zweckverband', kind: 'deciding' });
		const body = await record.change(SYSTEM, { region: region.id, action: 'test.build' }, async (work) => {
			const { _id } = await createBody(work, elsewhere);
			await changePaper(work, region.of.papers, 1, { body: _id });
			return _id;
		});
		await enterResult(region.of.papers, body, {}, region.id);
		const late = await upload(PNG, { ...paper, name: 'neuer-lageplan.png' });
		expect(late.status).to.equal(409);
		expect(codesOf(late)).to.deep.equal(['id:paper_has_decisions']);
		const { body: list } = await get(`/attachments?of=${region.of.papers}`);
		expect(list.rows.map((row: { name: string }) => row.name)).to.deep.equal(['lageplan.png']);
	});

	it('is what its content is, whatever it is called', async () => {
		const page = '<!doctype html><html><script>alert(1)</script></html>';
		const picture = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
		const refusedOnes: [string | Buffer, string][] = [
			[page, 'lage.html'],
			[page, 'lage.png'],
			[picture, 'lage.svg'],
			[picture, 'lage.png'],
			['#!/bin/sh\nexit 0\n', 'lage.sh'],
			[Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 'lage.exe'],
			[Buffer.from([0x50, 0x4b, 3, 4, ...Array<number>(60).fill(0)]), 'lage.zip'],
			[Buffer.from([0x76, 0, 0xff]), 'lage.txt']
		];
		for (const [content, name] of refusedOnes) {
			const answer = await upload(content, { name });
			expect(answer.status, name).to.equal(422);
			expect(codesOf(answer), name).to.deep.equal(['file:file_type']);
		}
		const text = await upload(page, { name: 'seite.txt' });
		expect(text.body, text.text).to.include({ type: 'text/plain', width: null });
		const answer = await get(`/attachments/${text.body.id}/content`);
		expect(answer.headers['content-type']).to.equal('text/plain; charset=utf-8');
	});

	it('is refused where it is empty, broken, too large, or a picture of too many pixels', async () => {
		expect(codesOf(await upload(''))).to.deep.equal(['file:file_broken']);
		expect(codesOf(await upload(pngOfSize(0, 0)))).to.deep.equal(['file:file_broken']);
		expect(codesOf(await upload(pngOfSize(60_000, 60_000)))).to.deep.equal(['file:picture_too_large']);
		const large = await upload(Buffer.concat([PNG, Buffer.alloc(LIMIT)]));
		expect({ status: large.status, code: large.body.code }).to.deep.equal({ status: 413, code: 'too_large' });
		const within = await upload(Buffer.concat([PNG, Buffer.alloc(LIMIT - PNG.length)]));
		expect(within.status, within.text).to.equal(201);
	});

	it('as a picture says what it shows, and goes on doing so', async () => {
		const { body } = await upload(PNG);
		const silent = await supertest(region.server)
			.post(at('/attachments'))
			.query({ kind: 'chapter', id: region.of.chapters, name: 'stumm.png' })
			.set({ Cookie: region.cookie, 'Content-Type': 'image/png' })
			.send(PNG);
		expect(codesOf(silent)).to.deep.equal(['alt:alt_required']);
		const emptied = await supertest(region.server)
			.patch(at(`/attachments/${body.id}`))
			.set({ Cookie: region.cookie, 'If-Match': '"1"' })
			.send({ alt: null });
		expect(codesOf(emptied)).to.deep.equal(['alt:alt_required']);
	});

	it('has its name once at its item, and a name that is none is refused', async () => {
		expect((await upload(PNG)).status).to.equal(201);
		const second = await upload(PNG);
		expect([second.status, codesOf(second)]).to.deep.equal([409, ['name:duplicate']]);
		expect((await upload(PNG, { kind: 'project', id: region.of.projects })).status).to.equal(201);
		for (const name of ['../lage.png', '.lage.png', 'a/b.png', 'a"b.png'])
			expect(codesOf(await upload(PNG, { name })), name).to.deep.equal(['name:invalid_file_name']);
	});

	it('is frozen with the text of its edition, and belongs to something that is there', async () => {
		const frozen = await upload(PNG, { kind: 'measure', id: region.of.frozenMeasure });
		expect([frozen.status, frozen.body.code]).to.deep.equal([409, 'frozen']);
		const ofEdition = await upload(PNG, { kind: 'edition', id: region.of.frozenEdition });
		expect(ofEdition.body.code).to.equal('frozen');
		expect((await upload(PNG, { kind: 'amendment', id: region.of.amendments })).status).to.equal(201);
		const nothing = await upload(PNG, { kind: 'goal', id: region.of.measures });
		expect(codesOf(nothing)).to.deep.equal(['id:not_found']);
	});

	it('is taken neither from who may only read nor from nobody, before a byte of it is read', async () => {
		const reader = await region.join('reader');
		for (const [who, status] of [
			[reader, 403],
			['', 401]
		] as const) {
			const answer = await supertest(region.server)
				.post(at('/attachments'))
				.query({ kind: 'chapter', id: region.of.chapters, name: 'lage.png', alt: 'x' })
				.set({ Cookie: who, 'Content-Type': 'image/png' })
				.send(PNG);
			expect(answer.status).to.equal(status);
		}
	});

	it('stays while anything names it, withdrawn or not; what nobody names is swept after a day', async () => {
		const { body } = await upload(PNG);
		const lost = await upload(JPEG, { kind: 'goal', id: region.of.measures });
		expect(lost.status).to.equal(422);
		await supertest(region.server)
			.post(at(`/attachments/${body.id}/withdrawal`))
			.set({ Cookie: region.cookie, 'If-Match': '"1"' })
			.send({ reason: 'Falsches Bild' })
			.expect(200);
		expect(await sweepUnnamedFiles(new Date())).to.equal(0);
		expect(await sweepUnnamedFiles(new Date(Date.now() + 2 * 86_400_000))).to.equal(1);
		expect(await readFile(body.file)).to.not.equal(null);
	});
});
