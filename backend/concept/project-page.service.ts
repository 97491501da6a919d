import type { Project } from '@konzeptstand/contract/project.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { mayReport } from '../accounts/accounts.service.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { isMine } from './concept-filter.ts';
import { factsOf } from './concept-rows.ts';
import { readIndicators, readItem } from './item.service.ts';
import { presentReport, presentStep } from './present.ts';
import { presentItem } from '../record/present.service.ts';
import { ProjectModel, StatusReportModel, StepModel } from './project.model.ts';
import type { ProjectItem, StatusReportItem, StepItem } from './project.model.ts';
import { compareReports } from './report-order.ts';
import { dateOf } from './tracking-list.service.ts';
import { findNames, findReferences, findSubjects, presentRoles, referenceOr } from './references.ts';

/**
 * Everything about one project: its fields, links up and down, its line of reports (newest first) and its steps.
 * @throws ApplicationError not_found
 */
export async function readProject(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	actor: ActorContext,
	day: string
): Promise<Project> {
	const { session } = snapshot;
	const item = await readItem<ProjectItem>(ProjectModel, region, id, snapshot);
	const reports = await StatusReportModel.find({ region, project: id, withdrawn: null })
		.session(session)
		.lean<StatusReportItem[]>();
	const steps = await StepModel.find({ region, project: id, withdrawn: null }).session(session).lean<StepItem[]>();
	const inverse = await ProjectModel.find({ region, withdrawn: null, 'relations.project': id })
		.select('title code relations')
		.session(session)
		.lean<ProjectItem[]>();
	const names = await findNames([...item.responsiblePeople, ...reports.map((report) => report.by)]);
	const towns = await findReferences(region, session, 'municipality', item.municipalities);
	const editions = await findReferences(
		region,
		session,
		'edition',
		item.links.map((link) => link.edition)
	);
	const targets = await findSubjects(
		region,
		session,
		item.links.flatMap((link) => (link.target ? [link.target] : []))
	);
	const related = await findReferences(
		region,
		session,
		'project',
		item.relations.map((relation) => relation.project)
	);
	const { current: _stored, ...shown } = presentItem(item);
	void _stored;
	return {
		...shown,
		roles: await presentRoles(region, session, item.roles),
		responsiblePeople: item.responsiblePeople.map((person) => ({ id: person, name: names.get(person) ?? null })),
		links: item.links.map((link) => ({
			...link,
			editionReference: referenceOr(editions, 'edition', link.edition),
			targetReference: link.target ? referenceOr(targets, link.target.kind, link.target.id) : null
		})),
		relations: [
			...item.relations.map((relation) => ({
				kind: relation.kind,
				project: referenceOr(related, 'project', relation.project),
				isInverse: false
			})),
			...inverse.flatMap((other) =>
				other.relations
					.filter((relation) => relation.project === id)
					.map((relation) => ({
						kind: relation.kind,
						project: { kind: 'project' as const, id: other._id, code: other.code, title: other.title },
						isInverse: true
					}))
			)
		],
		municipalityReferences: item.municipalities.map((town) => referenceOr(towns, 'municipality', town)),
		current: factsOf(item, day).current,
		reports: reports.sort((a, b) => compareReports(b, a)).map((report) => presentReport(report, names)),
		steps: steps
			.sort((a, b) => a.position - b.position || compareEdtf(dateOf(a), dateOf(b)))
			.map((step) => presentStep(step, day)),
		indicators: await readIndicators(region, snapshot, { 'subject.id': id }),
		mayReport: item.withdrawn === null && mayReport(actor, item),
		isMine: isMine(item, actor)
	};
}
