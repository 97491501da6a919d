import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import supertest from 'supertest';
import type { Test } from 'supertest';
import type { z } from 'zod';
import type { KeptDocument, DocumentJob } from '@konzeptstand/contract/document.ts';
import type { dictionary, templateFile, templateFileList } from '@konzeptstand/contract/template-file.ts';
import { generateDocument } from '../../backend/documents/documents.service.ts';
import { KEPT_FILTERS } from '../../backend/documents/renderer/liquid-words.ts';
import { closeRenderer, renderWith } from '../../backend/documents/renderers.ts';
import { TemplateFileModel } from '../../backend/documents/template-file.model.ts';
import { readTemplateFolder } from '../../backend/documents/template-folder.ts';
import { TrialLane } from '../../backend/documents/trial-lane.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import { ABROAD } from '../helpers/accounts.ts';

import { eventually } from '../helpers/eventually.ts';
import { furnishRegion } from '../helpers/furnished-region.ts';
import { useFurnishedRegion } from '../helpers/furnished-suite.ts';
import { refusalOf } from '../helpers/refusal.ts';

const NAME = 'jahresbilanz';
const TEXT = '# Bilanz {{ region.name }}\n\n## Lage\n\nUnser eigener Text.\n';
const WHY = 'Der Rat wünscht eine kürzere Bilanz';

