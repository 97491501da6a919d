import { z } from 'zod';
import { amendmentType } from '@konzeptstand/contract/edition.ts';
import { rollUp } from '@konzeptstand/contract/roll-up.ts';
import { status } from '@konzeptstand/contract/status.ts';
import { partyRole, relation } from '@konzeptstand/contract/values.ts';

/** What the data dictionary is made of: the things that stand in it in more than one place. */

export const title = z.string().describe('Titel');
export const code = z.string().nullable().describe('Kürzel, wie „W 2“');
const isCodeInferred = z.boolean().describe('Das Kürzel stammt nicht aus der Quelle, sondern wurde erschlossen');
export const longText = z.string().nullable().describe('Langer Text in Markdown; immer mit dem Filter `text` ausgeben');
export const edtf = z.string().nullable().describe('Datum oder Zeitraum (EDTF); Filter `date`');
export const sources = z.array(z.int()).describe('Belege; Filter `sources` macht daraus Fußnoten');
export const names = z.array(z.string()).describe('Namen; Filter `names`');

export const amendmentPointer = z
	.object({
		type: amendmentType.describe('`amendment`: beschlossene Änderung; `erratum`: Berichtigung'),
		number: z.int().describe('Nummer unter denen seiner Art in der Fassung'),
		title,
		place: z.string().describe('Stelle im Dokument; Filter `place` setzt sie, Filter `see` verweist auf sie')
	})
	.describe('Hinweis auf eine Änderung oder Berichtigung');
export const amendments = z
	.array(amendmentPointer)
	.describe('Änderungen und Berichtigungen dazu; Baustein `aenderungen`');

export const documentQuantity = z
	.object({
		value: z.number().describe('Wert; Filter `quantity` auf das Ganze'),
		maximum: z.number().nullable().describe('Obergrenze einer Spanne'),
		relation: relation.describe('Genauigkeit der Quelle')
	})
	.describe('Zahl in der Genauigkeit der Quelle');
export const documentNote = z
	.object({
		topic: z.string().nullable().describe('Worum es geht'),
		text: z.string().describe('Langer Text'),
		sources
	})
	.describe('Anmerkung');
const notes = z.array(documentNote).describe('Anmerkungen');
const contradictions = notes.describe('Was Quellen gegeneinander sagen');
export const remarks = { sources, notes, contradictions };

export const documentAmount = z
	.object({
		cents: z.int().describe('Betrag in Cent; Filter `euro` oder `costs`'),
		maximumCents: z.int().nullable().describe('Obergrenze einer Spanne'),
		relation: relation.describe('Genauigkeit der Quelle'),
		kind: z.enum(['planned', 'actual', 'unknown']).describe('geplant oder tatsächlich'),
		tax: z.enum(['net', 'gross', 'unknown']).describe('netto oder brutto'),
		scope: z.string().nullable().describe('Wofür der Betrag gilt'),
		sources
	})
	.describe('Betrag');
const amount = documentAmount;
const costs = z.array(amount).describe('Beträge, auch einander widersprechende; Filter `costs`');

export const documentRole = z
	.object({
		role: partyRole.describe('Rolle; Filter `role`'),
		party: z.string().describe('Name des Akteurs'),
		part: z.string().nullable().describe('Anteil oder Aufgabe'),
		isInferred: z.boolean().describe('erschlossen, nicht belegt')
	})
	.describe('Beteiligung eines Akteurs');
const roles = z.array(documentRole).describe('Beteiligte');

export const documentCharacteristic = z
	.object({
		label: z.string().describe('Bezeichnung'),
		quantity: documentQuantity,
		unit: z.string().nullable().describe('Einheit'),
		asOf: edtf
	})
	.describe('Merkmal');
export const characteristics = z.array(documentCharacteristic).describe('Merkmale wie Fläche oder Länge');

export const documentPopulation = z
	.object({ asOf: edtf, quantity: documentQuantity, sources })
	.describe('Einwohnerzahl');
export const populations = z.array(documentPopulation).describe('Einwohnerzahlen, die neueste zuerst');

const mean = (of: string) =>
	z.object({
		value: z.number().nullable().describe(`0–100, ${of}; null: keines hat einen Fortschritt`),
		of: z.int().describe('Zahl der Projekte, aus denen er stammt')
	});
