import type { ColumnField, MoneyUnit } from '@konzeptstand/contract/import.ts';
import { normalised } from './words.ts';

/** By which names lists call their columns. */
const NAMES: readonly (readonly [ColumnField, string])[] = [
	[
		'number',
		'Nr|Nummer|Lfd Nr|Ifd Nr|lfdnr|Laufende Nummer|laufende Nr|Kennziffer|Code|Pos|Position|ID|No|Number|Gliederung|Kürzel|Kennung|Projektnr|Projekt Nr|Projektnummer|Maßnahmennr|Maßnahmen Nr|Maßnahme Nr|Maßnahmenummer|Maßnahmennummer|M Nr|Nr Maßnahme|Zielnr|Aktenzeichen'
	],
	['field-number', 'Nr Handlungsfeld|Handlungsfeld Nr|HF Nr|Nr HF|Feldnummer'],
	['goal-number', 'Ziel Nr|Nr Ziel|Zielnummer'],
	['level', 'Ebene|Art des Eintrags|Typ|Zeilenart|Level|Gliederungsebene'],
	[
		'field',
		'Handlungsfeld|HF|Themenfeld|Themenbereich|Handlungsschwerpunkt|Schwerpunkt|Fachbereich|Thema|Bereich|Handlungsbereich|Field|Field of action|Rubrik|Kategorie|Querschnittsthema|Sektor'
	],
	[
		'goal',
		'Ziel|Ziele|Leitziel|Oberziel|Hauptziel|Entwicklungsziel|Zielsetzung|Goal|Objective|strategisches Ziel|Zielbereich'
	],
	['sub-goal', 'Teilziel|Unterziel|Einzelziel|operatives Ziel|Handlungsziel|Sub goal'],
	[
		'measure',
		'Maßnahme|Maßnahmen|Maßnahmenbezeichnung|Maßnahmentitel|Name der Maßnahme|Bezeichnung der Maßnahme|Leitprojekt|Maßnahmenbündel|Maßnahmenpaket|Schlüsselmaßnahmen|Measure|Action|Handlungsansatz'
	],
	[
		'project',
		'Projekt|Projekte|Was|Vorhaben|Projektname|Projekttitel|Projektbezeichnung|Name des Projekts|Bezeichnung des Vorhabens|Einzelprojekt|Einzelvorhaben|Einzelmaßnahme|Teilprojekt|Projektidee|Project|Project name|Vorhabenbezeichnung|Projekt Vorhaben|Vorhabensbezeichnung|Aktivität'
	],
	['title', 'Titel|Bezeichnung|Name|Benennung|Title|Aufgabe|Gegenstand'],
	[
		'description',
		'Beschreibung|Kurzbeschreibung|Inhalt|Erläuterung|Projektbeschreibung|Maßnahmenbeschreibung|Description|Kurzinhalt|Inhalte|Projektinhalt|Begründung'
	],
	[
		'carrier',
		'Träger|Projektträger|Vorhabenträger|Maßnahmenträger|Bauherr|Antragsteller|Carrier|Wer|Durchführung durch|Träger der Maßnahme|Wer macht s|Wer macht es|Wer macht das|Federführung|federführend|Lead'
	],
	[
		'responsible',
		'verantwortlich|Verantwortung|Verantwortliche|zuständig|Zuständigkeit|Ansprechpartner|Responsible|Koordination|verantwortliche Stelle|Verantwortlicher|Bearbeiter|Verantw|zust Stelle|Zuständige Stelle'
	],
	[
		'partner',
		'Partner|Projektpartner|Beteiligte|Kooperationspartner|weitere Beteiligte|Akteure|Mitwirkende|Partners|weitere Partner|beteiligte Akteure|zu beteiligen|mit wem|gemeinsam mit|zusammen mit'
	],
	['funder', 'Fördergeber|Fördermittelgeber|Zuwendungsgeber|Geldgeber|Funder'],
	['approving-authority', 'Bewilligungsbehörde|Bewilligungsstelle'],
	[
		'municipality',
		'Kommune|Gemeinde|Stadt|Ort|Standort|Kommunen|Gemeinden|Stadt Gemeinde|beteiligte Kommunen|Municipality|Raumbezug|Lage|Städte'
	],
	['priority', 'Priorität|Prio|Rang|Priority|Dringlichkeit|Priorisierung|Wichtigkeit'],
	[
		'key-measure',
		'Schlüsselmaßnahme|Schlüsselprojekt|Leuchtturm|Leuchtturmprojekt|Starterprojekt|Startprojekt|Key measure'
	],
	['kind', 'Art|Projektart|Maßnahmenart|Projekttyp|Art des Vorhabens|Art der Maßnahme'],
	[
		'period',
		'Zeitraum|Laufzeit|Umsetzungszeitraum|Zeithorizont|Zeitrahmen|Realisierungszeitraum|Zeitplan|Umsetzung|Wann|Jahr|Period|Durchführungszeitraum|Termin|Realisierung|Zeitschiene|Projektlaufzeit|Ausführungszeitraum|zeitliche Umsetzung|Bauzeit'
	],
	['start', 'Beginn|Start|von|ab|Projektbeginn|Baubeginn|Startjahr|Anfang|Maßnahmebeginn|ab wann'],
	[
		'end',
		'Ende|bis|Abschluss|Fertigstellung|Projektende|Bauende|Endjahr|End|Zieljahr|Fertigstellungstermin|bis wann|fertig bis|Frist'
	],
	[
		'costs',
		'Kosten|Gesamtkosten|Kostenschätzung|geschätzte Kosten|Investition|Investitionssumme|Investitionskosten|Budget|Finanzbedarf|Mittelbedarf|Projektkosten|Costs|Total costs|Volumen|Gesamtvolumen|Kostenrahmen|Finanzvolumen|Gesamtausgaben|zuwendungsfähige Ausgaben|Summe Kosten|Betrag|Investitionsvolumen|Aufwand|Kostenaufwand|finanzieller Aufwand'
	],
	[
		'programme',
		'Förderprogramm|Förderung|Programm|Finanzierung|Fördertopf|Funding|Fördermöglichkeit|Finanzierungsquelle|Förderquelle|Programme|Finanzierung durch|Fördermöglichkeiten'
	],
	[
		'funding-amount',
		'Fördersumme|Förderbetrag|Fördermittel|Zuwendung|Zuwendungssumme|bewilligte Mittel|Zuschuss|Förderhöhe'
	],
	[
		'funding-rate',
		'Förderquote|Fördersatz|Förderanteil|Förderrate|davon Förd|davon Förderung|davon gefördert|Anteil Förderung|Förd'
	],
	[
		'status',
		'Status|Umsetzungsstand|Bearbeitungsstand|Projektstatus|Realisierungsstand|Umsetzungsstatus|Phase|Stand der Umsetzung|State|Projektstand|Bearbeitungsstatus|Stand|wie weit|wie weit ist es'
	],
	['signal', 'Ampel|Ampelstatus|Ampelfarbe|Ampelbewertung|Statusampel|Projektampel|Traffic light'],
	['delayed', 'verzögert|Verzug|Verzögerung|in Verzug|im Verzug|Zeitverzug|Terminverzug|Delayed|Delay'],
	[
		'progress',
		'Fortschritt|Erfüllungsgrad|Umsetzungsgrad|Grad der Umsetzung|Progress|Realisierungsgrad|erledigt|Fertigstellungsgrad'
	],
	[
		'as-of',
		'Stand vom|Stand am|Datum|Stand Datum|Stichtag|zuletzt geprüft|As of|Datum der Meldung|aktualisiert|letzte Aktualisierung|Aktualisierung|Stand per|geändert am|letzte Akt|letzte Änderung|zuletzt aktualisiert|zuletzt geändert|letzter Stand'
	],
	[
		'status-text',
		'Sachstand|aktueller Stand|Sachstandsbericht|Erläuterung zum Stand|Bericht|aktueller Sachstand|Status Text|derzeitiger Stand|Zwischenstand'
	],
	['source', 'Quelle|Fundstelle|Source|Quellen|Seite'],
	[
		'note',
		'Bemerkung|Bemerkungen|Anmerkung|Anmerkungen|Notiz|Hinweis|Hinweise|Kommentar|Note|Notes|Remarks|Nächste Schritte|Sonstiges|Ergebnis|Indikator|Erfolgsindikator'
	],
	['reasons', 'Grund der Zurückweisung|Reason for refusal']
];