describe('A region’s own text of a template', function () {
	this.timeout(120_000);
	const region = useFurnishedRegion();

	beforeEach(async () => {
		// However busy the machine is: what is looked at here is no limit of time.
		renderWith({ milliseconds: 60_000, niceness: 0 });
	});
	afterEach(async () => {
		renderWith({});
		await closeRenderer();
	});

	const ask = (method: 'get' | 'post' | 'patch' | 'delete', path: string, key = region.key): Test =>
		supertest(region.server)[method](`/api/v1/regions/${key}${path}`).set('Cookie', region.cookie);
	const read = async (name = NAME): Promise<z.output<typeof templateFile>> =>
		(await ask('get', `/template-files/${name}`).expect(200)).body;
	const make = (text = TEXT, name = NAME): Test => ask('post', '/template-files').send({ name, text, reason: WHY });
	const change = (version: number, body: object): Test =>
		ask('patch', `/template-files/${NAME}`)
			.set('If-Match', `"${String(version)}"`)
			.send({ text: TEXT, reason: 'Nachgeschärft', ...body });
	const giveUp = (version: number): Test =>
		ask('delete', `/template-files/${NAME}`)
			.set('If-Match', `"${String(version)}"`)
			.send({ reason: 'War ein Irrtum' });
	const versions = async (): Promise<
		{ version: number; reason: string; text: string | null; by: { name: string } }[]
	> => (await ask('get', `/template-files/${NAME}/versions`).expect(200)).body.rows;

	it('begins as the shipped one, and takes its place with who and why', async () => {
		const shipped = (await readTemplateFolder(NAME)).files['template.md'];
		expect(await read()).to.deep.include({ origin: 'shipped', text: shipped, own: null, hasMovedOn: false });
		const made = await make().expect(201);
		expect(made.body).to.deep.include({ origin: 'own', text: TEXT, shipped: { text: shipped } });
		expect(made.body.own).to.include({ version: 1, basis: shipped });
		const [only, ...others] = await versions();
		expect(others).to.deep.equal([]);
		expect(only).to.include({ version: 1, reason: WHY, text: TEXT });
		expect(only?.by.name).to.equal('Name of planner-1@example.org');
		expect((await make().expect(409)).body.errors[0]).to.include({ field: 'name', code: 'already_own' });
		expect(await record.verify(region.id)).to.include({ isIntact: true });
	});

	it('keeps every version, goes back to the shipped one, and on from there', async () => {
		await make().expect(201);
		await change(1, { text: `${TEXT}\nMehr.\n` }).expect(200);
		// Saving the same again is no version.
		expect((await change(2, { text: `${TEXT}\nMehr.\n` }).expect(200)).body.own.version).to.equal(2);
		const back = await giveUp(2).expect(200);
		expect(back.body).to.include({ origin: 'shipped', own: null });
		expect((await make('# Neu\n').expect(201)).body.own.version).to.equal(4);
		expect((await versions()).map(({ version, text, reason }) => [version, text, reason])).to.deep.equal([
			[4, '# Neu\n', WHY],
			[3, null, 'War ein Irrtum'],
			[2, `${TEXT}\nMehr.\n`, 'Nachgeschärft'],
			[1, TEXT, WHY]
		]);
	});

	it('is the same text whichever line ends a form sends', async () => {
		await make(TEXT.replaceAll('\n', '\r\n')).expect(201);
		expect((await read()).text).to.equal(TEXT);
	});

	it('is refused where it cannot be read, with line and word, and nothing is kept', async () => {
		const head = await record.head(region.id);
		const wrong: [string, string, string][] = [
			["# T\n\n{{ 'x' | eurro }}", 'template.md:3', 'template_unknown_filter'],
			['# T\n{% wenn x %}', 'template.md:2', 'template_unknown_tag'],
			["\n\n{% if edition %}{% render 'partials/tiel' %}{% endif %}", 'template.md:3', 'template_unknown_partial'],
			['a\n{% if edition %}', 'template.md:2', 'template_syntax']
		];
		for (const [text, field, code] of wrong) {
			const { body } = await make(text).expect(422);
			expect(body.code, text).to.equal('template_error');
			expect(body.errors[0], text).to.include({ field, code });
		}
		const partial = await make('gut\n{{ ort | eurro }}', 'partials.stand').expect(422);
		expect(partial.body.errors[0].field).to.equal('partials/stand.md:2');
		expect(partial.body.errors[0].message).to.include('eurro');
		expect((await make(TEXT, 'gibt-es-nicht').expect(404)).body.code).to.equal('not_found');
		expect(
			(await ask('post', '/template-files').send({ name: NAME, text: TEXT }).expect(422)).body.errors[0].field
		).to.equal('reason');
		expect(await record.head(region.id)).to.deep.equal(head);
	});

	it('makes the documents of its region, of all kinds and no others, and they name its version', async () => {
		const abroad = await furnishRegion(ABROAD.id, ABROAD.key);
		const order = { template: NAME, edition: 'rek-2026', format: 'html' as const };
		const before = await ask('get', `/documents/${NAME}`).expect(200);
		await make().expect(201);
		const after = await ask('get', `/documents/${NAME}`).expect(200);
		expect(after.headers['etag']).to.not.equal(before.headers['etag']);
		const { version } = (await readTemplateFolder(NAME)).manifest;
		expect(after.text)
			.to.include(`name="konzeptstand-template" content="${NAME} ${version}+1"`)
			.and.include('Unser eigener Text.');
		const generated = await generateDocument({ ...order, region: region.key });
		expect(generated.state.templateVersion).to.equal(`${version}+1`);
		expect(generated.bytes.toString()).to.include('Unser eigener Text.');
		expect((await generateDocument({ ...order, region: abroad.key })).bytes.toString()).to.not.include(
			'Unser eigener Text.'
		);
		const ordered = await ask('post', '/documents').set('Idempotency-Key', randomUUID()).send(order).expect(202);
		let kept: KeptDocument | null = null;
		await eventually(async () => {
			const { body } = await ask('get', `/document-jobs/${String(ordered.body.id)}`);
			kept = (body as DocumentJob).document;
			return kept !== null;
		});
		expect(kept).to.include({ templateVersion: `${version}+1` });
		const list = await ask('get', '/templates').expect(200);
		const own = (list.body.rows as { key: string; isOwn: boolean }[])
			.filter(({ isOwn }) => isOwn)
			.map(({ key }) => key);
		// Beside it those that use the partial which every furnished region has made its own.
		expect(own).to.include(NAME).and.not.include('fortschreibung-vergleich');
	});

	it('of a partial is used by every template that names it, and counts in their versions only', async () => {
		await make('Eigener Stand', 'partials.stand').expect(201);
		const rows = ((await ask('get', '/template-files').expect(200)).body as z.output<typeof templateFileList>).rows;
		const partial = rows.find(({ name }) => name === 'partials.stand');
		expect(partial).to.include({ kind: 'partial', origin: 'own' });
		expect(partial?.usedBy).to.include('entwicklungskonzept');
		expect(rows.find(({ name }) => name === 'entwicklungskonzept')?.uses).to.include('partials.stand');
		for (const { key, subject } of (await ask('get', '/templates').expect(200)).body.rows) {
			if (subject !== 'edition' && subject !== 'region') continue;
			const { text } = await ask('get', `/documents/${String(key)}?edition=rek-2026&format=md`).expect(200);
			const named = partial?.usedBy.includes(String(key)) ?? false;
			expect(/Vorlage [\w-]+ [\d.]+\+[a-z0-9.]*stand\.1/.test(text), key).to.equal(named);
		}
	});

	it('says when the shipped one has moved on, until somebody has worked that in', async () => {
		await record.change(SYSTEM, { region: region.id, action: 'test.build' }, (work) =>
			work.create(TemplateFileModel, { name: NAME, text: TEXT, basis: '# Wie es früher ausgeliefert war\n' })
		);
		expect(await read()).to.include({ origin: 'own', hasMovedOn: true });
		expect((await change(1, { text: '# Anders\n' }).expect(200)).body.hasMovedOn).to.equal(true);
		const settled = await change(2, { text: '# Anders\n', isBroughtUpToDate: true }).expect(200);
		expect(settled.body).to.include({ hasMovedOn: false, text: '# Anders\n' });
		expect(settled.body.own.basis).to.equal(settled.body.shipped.text);
	});

	describe('is tried', () => {
		const tried = (body: object, language = 'de'): Test =>
			ask('post', '/template-files/trial')
				.set('Accept-Language', language)
				.send({ name: NAME, ...body })
				.expect(200);

		it('with the region’s own data, and not kept', async () => {
			const head = await record.head(region.id);
			const { body } = await tried({ text: '# {{ region.name }}\n\n## A\n\nProbe' });
			expect(body).to.deep.include({ problems: [], limit: null });
			expect(body.html).to.include(`<title>Raum ${region.key}</title>`).and.include('+trial"');
			expect(await record.head(region.id)).to.deep.equal(head);
		});

		it('and what is wrong is marked on its line, in the asker’s language', async () => {
			const text = '# T\n\n{{ region.nmae }}';
			const problem = { name: NAME, line: 3, word: 'region.nmae', code: 'template_unknown_name' };
			const { body } = await tried({ text });
			expect(body.html).to.equal(null);
			expect(body.problems[0]).to.include(problem);
			expect(body.problems[0].text).to.match(/^„region\.nmae“ steht nicht im Datenverzeichnis/);
			expect((await tried({ text }, 'en')).body.problems[0].text).to.match(
				/^“region\.nmae” is not in the data dictionary/
			);
		});

		it('and every unknown name is said at once, each once, but not what only follows from it', async () => {
			const text = [
				'# {{ region.nmae }}',
				'{% assign rows = projcts %}{% for row in rows %}{{ row.title }}{% endfor %}{{ rows.size }}',
				'{% for project in projects %}{{ project.titel }}{% endfor %}',
				"{% render 'partials/ort', project: edition %}"
			].join('\n');
			const { body } = await tried({ text });
			const said = (body.problems as { name: string; line: number; word: string }[]).map(
				({ name, line, word }) => `${name} ${String(line)} ${word}`
			);
			expect(said).to.deep.equal([
				`${NAME} 1 region.nmae`,
				`${NAME} 2 projcts`,
				`${NAME} 3 project.titel`,
				'partials.ort 1 project.municipalities'
			]);
		});

		it('a partial through the first template that uses it, or the one that is named', async () => {
			const text = '{{ project.nichts }}';
			const { body } = await tried({ name: 'partials.ort', text });
			expect(body.problems[0]).to.include({ name: 'partials.ort', line: 1, word: 'project.nichts' });
			const about = { template: 'projektsteckbrief', project: region.of.projects };
			const named = await tried({ name: 'partials.ort', text: 'Ort unbekannt', ...about });
			expect(named.body.html).to.include('Ort unbekannt');
			const unused = await ask('post', '/template-files/trial').send({
				name: 'entwicklungskonzept',
				text,
				template: NAME
			});
			expect(unused.body.errors[0]).to.include({ field: 'template', code: 'not_found' });
		});
	});

	it('can name everything that the dictionary lists', async () => {
		const { rows } = (await ask('get', '/template-dictionary').expect(200)).body as z.output<typeof dictionary>;
		const named = (name: string) => rows.find((row) => row.name === name);
		expect(named('region.name')).to.include({ kind: 'name', type: 'Text' });
		expect(named('projects[]')).to.include({ kind: 'name', shape: 'project' });
		expect(named('→project.title')).to.include({ kind: 'name' });
		expect(named('where')?.example).to.include("where: 'status'");
		expect(named('page_break')).to.include({ kind: 'tag', example: '{% page_break %}' });
		expect(named('partials/massnahme')?.example).to.equal("{% render 'partials/massnahme', measure: measure %}");
		const examples = rows.filter(({ name, example }) => Object.hasOwn(KEPT_FILTERS, name) && example?.startsWith('{%'));
		expect(examples).to.have.length.above(10);
		for (const { name, example } of examples) {
			const { status, text } = await ask('post', '/template-files/trial').send({
				name: NAME,
				text: `# T\n\n${example ?? ''}`
			});
			expect(status, `${name}: ${text}`).to.equal(200);
			expect(JSON.parse(text).problems, name).to.deep.equal([]);
		}
	});
});

