import { z } from 'zod';
import { effect, effectState, newDecision, voteCast, voteCounts } from '@konzeptstand/contract/decision.ts';
import { documentAudience } from '@konzeptstand/contract/document.ts';
import { controlState, task } from '@konzeptstand/contract/follow-up.ts';
import { attendance, itemOutcome, itemType, meetingKind, meetingState } from '@konzeptstand/contract/meeting.ts';
import { paperRule, paperState } from '@konzeptstand/contract/paper.ts';
import { bodyKind, editionState } from '@konzeptstand/contract/region.ts';
import { code, documentProject, documentStep, edtf, figures, longText, sources, title } from './document-parts.ts';

/** What the data dictionary has of the council: meetings, papers, decisions and what became of them. */

const day = z.string().nullable().describe('Tag; Filter `date`');
const isPublic = z.boolean().describe('öffentlich; sonst nichtöffentlich');
const otherMeeting = z.object({ number: z.string(), day: z.string().describe('Tag; Filter `date`'), body: z.string() });

export const documentDecision = z
	.object({
		number: z.string().nullable().describe('Nummer, wie „2026-03/4“'),
		date: edtf,
		title,
		text: longText.describe('Wortlaut; Filter `text`'),
		result: newDecision.shape.result.unwrap().describe('Filter `decision_result`'),
		by: z.string().nullable().describe('Wer beschlossen hat'),
		isPublic,
		counts: voteCounts.nullable().describe('Stimmen; null: nicht festgehalten'),
		votes: z
			.array(z.object({ office: title, municipality: z.string().nullable(), vote: voteCast.shape.vote }))
			.describe('Wie jeder Sitz gestimmt hat; Filter `vote`'),
		effect: effectState.describe('Was daraus folgt; Filter `effect_state`'),
		sources
	})
	.describe('Beschluss');

export const documentTask = z
	.object({
		title,
		party: z.string().nullable().describe('Verantwortlicher Akteur'),
		due: day.describe('Frist; Filter `date`'),
		state: task.shape.state.unwrap().describe('Filter `task_state`'),
		isOverdue: z.boolean().describe('nicht erledigt, und die Frist ist vorbei'),
		doneOn: day.describe('Wann erledigt; Filter `date`'),
		delayReason: longText.describe('Grund der Verzögerung; Filter `text`')
	})
	.describe('Aufgabe, die aus einem Beschluss oder Tagesordnungspunkt folgt');

const named = z.object({ kind: z.string().describe('Art, auf Deutsch'), code, title });

export const documentPaper = z
	.object({
		number: z.string().describe('Nummer, wie „2026/07“'),
		title,
		isPublic,
		state: paperState.describe('Filter `paper_state`'),
		rule: paperRule.describe('`single`: ein Gremium entscheidet; `joint`: jede Stadt für sich'),
		body: z.string().nullable().describe('Gremium, das entscheidet oder empfiehlt'),
		proposal: longText.describe('Beschlussvorschlag; Filter `text`'),
		reason: longText.describe('Begründung; Filter `text`'),
		costs: z
			.array(
				z.object({
					municipality: z.string(),
					rows: z.array(z.object({ year: z.int().nullable(), cents: z.int(), note: z.string().nullable() })),
					cents: z.int().describe('Summe der Stadt in Cent; Filter `euro`')
				})
			)
			.describe('Kosten je Stadt'),
		cents: z.int().nullable().describe('Summe aller Städte in Cent; Filter `euro`; null: keine Kosten genannt'),
		subjects: z.array(named).describe('Worum es geht'),
		effects: z
			.array(
				z.object({
					type: effect.shape.type.describe('Baustein `wirkungen` sagt es in Worten'),
					code,
					title,
					of: z.object({ code, title }).nullable().describe('Bei einem Projektschritt sein Projekt'),
					planned: edtf.describe('Neuer Termin eines Projektschritts; Filter `date`')
				})
			)
			.describe('Was der Beschluss bewirkt'),
		results: z
			.array(
				z.object({
					body: z.string(),
					municipality: z.string().nullable(),
					isRecommendation: z.boolean(),
					decision: documentDecision.nullable().describe('null: steht noch aus')
				})
			)
			.describe('Was jedes Gremium dazu entschieden hat'),
		attachments: z
			.array(
				z.object({
					name: z.string().describe('Dateiname'),
					kind: z.string().describe('Art, wie „PDF“'),
					bytes: z.int().describe('Größe in Byte; Filter `file_size`')
				})
			)
			.describe('Anlagen, nach Namen'),
		agenda: z.array(otherMeeting).describe('Sitzungen, in denen sie beraten wird, die neueste zuerst'),
		sources
	})
	.describe('Vorlage für einen Beschluss');

export const documentItem = z
	.object({
		number: z.int().describe('Nummer des Tagesordnungspunkts'),
		isPublic,
		isHidden: z.boolean().describe('nichtöffentlich und hier nicht gezeigt; von ihm ist dann nur die Nummer da'),
		type: itemType.nullable().describe('Filter `item_type`; null: nicht gezeigt'),
		title: z.string().nullable().describe('Titel; null: nicht gezeigt'),
		text: longText.describe('Erläuterung; Filter `text`'),
		subjects: z.array(named).describe('Worum es geht'),
		paper: documentPaper.nullable().describe('Vorlage'),
		approvesMinutesOf: otherMeeting.nullable().describe('Sitzung, deren Niederschrift genehmigt wird'),
		continues: otherMeeting.nullable().describe('Sitzung, aus der er vertagt wurde'),
		outcome: itemOutcome.nullable().describe('Filter `item_outcome`; null: nicht gezeigt'),
		minutes: longText.describe('Was gesagt wurde; Filter `text`'),
		postponedTo: day.describe('Vertagt auf; Filter `date`'),
		referredTo: z.string().nullable().describe('Verwiesen an'),
		decision: documentDecision.nullable().describe('Der Beschluss dazu'),
		tasks: z.array(documentTask).describe('Aufgaben daraus'),
		sources
	})
	.describe('Tagesordnungspunkt');

