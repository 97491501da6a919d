import type { ErrorCode } from '@konzeptstand/contract/problem.ts';
import type { Language } from '@konzeptstand/contract/values.ts';

type Text = Record<Language, string>;

/** Title (what happened) and detail (the way out) of every error code, in both languages. */
export const ERROR_TEXTS: Record<ErrorCode, { title: Text; detail: Text }> = {
	malformed_request: {
		title: { de: 'Die Anfrage ist nicht lesbar.', en: 'The request cannot be read.' },
		detail: { de: 'Bitte gültiges JSON in UTF-8 senden.', en: 'Please send valid JSON in UTF-8.' }
	},
	invalid_input: {
		title: { de: 'Einige Angaben sind nicht gültig.', en: 'Some of what was entered is not valid.' },
		detail: {
			de: 'Bitte die genannten Felder berichtigen. Es wurde nichts gespeichert.',
			en: 'Please correct the fields named. Nothing was saved.'
		}
	},
	unsupported_media_type: {
		title: { de: 'Dieses Format wird nicht angenommen.', en: 'This format is not accepted.' },
		detail: {
			de: 'Bitte mit dem Content-Type application/json senden.',
			en: 'Please send with content type application/json.'
		}
	},
	too_large: {
		title: { de: 'Die Anfrage ist zu groß.', en: 'The request is too large.' },
		detail: { de: 'Bitte kürzen oder aufteilen.', en: 'Please shorten or split it.' }
	},
	wrong_origin: {
		title: { de: 'Die Anfrage kommt von einer fremden Seite.', en: 'The request comes from another site.' },
		detail: { de: 'Bitte die Seite dieses Dienstes selbst öffnen.', en: 'Please open the page of this service itself.' }
	},
	not_signed_in: {
		title: { de: 'Sie sind nicht angemeldet.', en: 'You are not signed in.' },
		detail: { de: 'Bitte anmelden und noch einmal versuchen.', en: 'Please sign in and try again.' }
	},
	wrong_credentials: {
		title: { de: 'E-Mail-Adresse oder Kennwort stimmt nicht.', en: 'E-mail address or password is wrong.' },
		detail: { de: 'Bitte prüfen und noch einmal versuchen.', en: 'Please check and try again.' }
	},
	not_permitted: {
		title: { de: 'Dafür fehlt Ihnen die Berechtigung.', en: 'You are not permitted to do this.' },
		detail: {
			de: 'Die Regionalmanagerin oder der Regionalmanager kann Ihnen eine Rolle geben.',
			en: 'The regional manager can give you a role.'
		}
	},
	link_invalid: {
		title: { de: 'Dieser Link gilt nicht oder nicht mehr.', en: 'This link is not valid, or no longer valid.' },
		detail: {
			de: 'Bitte den Link aus der letzten E-Mail öffnen, oder das Regionalmanagement um einen neuen bitten. Es wurde nichts gespeichert.',
			en: 'Please open the link of the latest mail, or ask the regional manager for a new one. Nothing was saved.'
		}
	},
	not_found: {
		title: { de: 'Das gibt es hier nicht.', en: 'There is no such thing here.' },
		detail: {
			de: 'Vielleicht wurde es zurückgezogen, oder die Adresse stimmt nicht.',
			en: 'It may have been withdrawn, or the address is wrong.'
		}
	},
	method_not_allowed: {
		title: { de: 'Das ist an dieser Adresse nicht möglich.', en: 'This is not possible at this address.' },
		detail: {
			de: 'Die Beschreibung der Schnittstelle nennt, was möglich ist.',
			en: 'The API description says what is possible.'
		}
	},
	conflict: {
		title: { de: 'Das passt nicht zu dem, was schon da ist.', en: 'This does not fit what is there already.' },
		detail: {
			de: 'Bitte die genannten Angaben prüfen. Es wurde nichts gespeichert.',
			en: 'Please check what is named. Nothing was saved.'
		}
	},
	duplicate: {
		title: { de: 'Das gibt es schon.', en: 'This exists already.' },
		detail: {
			de: 'Bitte einen anderen Wert wählen. Es wurde nichts gespeichert.',
			en: 'Please choose another value. Nothing was saved.'
		}
	},
	frozen: {
		title: {
			de: 'Diese Konzeptfassung ist beschlossen und unveränderlich.',
			en: 'This edition is adopted and cannot be changed.'
		},
		detail: {
			de: 'Projektzuordnungen, Statusmeldungen, Einschätzungen und Messwerte bleiben möglich; Änderungen am Text gehören in die nächste Fassung.',
			en: 'Project links, status reports, assessments and readings remain possible; changes of the text belong in the next edition.'
		}
	},
	precondition_required: {
		title: { de: 'Es fehlt, welche Fassung geändert werden soll.', en: 'The version to be changed is missing.' },
		detail: {
			de: 'Bitte die gelesene Version im Kopf If-Match mitsenden.',
			en: 'Please send the version that was read in the If-Match header.'
		}
	},
	version_conflict: {
		title: {
			de: 'Inzwischen hat jemand anderes dies geändert.',
			en: 'Somebody else has changed this in the meantime.'
		},
		detail: {
			de: 'Beide Fassungen stehen nebeneinander; bitte entscheiden, was gelten soll.',
			en: 'Both versions stand side by side; please decide what shall hold.'
		}
	},
	idempotency_mismatch: {
		title: {
			de: 'Dieser Idempotency-Key gehört zu einer anderen Anfrage.',
			en: 'This Idempotency-Key belongs to another request.'
		},
		detail: {
			de: 'Bitte für jede neue Anfrage einen neuen Schlüssel senden.',
			en: 'Please send a new key with every new request.'
		}
	},
	too_many_requests: {
		title: { de: 'Zu viele Versuche in kurzer Zeit.', en: 'Too many attempts in a short time.' },
		detail: { de: 'Bitte etwas warten und noch einmal versuchen.', en: 'Please wait a little and try again.' }
	},
	busy: {
		title: { de: 'Gerade wird viel geschrieben.', en: 'There is a lot being written right now.' },
		detail: {
			de: 'Bitte in einigen Sekunden noch einmal versuchen. Es wurde nichts gespeichert.',
			en: 'Please try again in a few seconds. Nothing was saved.'
		}
	},
	database_away: {
		title: { de: 'Die Datenbank ist gerade nicht erreichbar.', en: 'The database cannot be reached right now.' },
		detail: {
			de: 'Der Dienst verbindet sich von selbst wieder; bitte gleich noch einmal versuchen.',
			en: 'The service reconnects by itself; please try again shortly.'
		}
	},
	template_error: {
		title: { de: 'Die Vorlage enthält einen Fehler.', en: 'The template contains a mistake.' },
		detail: { de: '{file}, Zeile {line}: {message}', en: '{file}, line {line}: {message}' }
	},
	document_limit: {
		title: {
			de: 'Das Dokument überschreitet die Grenzen für Zeit, Speicher oder Länge.',
			en: 'The document exceeds the limits on time, memory or length.'
		},
		detail: {
			de: 'Bitte die Vorlage vereinfachen oder weniger auf einmal ausgeben.',
			en: 'Please simplify the template or ask for less at once.'
		}
	},
	document_refused: {
		title: { de: 'Das Dokument kann so nicht erzeugt werden.', en: 'The document cannot be made like this.' },
		detail: {
			de: 'Etwas darin lässt sich nicht zeigen; was, steht darunter.',
			en: 'Something in it cannot be shown; what it is stands below.'
		}
	},
	setup_done: {
		title: { de: 'Die Einrichtung ist schon abgeschlossen.', en: 'The set-up is already done.' },
		detail: { de: 'Bitte anmelden.', en: 'Please sign in.' }
	},
	record_broken: {
		title: { de: 'Das Protokoll ist nicht unversehrt.', en: 'The record is not intact.' },
		detail: {
			de: 'Bitte die Administration verständigen; geschrieben wird erst wieder, wenn die Ursache geklärt ist.',
			en: 'Please tell the administrator; writing resumes once the cause is known.'
		}
	},
	internal: {
		title: { de: 'Hier ist ein Fehler passiert.', en: 'Something went wrong here.' },
		detail: {
			de: 'Er ist im Betriebsprotokoll vermerkt. Es wurde nichts gespeichert.',
			en: 'It is noted in the log. Nothing was saved.'
		}
	}
};

