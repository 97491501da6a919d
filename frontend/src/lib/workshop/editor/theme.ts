import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the product's own colours, by its tokens: they reach into the shadow tree and know light from dark. */

const look = EditorView.theme({
	'&': {
		height: '100%',
		border: '1px solid var(--line-strong)',
		borderRadius: 'var(--radius)',
		backgroundColor: 'var(--paper)',
		color: 'var(--ink)',
		fontSize: '0.9375rem'
	},
	'&.cm-focused': { outline: '3px solid var(--focus)', outlineOffset: '2px' },
	'.cm-scroller': {
		overflow: 'auto',
		fontFamily: "ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace",
		lineHeight: '1.6'
	},
	'.cm-content': { padding: '0.5rem 0', caretColor: 'var(--ink)' },
	'.cm-line': { padding: '0 0.75rem 0 0.5rem' },
	'.cm-gutters': {
		border: '0',
		borderInlineEnd: '1px solid var(--line)',
		backgroundColor: 'var(--paper-raised)',
		color: 'var(--ink-muted)'
	},
	'.cm-lineNumbers .cm-gutterElement': { minWidth: '1.75rem', padding: '0 0.4rem 0 0.25rem' },
	'.cm-activeLine, .cm-activeLineGutter': {
		backgroundColor: 'color-mix(in oklch, var(--accent-soft), transparent 45%)'
	},
	'&.cm-focused .cm-matchingBracket': {
		backgroundColor: 'var(--accent-soft)',
		outline: '1px solid var(--accent-line)'
	},
	'&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent' },
	'.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn)' },
	'.cm-searchMatch-selected': { backgroundColor: 'var(--warn-soft)', outline: '2px solid var(--warn)' },
	'.cm-selectionMatch': { backgroundColor: 'var(--accent-soft)' }
});

const problems = EditorView.theme({
	'.cm-lintRange-error': {
		backgroundImage: 'none',
		backgroundColor: 'var(--bad-soft)',
		textDecoration: 'underline wavy var(--bad)',
		textDecorationSkipInk: 'none',
		textUnderlineOffset: '0.2em'
	},
	'.cm-diagnostic': { borderInlineStart: '5px solid var(--bad)', fontFamily: "'Fira Sans', sans-serif" },
	'.cm-gutter-lint': { width: '1.25rem' }
});

const boxes = EditorView.theme({
	'.cm-tooltip': {
		border: '1px solid var(--line-strong)',
		borderRadius: 'var(--radius)',
		backgroundColor: 'var(--paper-raised)',
		color: 'var(--ink)'
	},
	'.cm-tooltip.cm-tooltip-autocomplete > ul': { maxHeight: '16rem', fontFamily: 'inherit', fontSize: '0.9375rem' },
	'.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.3rem 0.6rem', lineHeight: '1.35' },
	'.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
		backgroundColor: 'var(--accent)',
		color: 'var(--accent-ink)'
	},
	'.cm-completionDetail': { marginInlineStart: '0.75rem', fontStyle: 'normal', opacity: '0.85' },
	'.cm-completionMatchedText': { fontWeight: '600' },
	'.cm-tooltip.cm-completionInfo': {
		maxWidth: '22rem',
		padding: '0.5rem 0.75rem',
		fontFamily: "'Fira Sans', sans-serif"
	},
	'.cm-panels': { backgroundColor: 'var(--paper-raised)', color: 'var(--ink)' },
	'.cm-panels.cm-panels-top': { borderBlockEnd: '1px solid var(--line)' },
	'.cm-panels.cm-panels-bottom': { borderBlockStart: '1px solid var(--line)' },
	'.cm-panel.cm-search': { padding: '0.5rem 2.25rem 0.5rem 0.5rem', fontFamily: "'Fira Sans', sans-serif" },
	'.cm-panel.cm-search label': { fontSize: '0.9375rem' },
	'.cm-panel.cm-search [name=close]': { width: '1.75rem', height: '1.75rem', color: 'var(--ink)', fontSize: '1.25rem' },
	'.cm-textfield': {
		border: '1px solid var(--line-strong)',
		borderRadius: 'var(--radius)',
		backgroundColor: 'var(--paper)',
		color: 'var(--ink)',
		fontSize: '0.9375rem'
	},
	'.cm-button': {
		border: '1px solid var(--accent)',
		borderRadius: 'var(--radius)',
		backgroundImage: 'none',
		backgroundColor: 'var(--paper)',
		color: 'var(--accent)',
		fontSize: '0.9375rem'
	},
	':is(.cm-button, .cm-textfield, button):focus-visible': { outline: '3px solid var(--focus)', outlineOffset: '2px' }
});

const words = HighlightStyle.define([
	{ tag: tags.heading, color: 'var(--ink)', fontWeight: '600' },
	{ tag: tags.strong, fontWeight: '600' },
	{ tag: tags.emphasis, fontStyle: 'italic' },
	{ tag: [tags.link, tags.url], color: 'var(--accent)', textDecoration: 'underline' },
	{ tag: [tags.processingInstruction, tags.comment, tags.contentSeparator], color: 'var(--ink-muted)' },
	{ tag: [tags.brace, tags.punctuation, tags.derefOperator, tags.bracket, tags.paren], color: 'var(--ink-muted)' },
	{
		tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword, tags.operatorKeyword],
		color: 'var(--status-decided)',
		fontWeight: '600'
	},
	{ tag: [tags.variableName, tags.propertyName, tags.attributeName], color: 'var(--accent)' },
	{ tag: tags.function(tags.variableName), color: 'var(--warn)' },
	{ tag: [tags.string, tags.number, tags.bool, tags.atom], color: 'var(--good)' }
]);

export const theme = [look, problems, boxes, syntaxHighlighting(words)];
