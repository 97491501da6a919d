import { z } from 'zod';
import { bodyKind, editionState, partyKind } from '@konzeptstand/contract/region.ts';
import { status } from '@konzeptstand/contract/status.ts';
import {
	characteristics,
	code,
	documentAmount,
	documentField,
	documentGoal,
	documentMeasure,
	documentPlace,
	documentProject,
	documentQuantity,
	edtf,
	figures,
	indicators,
	longText,
	names,
	populations,
	remarks,
	reportShape,
	sources,
	title
} from './document-parts.ts';
import { councilData } from './council-parts.ts';
import { documentAmendment, documentChapter, documentComparison } from './edition-parts.ts';

/**
 * Everything that a template may use: the data dictionary. The descriptions are what concept-templates/README.md says,
 * written for those who write templates; `npm run konzeptstand -- dictionary` puts them there.
 *
 * Every name is always there; what no source says is null. Texts are in the template's language where there is one.
 */

const municipality = z
	.object({
		name: z.string().describe('Name'),
		ags: z.string().describe('Amtlicher Gemeindeschlüssel'),
		role: longText,
		populations,
		characteristics,
		rollUp: figures,
		projects: z.array(documentProject).describe('Projekte, die (auch) in dieser Stadt liegen'),
		...remarks
	})
	.describe('Stadt oder Gemeinde');

const edition = z
	.object({
		key: z.string(),
		year: z.int(),
		title,
		state: editionState.describe('Filter `edition_state`'),
		levels: z
			.object({ field: z.string(), goal: z.string(), measure: z.string(), project: z.string() })
			.describe('Wie diese Fassung ihre Ebenen nennt'),
		preparedBy: z.string().nullable().describe('Bearbeitung'),
		commissionedBy: z.string().nullable().describe('Auftrag'),
		workPeriod: edtf.describe('Bearbeitungszeit'),
		horizon: edtf.describe('Geltungszeit'),
		adoption: z.object({ date: edtf, text: longText, sources }).nullable().describe('Beschluss'),
		vision: z.object({ text: z.string(), sources }).nullable().describe('Leitbild'),
		measureTotal: z
			.object({ quantity: documentQuantity, sources })
			.nullable()
			.describe('Zahl der Maßnahmen laut Fassung'),
		rollUp: figures,
		...remarks
	})
	.describe('Konzeptfassung');

const event = z.object({
	project: documentProject,
	on: edtf.describe('Wann; Filter `date`'),
	text: longText.describe('Text der Meldung'),
	sources
});
const events = z.array(event);
const period = z
	.object({
		year: z.int(),
		completed: events.describe('in diesem Jahr abgeschlossen'),
		begun: events.describe('in diesem Jahr begonnen'),
		decided: events.describe('in diesem Jahr beschlossen'),
		stopped: events.describe('in diesem Jahr gestoppt oder abgelehnt'),
		steps: z
			.array(z.object({ project: z.object({ code, title, municipalities: names }), title, on: edtf, sources }))
			.describe('Projektschritte, die in diesem Jahr getan wurden'),
		milestones: z
			.array(z.object({ date: z.string(), title, text: longText, kind: z.string(), sources }))
			.describe('Meilensteine dieses Jahres'),
		undated: z.int().describe('Projekte, deren Stand kein Datum hat: sie können hier fehlen')
	})
	.describe('Was in einem Jahr geschah. Nur da, wenn das Manifest `period` verlangt; das Jahr nennt der Auftrag');

const sum = z.object({
	cents: z.int().describe('Summe des Bekannten'),
	inexact: z.int().describe('Beträge, die nicht genau sind'),
	unknown: z.int().describe('Projekte ohne einen solchen Betrag')
});
const balanceGroup = z.object({
	rows: z
		.array(
			z.object({
				project: documentProject,
				planned: documentAmount.nullable().describe('Der geplante Betrag, der in die Summe eingeht'),
				actual: documentAmount.nullable().describe('Der tatsächliche Betrag, der in die Summe eingeht')
			})
		)
		.describe('Projekte'),
	planned: sum.describe('Summe der geplanten Beträge; Filter `euro`'),
	actual: sum.describe('Summe der tatsächlichen Beträge; Filter `euro`')
});
const balance = z
	.object({
		completed: balanceGroup.describe('abgeschlossen'),
		ongoing: balanceGroup.describe('geht weiter: Idee bis in Umsetzung, ruhend, Daueraufgabe'),
		dropped: balanceGroup.describe('gestoppt oder abgelehnt'),
		unknown: balanceGroup.describe('ohne bekannten Stand'),
		total: z.object({ projects: z.int(), planned: sum, actual: sum }).describe('Alle zusammen'),
		withoutProject: z.array(z.object({ code, title, sources })).describe('Maßnahmen, zu denen kein Projekt bekannt ist')
	})
	.describe('Was aus der Fassung geworden ist. Nur da, wenn das Manifest `balance` verlangt');