export const figures = z
	.object({
		projects: z.int().describe('Zahl der Projekte, jedes einmal'),
		byStatus: rollUp.shape.byStatus.describe('Anzahl je Status; gestoppt, abgelehnt und nicht bekannt gehören dazu'),
		progress: mean('Mittel mit gleichen Gewichten').describe('Mittlerer Fortschritt; Filter `progress`'),
		progressByCost: mean('Mittel nach Kosten gewichtet').describe('Zweite Zahl, immer so benennen; Filter `progress`'),
		late: z.int().describe('hinter der Planung'),
		delayed: z.int().describe('als verzögert gemeldet'),
		outdated: z.int().describe('Stand veraltet'),
		costs: z
			.object({
				cents: z.int().describe('Summe des Bekannten'),
				inexact: z.int().describe('Beträge, die nicht genau sind'),
				unknown: z.int().describe('Projekte ohne bekannte Kosten')
			})
			.describe('Kosten; Filter `euro`'),
		completeness: z
			.object({ known: z.int(), total: documentQuantity })
			.nullable()
			.describe('Wie vollständig die Liste ist: bekannt von insgesamt')
	})
	.describe('Auswertung der Projekte darunter (docs/roll-up.md)');

export const documentIndicator = z
	.object({
		title,
		unit: z.string().describe('Einheit'),
		subject: z.object({ kind: z.string(), code, title }).describe('Worauf er sich bezieht'),
		baseline: z.object({ date: edtf, quantity: documentQuantity }).nullable().describe('Ausgangswert'),
		target: z.object({ date: edtf, quantity: documentQuantity }).nullable().describe('Zielwert'),
		readings: z
			.array(z.object({ date: edtf, quantity: documentQuantity, sources }))
			.describe('Messwerte, der älteste zuerst'),
		latest: z.object({ date: edtf, quantity: documentQuantity, sources }).nullable().describe('Der neueste Messwert'),
		amendments,
		...remarks
	})
	.describe('Indikator');
export const indicators = z.array(documentIndicator).describe('Indikatoren');

export const documentAssessment = z
	.object({
		asOf: edtf,
		kind: z.enum(['outcome', 'outlook']).describe('Ergebnis oder Ausblick'),
		text: z.string().describe('Langer Text'),
		sources
	})
	.describe('Einschätzung');
const assessments = z
	.array(documentAssessment)
	.describe('Einschätzungen, neben der Auswertung und nie mit ihr vermischt');

export const reportShape = {
	status: status.describe('Filter `status`'),
	progress: z.number().nullable().describe('0–100; Filter `progress`'),
	asOf: edtf,
	at: z.string().describe('Tag der Eingabe'),
	basis: z.enum(['stated', 'inferred']).nullable().describe('genannt oder aus einer Tatsache erschlossen'),
	isDelayed: z.boolean(),
	delayReason: longText,
	text: longText,
	isCorrected: z.boolean().describe('durch eine spätere Meldung berichtigt'),
	isByCarrier: z.boolean().describe('vom Träger selbst gemeldet'),
	sources
};
export const documentReport = z.object(reportShape).describe('Statusmeldung');

export const documentPlace = z
	.object({
		edition: z.string().describe('Titel der Fassung'),
		year: z.int(),
		field: z.object({ code, title }).nullable(),
		goal: z.object({ code, title }).nullable(),
		measure: z.object({ code, title }).nullable(),
		counts: z.boolean().describe('zählt dort; sonst trägt es nur bei'),
		isInferred: z.boolean().describe('erschlossen, nicht belegt'),
		doubt: longText
	})
	.describe('Platz in einer Fassung');

export const documentStep = z
	.object({
		title,
		description: longText,
		isCouncilStep: z.boolean().describe('durch Beschluss festgelegt'),
		planned: edtf,
		expected: edtf,
		actual: edtf,
		isLate: z.boolean(),
		sources
	})
	.describe('Projektschritt');

