import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ApplicationError } from '../../backend/foundation/errors.ts';
import { Renderer } from '../../backend/documents/renderer/renderer.ts';
import type { RendererOptions } from '../../backend/documents/renderer/renderer.ts';
import type { RenderRequest } from '../../backend/documents/renderer/render-document.ts';
import { LIMITS } from '../helpers/documents.ts';

const BROKEN = fileURLToPath(new URL('../helpers/broken-child.ts', import.meta.url));

function order(template: string, fields: Partial<RenderRequest> = {}, data: object = {}): RenderRequest {
	return {
		files: { 'template.md': template },
		data: {
			state: { day: '2026-11-24', sequence: 7, template: 'probe', templateVersion: '1.0.0' },
			sources: [],
			...data
		},
		language: 'de',
		format: 'md',
		limits: LIMITS,
		...fields
	};
}

async function refusal(promise: Promise<unknown>): Promise<ApplicationError> {
	try {
		await promise;
	} catch (error) {
		expect(error).to.be.instanceOf(ApplicationError);
		return error as ApplicationError;
	}
	throw new Error('It was not refused.');
}

describe('Rendering in a child process', function () {
	this.timeout(30_000);
	let renderer: Renderer;
	const use = (options: Partial<RendererOptions> = {}): Renderer => (renderer = new Renderer(options));
	const render = async (request: RenderRequest): Promise<string> =>
		Buffer.from(await renderer.render(request)).toString();
	afterEach(() => renderer.close());

	it('gives the document, and keeps its child warm for the next', async () => {
		use();
		const first = await render(order('# {{ t }}', {}, { t: 'Titel' }));
		const [child] = renderer.processIds;
		expect(first).to.match(/^# Titel\n/);
		expect(await render(order('# {{ t }}', {}, { t: 'Titel' }))).to.equal(first);
		expect(renderer.processIds).to.deep.equal([child]);
	});

	it('replaces a child that has grown too large, between two documents', async () => {
		use({ retireMegabytes: 1 });
		const first = await render(order('# {{ t }}', {}, { t: 'Titel' }));
		expect(renderer.processIds).to.deep.equal([]);
		expect(await render(order('# {{ t }}', {}, { t: 'Titel' }))).to.equal(first);
	});

	it('names file, line and the missing word of a mistake', async () => {
		use();
		const unknown = await refusal(render(order('# Titel\n\n{{ region.nmae }}', {}, { region: { name: 'x' } })));
		expect(unknown.code).to.equal('template_error');
		expect(unknown.values).to.include({ file: 'template.md', line: 3, word: 'region.nmae' });
		const filter = await refusal(render(order("\n{{ 'x' | eurro }}")));
		expect(filter.values).to.include({ file: 'template.md', line: 2, word: 'eurro' });
		const tag = await refusal(render(order('\n\n{% wenn x %}')));
		expect(tag.values).to.include({ line: 3, word: 'wenn' });
		const files = {
			'template.md': "a\n{% render 'partials/teil', p: t %}",
			'partials/teil.md': 'gut\n\n{{ p.titel }}'
		};
		const inPartial = await refusal(render(order('', { files }, { t: { title: 'x' } })));
		expect(inPartial.values).to.include({ file: 'partials/teil.md', line: 3, word: 'p.titel' });
		const noPartial = await refusal(render(order("{% render 'partials/tiel' %}")));
		expect(noPartial.values).to.include({ file: 'template.md', line: 1, word: 'partials/tiel' });
		const unclosed = await refusal(render(order('a\n{% if t %}', {}, { t: 1 })));
		expect(unclosed.values).to.include({ file: 'template.md', line: 2 });
	});

	it('reads no file, whatever a template asks for', async () => {
		use();
		for (const name of ['/etc/passwd', '../../../package.json', '../manifest', 'partials/../../package'])
			expect((await refusal(render(order(`{% render '${name}' %}`)))).values).to.include({ word: name });
	});

	it('ends a template that runs, grows or allocates without end', async () => {
		use();
		const endless =
			'{% for a in (1..3000) %}{% for b in (1..3000) %}{% assign c = a | plus: b %}{% endfor %}{% endfor %}';
		const slow = await refusal(render(order(endless, { limits: { ...LIMITS, renderMilliseconds: 100 } })));
		expect(slow.code).to.equal('document_limit');
		const long = '{% for a in (1..1000) %}{% for b in (1..1000) %}Text {% endfor %}{% endfor %}';
		const grown = await refusal(render(order(long, { limits: { ...LIMITS, characters: 10_000 } })));
		expect(grown.code).to.equal('document_limit');
		const wide = await refusal(render(order('{% for a in (1..100000000) %}{% endfor %}')));
		expect(wide.code).to.equal('document_limit');
	});

	it('kills a child that hangs, and the next document is made by another', async () => {
		use({ program: BROKEN, milliseconds: 1_500, children: 1 });
		expect(await render(order('gut'))).to.equal('gut');
		const [first] = renderer.processIds;
		expect((await refusal(render(order('hang')))).code).to.equal('document_limit');
		expect(await render(order('wieder gut'))).to.equal('wieder gut');
		expect(renderer.processIds).to.have.length(1).and.not.include(first);
	});

	it('replaces a child that dies, and loses only its document', async () => {
		use({ program: BROKEN, children: 1 });
		const dying = refusal(render(order('die')));
		const waiting = render(order('gut'));
		expect((await dying).code).to.equal('document_limit');
		expect(await waiting).to.equal('gut');
	});

	it('survives a child whose memory is full', async () => {
		use({ program: BROKEN, children: 1, megabytes: 40 });
		expect((await refusal(render(order('full')))).code).to.equal('document_limit');
		expect(await render(order('gut'))).to.equal('gut');
	});

	it('starts a second child only when the first is busy, and never a third', async () => {
		use({ program: BROKEN });
		await render(order('1'));
		expect(renderer.processIds).to.have.length(1);
		expect(await Promise.all(['2', '3', '4', '5'].map((text) => render(order(text))))).to.deep.equal([
			'2',
			'3',
			'4',
			'5'
		]);
		expect(renderer.processIds).to.have.length(2);
	});

	it('refuses more orders than may wait', async () => {
		use({ program: BROKEN, children: 1, waiting: 1 });
		const orders = ['1', '2', '3'].map((text) => render(order(text)).catch((error: unknown) => error));
		const answers = await Promise.all(orders);
		expect(answers.slice(0, 2)).to.deep.equal(['1', '2']);
		expect((answers[2] as ApplicationError).code).to.equal('busy');
	});

	it('gives its children nothing of the environment', async () => {
		use({ program: BROKEN });
		process.env['SECRET_OF_THE_TEST'] = 'x';
		const environment = Object.keys(JSON.parse(await render(order('environment'))) as object);
		delete process.env['SECRET_OF_THE_TEST'];
		const own = [
			'TZ',
			'NODE_CHANNEL_FD',
			'NODE_CHANNEL_SERIALIZATION_MODE',
			'MALLOC_ARENA_MAX',
			'MALLOC_TRIM_THRESHOLD_'
		];
		expect(environment.filter((name) => !own.includes(name))).to.deep.equal([]);
	});

	it('ends its children when it is closed, documents under way included', async () => {
		use({ program: BROKEN, children: 1 });
		await render(order('1'));
		const [child] = renderer.processIds;
		const hanging = refusal(render(order('hang')));
		await renderer.close();
		expect((await hanging).code).to.equal('busy');
		expect(() => process.kill(child ?? 0, 0)).to.throw('ESRCH');
		expect((await refusal(render(order('2')))).code).to.equal('busy');
	});

	it('does not keep the process alive with idle children', async () => {
		use();
		const program = fileURLToPath(new URL('../helpers/render-once.ts', import.meta.url));
		const once = fork(program, [], { stdio: 'ignore' });
		// The channel to this test must not be what keeps it alive, nor what ends it.
		once.unref();
		const code = await new Promise((resolve) => once.once('exit', resolve));
		expect(code).to.equal(0);
	});
});