export const documentData = z
	.object({
		state: z
			.object({
				day: z.iso.date().describe('Tag, für den gerechnet wurde'),
				sequence: z.int().describe('Letzter Eintrag des Protokolls'),
				template: z.string(),
				templateVersion: z.string()
			})
			.describe('Aus welchem Stand das Dokument erzeugt ist'),
		region: z
			.object({
				name: z.string(),
				brand: z.string().nullable().describe('Marke'),
				state: z.string().nullable().describe('Land'),
				district: z.string().nullable().describe('Landkreis'),
				description: longText,
				legalForm: longText,
				centralPlace: longText,
				website: z.string().nullable(),
				notice: longText.describe('Hinweis, etwa auf die Herkunft aus öffentlichen Quellen'),
				populations,
				characteristics,
				rollUp: figures,
				...remarks
			})
			.describe('Kooperationsraum'),
		municipalities: z.array(municipality).describe('Städte und Gemeinden nach Namen'),
		edition: edition.nullable().describe('Die Fassung des Dokuments'),
		editions: z
			.array(z.object({ key: z.string(), year: z.int(), title, state: editionState }))
			.describe('Alle Fassungen, die älteste zuerst'),
		chapters: z.array(documentChapter).describe('Kapitel der Fassung in ihrer Reihenfolge'),
		amendments: z
			.array(documentAmendment)
			.describe('Änderungen, dann Berichtigungen der Fassung, jede nach ihrer Nummer'),
		fields: z.array(documentField).describe('Handlungsfelder und Querschnittsthemen der Fassung'),
		goals: z.array(documentGoal).describe('Ziele über allen Handlungsfeldern'),
		unplaced: z
			.object({
				measures: z.array(documentMeasure).describe('Maßnahmen ohne Handlungsfeld und Ziel'),
				projects: z.array(documentProject).describe('Projekte der Fassung ohne Maßnahme und Ziel'),
				withoutEdition: z.array(documentProject).describe('Projekte ohne Fassung')
			})
			.describe('Was noch keinen Platz hat'),
		projects: z.array(documentProject).describe('Alle Projekte des Kooperationsraums, jedes einmal'),
		attention: z
			.object({
				late: z.array(documentProject).describe('hinter der Planung'),
				delayed: z.array(documentProject).describe('als verzögert gemeldet'),
				outdated: z.array(documentProject).describe('Stand veraltet'),
				unknown: z.array(documentProject).describe('ohne bekannten Stand')
			})
			.describe('Was Aufmerksamkeit braucht'),
		changes: z
			.array(
				z.object({
					project: z.object({ code, title, municipalities: names }),
					before: status.nullable().describe('Status davor; null: erste Meldung'),
					...reportShape
				})
			)
			.optional()
			.describe('Meldungen der letzten zwölf Monate, die neueste zuerst. Nur da, wenn das Manifest `changes` verlangt'),
		project: documentProject.nullable().describe('Das Projekt eines Steckbriefs'),
		measure: documentMeasure
			.optional()
			.describe('Die Maßnahme eines Maßnahmenblatts. Nur da bei Vorlagen über eine Maßnahme'),
		measurePlace: documentPlace.optional().describe('Der Platz dieser Maßnahme in ihrer Fassung'),
		period: period.optional(),
		balance: balance.optional(),
		comparison: documentComparison.optional(),
		...councilData,
		counts: z
			.object({
				fields: z.int(),
				crossCutting: z.int(),
				goals: z.int(),
				subGoals: z.int(),
				measures: z.int(),
				measuresWithoutGoal: z.int(),
				keyMeasures: z.int(),
				projects: z.int().describe('in der Fassung gezählt'),
				projectsWithoutPlace: z.int(),
				projectsWithoutEdition: z.int()
			})
			.describe('Anzahlen'),
		indicators: indicators.describe('Alle Indikatoren'),
		milestones: z
			.array(
				z.object({
					date: z.string().describe('Filter `date`'),
					title,
					text: longText,
					kind: z.string(),
					sources
				})
			)
			.describe('Meilensteine, der älteste zuerst'),
		parties: z
			.array(z.object({ name: z.string(), kind: partyKind, description: longText, sources }))
			.describe('Akteure'),
		bodies: z
			.array(z.object({ name: z.string(), kind: bodyKind, role: longText, since: edtf, sources }))
			.describe('Gremien'),
		contradictions: z
			.array(
				z.object({
					subject: z.object({ kind: z.string().describe('Art, auf Deutsch'), code, title }),
					topic: z.string().nullable(),
					text: z.string().describe('Langer Text'),
					sources
				})
			)
			.describe('Alle Widersprüche zwischen Quellen, mit dem, was sie betreffen'),
		sources: z
			.array(z.object({ title: z.string(), address: z.string().nullable() }))
			.describe('Alle Quellen; nicht direkt ausgeben, sondern mit dem Filter `sources` als Fußnoten')
	})
	.describe('Alles, was eine Vorlage verwenden kann');

export type DocumentData = z.infer<typeof documentData>;
