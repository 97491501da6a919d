import { z } from 'zod';
import { assessmentRow, edition, indicator, newField, newGoal, newMeasure } from './concept.ts';
import { chapter } from './edition.ts';
import { newProject, statusReport, stepRow } from './project.ts';
import { currentStatus } from './project.ts';
import { approval, id, itemOutput, key, listFormat } from './values.ts';

/** A whole edition in one file: what it says, and the projects that count or contribute to it with all that is told of them. */

export const EDITION_FORMAT = 'konzeptstand-edition';

const ofEdition = { ...itemOutput, lineage: id };

export const editionExport = z.strictObject({
	format: z.literal(EDITION_FORMAT),
	formatVersion: z.literal(1),
	region: key,
	/** Sequence and hash of the record's last entry, and the day for which computed values are true. */
	state: z.strictObject({ sequence: z.int(), hash: z.string(), day: z.iso.date() }),
	edition,
	fields: z.array(z.strictObject({ ...newField.shape, ...ofEdition })),
	goals: z.array(z.strictObject({ ...newGoal.shape, ...ofEdition, approval })),
	measures: z.array(z.strictObject({ ...newMeasure.shape, ...ofEdition, approval })),
	chapters: z.array(chapter),
	projects: z.array(z.strictObject({ ...newProject.shape, ...itemOutput, approval, current: currentStatus })),
	steps: z.array(stepRow),
	/** Oldest first. */
	reports: z.array(statusReport),
	/** Of the edition's goals, measures and projects, with their readings. */
	indicators: z.array(indicator),
	assessments: z.array(assessmentRow)
});
export type EditionExport = z.infer<typeof editionExport>;

export const editionExportQuery = z.strictObject({ format: listFormat.default('json') });
