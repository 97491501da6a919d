import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { Context, Liquid, toValueSync } from 'liquidjs';
import { registerFilters } from '../../backend/documents/renderer/filters.ts';
import type { Gathered } from '../../backend/documents/renderer/filter.ts';
import { escapeOutput } from '../../backend/documents/renderer/escape.ts';
import { quickRun } from '../../backend/documents/renderer/quick-run.ts';
import { readTemplateFolder, findTemplates, TEMPLATE_FOLDER } from '../../backend/documents/template-folder.ts';

/** Both ways through the same template: Liquid's own, and the quick one. */
function bothWays(files: Record<string, string>, data: object): { own: string; quick: string } {
	let gathered: Gathered = { language: 'de', texts: [], sources: [], footnotes: new Map(), images: new Map() };
	const liquid = new Liquid({
		templates: files,
		extname: '.md',
		cache: true,
		ownPropertyOnly: true,
		strictVariables: true,
		strictFilters: true,
		outputEscape: escapeOutput
	});
	registerFilters(liquid, () => gathered);
	const result = (run: (context: Context) => string): string => {
		gathered = { language: 'de', texts: [], sources: [], footnotes: new Map(), images: new Map() };
		try {
			return run(new Context(data, liquid.options, { sync: true }, { liquid }));
		} catch (error) {
			return `Fehler: ${(error as Error).message}`;
		}
	};
	const parsed = liquid.parse(files['template.md'] ?? '', 'template.md');
	return {
		own: result((context) => String(toValueSync(liquid.renderer.renderTemplates(parsed, context) as never))),
		quick: result((context) => {
			const emitter = { buffer: '', write: (text: unknown) => (emitter.buffer += String(text)) };
			quickRun(liquid, parsed, context, emitter);
			return emitter.buffer;
		})
	};
}

/** The data that the template's own folder shows it with. */
const exampleOf = (template: string): object =>
	JSON.parse(readFileSync(path.join(TEMPLATE_FOLDER, template, 'example.json'), 'utf8')) as object;

describe('The quick way through a template', () => {
	const data = {
		a: { b: { c: 'tief' }, leer: null, liste: [1, 2, 3], wort: 'Ausbau', size: 9, falsch: false, null: 0 },
		x: 3,
		items: [
			{ n: 1, t: 'eins' },
			{ n: 2, t: null },
			{ n: 3, t: 'drei' }
		],
		empty: [],
		i: 1,
		key: 'wort'
	};
	const snippets = [
		'{{ a.b.c }} {{ a.leer }} {{ a.leer.mehr }} {{ a.liste.size }} {{ a.liste.first }} {{ a.liste.last }} {{ a.wort.size }} {{ a.size }}',
		'{{ a.liste[1] }} {{ a["wort"] }} {{ a[key] }} {{ items[i].t }} {{ a.liste[0] }}',
		'{{ x }} {{ 1 }} {{ "text" }} {{ true }} {{ nil }} {{ -1.5 }}',
		'{% if a.leer %}ja{% elsif x > 2 and a.wort contains "bau" %}doch{% else %}nein{% endif %}',
		'{% if x == 3 or a.fehlt %}kurz{% endif %}',
		'{% if a.falsch == false and a.leer == nil and empty == empty %}leer{% endif %}',
		'{% if empty == empty %}a{% endif %}{% if a.liste contains 2 %}b{% endif %}{% if not a.leer %}c{% endif %}',
		'{% unless a.leer %}nicht{% else %}doch{% endunless %}{% unless x %}x{% elsif x == 3 %}drei{% endunless %}',
		'{% for item in items %}{{ forloop.index }}/{{ forloop.length }} {{ item.t }}{% unless forloop.last %}, {% endunless %}{{ forloop.first }}{{ forloop.rindex0 }}{% endfor %}',
		'{% for item in items limit: 2 offset: 1 %}{{ item.n }}{% endfor %}{% for item in items reversed %}{{ item.n }}{% endfor %}',
		'{% for n in (1..3) %}{{ n }}{% endfor %}{% for n in empty %}x{% else %}nichts{% endfor %}{% for n in a.leer %}x{% else %}nichts{% endfor %}',
		'{% for item in items %}{% if item.n == 2 %}{% continue %}{% endif %}{% if item.n == 3 %}{% break %}{% endif %}{{ item.n }}{% endfor %}!',
		'{% for a in items %}{% for b in items %}{% if b.n > a.n %}{% break %}{% endif %}{{ a.n }}{{ b.n }} {% endfor %}{% endfor %}',
		'{% assign y = x | plus: 2 | times: 3 %}{{ y }}{% for item in items %}{% assign z = item.n %}{% endfor %}{{ z }}',
		'{{ items | map: "t" | join: "-" }} {{ items | where: "n", 2 | size }} {{ items | sum: "n" }} {{ a.leer | default: "ersatz" }}',
		'{% case x %}{% when 1 %}eins{% when 3, 4 %}drei{% else %}sonst{% endcase %}',
		"{% render 'partials/p', item: a, zahl: x %}{% render 'partials/p' with a as item, zahl: 1 %}{% render 'partials/p' for items as item, zahl: 2 %}",
		"{% assign x = 5 %}{{ x }}{% render 'partials/p', item: a, zahl: x %}",
		'{{ a.fehlt }}',
		'\n\n{{ fehlt }}',
		'{{ fehlt.tief }}',
		'{% if a.fehlt %}x{% endif %}',
		'{% for n in a.fehlt %}x{% endfor %}',
		'{{ a.constructor }}',
		'{{ a.__proto__ }}',
		'{{ constructor }}',
		'{{ x.toString }}',
		'{{ items | map: "fehlt" | join }}',
		'{{ 5 | map: "x" }}',
		'{{ null | sort: "x" }}',
		"{% render 'partials/falsch' %}",
		"{% render 'partials/kaputt', item: a %}",
		'{# x #}{% comment %}{{ fehlt }}{% endcomment %}{% # Anmerkung %}ende'
	];
	const partials = {
		'partials/p.md': '[{{ item.wort | default: item.t }} {{ zahl }}]',
		'partials/kaputt.md': 'gut\n{{ item.wort }}\n{{ item.fehlt }}'
	};
	for (const snippet of snippets)
		it(`says the same as Liquid of ${JSON.stringify(snippet)}`, () => {
			const { own, quick } = bothWays({ 'template.md': snippet, ...partials }, data);
			expect(quick).to.equal(own);
		});

	it('says the same as Liquid of every template of the product', async () => {
		for (const { key } of await findTemplates()) {
			const { files } = await readTemplateFolder(key);
			const { own, quick } = bothWays({ ...files }, exampleOf(key));
			expect(own).to.not.match(/^Fehler/);
			expect(quick).to.equal(own);
		}
	});
});