const withFigures = { code, title, rollUp: figures.nullable().describe('null: gehört zu einer anderen Fassung') };

export const documentMeeting = z
	.object({
		number: z.string().describe('Nummer, wie „2026-03“'),
		kind: meetingKind.describe('Filter `meeting_kind`'),
		state: meetingState.describe('Filter `meeting_state`'),
		title: z.string().nullable(),
		body: z.string().describe('Gremium'),
		day: z.string().describe('Filter `date` und Filter `weekday`'),
		startsAt: z.string().nullable().describe('Uhrzeit, wie „17:30“'),
		endsAt: z.string().nullable().describe('Uhrzeit'),
		place: z.string().nullable().describe('Ort'),
		chair: z.string().nullable().describe('Stadt, die den Vorsitz hat'),
		guests: longText.describe('Gäste; Filter `text`'),
		cancelReason: longText.describe('Warum sie abgesagt ist; Filter `text`'),
		attendance: z
			.array(
				z.object({
					office: title,
					municipality: z.string().nullable(),
					name: z.string().nullable(),
					state: attendance.shape.state.describe('Filter `attendance`')
				})
			)
			.describe('Anwesenheit, Sitz für Sitz'),
		hasQuorum: z.boolean().nullable().describe('beschlussfähig; null: noch nicht festgestellt'),
		quorumSeats: z.int().nullable().describe('So viele Sitze müssen mindestens da sein'),
		minutes: z
			.object({
				from: z.string().nullable().describe('Uhrzeit der Eröffnung, wie „17:30“'),
				until: z.string().nullable().describe('Uhrzeit des Schlusses'),
				opening: longText.describe('Eröffnung; Filter `text`'),
				closing: longText.describe('Schluss; Filter `text`'),
				writer: z.string().nullable().describe('Schriftführung'),
				approvedIn: otherMeeting.nullable().describe('Sitzung, in der sie genehmigt wurde')
			})
			.describe('Niederschrift'),
		items: z.array(documentItem).describe('Tagesordnung'),
		hiddenItems: z.int().describe('So viele Punkte sind nichtöffentlich und hier nicht gezeigt'),
		standing: z
			.object({
				editions: z.array(z.object({ title, year: z.int(), state: editionState.describe('Filter `edition_state`') })),
				goals: z.array(z.object(withFigures)),
				measures: z.array(z.object(withFigures)),
				projects: z.array(documentProject),
				steps: z.array(z.object({ ...documentStep.shape, project: z.object({ code, title }) })),
				milestones: z.array(z.object({ title, date: edtf }))
			})
			.describe('Stand dessen, worum es auf der Tagesordnung und in ihren Vorlagen geht')
	})
	.describe('Sitzung');

export const documentBody = z
	.object({
		name: z.string(),
		kind: bodyKind,
		municipality: z.string().nullable().describe('Stadt, deren Rat es ist'),
		role: longText.describe('Aufgabe; Filter `text`')
	})
	.describe('Gremium');

const controlRow = z.object({
	decision: documentDecision,
	meeting: otherMeeting.nullable().describe('Sitzung, in der er gefasst wurde'),
	state: controlState.describe('Filter `control_state`'),
	tasks: z.array(documentTask)
});
export const documentControl = z
	.object({
		rows: z.array(controlRow).describe('Beschlüsse, überfällige zuerst, dann die neuesten'),
		counts: z
			.object({ overdue: z.int(), open: z.int(), underWay: z.int(), done: z.int(), nothing: z.int() })
			.describe('Anzahlen')
	})
	.describe('Beschlusskontrolle');

/** Only in documents about a meeting, a paper or a body. */
export const councilData = {
	audience: documentAudience
		.optional()
		.describe(
			'Für wen: `public` (Nichtöffentliches fehlt) oder `council`. Nur da bei Vorlagen über Sitzung, Vorlage oder Gremium'
		),
	meeting: documentMeeting.optional().describe('Die Sitzung. Nur da bei Vorlagen über eine Sitzung'),
	paper: documentPaper.optional().describe('Die Vorlage. Nur da bei Vorlagen über eine Beschlussvorlage'),
	body: documentBody.optional().describe('Das Gremium. Nur da bei Vorlagen über eine Sitzung oder ein Gremium'),
	control: documentControl
		.optional()
		.describe('Was aus Beschlüssen wurde. Nur da, wenn das Manifest `control` verlangt')
};

export type DocumentDecision = z.infer<typeof documentDecision>;
export type DocumentTask = z.infer<typeof documentTask>;
export type DocumentPaper = z.infer<typeof documentPaper>;
export type DocumentItem = z.infer<typeof documentItem>;
export type DocumentMeeting = z.infer<typeof documentMeeting>;
export type DocumentControl = z.infer<typeof documentControl>;
