import { registerFieldTexts } from '../foundation/error-texts.ts';

/** What this room says when it refuses something. */
registerFieldTexts({
	other_edition: { de: 'Gehört zu einer anderen Konzeptfassung.', en: 'Belongs to another edition.' },
	other_field: { de: 'Liegt in einem anderen Handlungsfeld.', en: 'Lies in another field.' },
	measures_elsewhere: {
		de: 'Maßnahmen dieses Ziels liegen in einem anderen Handlungsfeld ({count}). Bitte zuerst diese verschieben.',
		en: 'Measures of this goal lie in another field ({count}). Please move those first.'
	},
	one_level: { de: 'Unterziele haben keine eigenen Unterziele.', en: 'Sub-goals have no sub-goals of their own.' },
	adopted_by_decision: {
		de: 'Eine Fassung gilt erst durch Beschluss als beschlossen; hier sind nur Entwurf und „unbestätigt“ möglich.',
		en: 'An edition is adopted by a decision only; here it can be a draft or unconfirmed.'
	},
	counted_twice: {
		de: 'Ein Projekt zählt in jeder Fassung nur einmal.',
		en: 'A project counts only once in each edition.'
	},
	circular: { de: 'Das ergäbe einen Kreis.', en: 'That would make a circle.' },
	without_progress: { de: 'Dieser Status hat keinen Fortschritt.', en: 'This status has no progress.' },
	not_completed: { de: 'Abgeschlossen heißt 100 %.', en: 'Completed means 100 %.' },
	not_delayed: {
		de: 'Was beendet ist, ist nicht mehr verzögert.',
		en: 'What has come to its end is not delayed any more.'
	},
	reason_required: { de: 'Bitte einen Grund angeben.', en: 'Please give a reason.' },
	already_corrected: { de: 'Diese Meldung ist schon berichtigt.', en: 'This report has been corrected already.' },
	other_project: { de: 'Gehört zu einem anderen Projekt.', en: 'Belongs to another project.' },
	decision_required: {
		de: 'Ein Ratsschritt und sein Termin brauchen einen Beschluss.',
		en: 'A council step and its date need a decision.'
	},
	in_future: { de: 'Liegt in der Zukunft.', en: 'Lies in the future.' }
});
