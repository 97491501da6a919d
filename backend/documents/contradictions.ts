import type { Note } from '@konzeptstand/contract/values.ts';
import type { DocumentData } from './document-data.ts';
import type { DocumentRows } from './document-rows.ts';
import type { ProjectWriter } from './write-project.ts';

/** What sources say against each other: of the region, of the chosen edition, and of all projects, which live on across editions. */
export function gatherContradictions(rows: DocumentRows, writer: ProjectWriter): DocumentData['contradictions'] {
	const { region, milestones, indicators, concept } = rows;
	const { edition, municipalities, fields, goals, measures, projects } = concept.rows;
	const words = KINDS[writer.language];
	const found: DocumentData['contradictions'] = [];
	const add = (kind: string, code: string | null, title: string, notes: readonly Note[]): void => {
		for (const note of writer.sources.notes(notes)) found.push({ subject: { kind, code, title }, ...note });
	};
	add(words.region, null, region.name, region.contradictions);
	for (const town of municipalities) add(words.municipality, null, town.name, town.contradictions);
	if (edition) add(words.edition, null, writer.title(edition), edition.contradictions);
	for (const field of fields) add(words.field, field.code, writer.title(field), field.contradictions);
	for (const goal of goals) add(words.goal, goal.code, writer.title(goal), goal.contradictions);
	for (const measure of measures) add(words.measure, measure.code, writer.title(measure), measure.contradictions);
	for (const { item } of projects) add(words.project, item.code, writer.title(item), item.contradictions);
	for (const milestone of milestones) add(words.milestone, null, writer.title(milestone), milestone.contradictions);
	for (const indicator of indicators) add(words.indicator, null, writer.title(indicator), indicator.contradictions);
	return found;
}

const KINDS = {
	de: {
		region: 'Kooperationsraum',
		municipality: 'Stadt',
		edition: 'Fassung',
		field: 'Handlungsfeld',
		goal: 'Ziel',
		measure: 'Maßnahme',
		project: 'Projekt',
		milestone: 'Meilenstein',
		indicator: 'Indikator'
	},
	en: {
		region: 'Region',
		municipality: 'Town',
		edition: 'Edition',
		field: 'Field',
		goal: 'Goal',
		measure: 'Measure',
		project: 'Project',
		milestone: 'Milestone',
		indicator: 'Indicator'
	}
} as const;