const EXACT = new Map(
	NAMES.flatMap(([field, words]) => words.split('|').map((word) => [normalised(word), field] as const))
);

/** What the same name may mean besides, where its first meaning is taken or the values speak against it. */
const BESIDES: readonly (readonly [ColumnField, string])[] = [
	['responsible', 'Federführung|federführend|Lead'],
	['funding-amount', 'davon Förd|davon Förderung|davon gefördert|Förd|Förderung'],
	['funding-rate', 'Förderung|Fördermittel|Zuwendung|Zuschuss|davon Fördermittel'],
	['title', 'Was']
];
const ALSO: readonly (readonly [string, ColumnField])[] = BESIDES.flatMap(([field, words]) =>
	words.split('|').map((word) => [normalised(word), field] as const)
);

/** What stands in brackets and units says nothing about the kind of a column. */
function plainName(header: string): string {
	return normalised(
		header
			.replace(/\(.*?\)|\[.*?\]/g, ' ')
			.replace(/\bin\s+(?:T€|TEUR|€|EUR|Euro|Mio\.?\s?€?|%)/gi, ' ')
			.replace(/T€|TEUR|€|%|\*/g, ' ')
			.replace(/[-\u00ad]\s*\n\s*/g, '')
	);
}

/** What a column of this name may hold, likeliest first, each with how sure that is, from 0 to 1. */
export function fieldsNamed(header: string): { field: ColumnField; score: number }[] {
	const name = plainName(header);
	if (name === '') return /%/.test(header) ? [{ field: 'progress', score: 0.6 }] : [];
	const exact = EXACT.get(name) ?? EXACT.get(normalised(header));
	const found = new Map<ColumnField, number>();
	const besides = ALSO.filter(([known]) => known === name);
	if (exact) found.set(exact, besides.length > 0 ? 0.95 : 1);
	for (const [, field] of besides) found.set(field, 0.8);
	// `Gesamt €` says by its sign of what it is the whole.
	if (/€|EUR|Euro/i.test(header) && /^(?:gesamt|summe|betrag|invest)\b/.test(name)) found.set('costs', 0.9);
	const words = name.split(' ');
	// The first of two names with a stroke between them, and names within longer ones.
	const first = EXACT.get(plainName(header.split(/[/,;|]/)[0] ?? ''));
	if (first) found.set(first, Math.max(found.get(first) ?? 0, 0.9));
	// Of two rows of names the lower one is the closer.
	const lower = header.includes(' – ') ? EXACT.get(plainName(header.split(' – ').at(-1) ?? '')) : undefined;
	if (lower) found.set(lower, 0.95);
	for (const [known, field] of EXACT) {
		if (known.length < 4 || known === name) continue;
		const isWithin = known.includes(' ') ? name.includes(known) : words.includes(known);
		const isPart =
			known.length >= 6 && words.some((word) => word !== known && (word.endsWith(known) || word.startsWith(known)));
		const score = isWithin
			? 0.5 + 0.3 * (known.length / name.length)
			: isPart
				? 0.3 + 0.3 * (known.length / name.length)
				: 0;
		if (score > (found.get(field) ?? 0)) found.set(field, score);
	}
	return [...found].map(([field, score]) => ({ field, score })).sort((a, b) => b.score - a.score);
}

/** The unit that a column of money names: `Kosten in T€`. */
export function unitNamed(header: string): MoneyUnit {
	// `Gesamt €` ends in a letter of its own, and is no `T€`.
	if (/(?<!\p{L})[TK]\s?(?:€|EUR)|(?<!\p{L})(?:Tsd|Tausend)/iu.test(header)) return 'thousand-euro';
	return /(?<!\p{L})(?:Mio|Mill)/iu.test(header) ? 'million-euro' : 'euro';
}
