import type { ImportText } from '@konzeptstand/contract/import.ts';

/** Worth knowing, and nothing to decide. */
export const SAID: ReadonlySet<string> = new Set([
	'filled_down',
	'no_place_for_value',
	'guessed_status',
	'town_of_sheet',
	'first_title_holds',
	'frozen_kept'
]);

/** What each doubt says. Gaps in braces are filled. */
export const DOUBT_TEXTS: Record<string, ImportText> = {
	// Of a cell.
	faulty_cell: {
		de: 'Die Zelle enthält einen Fehler oder eine Formel ohne Ergebnis.',
		en: 'The cell holds an error or a formula without a result.'
	},
	wrong_encoding: {
		de: '„{value}“ ist mit falscher Zeichenkodierung gespeichert worden.',
		en: '“{value}” was saved in the wrong character encoding.'
	},
	lost_character: {
		de: 'In „{value}“ sind Zeichen verloren gegangen (�).',
		en: 'Characters were lost in “{value}” (�).'
	},
	struck_out: {
		de: '„{value}“ ist durchgestrichen. Gilt die Zeile noch?',
		en: '“{value}” is struck through. Does the row still hold?'
	},
	text_too_long: { de: 'Der Text ist länger als {most} Zeichen.', en: 'The text is longer than {most} characters.' },
	title_too_long: { de: 'Der Name ist länger als {most} Zeichen.', en: 'The name is longer than {most} characters.' },
	// Of amounts.
	no_amount: { de: '„{value}“ ist als Betrag nicht lesbar.', en: '“{value}” cannot be read as an amount.' },
	zero_amount: {
		de: '0 kann „kostet nichts“ oder „nicht bekannt“ heißen.',
		en: '0 may mean “costs nothing” or “not known”.'
	},
	negative_amount: { de: 'Der Betrag „{value}“ ist negativ.', en: 'The amount “{value}” is negative.' },
	ambiguous_number: {
		de: 'Bei „{value}“ ist nicht sicher, ob Punkt oder Komma Tausender oder Nachkommastellen trennt.',
		en: 'With “{value}” it is not certain whether the point or comma parts thousands or decimals.'
	},
	yearly_amount: {
		de: '„{value}“ ist ein Betrag je Jahr, kein Gesamtbetrag.',
		en: '“{value}” is an amount a year, not a total.'
	},
	sum_of_amounts: { de: '„{value}“ nennt mehrere Beträge.', en: '“{value}” names several amounts.' },
	other_unit: {
		de: '„{value}“ nennt eine andere Einheit als die Spalte.',
		en: '“{value}” names another unit than the column.'
	},
	at_most: { de: '„{value}“ nennt nur eine Obergrenze.', en: '“{value}” names an upper limit only.' },
	no_share: { de: '„{value}“ ist kein Anteil zwischen 0 und 100 %.', en: '“{value}” is no share between 0 and 100 %.' },
	fraction: {
		de: '„{value}“ kann ein Anteil von 1 oder ein Prozentwert sein.',
		en: '“{value}” may be a share of 1 or a percentage.'
	},
	unknown_relation: {
		de: '„{value}“ sagt nicht, wie genau der Betrag ist, oder passt nicht zu seiner Obergrenze.',
		en: '“{value}” does not say how exact the amount is, or does not fit its upper limit.'
	},
	// Of dates.
	no_period: {
		de: '„{value}“ nennt keine Zeit, die sich eintragen lässt.',
		en: '“{value}” names no time that can be entered.'
	},
	no_day: { de: '„{value}“ ist kein Tag, Monat oder Jahr.', en: '“{value}” is no day, month or year.' },
	no_such_day: { de: 'Den Tag „{value}“ gibt es nicht.', en: 'There is no such day as “{value}”.' },
	short_year: { de: 'Das Jahr in „{value}“ hat nur zwei Ziffern.', en: 'The year in “{value}” has two digits only.' },
	ambiguous_date: {
		de: 'Bei „{value}“ sind Tag und Monat nicht sicher.',
		en: 'With “{value}”, day and month are not certain.'
	},
	ambiguous_period: {
		de: '„{value}“ kann ein Zeitraum oder ein Monat sein.',
		en: '“{value}” may be a period or a month.'
	},
	part_of_year: {
		de: '„{value}“ ist ein Teil eines Jahres und lässt sich nur ungefähr eintragen.',
		en: '“{value}” is a part of a year and can be entered only roughly.'
	},
	ongoing_period: {
		de: '„{value}“ heißt wohl, dass es kein Ende gibt: eine Daueraufgabe.',
		en: '“{value}” probably means that there is no end: an ongoing task.'
	},
	two_periods: {
		de: 'Diese Spalte nennt „{value}“, Beginn und Ende sagen etwas anderes.',
		en: 'This column says “{value}”, beginning and end say something else.'
	},
	several_years: { de: '„{value}“ nennt mehrere Jahre.', en: '“{value}” names several years.' },
	serial_number: {
		de: '„{value}“ ist wohl ein Datum ohne Datumsformat.',
		en: '“{value}” is probably a date without its format.'
	},
	end_before_start: { de: 'Das Ende liegt vor dem Beginn.', en: 'The end lies before the start.' },
	in_future: { de: 'Der Stand „{value}“ liegt in der Zukunft.', en: 'The date “{value}” lies in the future.' },
	// Of words.
	unknown_status: {
		de: 'Das Wort „{value}“ ist als Status nicht bekannt.',
		en: 'The word “{value}” is not known as a status.'
	},
	guessed_status: {
		de: '„{value}“ ist als „in Planung“ verstanden. Ist etwas anderes gemeint, lässt es sich unter „Wörter“ ändern.',
		en: '“{value}” is understood as “planned”. Where something else is meant, it can be changed under “Words”.'
	},
	signal_word: {
		de: 'Was „{value}“ für den Status heißt, weiß nur, wer die Ampel führt. Der Vorschlag behält nur das Wort, im Text der Meldung.',
		en: 'What “{value}” means for the status, only whoever keeps the traffic light knows. The proposal keeps just the word, in the text of the report.'
	},
	unknown_priority: {
		de: 'Das Wort „{value}“ ist als Priorität nicht bekannt.',
		en: 'The word “{value}” is not known as a priority.'
	},
	no_yes_or_no: { de: '„{value}“ heißt weder ja noch nein.', en: '“{value}” means neither yes nor no.' },
	unknown_level: { de: 'Die Ebene „{value}“ ist nicht bekannt.', en: 'The level “{value}” is not known.' },
	unknown_municipality: {
		de: 'Eine Kommune „{value}“ hat dieser Kooperationsraum nicht.',
		en: 'This region has no municipality “{value}”.'
	},
	all_municipalities: {
		de: '„{value}“ meint wohl alle Kommunen des Kooperationsraums.',
		en: '“{value}” probably means all municipalities of the region.'
	},
	town_of_sheet: {
		de: 'Das Blatt heißt „{value}“: „{known}“ gilt als Kommune aller seiner Zeilen. Unter „Wörter“ lässt sich das abwählen.',
		en: 'The sheet is called “{value}”: “{known}” is taken as the municipality of all its rows. It can be switched off under “Words”.'
	},
	similar_party: {
		de: '„{value}“ heißt fast wie der Akteur „{known}“.',
		en: '“{value}” is called almost like the party “{known}”.'
	},
	progress_contradiction: {
		de: 'Der Fortschritt „{value}“ passt nicht zum Status.',
		en: 'The progress “{value}” does not fit the status.'
	},
	progress_without_status: {
		de: 'Zum Fortschritt „{value}“ fehlt der Status.',
		en: 'The progress “{value}” has no status.'
	},
	// Of rows.
	no_title: { de: 'Die Zeile hat keinen Namen.', en: 'The row has no name.' },
	code_too_long: {
		de: 'Die Nummer „{value}“ ist länger als 20 Zeichen.',
		en: 'The number “{value}” is longer than 20 characters.'
	},
	code_as_date: {
		de: 'Die Nummer ist von der Tabelle in das Datum „{value}“ verwandelt worden.',
		en: 'The spreadsheet has turned the number into the date “{value}”.'
	},
	duplicate_number: {
		de: 'Die Nummer „{value}“ steht schon in Zeile {other}.',
		en: 'The number “{value}” stands in row {other} already.'
	},
	duplicate_row: {
		de: '„{value}“ steht schon in Zeile {other}.',
		en: '“{value}” stands in row {other} already.'
	},
	filled_down: {
		de: 'Leere Zellen dieser Spalte gehören zu dem, was darüber steht.',
		en: 'Empty cells of this column belong to what stands above.'
	},
	no_place_for_value: {
		de: 'Auf dieser Ebene gibt es dafür kein Feld; „{value}“ bleibt liegen.',
		en: 'On this level there is no field for it; “{value}” is left behind.'
	},
	frozen_kept: {
		de: 'Die Konzeptfassung ist beschlossen; „{value}“ bleibt darin, wie es ist.',
		en: 'The edition is adopted; “{value}” stays in it as it is.'
	},
	first_title_holds: {
		de: '„{code}“ heißt hier anders als in Zeile {other}; es gilt „{known}“.',
		en: '“{code}” is called otherwise here than in row {other}; “{known}” holds.'
	},
	// Against what is there.
	foreign_id: {
		de: 'Die Kennung von „{value}“ gehört hier zu keinem Eintrag dieser Art: Sie ist von anderswo, von etwas anderem, oder der Eintrag ist zurückgezogen.',
		en: 'The id of “{value}” belongs to no item of this kind here: it is from elsewhere, of something else, or the item is withdrawn.'
	},
	other_key: {
		de: 'Die Kennung von „{value}“ gehört zu einem anderen Eintrag als der Schlüssel („{key}“).',
		en: 'The id of “{value}” belongs to another item than the key (“{key}”).'
	},
	similar_title: {
		de: '„{value}“ heißt fast wie „{known}“. Ist es dasselbe?',
		en: '“{value}” is called almost like “{known}”. Is it the same?'
	},
	other_title: {
		de: 'Unter der Nummer {code} steht bisher „{known}“. Ist „{value}“ dasselbe?',
		en: 'Under the number {code} stands “{known}” so far. Is “{value}” the same?'
	},
	other_code: {
		de: '„{value}“ hat bisher die Nummer {known}, hier {code}. Ist es dasselbe?',
		en: '“{value}” has the number {known} so far, here {code}. Is it the same?'
	},
	several_matches: {
		de: '„{value}“ gibt es mehrmals; welches gemeint ist, ist nicht zu erkennen.',
		en: 'There are several “{value}”; which is meant cannot be told.'
	},
	frozen: {
		de: 'Die Konzeptfassung ist beschlossen. „{value}“ lässt sich darin nicht anlegen oder ändern.',
		en: 'The edition is adopted. “{value}” cannot be added or changed in it.'
	},
	no_edition: {
		de: 'Für „{value}“ muss erst eine Konzeptfassung gewählt werden.',
		en: 'An edition has to be chosen for “{value}” first.'
	},
	parent_missing: {
		de: 'Worunter „{value}“ steht, wird nicht übernommen.',
		en: 'What “{value}” stands below is not taken.'
	}
};

/** Why a row stands for nothing. */
export const LEFT_OUT: Record<string, ImportText> = {
	total: { de: 'Summe oder Zwischensumme', en: 'Total or subtotal' },
	'repeated-head': { de: 'Wiederholte Spaltennamen', en: 'Names of columns repeated' },
	remark: { de: 'Bemerkung zur Liste', en: 'Remark about the list' },
	above: { de: 'Steht über der Liste', en: 'Stands above the list' },
	decision: { de: 'Von Ihnen ausgelassen', en: 'Left out by you' }
};
