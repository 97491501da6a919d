import type { ThingDescription } from '../description.ts';
import type { Folder } from '../folders.ts';
import { edition, field, goal, measure } from './concept.ts';
import { paper } from './paper.ts';
import { project, step } from './project.ts';
import { body } from './body.ts';
import { decision, milestone, party } from './region.ts';
import { assessment, indicator, reading } from './tracking.ts';
import { amendment, attachment, chapter } from './writing.ts';

/** Everything that can be written, by its folder in the addresses. */
export const THINGS: Record<Folder, ThingDescription> = {
	editions: edition,
	fields: field,
	goals: goal,
	measures: measure,
	projects: project,
	steps: step,
	indicators: indicator,
	readings: reading,
	assessments: assessment,
	parties: party,
	milestones: milestone,
	decisions: decision,
	chapters: chapter,
	amendments: amendment,
	attachments: attachment,
	bodies: body,
	papers: paper
};
