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
	paper_required: {
		de: 'Ratsschritte legt der Rat fest: Bitte eine Vorlage mit der Wirkung „Schritt festlegen“ oder „Schritt verschieben“ anlegen.',
		en: 'Council steps are fixed by the council: please make a paper with the effect “fix step” or “move step”.'
	},
	drop_by_paper: {
		de: 'Diesen Schritt hat der Rat festgelegt, und nur der Rat lässt ihn fallen: Bitte eine Vorlage mit der Wirkung „Festgelegten Projektschritt streichen“ anlegen.',
		en: 'The council has fixed this step, and only the council drops it: please make a paper with the effect “Drop a fixed project step”.'
	},
	adopt_by_paper: {
		de: 'Eine Fassung wird durch Beschluss des Rates beschlossen: Bitte eine Vorlage mit der Wirkung „Konzept beschließen“ anlegen. Hier lässt sich nur eine frühere Beschlussfassung mit ihrer Quelle nachtragen.',
		en: 'An edition is adopted by a decision of the council: please make a paper with the effect “adopt edition”. Here, only an adoption of the past can be entered, with its source.'
	},
	effect_withdrawn: {
		de: 'Wurde zurückgezogen. Wird der Eintrag wiederhergestellt, kann der Beschluss wirken.',
		en: 'Has been withdrawn. Once it is brought back, the decision can take effect.'
	},
	effect_project_withdrawn: {
		de: 'Das Projekt dieses Schritts wurde zurückgezogen.',
		en: 'The project of this step has been withdrawn.'
	},
	effect_adopted: { de: 'Ist schon beschlossen.', en: 'Has been adopted already.' },
	effect_in_force: { de: 'Ist schon in Kraft gesetzt.', en: 'Is in force already.' },
	effect_approved: { de: 'Ist schon beschlossen.', en: 'Has been approved already.' },
	effect_superseded: {
		de: 'Steht in einer Konzeptfassung, die durch eine neuere abgelöst ist.',
		en: 'Stands in an edition that a newer one has superseded.'
	},
	effect_fixed: {
		de: 'Ist schon ein Ratsschritt. Sein Termin wird mit „Schritt verschieben“ geändert.',
		en: 'Is a council step already. Its date is changed by “move step”.'
	},
	effect_not_fixed: {
		de: 'Ist kein Ratsschritt: Er lässt sich ohne Beschluss ändern und zurückziehen, oder er wird zuerst festgelegt.',
		en: 'Is no council step: it can be changed and withdrawn without a decision, or it is fixed first.'
	},
	effect_step_done: { de: 'Der Schritt ist schon erledigt.', en: 'The step is done already.' },
	decision_required: {
		de: 'Ein Ratsschritt und sein Termin brauchen einen Beschluss.',
		en: 'A council step and its date need a decision.'
	},
	without_edition: { de: 'Steht in keiner Konzeptfassung.', en: 'Stands in no edition.' },
	not_former: { de: 'Gehört nicht zur vorigen Konzeptfassung.', en: 'Does not belong to the former edition.' },
	has_origins: {
		de: 'Einträge dieser Fassung sind mit einer anderen vorigen verknüpft ({count}). Bitte zuerst lösen.',
		en: 'Items of this edition are linked to another former one ({count}). Please unlink those first.'
	},
	without_origin: {
		de: 'Ist neu in dieser Fassung: Es gibt nichts, das entfällt. Bitte zurückziehen.',
		en: 'Is new in this edition: there is nothing to drop. Please withdraw it.'
	},
	still_carried: {
		de: 'Wird in dieser Fassung fortgeführt. Bitte den Eintrag dort streichen.',
		en: 'Is carried on in this edition. Please drop the item there.'
	},
	not_adopted: {
		de: 'Ist nicht beschlossen: Der Text selbst kann noch geändert werden.',
		en: 'Is not adopted: its text itself can still be changed.'
	},
	amendment_decision: {
		de: 'Eine Änderung braucht einen Beschluss; Berichtigungen brauchen keinen.',
		en: 'An amendment needs a decision; an erratum needs none.'
	},
	decision_or_results: {
		de: 'Bitte den Beschluss oder das Ergebnis jeder Stadt angeben.',
		en: 'Please give the decision, or the result of each town.'
	},
	source_required: {
		de: 'Bitte die Quelle angeben, aus der die frühere Beschlussfassung hervorgeht.',
		en: 'Please give the source that tells of the former adoption.'
	},
	not_accepted: { de: 'Wurde nicht angenommen.', en: 'Was not accepted.' },
	town_missing: { de: 'Es fehlt das Ergebnis von: {towns}.', en: 'The result of these is missing: {towns}.' },
	has_documents: {
		de: 'Die beschlossenen Dokumente sind schon hinterlegt.',
		en: 'The adopted documents are attached already.'
	},
	invalid_file_name: {
		de: 'Ein Dateiname enthält keine Zeichen wie / \\ < > : " | ? * und beginnt nicht mit einem Punkt.',
		en: 'A file name holds no characters like / \\ < > : " | ? * and does not begin with a dot.'
	},
	alt_required: {
		de: 'Bitte beschreiben, was das Bild zeigt (für alle, die es nicht sehen können).',
		en: 'Please describe what the picture shows (for everybody who cannot see it).'
	},
	two_editions: {
		de: 'Bitte zwei Fassungen nennen, oder eine Fassung und ein Datum.',
		en: 'Please name two editions, or one edition and a date.'
	},
	before_record: {
		de: 'An diesem Tag gab es die Fassung hier noch nicht.',
		en: 'On that day the edition was not here yet.'
	},
	in_future: { de: 'Liegt in der Zukunft.', en: 'Lies in the future.' }
});
