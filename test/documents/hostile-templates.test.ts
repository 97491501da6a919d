import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import supertest from 'supertest';
import type { Test } from 'supertest';
import type { DocumentFormat } from '@konzeptstand/contract/document.ts';
import { Renderer } from '../../backend/documents/renderer/renderer.ts';
import { closeRenderer, limitsFor, rendererFor, renderWith } from '../../backend/documents/renderers.ts';
import { ApplicationError } from '../../backend/foundation/errors.ts';
import { eventually } from '../helpers/eventually.ts';
import { useFurnishedRegion } from '../helpers/furnished-suite.ts';
import { orSkip } from '../helpers/skipping.ts';

/** A template is somebody else's program. Whatever it tries, it ends, says why, and the next document is made. */

const SLOW = fileURLToPath(new URL('../helpers/slow-child.ts', import.meta.url));
const BROKEN = fileURLToPath(new URL('../helpers/broken-child.ts', import.meta.url));

type Files = string | Record<string, string>;
type Outcome =
	| { limit: 'time' | 'memory' | 'length' | 'nesting' }
	| { mistake: string; line?: number; word?: string; file?: string }
	| { refused: string }
	| { text: RegExp };

const DATA = {
	state: { day: '2026-11-24', sequence: 7, template: 'probe', templateVersion: '1.0.0' },
	sources: [],
	t: { title: 'Titel' },
	list: Array.from({ length: 2_000 }, (_, index) => ({ code: String(index), title: `Projekt ${String(index)}` }))
};
const times = (count: number, text: string): string => text.repeat(count);
const doubled = (filter: string): string =>
	`{% assign x = 'ab,cd' | split: ',' %}${times(40, `{% assign x = x | ${filter} %}`)}`;
const ROWS = '# T\n\n## A\n\n: C\n\n| A | B |\n|---|---|\n{%- for i in (1..1000000) %}\n| {{ i }} | x |{% endfor %}\n';
const KEPT_TEXT = /^# T\n/;

