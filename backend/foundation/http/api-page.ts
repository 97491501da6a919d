import type { Language } from '@konzeptstand/contract/values.ts';

type Json = Record<string, unknown>;

const TEXTS = {
	de: {
		title: 'Schnittstelle',
		permission: 'Berechtigung',
		parameters: 'Angaben',
		body: 'Anfrage',
		answer: 'Antwort',
		raw: 'OpenAPI 3.1 als JSON',
		none: 'keine'
	},
	en: {
		title: 'API',
		permission: 'Permission',
		parameters: 'Parameters',
		body: 'Request',
		answer: 'Answer',
		raw: 'OpenAPI 3.1 as JSON',
		none: 'none'
	}
} as const;

const escape = (text: unknown): string => String(text).replace(/[&<>"]/g, (c) => `&#${String(c.charCodeAt(0))};`);

/** The API description as a page to read: no script, nothing loaded from elsewhere. */
export function renderApiPage(api: Json, language: Language): string {
	const texts = TEXTS[language];
	const info = api['info'] as Json;
	const sections = Object.entries(api['paths'] as Record<string, Record<string, Json>>).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, route]) => renderRoute(path, method, route, texts))
	);
	return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Konzeptstand: ${texts.title}</title><style>
:root{color-scheme:light dark}body{background:Canvas;color:CanvasText;font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
code,pre{font-family:ui-monospace,monospace;font-size:.9rem}code{overflow-wrap:anywhere}pre{overflow:auto;border:1px solid;padding:1rem}
summary{cursor:pointer;padding:.5rem 0}summary b{display:inline-block;min-width:4.5rem}section{border-bottom:1px solid}dt{font-weight:600}dd{margin:0 0 .5rem}
</style></head><body><main><h1>Konzeptstand: ${texts.title}</h1><p>${escape(info['description'])}</p>
<p><a href="openapi.json">${texts.raw}</a> (${escape(info['version'])})</p>${sections.join('\n')}</main></body></html>`;
}

function renderRoute(path: string, method: string, route: Json, texts: (typeof TEXTS)[Language]): string {
	const parameters = (route['parameters'] as Json[]).map(
		(one) => `<code>${escape(one['name'])}</code> (${escape(one['in'])})`
	);
	const schema = (holder: unknown): string => {
		const content = (holder as { content?: Record<string, Json> } | undefined)?.content;
		const found = content && Object.values(content)[0]?.['schema'];
		return found ? `<pre tabindex="0">${escape(JSON.stringify(found, null, 2))}</pre>` : texts.none;
	};
	const responses = route['responses'] as Record<string, Json>;
	const success = Object.keys(responses).find((status) => status !== 'default') ?? '200';
	return `<section><details><summary><b>${method.toUpperCase()}</b> <code>${escape(path)}</code> ${escape(route['summary'])}</summary>
<dl><dt>${texts.permission}</dt><dd><code>${escape(route['x-permission'])}</code></dd><dt>${texts.parameters}</dt><dd>${parameters.join(', ') || texts.none}</dd>
<dt>${texts.body}</dt><dd>${schema(route['requestBody'])}</dd><dt>${texts.answer} ${success}</dt><dd>${schema(responses[success])}</dd></dl></details></section>`;
}
