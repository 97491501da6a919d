import type { EditionState } from '@konzeptstand/contract/region.ts';
import { m } from '#lib/paraglide/messages.js';

const STATES: Record<EditionState, () => string> = {
	draft: m.edition_state_draft,
	unconfirmed: m.edition_state_unconfirmed,
	adopted: m.edition_state_adopted,
	superseded: m.edition_state_superseded
};

/** "2002, beschlossen": an edition by its year and what it counts for. */
export const editionStateLabel = (state: EditionState) => STATES[state]();
