import { registerFieldTexts } from '../foundation/error-texts.ts';

/** What is said where a paper, a vote or a decision is refused. */
registerFieldTexts({
	body_only_recommends: {
		de: 'Dieses Gremium berät nur: Es kann empfehlen, aber nicht allein entscheiden.',
		en: 'This body only advises: it can recommend, but not decide alone.'
	},
	body_of_joint: {
		de: 'Über eine gemeinsame Angelegenheit entscheidet der Rat jeder Stadt für sich; hier steht nur, wer empfiehlt.',
		en: 'On a joint matter the council of each town decides for itself; here stands only who recommends.'
	},
	council_missing: {
		de: 'Der Rat dieser Städte ist noch nicht als Gremium angelegt: {towns}.',
		en: 'The council of these towns is not kept as a body yet: {towns}.'
	},
	no_effect_on: { de: 'Diese Wirkung passt nicht zu diesem Eintrag.', en: 'This effect does not fit this item.' },
	paper_decided: {
		de: 'Über diese Vorlage ist schon beschlossen.',
		en: 'This paper has been decided already.'
	},
	paper_withdrawn: {
		de: 'Diese Vorlage ist zurückgezogen. Bitte zuerst wiederherstellen.',
		en: 'This paper has been withdrawn. Please bring it back first.'
	},
	paper_has_decisions: {
		de: 'Über diese Vorlage ist schon abgestimmt ({count}). Ihr Wortlaut bleibt, wie er war; bitte eine neue Vorlage anlegen oder die Beschlüsse zuerst aufheben.',
		en: 'This paper has been voted on ({count}). Its wording stays as it was; please make a new paper, or annul the decisions first.'
	},
	paper_not_decided: {
		de: 'Es fehlen noch Beschlüsse zu dieser Vorlage ({count}).',
		en: 'Decisions on this paper are still missing ({count}).'
	},
	paper_rejected: { de: 'Diese Vorlage wurde abgelehnt.', en: 'This paper was rejected.' },
	paper_in_force: {
		de: 'Die Wirkungen dieser Vorlage sind schon eingetreten.',
		en: 'The effects of this paper have happened already.'
	},
	other_body: {
		de: 'Über diese Vorlage stimmt ein anderes Gremium ab; hier kann sie nur beraten oder zur Kenntnis genommen werden.',
		en: 'Another body votes on this paper; here it can only be discussed or noted.'
	},
	already_decided: {
		de: 'Dieses Gremium hat über die Vorlage schon entschieden.',
		en: 'This body has decided on the paper already.'
	},
	meets_here: {
		de: 'Die Sitzungen dieses Gremiums werden hier geführt: Bitte die Vorlage auf eine Tagesordnung setzen und dort abstimmen, auch als Umlaufbeschluss.',
		en: 'The meetings of this body are kept here: please put the paper on an agenda and vote there, also by circulation.'
	},
	only_recommends: {
		de: 'Dieses Gremium empfiehlt hier nur; möglich sind „empfohlen“ und „abgelehnt“.',
		en: 'This body only recommends here; possible are “recommended” and “rejected”.'
	},
	decides_itself: {
		de: 'Dieses Gremium entscheidet hier; möglich sind „angenommen“ und „abgelehnt“.',
		en: 'This body decides here; possible are “accepted” and “rejected”.'
	},
	wording_differs: {
		de: 'Über eine gemeinsame Angelegenheit stimmen alle Räte im selben Wortlaut ab.',
		en: 'On a joint matter all councils vote on the same wording.'
	},
	no_quorum: {
		de: 'Das Gremium ist nicht beschlussfähig: Nötig sind {needed}, da sind {present}. Es wurde nichts festgehalten.',
		en: 'The body has no quorum: {needed} are needed, {present} are there. Nothing was noted.'
	},
	no_quorum_towns: {
		de: 'Das Gremium ist nicht beschlussfähig: Es fehlt {towns}. Es wurde nichts festgehalten.',
		en: 'The body has no quorum: {towns} is missing. Nothing was noted.'
	},
	not_for_decision: {
		de: 'Über diesen Punkt wird nicht abgestimmt: Er ist keine Beschlusssache.',
		en: 'This item is not voted on: it is not for decision.'
	},
	seat_unknown: { de: 'Diesen Sitz gibt es in der Sitzung nicht.', en: 'The meeting has no such seat.' },
	seat_absent: {
		de: 'Auf diesem Sitz ist niemand da, der stimmen könnte.',
		en: 'Nobody is there on this seat who could vote.'
	},
	vote_missing: { de: 'Es fehlt die Stimme von: {offices}.', en: 'The vote of these is missing: {offices}.' },
	cast_required: {
		de: 'Bitte die Stimme jeder Stadt angeben: Hier müssen alle zustimmen.',
		en: 'Please give the vote of each town: all have to agree here.'
	},
	counts_or_cast: {
		de: 'Bitte entweder die einzelnen Stimmen oder das Zahlenergebnis angeben.',
		en: 'Please give either the single votes or the counts.'
	},
	too_many_votes: {
		de: 'Das sind mehr Stimmen, als da sind ({present}).',
		en: 'These are more votes than are there ({present}).'
	},
	took_effect: {
		de: 'Dieser Beschluss gilt schon, seine Wirkungen sind eingetreten. Ändern kann ihn nur ein neuer Beschluss.',
		en: 'This decision is in force, its effects have happened. Only a new decision can change it.'
	},
	annulled: { de: 'Dieser Beschluss ist schon aufgehoben.', en: 'This decision has been annulled already.' },
	not_taken_here: {
		de: 'Dieser Beschluss wurde nicht hier gefasst, sondern nur eingetragen. Bitte dort ändern oder zurückziehen.',
		en: 'This decision was not taken here but only noted. Please change or withdraw it there.'
	}
});
