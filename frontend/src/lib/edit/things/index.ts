import type { ThingDescription } from '../description.ts';
import { edition, field, goal, measure } from './concept.ts';
import { project, step } from './project.ts';
import { decision, milestone, party } from './region.ts';
import { assessment, indicator, reading } from './tracking.ts';

/** Everything that can be written, by its folder in the addresses. */
export const THINGS = {
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
	decisions: decision
} as const satisfies Record<string, ThingDescription>;
export type Folder = keyof typeof THINGS;

export const isFolder = (text: string): text is Folder => Object.hasOwn(THINGS, text);