const ATTACKS: Record<string, [Files, Outcome, DocumentFormat?][]> = {
	'runs without end': [
		['{% for i in (1..100000000) %}x{% endfor %}', { limit: 'memory' }],
		[`${times(4, '{% for a in list %}')}{% assign z = a %}${times(4, '{% endfor %}')}`, { limit: 'time' }],
		[fan(30), { limit: 'time' }]
	],
	'grows by doubling': [
		[`{% assign x = 'abcdefgh' %}${times(40, '{% assign x = x | append: x %}')}`, { limit: 'memory' }],
		["{% assign x = 'ab' %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}", { limit: 'memory' }],
		[doubled('concat: x'), { limit: 'memory' }],
		[`{% assign x = 'abab' %}${times(12, "{% assign x = x | replace: 'a', x %}")}`, { limit: 'memory' }],
		[
			`{% assign l = (1..100000) %}{% assign s = 'y' %}${times(16, '{% assign s = s | append: s %}')}{{ l | join: s }}`,
			{ limit: 'memory' }
		],
		["{{ '9' | times: 99999999999 | times: 99999999999 }}", { text: /10{21}|e\+\d+|99999999998/ }]
	],
	'puts enormous lists through filters': [
		['{% assign r = (1..900000000) %}{{ r | size }}', { limit: 'memory' }],
		[
			"{% assign r = (1..1000000) %}{% for i in (1..1000) %}{% assign q = r | sort: 'x' %}{% endfor %}",
			{ limit: 'memory' }
		],
		[
			'{% assign r = (1..1000000) %}{% for i in (1..1000) %}{% assign q = r | sources %}{% endfor %}',
			{ limit: 'memory' }
		],
		[
			'{% assign r = (1..1000000) %}{% for i in (1..1000) %}{% assign q = r | reverse %}{% endfor %}',
			{ limit: 'memory' }
		],
		["{{ (1..9000000) | join: ', ' }}", { limit: 'memory' }]
	],
	'writes 50 MB': [
		['{% for i in (1..1000000) %}Fünfzig Zeichen, die alle gezählt werden müssen.\n{% endfor %}', { limit: 'length' }]
	],
	'writes a table of a million rows': [
		[ROWS, { limit: 'time' }],
		[ROWS, { limit: 'time' }, 'pdf'],
		[ROWS, { limit: 'time' }, 'docx']
	],
	'puts itself in': [
		[self("{% render 'partials/a' %}"), { mistake: 'too_deep', file: 'partials/a.md', line: 1 }],
		[self("\n{% render 'partials/a' %}{% render 'partials/a' %}"), { mistake: 'too_deep', line: 2 }],
		[
			{ 'template.md': "{% render 'partials/a', n: 'partials/a' %}", 'partials/a.md': '{% render n, n: n %}' },
			{ mistake: 'too_deep' }
		],
		["{% render 'template' %}", { mistake: 'too_deep', file: 'template.md' }]
	],
	'reaches for what all objects have': [
		['{{ __proto__ }}', { mistake: 'unknown_name', word: '__proto__' }],
		['{{ t.constructor }}', { mistake: 'unknown_name', word: 't.constructor' }],
		["{{ t['__proto__'] }}", { mistake: 'unknown_name', word: 't.__proto__' }],
		['{{ t | constructor }}', { mistake: 'unknown_filter', word: 'constructor' }],
		["{{ t | hasOwnProperty: 'title' }}", { mistake: 'unknown_filter', word: 'hasOwnProperty' }],
		['{% constructor %}', { mistake: 'unknown_tag', word: 'constructor' }],
		['{% __proto__ %}', { mistake: 'unknown_tag', word: '__proto__' }],
		["{% render '__proto__' %}", { mistake: 'unknown_partial', word: '__proto__' }],
		['{% assign __proto__ = t %}{{ title }}', { mistake: 'unknown_name', word: 'title' }],
		[
			{ 'template.md': "{% render 'partials/a', __proto__: t %}", 'partials/a.md': '{{ title }}' },
			{ mistake: 'unknown_name', word: 'title', file: 'partials/a.md' }
		],
		['{% for i in list %}{{ forloop.__proto__.constructor }}{% endfor %}', { mistake: 'syntax', line: 1 }],
		["# T\n\n{{ list | map: '__proto__' | uniq }}", { text: KEPT_TEXT }]
	],
	'reaches for files': [
		...['../../etc/passwd', '/etc/passwd', 'partials/../../../etc/passwd', 'file:///etc/passwd', '..\\\\secret'].map(
			(word): [Files, Outcome] => [`a\n{% render "${word}" %}`, { mistake: 'unknown_partial', line: 2 }]
		),
		["{% include 'partials/a' %}", { mistake: 'unknown_tag', word: 'include' }],
		["\n\n{% layout 'x' %}", { mistake: 'unknown_tag', word: 'layout', line: 3 }]
	],
	'uses what is not there, or does not end what it begins': [
		[
			'{% capture x %}{% for i in (1..9999999) %}{{ i }}{% endfor %}{% endcapture %}',
			{ mistake: 'unknown_tag', word: 'capture' }
		],
		['a\n{% raw %} {{ x }}', { mistake: 'syntax', line: 2 }],
		['a\n\n{% if t %}', { mistake: 'syntax', line: 3 }],
		['{{ t', { mistake: 'syntax', line: 1 }],
		[times(60_000, '{{ '), { mistake: 'syntax' }],
		[times(90_000, '{%'), { mistake: 'syntax' }]
	],
	'nests without end': [
		[times(9_000, '{% if t %}') + times(9_000, '{% endif %}'), { mistake: 'too_deep' }],
		[`{% if ${times(90_000, '(')}t${times(90_000, ')')} %}x{% endif %}`, { mistake: 'too_deep' }],
		[`{{ ${times(60_000, 't[')}t${times(60_000, ']')} }}`, { mistake: 'too_deep' }],
		[`${times(50_000, '> ')}x`, { limit: 'nesting' }],
		[`${times(50_000, '*')}x${times(50_000, '*')}`, { limit: 'nesting' }],
		[`# T\n\n${times(40, '- ')}x`, { refused: 'document_nesting' }, 'pdf'],
		[`# T\n\n${times(40, '> ')}x`, { refused: 'document_nesting' }, 'pdf'],
		[`# T\n\n${times(500, '> - ')}x`, { text: /./ }, 'docx']
	],
	'is one long word, or one long line': [
		[`# T\n\n{% assign x = '${times(190_000, 'x')}' %}{{ x | size }}`, { text: /190000/ }],
		[`# T\n\n${times(190_000, ' ')}x`, { text: /x/ }],
		[`# T\n\na${times(60_000, '\uE0021.')}b`, { text: /a/ }],
		[`# T\n\n{{ '${times(90_000, 'a')}!' | split: '' | join: '' | size }}`, { text: /90001/ }],
		[`# T\n\nhttps://${times(9_000, 'a')}.example`, { text: /^%PDF/ }, 'pdf'],
		[`{{ t${times(60_000, '.a')} }}`, { mistake: 'unknown_name' }]
	]
};

