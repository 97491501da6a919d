import type { TemplateFiles } from './renderer/template-engine.ts';

/** What filters look at without the template saying so: `names`, and `sort` when it is told nothing. */
const NAMED_BY_FILTERS = ['code', 'date', 'name', 'title'];

/**
 * Every word that occurs in a template and the partials it uses. What it does not name it cannot show, so that part of
 * thousands of projects need not travel to the child. Null: it chooses names at run time, all of them may be meant.
 */
export function usedNames(files: TemplateFiles): ReadonlySet<string> | null {
	const names = new Set(NAMED_BY_FILTERS);
	const seen = new Set<string>();
	const waiting = ['template.md'];
	for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
		if (seen.has(file)) continue;
		seen.add(file);
		for (const [code] of (files[file] ?? '').matchAll(/\{[{%][^]*?[%}]\}/g)) {
			if (/\[\s*[A-Za-z_]/.test(code)) return null;
			const partial = /^\{%-?\s*render\s+(?:'([^']+)'|"([^"]+)")?/.exec(code);
			if (partial) {
				const name = partial[1] ?? partial[2];
				if (name === undefined) return null;
				waiting.push(name.endsWith('.md') ? name : `${name}.md`);
			}
			for (const [word] of code.matchAll(/[A-Za-z_]\w*/g)) names.add(word);
		}
	}
	return names;
}
