import type { z } from 'zod';
import { fieldListQuery, goalListQuery, listQuery, measureListQuery } from '@konzeptstand/contract/concept.ts';
import { EDITION_FORMAT } from '@konzeptstand/contract/edition-export.ts';
import type { EditionExport } from '@konzeptstand/contract/edition-export.ts';
import type { Language, ListFormat } from '@konzeptstand/contract/values.ts';
import { RawReply } from '../foundation/http/route.ts';
import type { ActorContext, RouteRegion, RouteSnapshot } from '../foundation/http/route.ts';
import { aboutFile, tableFile } from '../foundation/table/table-file.ts';
import type { Table } from '../foundation/table/table.ts';
import { presentItem } from '../record/present.service.ts';
import { factsOf } from './concept-rows.ts';
import { costsOf, costTable, describedOf, reportsOf, reportTable, textTable } from './edition-export-tables.ts';
import { chapterTable } from './edition-part-tables.ts';
import { readChapterList } from './edition-part.service.ts';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { EditionItem, FieldItem, GoalItem, MeasureItem } from './edition.model.ts';
import { readIndicators, readItem } from './item.service.ts';
import { byPlace } from './place-order.ts';
import { readProjectList } from './list.service.ts';
import { presentEdition, presentReport } from './present.ts';
import { ProjectModel, StatusReportModel } from './project.model.ts';
import type { ProjectItem, StatusReportItem } from './project.model.ts';
import { findNames } from './references.ts';
import { readFieldList, readGoalList, readMeasureList } from './structure-list.service.ts';
import { fieldTable, goalTable, measureTable, projectTable } from './tables.ts';
import { assessmentTable, indicatorTable, stepTable } from './tracking-tables.ts';
import { readAssessmentList, readStepList } from './tracking-list.service.ts';

/** A whole edition in one file. */

const ALL = { limit: 1_000_000, offset: 0 } as const;

export interface Asking {
	region: RouteRegion;
	snapshot: RouteSnapshot;
	actor: ActorContext;
	day: string;
	language: Language;
}

/** Everything that an edition says and that is told of its projects. @throws ApplicationError not_found */
export async function readWholeEdition(asking: Asking, id: string): Promise<EditionExport> {
	const { region, snapshot, day } = asking;
	const { session, head } = snapshot;
	const edition = await readItem<EditionItem>(EditionModel, region.id, id, snapshot);
	const own = { region: region.id, withdrawn: null, edition: id };
	const fields = await FieldModel.find(own).session(session).lean<FieldItem[]>();
	const goals = await GoalModel.find(own).session(session).lean<GoalItem[]>();
	const measures = await MeasureModel.find(own).session(session).lean<MeasureItem[]>();
	const linked = { region: region.id, withdrawn: null, 'links.edition': id };
	const projects = await ProjectModel.find(linked).session(session).lean<ProjectItem[]>();
	const ids = new Set(projects.map((project) => project._id));
	const reports = await StatusReportModel.find({ region: region.id, withdrawn: null, project: { $in: [...ids] } })
		.sort({ at: 1, _id: 1 })
		.session(session)
		.lean<StatusReportItem[]>();
	const names = await findNames(reports.map((report) => report.by));
	const steps = await readStepList(region.id, snapshot, ALL, day);
	const subjects = new Set([...goals, ...measures, ...projects].map((item) => item._id));
	const indicators = await readIndicators(region.id, snapshot, { 'subject.id': { $in: [...subjects] } });
	const chapters = await readChapterList(region.id, snapshot, { ...ALL, edition: edition.key });
	const assessments = await readAssessmentList(region.id, snapshot, ALL);
	return {
		format: EDITION_FORMAT,
		formatVersion: 1,
		region: region.key,
		state: { sequence: head?.sequence ?? 0, hash: head?.hash ?? '', day },
		edition: presentEdition(edition),
		fields: fields.sort(byPlace).map(presentItem),
		goals: goals.sort(byPlace).map(presentItem),
		measures: measures.sort(byPlace).map(presentItem),
		chapters: chapters.rows,
		projects: projects.sort(byPlace).map((item) => ({ ...presentItem(item), current: factsOf(item, day).current })),
		steps: steps.rows.filter((step) => ids.has(step.project)),
		reports: reports.map((report) => presentReport(report, names)),
		indicators,
		assessments: assessments.rows.filter((one) => subjects.has(one.subject.id))
	};
}

/** The same as a file: JSON as the contract has it, or a workbook of all lists (CSV: a zip of one file a list). */
export async function exportEdition(asking: Asking, id: string, format: ListFormat): Promise<EditionExport | RawReply> {
	const whole = await readWholeEdition(asking, id);
	if (format === 'json') return whole;
	const { region, snapshot, day, language } = asking;
	const writing = { language, timeZone: region.timeZone };
	const about = aboutFile(region.key, snapshot.head, day, [['edition', whole.edition.key]], writing);
	const file = tableFile(format, await tablesOf(asking, whole), about, day, writing);
	const filename = `${region.key}-${whole.edition.key}.${file.extension}`;
	return new RawReply(file.type, file.content, { filename });
}

async function tablesOf({ region, snapshot, actor, day, language }: Asking, whole: EditionExport): Promise<Table[]> {
	const edition = whole.edition.key;
	const asked = <Query extends z.ZodType>(query: Query): z.output<Query> =>
		({ ...(query.parse({ edition }) as object), ...ALL }) as z.output<Query>;
	const fields = await readFieldList(region.id, snapshot, asked(fieldListQuery), day);
	const goals = await readGoalList(region.id, snapshot, asked(goalListQuery), actor, day);
	const measures = await readMeasureList(region.id, snapshot, asked(measureListQuery), actor, day);
	const projects = await readProjectList(region.id, snapshot, asked(listQuery), actor, day);
	return [
		fieldTable(fields, language),
		goalTable(goals, language),
		measureTable(measures, language),
		projectTable(projects, language),
		costTable({ rows: costsOf(whole) }, language),
		stepTable({ rows: whole.steps }, language),
		reportTable({ rows: reportsOf(whole) }, language),
		indicatorTable({ rows: whole.indicators }, language),
		assessmentTable({ rows: whole.assessments }, language),
		textTable({ rows: describedOf(whole) }, language),
		chapterTable({ rows: whole.chapters }, language)
	];
}