function self(text: string): Record<string, string> {
	return { 'template.md': "{% render 'partials/a' %}", 'partials/a.md': text };
}

/** Partials that each put in the next ten times: no loop, and still endless. */
function fan(levels: number): Record<string, string> {
	const next = (level: number): string => times(10, `{% render 'partials/p${String(level)}' %}`);
	const partials = Array.from({ length: levels }, (_, level) => [
		`partials/p${String(level)}.md`,
		level === levels - 1 ? 'x' : next(level + 1)
	]);
	return { 'template.md': next(0), ...(Object.fromEntries(partials) as Record<string, string>) };
}

async function refusal(promise: Promise<unknown>): Promise<ApplicationError> {
	try {
		await promise;
	} catch (error) {
		if (error instanceof ApplicationError) return error;
		throw error;
	}
	throw new Error('It was not refused.');
}

describe('A hostile template', function () {
	this.timeout(120_000);
	const limits = { ...limitsFor('tried'), renderMilliseconds: 1_500 };
	const renderer = new Renderer({ children: 1, milliseconds: 6_000, megabytes: 384 });
	after(() => renderer.close());

	async function render(
		files: Files,
		format: DocumentFormat = 'html',
		more: Partial<typeof limits> = {}
	): Promise<string> {
		const request = {
			...{ files: typeof files === 'string' ? { 'template.md': files } : files, data: DATA, format },
			...{ language: 'de' as const, limits: { ...limits, ...more } }
		};
		return Buffer.from(await renderer.render(request)).toString('latin1');
	}

	/** A million rows are few characters: what limits them is what the format makes of them. */
	const lengthOf = (files: Files): Partial<typeof limits> =>
		files === ROWS ? { characters: 40_000_000, renderMilliseconds: 6_000 } : {};

	for (const [what, attacks] of Object.entries(ATTACKS)) {
		it(`that ${what} ends with a clear word, and the next document is made`, async () => {
			for (const [files, outcome, format] of attacks) {
				const name = JSON.stringify(files).slice(0, 120);
				if ('text' in outcome) {
					expect(await render(files, format ?? 'md'), name).to.match(outcome.text);
				} else {
					const error = await refusal(render(files, format, lengthOf(files)));
					const { code, problems } = expected(outcome);
					const said = saidBy(error);
					expect({ name, ...said }).to.deep.include({ name, code });
					expect(said.problem, name).to.be.oneOf(problems);
					const { line, word, file } = outcome as { line?: number; word?: string; file?: string };
					const place = Object.fromEntries(
						Object.entries({ line, word, file }).filter(([, value]) => value !== undefined)
					);
					expect(error.values, name).to.include(place);
				}
				expect(await render('# {{ t.title }}', 'md'), name).to.match(/^# Titel\n/);
			}
		});
	}

	const expected = (outcome: Exclude<Outcome, { text: RegExp }>) => {
		// On a slow machine the time may be over first.
		if ('limit' in outcome)
			return { code: 'document_limit', problems: [`document_limit_${outcome.limit}`, 'document_limit_time'] };
		if ('refused' in outcome) return { code: 'document_refused', problems: [outcome.refused] };
		return { code: 'template_error', problems: [`template_${outcome.mistake}`] };
	};
	const saidBy = (error: ApplicationError) => ({
		code: error.code,
		problem: error.errors[0]?.code,
		...(error.code === 'internal' ? { cause: String(error.cause) } : {})
	});

	it('that takes memory beside its heap loses its child, and the next document is made', async function () {
		const tells = process.platform === 'linux' ? Promise.resolve() : Promise.reject(new Error('only Linux tells it'));
		await orSkip(this, tells);
		const watched = new Renderer({ program: BROKEN, children: 1, residentMegabytes: 300 });
		try {
			const order = (text: string) => ({
				...{ files: { 'template.md': text }, data: DATA, format: 'md' as const, language: 'de' as const, limits }
			});
			const error = await refusal(watched.render(order('swell')));
			expect(saidBy(error)).to.deep.equal({ code: 'document_limit', problem: 'document_limit_memory' });
			expect(Buffer.from(await watched.render(order('gut'))).toString()).to.equal('gut');
		} finally {
			await watched.close();
		}
	});

	it('of one region leaves a child for the documents of the others', async () => {
		const shared = new Renderer({ program: BROKEN, children: 2, waiting: 4 });
		const order = (text: string) => ({
			...{ files: { 'template.md': text }, data: DATA, format: 'md' as const, language: 'de' as const, limits }
		});
		try {
			const hanging = Array.from({ length: 3 }, () => refusal(shared.render(order('hang'), { owner: 'eine' })));
			const many = await refusal(shared.render(order('hang'), { owner: 'eine' }));
			expect(many.code).to.equal('busy');
			expect(Buffer.from(await shared.render(order('gut'), { owner: 'andere' })).toString()).to.equal('gut');
			await shared.close();
			for (const { code } of await Promise.all(hanging)) expect(code).to.equal('busy');
		} finally {
			await shared.close();
		}
	});
});

describe('While somebody tries a hostile template', function () {
	this.timeout(120_000);
	const region = useFurnishedRegion();
	let cookies: string[];

	beforeEach(async () => {
		cookies = [region.cookie, await region.join('planner')];
	});
	afterEach(async () => {
		renderWith({});
		await closeRenderer();
	});

	const ask = (method: 'get' | 'post', path: string, cookie = cookies[1]!): Test =>
		supertest(region.server)[method](`/api/v1/regions/${region.key}${path}`).set('Cookie', cookie);
	const tryText = (text: string, cookie = cookies[0]!): Test =>
		ask('post', '/template-files/trial', cookie).send({ name: 'jahresbilanz', text });

	it('others read, write and get their documents', async () => {
		// A child that never answers, and no time limit that would help.
		renderWith({ program: SLOW, milliseconds: 600_000 });
		const trial = tryText('hang').then((answer) => answer);
		await eventually(() => Promise.resolve(rendererFor('tried').processIds.length === 1));
		renderWith({});
		await ask('get', '/projects').expect(200);
		await ask('post', '/projects').send({ title: 'Neues Projekt' }).expect(201);
		const { text } = await ask('get', '/documents/entwicklungskonzept?format=md').expect(200);
		expect(text).to.match(/^# /);
		await closeRenderer();
		expect((await trial).status).to.equal(503);
	});

	it('the answer says what was too much and where, and the next text is tried', async () => {
		renderWith({ milliseconds: 60_000, niceness: 0 });
		const endless = `# T\n\n{% assign x = 'abcdefgh' %}${times(40, '{% assign x = x | append: x %}')}`;
		const [{ body }, { status }] = await Promise.all([tryText(endless), ask('get', '/projects')]);
		expect(status).to.equal(200);
		expect(body).to.deep.include({ html: null, problems: [] });
		expect(body.limit).to.match(/^jahresbilanz, Zeile 3: Es braucht zu viel Speicher\./);
		const next = await tryText('# {{ region.name }}').expect(200);
		expect(next.body.html).to.include(`<title>Raum ${region.key}</title>`);
	});
});