export const documentProject = z
	.object({
		code,
		isCodeInferred,
		title,
		description: longText,
		kind: z.string().nullable().describe('Art des Vorhabens'),
		municipalities: names.describe('Städte, in denen es liegt'),
		leadMunicipality: z.string().nullable().describe('Federführende Stadt'),
		outsideRegion: z.string().nullable().describe('Ort außerhalb der Städte'),
		isDocumentedInConcept: z.boolean().describe('im Konzept selbst genannt'),
		status: status.describe('Filter `status`'),
		progress: z.number().nullable().describe('0–100; Filter `progress`'),
		asOf: edtf.describe('Stand der letzten Meldung'),
		hasReport: z.boolean().describe('Es gibt eine Statusmeldung'),
		isDelayed: z.boolean().describe('als verzögert gemeldet'),
		delayReason: longText,
		isLate: z.boolean().describe('hinter der Planung, berechnet'),
		isOutdated: z.boolean().describe('Stand älter als zwölf Monate'),
		planned: edtf.describe('Geplanter Zeitraum'),
		actual: edtf.describe('Tatsächlicher Zeitraum'),
		cost: amount.nullable().describe('Der Betrag, der in Summen zählt'),
		costs,
		fundings: z
			.array(
				z.object({
					programme: z.string().describe('Förderprogramm'),
					code: z.string().nullable(),
					rate: z.number().nullable().describe('Fördersatz 0–100; Filter `percent`'),
					amount: amount.nullable(),
					note: longText
				})
			)
			.describe('Förderungen'),
		characteristics,
		roles,
		carriers: names.describe('Träger'),
		steps: z
			.array(documentStep)

			.describe('Projektschritte in ihrer Reihenfolge'),
		indicators,
		relations: z
			.array(
				z.object({
					kind: z.enum(['part-of', 'continues', 'merged-into']).describe('Filter `relation`'),
					isInverse: z.boolean(),
					code,
					title
				})
			)
			.describe('Verhältnis zu anderen Projekten'),
		place: documentPlace.nullable().describe('Platz in der Fassung des Dokuments; null: noch keiner'),
		places: z.array(documentPlace).describe('Plätze in allen Fassungen'),
		reports: z
			.array(documentReport)
			.optional()
			.describe(
				'Statusmeldungen, die neueste zuerst. Nur da, wenn das Manifest `projects.reports` verlangt, und bei `project`'
			),
		...remarks
	})
	.describe('Projekt');

export const documentMeasure = z
	.object({
		code,
		isCodeInferred,
		title,
		isTitleTruncated: z.boolean().describe('Die Quelle gibt den Titel nur gekürzt wieder'),
		isKeyMeasure: z.boolean().describe('Schlüsselmaßnahme'),
		description: longText,
		priority: z.enum(['high', 'medium', 'low']).nullable().describe('Filter `priority`'),
		planned: edtf,
		actual: edtf,
		costs,
		municipalities: names,
		roles,
		projects: z.array(documentProject).describe('Projekte, die hier zählen'),
		indicators,
		assessments,
		rollUp: figures,
		amendments,
		...remarks
	})
	.describe('Maßnahme');

const goalShape = {
	code,
	isCodeInferred,
	title,
	description: longText,
	measures: z.array(documentMeasure).describe('Maßnahmen'),
	projects: z.array(documentProject).describe('Projekte ohne Maßnahme dazwischen'),
	indicators,
	assessments,
	rollUp: figures,
	amendments,
	...remarks
};
const subGoal = z.object(goalShape).describe('Teilziel');
export const documentGoal = z
	.object({ ...goalShape, subGoals: z.array(subGoal).describe('Teilziele, gebaut wie ein Ziel') })
	.describe('Ziel');

export const documentField = z
	.object({
		code,
		isCodeInferred,
		title,
		isTitleInferred: z.boolean().describe('Die Bezeichnung wurde erschlossen'),
		isCrossCutting: z.boolean().describe('Querschnittsthema'),
		description: longText,
		goals: z.array(documentGoal).describe('Ziele'),
		measures: z.array(documentMeasure).describe('Maßnahmen, die noch keinem Ziel zugeordnet sind'),
		rollUp: figures,
		amendments,
		...remarks
	})
	.describe('Handlungsfeld');

export type DocumentProject = z.infer<typeof documentProject>;
export type DocumentMeasure = z.infer<typeof documentMeasure>;
export type DocumentGoal = z.infer<typeof documentGoal>;
export type DocumentField = z.infer<typeof documentField>;
export type DocumentIndicator = z.infer<typeof documentIndicator>;
export type DocumentReport = z.infer<typeof documentReport>;
export type DocumentPlace = z.infer<typeof documentPlace>;