/** Texts of single fields. Gaps in braces are filled from the error's values. */
export const FIELD_TEXTS: Record<string, Text> = {
	required: { de: 'Diese Angabe fehlt.', en: 'This is missing.' },
	not_text: { de: 'Hier wird ein Text erwartet.', en: 'A text is expected here.' },
	not_number: { de: 'Hier wird eine Zahl erwartet.', en: 'A number is expected here.' },
	not_boolean: { de: 'Hier wird ja oder nein (true, false) erwartet.', en: 'True or false is expected here.' },
	not_list: { de: 'Hier wird eine Liste erwartet.', en: 'A list is expected here.' },
	not_object: { de: 'Hier werden mehrere Angaben mit ihren Namen erwartet.', en: 'Named values are expected here.' },
	wrong_type: { de: 'Hier wird eine andere Art von Angabe erwartet.', en: 'Another kind of value is expected here.' },
	too_long: { de: 'Höchstens {maximum} Zeichen.', en: 'At most {maximum} characters.' },
	too_short: { de: 'Mindestens {minimum} Zeichen.', en: 'At least {minimum} characters.' },
	too_many: { de: 'Höchstens {maximum} Einträge.', en: 'At most {maximum} entries.' },
	too_few: { de: 'Mindestens {minimum} Einträge.', en: 'At least {minimum} entries.' },
	too_big: { de: 'Höchstens {maximum}.', en: 'At most {maximum}.' },
	too_small: { de: 'Mindestens {minimum}.', en: 'At least {minimum}.' },
	unknown_field: { de: 'Dieses Feld gibt es nicht.', en: 'There is no such field.' },
	invalid_choice: { de: 'Nicht möglich; erlaubt sind: {choices}.', en: 'Not possible; allowed are: {choices}.' },
	invalid_date: {
		de: 'Kein gültiges Datum. Beispiele: 2013, 2014-01, 2014-01-09, 2001~ (etwa), 2010/2013, 2023/.. (seit).',
		en: 'Not a valid date. Examples: 2013, 2014-01, 2014-01-09, 2001~ (about), 2010/2013, 2023/.. (since).'
	},
	invalid_range: {
		de: 'Der größere Wert einer Spanne fehlt oder ist kleiner als der kleinere.',
		en: 'The upper value of a range is missing or below the lower.'
	},
	invalid_characters: { de: 'Steuerzeichen sind hier nicht möglich.', en: 'Control characters are not possible here.' },
	invalid_format: { de: 'Das hat nicht die erwartete Form.', en: 'This does not have the expected form.' },
	invalid_email: { de: 'Das ist keine gültige E-Mail-Adresse.', en: 'This is not a valid e-mail address.' },
	not_whole: { de: 'Hier wird eine ganze Zahl erwartet.', en: 'A whole number is expected here.' },
	duplicate: { de: 'Dieser Wert ist schon vergeben.', en: 'This value is taken already.' },
	already_done: {
		de: 'Diese Anfrage wurde schon ausgeführt oder läuft noch.',
		en: 'This request has been carried out already or is under way.'
	},
	not_found: { de: 'Das gibt es in dieser Region nicht.', en: 'There is no such thing in this region.' },
	invalid: { de: 'Diese Angabe ist nicht gültig.', en: 'This is not valid.' }
};

/** Rooms add the texts of their own field codes here, once, when they are loaded. */
export function registerFieldTexts(texts: Record<string, Text>): void {
	Object.assign(FIELD_TEXTS, texts);
}

/** Fills `{name}` in a text; an unknown gap stays visible rather than vanishing. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
	return text.replace(/\{(\w+)\}/g, (gap, name: string) => (name in values ? String(values[name]) : gap));
}