describe('The lane in which texts are tried', () => {
	const gate = () => Promise.withResolvers<string>();

	it('takes one after the other, and of one person only the newest that waits', async () => {
		const lane = new TrialLane(5);
		const running = gate();
		const begun: string[] = [];
		const step = (name: string) => () => {
			begun.push(name);
			return Promise.resolve(name);
		};
		const first = lane.run('eine', () => running.promise);
		const second = refusalOf(lane.run('eine', step('zweiter')));
		const other = lane.run('andere', step('anderer'));
		const third = lane.run('eine', step('dritter'));
		expect(await second).to.equal('busy');
		expect(begun).to.deep.equal([]);
		running.resolve('erster');
		expect(await Promise.all([first, other, third])).to.deep.equal(['erster', 'anderer', 'dritter']);
	});

	it('goes on after a trial that failed, and refuses more people than may wait', async () => {
		const lane = new TrialLane(1);
		const running = gate();
		const failing = lane.run('eine', () => running.promise).catch((error: Error) => error.message);
		const waiting = lane.run('andere', () => Promise.resolve('gut'));
		expect(await refusalOf(lane.run('dritte', () => Promise.resolve('nie')))).to.equal('busy');
		running.reject(new Error('gescheitert'));
		expect(await failing).to.equal('gescheitert');
		expect(await waiting).to.equal('gut');
		expect(await lane.run('dritte', () => Promise.resolve('frei'))).to.equal('frei');
	});
});
