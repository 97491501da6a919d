import { EditorState } from '@codemirror/state';
import { m } from '#lib/paraglide/messages.js';

/** What the editor itself says, by its own English words. */
export const phrases = () =>
	EditorState.phrases.of({
		Find: m.workshop_find(),
		Replace: m.workshop_replace_by(),
		next: m.workshop_find_next(),
		previous: m.workshop_find_previous(),
		all: m.workshop_find_all(),
		'match case': m.workshop_find_case(),
		'by word': m.workshop_find_word(),
		regexp: m.workshop_find_pattern(),
		replace: m.workshop_replace(),
		'replace all': m.workshop_replace_all(),
		close: m.close(),
		'current match': m.workshop_find_current(),
		'replaced $ matches': m.workshop_replaced_all({ count: '$' }),
		'replaced match on line $': m.workshop_replaced({ line: '$' }),
		'on line': m.workshop_find_line(),
		'Go to line': m.workshop_go_to_line(),
		go: m.workshop_go(),
		Completions: m.workshop_suggestions(),
		Diagnostics: m.workshop_problems(),
		'No diagnostics': m.workshop_problems_none(),
		'Control character': m.workshop_control_character(),
		'Selection deleted': m.workshop_selection_deleted()
	});
