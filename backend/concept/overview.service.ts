import type { Overview } from '@konzeptstand/contract/hierarchy.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { MilestoneModel } from '../region/region.model.ts';
import type { MilestoneItem } from '../region/region.model.ts';
import { readConceptRows, referenceTo } from './concept-rows.ts';
import type { ProjectFacts } from './concept-rows.ts';
import { buildTree } from './concept-tree.ts';
import { presentEdition } from './present.ts';
import { StatusReportModel } from './project.model.ts';
import type { StatusReportItem } from './project.model.ts';
import { findNames, findReferences, referenceOr } from './references.ts';
import { rollUp } from './roll-up.ts';

const LATEST = 8;
/** So many times more are read, since reports on withdrawn projects fall out. */
const SPARE = 5;
const ATTENTION = 10;

/**
 * The concept at a glance.
 * @throws ApplicationError not_found when an edition is asked for that is not there
 */
export async function readOverview(
	region: string,
	snapshot: RouteSnapshot,
	editionKey: string | null,
	day: string
): Promise<Overview> {
	const { session, head } = snapshot;
	const rows = await readConceptRows(region, snapshot, editionKey, day);
	const tree = buildTree(rows);
	const reports = await readLatestReports(region, snapshot, rows.projects);
	const projects = await findReferences(
		region,
		session,
		'project',
		reports.map((report) => report.project)
	);
	const names = await findNames(reports.map((report) => report.by));
	const milestones = await MilestoneModel.find({ region, withdrawn: null }).session(session).lean<MilestoneItem[]>();
	return {
		state: { sequence: head?.sequence ?? 0, day },
		edition: rows.edition && presentEdition(rows.edition),
		counts: {
			fields: rows.fields.filter((field) => field.kind === 'field').length,
			crossCutting: rows.fields.filter((field) => field.kind === 'cross-cutting').length,
			goals: rows.goals.filter((goal) => goal.parent === null).length,
			subGoals: rows.goals.filter((goal) => goal.parent !== null).length,
			measures: rows.measures.length,
			measuresWithoutGoal: rows.measures.filter((measure) => measure.goal === null).length,
			keyMeasures: rows.measures.filter((measure) => measure.isKeyMeasure).length,
			projects: tree.rollUp.projects,
			projectsWithoutPlace: tree.unplaced.projects.length,
			projectsWithoutEdition: tree.unplaced.withoutEdition.length
		},
		rollUp: tree.rollUp,
		regionRollUp: tree.regionRollUp,
		fields: tree.fields.map((node) => ({
			...referenceTo('field', node.item),
			isCrossCutting: node.item.kind === 'cross-cutting',
			isTitleInferred: node.item.isTitleInferred,
			rollUp: node.rollUp
		})),
		municipalities: rows.municipalities.map((town) => ({
			...referenceTo('municipality', town),
			rollUp: rollUp(rows.projects.filter((project) => project.item.municipalities.includes(town._id)))
		})),
		attention: needingAttention(rows.projects).map((project) => ({
			...referenceTo('project', project.item),
			current: project.current
		})),
		latestReports: reports.map((report) => ({
			project: referenceOr(projects, 'project', report.project),
			status: report.status,
			progress: report.progress,
			asOf: report.asOf,
			at: report.at,
			by: report.by === null ? null : (names.get(report.by) ?? null)
		})),
		milestones: milestones
			.sort((a, b) => compareEdtf(a.date, b.date))
			.map(({ _id, date, title, titleEn, text }) => ({ id: _id, date, title, titleEn, text }))
	};
}

async function readLatestReports(
	region: string,
	{ session }: RouteSnapshot,
	projects: readonly ProjectFacts[]
): Promise<StatusReportItem[]> {
	const latest = await StatusReportModel.find({ region, withdrawn: null, correctedBy: null })
		.sort({ at: -1, _id: -1 })
		.limit(LATEST * SPARE)
		.session(session)
		.lean<StatusReportItem[]>();
	const living = new Set(projects.map((project) => project.id));
	return latest.filter((report) => living.has(report.project)).slice(0, LATEST);
}

/** The first of those that are late, delayed and outdated: none of the three pushes another out. */
function needingAttention(projects: readonly ProjectFacts[]): ProjectFacts[] {
	const oldest = [...projects].sort((a, b) => compareEdtf(a.current.asOf, b.current.asOf));
	const first = (flag: 'isLate' | 'isDelayed' | 'isOutdated') =>
		oldest.filter((project) => project[flag]).slice(0, ATTENTION);
	return [...new Set([...first('isLate'), ...first('isDelayed'), ...first('isOutdated')])];
}
