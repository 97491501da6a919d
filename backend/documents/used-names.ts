import type { TemplateFiles } from './renderer/template-engine.ts';

/** What a template names, read off its text: it is somebody else's, so every step here is a single pass. */

/** What filters look at without the template saying so: `names`, and `sort` when it is told nothing. */
const NAMED_BY_FILTERS = ['code', 'date', 'name', 'title'];

/**
 * Files that a template uses, itself first, in the order in which they are met. Null: it chooses one at run time, each
 * of them may be meant.
 */
export function usedFiles(files: TemplateFiles, first = 'template.md'): readonly string[] | null {
	const used = new Set([first]);
	for (const file of used) {
		for (const code of codeOf(files[file] ?? '')) {
			const render = /^\{%-?\s*render\b(?:\s*(?:'([^']+)'|"([^"]+)"))?/.exec(code);
			if (!render) continue;
			const name = render[1] ?? render[2];
			if (name === undefined) return null;
			used.add(name.endsWith('.md') ? name : `${name}.md`);
		}
	}
	return [...used];
}

/**
 * Every word that occurs in a template and the partials it uses. What it does not name it cannot show, so that part of
 * thousands of projects need not travel to the child. Null: it chooses names at run time, all of them may be meant.
 */
export function usedNames(files: TemplateFiles): ReadonlySet<string> | null {
	const names = new Set(NAMED_BY_FILTERS);
	const used = usedFiles(files);
	if (used === null) return null;
	for (const file of used) {
		for (const code of codeOf(files[file] ?? '')) {
			if (/\[\s*[A-Za-z_]/.test(code)) return null;
			for (const [word] of code.matchAll(/[A-Za-z_]\w*/g)) names.add(word);
		}
	}
	return names;
}

/** Outputs and tags of a text, with their braces. What is not closed is none. */
export function* codeOf(text: string): Generator<string> {
	const opening = /\{[{%]/g;
	const closing = /[%}]\}/g;
	for (let begin = opening.exec(text); begin; begin = opening.exec(text)) {
		closing.lastIndex = opening.lastIndex;
		if (!closing.test(text)) return;
		yield text.slice(begin.index, closing.lastIndex);
		opening.lastIndex = closing.lastIndex;
	}
}
