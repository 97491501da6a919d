import type { z } from 'zod';
import type { balance, openProjects } from '@konzeptstand/contract/edition.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { FINISHED } from '@konzeptstand/contract/status.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { countedLink, placeFinder, readConceptRows, referenceTo } from './concept-rows.ts';
import { EditionModel } from './edition.model.ts';
import type { EditionItem } from './edition.model.ts';
import { readItem } from './item.service.ts';
import { StatusReportModel } from './project.model.ts';
import type { StatusReportItem } from './project.model.ts';
import { rollUp } from './roll-up.ts';

/** What becomes of the projects when an edition is followed by the next. */

/**
 * Unfinished projects of the former edition with what they counted for and where that lives on, for linking.
 * @param day today, ISO
 * @throws ApplicationError not_found
 */
export async function readOpenProjects(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	day: string
): Promise<z.output<typeof openProjects>> {
	const edition = await readItem<EditionItem>(EditionModel, region, id, snapshot);
	const own = { edition: referenceTo('edition', edition) };
	if (edition.former === null) return { ...own, former: null, total: 0, rows: [] };
	const now = await readConceptRows(region, snapshot, id, day);
	const then = await readConceptRows(region, snapshot, edition.former, day);
	const heirs = heirsIn(now);
	const placeThen = placeFinder(then);
	const placeNow = placeFinder(now);
	const open = then.projects.filter(
		({ item, status }) => countedLink(item, edition.former ?? '') !== null && !FINISHED.has(status)
	);
	const rows = open.map((project) => {
		const counted = placeThen(project);
		return {
			id: project.id,
			version: project.item.version,
			project: referenceTo('project', project.item),
			current: project.current,
			counted,
			now: counted ? (heirs.get(counted.id) ?? []) : [],
			isLinked: countedLink(project.item, id) !== null,
			linked: placeNow(project)
		};
	});
	const former = then.edition && referenceTo('edition', then.edition);
	return { ...own, former, total: rows.length, rows };
}

/** Where goals and measures of the former edition live on, by their id. */
function heirsIn({ goals, measures }: Awaited<ReturnType<typeof readConceptRows>>): ReadonlyMap<string, Reference[]> {
	const heirs = new Map<string, Reference[]>();
	const add = (
		kind: 'goal' | 'measure',
		item: { _id: string; code: string | null; title: string; origins: string[] }
	) => {
		for (const origin of item.origins) heirs.set(origin, [...(heirs.get(origin) ?? []), referenceTo(kind, item)]);
	};
	for (const goal of goals) add('goal', goal);
	for (const measure of measures) add('measure', measure);
	return heirs;
}

/**
 * The balance of implementation of an edition: its finished projects with what they came to, and the figures of all.
 * @param day today, ISO
 * @throws ApplicationError not_found
 */
export async function readBalance(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	day: string
): Promise<z.output<typeof balance>> {
	const edition = await readItem<EditionItem>(EditionModel, region, id, snapshot);
	const rows = await readConceptRows(region, snapshot, id, day);
	const placeOf = placeFinder(rows);
	const counted = rows.projects.filter(({ item }) => countedLink(item, id) !== null);
	const finished = counted.filter(({ status }) => FINISHED.has(status));
	const reports = finished.flatMap(({ item }) => item.current.report ?? []);
	const texts = await StatusReportModel.find({ region, _id: { $in: reports } })
		.select('text')
		.session(snapshot.session)
		.lean<Pick<StatusReportItem, '_id' | 'text'>[]>();
	const textOf = new Map(texts.map((report) => [report._id, report.text]));
	return {
		edition: referenceTo('edition', edition),
		rollUp: rollUp(counted),
		total: finished.length,
		rows: finished.map((project) => ({
			id: project.id,
			project: referenceTo('project', project.item),
			place: placeOf(project),
			current: project.current,
			result: textOf.get(project.item.current.report ?? '') ?? null,
			actual: project.item.periods.actual,
			costCents: project.costCents
		}))
	};
}
