import { registerFieldTexts } from '../../foundation/error-texts.ts';

/** Why a file is refused as a whole, and the way out; and what is said of one that is taken. */

registerFieldTexts({
	sheet_empty: { de: 'In der Datei steht nichts.', en: 'There is nothing in the file.' },
	sheet_unknown: {
		de: 'Das ist keine Tabelle. Möglich sind XLSX, ODS, CSV und hier heruntergeladene Listen als JSON.',
		en: 'This is no spreadsheet. Possible are XLSX, ODS, CSV, and lists downloaded here as JSON.'
	},
	sheet_json_foreign: {
		de: 'Diese JSON-Datei ist keine Liste, die hier heruntergeladen wurde, oder sie wurde verändert. Einlesen lassen sich Projekte, Maßnahmen, Ziele und Handlungsfelder; zum Ändern bitte XLSX, ODS oder CSV nehmen.',
		en: 'This JSON file is no list that was downloaded here, or it was altered. Projects, measures, goals and fields can be read; to change something please take XLSX, ODS or CSV.'
	},
	sheet_json_edition: {
		de: 'Diese JSON-Datei ist eine ganze Konzeptfassung. Zum Einlesen bitte dieselbe Fassung als XLSX oder ODS herunterladen, oder die einzelnen Listen.',
		en: 'This JSON file is a whole edition. To read it please download the same edition as XLSX or ODS, or the single lists.'
	},
	sheet_html: {
		de: 'Das ist eine Internetseite, die wie eine Tabelle heißt. Bitte in Excel oder LibreOffice öffnen und als .xlsx oder .ods speichern.',
		en: 'This is a web page that is named like a spreadsheet. Please open it in Excel or LibreOffice and save it as .xlsx or .ods.'
	},
	sheet_old_xls: {
		de: 'Das ist das alte Excel-Format (.xls). Bitte in Excel oder LibreOffice öffnen und als .xlsx speichern.',
		en: 'This is the old Excel format (.xls). Please open it in Excel or LibreOffice and save it as .xlsx.'
	},
	sheet_xlsb: {
		de: 'Das ist das binäre Excel-Format (.xlsb). Bitte als .xlsx speichern.',
		en: 'This is the binary Excel format (.xlsb). Please save it as .xlsx.'
	},
	sheet_encrypted: {
		de: 'Die Datei ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern.',
		en: 'The file is protected by a password. Please save it without one.'
	},
	sheet_damaged: {
		de: 'Die Datei ist beschädigt oder nur zum Teil angekommen. Bitte in Excel oder LibreOffice öffnen und neu speichern.',
		en: 'The file is damaged or has arrived only in part. Please open it in Excel or LibreOffice and save it again.'
	},
	sheet_bomb: {
		de: 'Die Datei ist entpackt zu groß. Bitte nur die Blätter mit der Liste in einer neuen Datei speichern.',
		en: 'The file is too large when unpacked. Please save only the sheets with the list in a new file.'
	},
	sheet_entities: {
		de: 'Die Datei verweist auf Inhalte außerhalb ihrer selbst und wird deshalb nicht gelesen. Bitte in Excel oder LibreOffice öffnen und neu speichern.',
		en: 'The file points to content outside of itself and is not read for that reason. Please open it in Excel or LibreOffice and save it again.'
	},
	sheet_too_many_rows: {
		de: 'Höchstens {most} Zeilen je Blatt. Bitte die Liste teilen.',
		en: 'At most {most} rows a sheet. Please split the list.'
	},
	sheet_too_many_columns: { de: 'Höchstens {most} Spalten je Blatt.', en: 'At most {most} columns a sheet.' },
	sheet_too_many_sheets: { de: 'Höchstens {most} Blätter je Datei.', en: 'At most {most} sheets a file.' },
	sheet_too_long: {
		de: 'Das Lesen hat zu lange gedauert oder zu viel Speicher gebraucht. Bitte die Liste teilen.',
		en: 'Reading took too long or too much memory. Please split the list.'
	}
});

/** Said of a file as a whole. */
export const NOTICES: Record<string, { de: string; en: string }> = {
	macros: {
		de: 'Die Datei enthält Makros. Sie wurden nicht ausgeführt.',
		en: 'The file holds macros. They were not run.'
	},
	external_links: {
		de: 'Die Datei verweist auf andere Dateien. Gelesen wurde, was zuletzt gespeichert war.',
		en: 'The file links to other files. What was saved last was read.'
	},
	hidden_sheets: {
		de: 'Die Datei hat ausgeblendete Blätter. Sie werden nur gelesen, wenn Sie sie auswählen.',
		en: 'The file has hidden sheets. They are read only if you choose them.'
	},
	hidden_rows: {
		de: 'Einige Zeilen sind ausgeblendet oder weggefiltert. Sie werden mitgelesen.',
		en: 'Some rows are hidden or filtered out. They are read too.'
	},
	formulas_without_value: {
		de: 'Einige Formeln haben kein gespeichertes Ergebnis. Diese Zellen gelten als fehlerhaft; in Excel öffnen und speichern hilft.',
		en: 'Some formulas have no saved result. These cells count as faulty; opening and saving in Excel helps.'
	},
	broken_quotes: {
		de: 'Anführungszeichen in der Datei gehen nicht auf. Sie wurden als Text gelesen.',
		en: 'Quotation marks in the file do not match. They were read as text.'
	}
};
