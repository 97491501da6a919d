/** What rooms below read of the concept beside its items: rows, tree and figures, by the same rules as its own pages. */

export { readConceptRows, referenceTo } from './concept-rows.ts';
export type { ConceptRows, ProjectFacts } from './concept-rows.ts';
export { buildTree } from './concept-tree.ts';
export type { GoalNode } from './concept-tree.ts';
export { findNames, findReferences, referenceOr } from './references.ts';
export { compareReports, latestOf } from './report-order.ts';
export { isLate, rollUp } from './roll-up.ts';
export { STATUS_WORDS } from './table-words.ts';
