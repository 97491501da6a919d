import type { Subject } from '@konzeptstand/contract/decision.ts';
import type { GoalNode, MeasureNode } from '../concept/whole-concept.service.ts';
import type { DocumentMeeting } from './council-parts.ts';
import type { DocumentProject } from './document-parts.ts';
import type { DocumentRows, PlaceName } from './document-rows.ts';
import { measuresOf } from './write-balance.ts';
import type { ProjectWriter } from './write-project.ts';

type Standing = DocumentMeeting['standing'];

/** How far that has come which these subjects name: each once, in the order in which they are first named. */
export function writeStanding(
	subjects: readonly Subject[],
	rows: DocumentRows,
	writer: ProjectWriter,
	projectsOf: (projects: readonly { id: string }[]) => DocumentProject[]
): Standing {
	const { tree, rows: concept } = rows.concept;
	const ids = (kind: Subject['kind']): string[] => [
		...new Set(subjects.filter((subject) => subject.kind === kind).map(({ id }) => id))
	];
	const projects = new Map(concept.projects.map((project) => [project.id, project]));
	const steps = new Map(rows.steps.map((step) => [step._id, step]));
	const editions = new Map(concept.editions.map((edition) => [edition._id, edition]));
	const milestones = new Map(rows.milestones.map((milestone) => [milestone._id, milestone]));
	const placed = (kind: 'goal' | 'measure', nodes: readonly (GoalNode | MeasureNode)[]): Standing['goals'] =>
		ids(kind).flatMap((id) => {
			const place: PlaceName | undefined = rows.places.get(id);
			if (!place) return [];
			const node = nodes.find(({ item }) => item._id === id);
			return [{ code: place.code, title: writer.title(place), rollUp: node?.rollUp ?? null }];
		});
	return {
		editions: ids('edition').flatMap((id) => {
			const edition = editions.get(id);
			return edition ? [{ title: writer.title(edition), year: edition.year, state: edition.state }] : [];
		}),
		goals: placed('goal', goalsOf(tree)),
		measures: placed('measure', measuresOf(tree)),
		projects: projectsOf(ids('project').map((id) => ({ id }))),
		steps: ids('step').flatMap((id) => {
			const step = steps.get(id);
			const project = step && projects.get(step.project)?.item;
			return project ? [{ ...writer.step(step), project: { code: project.code, title: writer.title(project) } }] : [];
		}),
		milestones: ids('milestone').flatMap((id) => {
			const milestone = milestones.get(id);
			return milestone ? [{ title: writer.title(milestone), date: milestone.date }] : [];
		})
	};
}

function goalsOf(tree: DocumentRows['concept']['tree']): GoalNode[] {
	const goals = [...tree.fields.flatMap((field) => field.goals), ...tree.goals];
	return goals.flatMap((goal) => [goal, ...goal.subGoals]);
}
