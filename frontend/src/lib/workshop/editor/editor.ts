import { autocompletion } from '@codemirror/autocomplete';
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { liquid } from '@codemirror/lang-liquid';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { bracketMatching } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { m } from '#lib/paraglide/messages.js';
import { suggest } from '../completion.ts';
import type { Suggestion, Surroundings } from '../completion.ts';
import { phrases } from './phrases.ts';
import { theme } from './theme.ts';

/** The one module that knows CodeMirror; loaded by the page of a template alone. */

/** One place of the text that is wrong; an empty word stands for the whole line. */
export interface Mark {
	readonly line: number;
	readonly word: string;
	readonly text: string;
}

export interface TemplateEditor {
	readonly text: string;
	/** Puts in another text; what is the same in both stays where it is, and it can be undone. */
	setText: (text: string) => void;
	/** Puts a text where the caret is and goes on after `caret` characters of it. */
	insert: (text: string, caret: number) => void;
	mark: (marks: readonly Mark[]) => void;
	goToLine: (line: number) => void;
	focus: () => void;
	destroy: () => void;
}

/** Pixels at the foot of the window that the bar with the buttons covers. */
const BAR = 90;

/**
 * Makes the editor inside a shadow tree of `host`: there its styles are sheets that are adopted, and the policy that
 * forbids inline styles need not know them.
 */
export function createEditor(
	host: HTMLElement,
	options: {
		text: string;
		label: string;
		knows: Omit<Surroundings, 'isAsked'>;
		changed: (text: string) => void;
	}
): TemplateEditor {
	const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
	const base = markdown({ base: markdownLanguage, addKeymap: false, completeHTMLTags: false, pasteURLAsLink: false });
	const view = new EditorView({
		root,
		parent: root,
		state: EditorState.create({
			doc: options.text,
			extensions: [
				lineNumbers(),
				lintGutter(),
				history(),
				bracketMatching(),
				highlightActiveLine(),
				highlightActiveLineGutter(),
				highlightSelectionMatches(),
				search({ top: true }),
				EditorView.lineWrapping,
				EditorView.scrollMargins.of(() => ({ bottom: BAR })),
				liquid({ base }),
				autocompletion({ icons: false, override: [(context) => complete(context, options.knows)] }),
				keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
				phrases(),
				theme,
				// what can be edited takes the focus anyway; said for tools that look for it
				EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
				EditorView.updateListener.of((update) => {
					if (update.docChanged) options.changed(update.state.doc.toString());
				})
			]
		})
	});
	return {
		get text() {
			return view.state.doc.toString();
		},
		setText: (text) => view.dispatch({ changes: changeOf(view.state.doc.toString(), text) }),
		insert: (text, caret) => {
			const { from, to } = view.state.selection.main;
			view.dispatch({
				changes: { from, to, insert: text },
				selection: { anchor: from + caret },
				scrollIntoView: true,
				userEvent: 'input.complete'
			});
			view.focus();
		},
		mark: (marks) =>
			view.dispatch(
				setDiagnostics(
					view.state,
					marks.flatMap((mark) => placed(view.state, mark))
				)
			),
		goToLine: (number) => {
			const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
			view.dispatch({
				selection: { anchor: line.from },
				effects: EditorView.scrollIntoView(line.from, { y: 'center' })
			});
			view.focus();
		},
		focus: () => view.focus(),
		destroy: () => view.destroy()
	};
}

/** The stretch in which two texts differ. */
function changeOf(before: string, after: string): { from: number; to: number; insert: string } {
	let from = 0;
	while (from < before.length && before[from] === after[from]) from += 1;
	let end = 0;
	const most = Math.min(before.length, after.length) - from;
	while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
	return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

function placed(state: EditorState, { line: number, word, text }: Mark) {
	if (number < 1 || number > state.doc.lines) return [];
	const line = state.doc.line(number);
	const at = word === '' ? -1 : line.text.indexOf(word);
	const [from, to] = at === -1 ? [line.from, line.to] : [line.from + at, line.from + at + word.length];
	return [{ from, to, severity: 'error' as const, message: text }];
}

function complete(context: CompletionContext, knows: Omit<Surroundings, 'isAsked'>): CompletionResult | null {
	const found = suggest(context.state.doc.toString(), context.pos, { ...knows, isAsked: context.explicit });
	if (!found) return null;
	return { from: found.from, options: found.options.map(completionOf), validFor: /^[\w/]*$/ };
}

function completionOf({ label, kind, isList, isNear, does, example, insert }: Suggestion): Completion {
	const info = [does.replaceAll('`', ''), example === null ? '' : m.workshop_example({ example })]
		.filter((text) => text !== '')
		.join('\n');
	return {
		label,
		type: kind,
		boost: isNear ? 1 : 0,
		...(isList ? { detail: m.workshop_list() } : {}),
		...(info === '' ? {} : { info }),
		...(insert === undefined
			? {}
			: {
					apply: (view: EditorView, _: Completion, from: number, to: number) =>
						view.dispatch({
							changes: { from, to, insert: insert.text },
							selection: { anchor: from + insert.caret },
							userEvent: 'input.complete'
						})
				})
	};
}
