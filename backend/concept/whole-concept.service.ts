import type { Snapshot } from '../record/record.service.ts';
import { readConceptRows } from './concept-rows.ts';
import type { ConceptRows, ProjectFacts } from './concept-rows.ts';
import { buildTree } from './concept-tree.ts';
import type { ConceptTree } from './concept-tree.ts';
import type { ProjectItem } from './project.model.ts';
import { countedCost, isLate, rollUp } from './roll-up.ts';

export type { ConceptTree, FieldNode, GoalNode, MeasureNode } from './concept-tree.ts';

/** A project with all its texts and sources, and what is computed of it. */
export type WholeProject = ProjectFacts & { item: ProjectItem };

/** The concept with every text and source, for those who write all of it down. */
export interface WholeConcept {
	rows: Omit<ConceptRows, 'projects'> & { projects: WholeProject[] };
	tree: ConceptTree;
}

/** The rules by which figures are computed, for what the tree does not have. */
export const figures = { rollUp, isLate, countedCost };

/**
 * Reads one edition, and all projects of the region, in one snapshot.
 * @param editionKey null: the edition that stands for the concept
 * @param day today, ISO
 */
export async function readWholeConcept(
	region: string,
	snapshot: Snapshot,
	editionKey: string | null,
	day: string
): Promise<WholeConcept> {
	const rows = await readConceptRows(region, snapshot, editionKey, day, true);
	return { rows: rows as WholeConcept['rows'], tree: buildTree(rows) };
}
