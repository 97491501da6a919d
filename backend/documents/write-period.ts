import { compareEdtf, edtfBounds } from '@konzeptstand/contract/format/edtf.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import type { WholeProject } from '../concept/whole-concept.service.ts';
import type { StatusReportItem } from '../concept/project.model.ts';
import type { DocumentData } from './document-data.ts';
import type { DocumentProject } from './document-parts.ts';
import { NONE } from './source-list.ts';
import type { ProjectWriter } from './write-project.ts';

/** What happened in one year, as far as a source dates it to that year. */

type Period = NonNullable<DocumentData['period']>;
type Event = Period['completed'][number];

/** What counts as begun: also what has begun and ended within the year, or goes on. */
const BEGUN: ReadonlySet<Status> = new Set(['running', 'ongoing']);

/** @param projects as the document has them, by id */
export function writePeriod(
	writer: ProjectWriter,
	projects: ReadonlyMap<string, DocumentProject>,
	year: number
): Period {
	const { rows } = writer.rows.concept;
	const reportsOf = Map.groupBy(writer.rows.reports ?? [], (report) => report.project);
	const events = (find: (facts: WholeProject, reports: readonly StatusReportItem[]) => Happened | null): Event[] =>
		rows.projects
			.flatMap((facts) => {
				const project = projects.get(facts.id);
				const happened = find(facts, standing(reportsOf.get(facts.id) ?? []));
				if (!project || !happened) return [];
				const sources = happened.report ? writer.sources.numbers(happened.report.sources) : NONE;
				return [{ project, on: happened.on, text: happened.report?.text ?? null, sources }];
			})
			.sort((a, b) => compareEdtf(a.on, b.on));
	const actual = (facts: WholeProject, side: 'start' | 'end'): string | null => sideOf(facts.item.periods.actual, side);
	return {
		year,
		completed: events((facts, reports) => {
			const end = facts.current.status === 'completed' ? actual(facts, 'end') : null;
			if (isIn(end, year)) return { on: end, report: null };
			// Where the end is known, a report of another year tells what is, not that it came to be.
			return end === null ? reportedIn(reports, year, (status) => status === 'completed') : null;
		}),
		begun: events((facts, reports) => {
			const start = actual(facts, 'start');
			if (isIn(start, year)) return { on: start, report: null };
			return start === null ? reportedIn(reports, year, (status) => BEGUN.has(status)) : null;
		}),
		decided: events((_facts, reports) => reportedIn(reports, year, (status) => status === 'decided')),
		stopped: events((_facts, reports) =>
			reportedIn(reports, year, (status) => status === 'stopped' || status === 'rejected')
		),
		steps: writer.rows.steps
			.filter((step) => isIn(step.actual, year))
			.flatMap((step) => {
				const facts = rows.projects.find(({ id }) => id === step.project);
				if (!facts) return [];
				const { item } = facts;
				const named = { code: item.code, title: writer.title(item), municipalities: writer.towns(item.municipalities) };
				const sources = writer.sources.numbers(step.sources);
				return [{ project: named, title: writer.title(step), on: step.actual, sources }];
			})
			.sort((a, b) => compareEdtf(a.on, b.on)),
		milestones: writer.rows.milestones
			.filter((milestone) => isIn(milestone.date, year))
			.map((milestone) => ({
				date: milestone.date,
				title: writer.title(milestone),
				text: milestone.text,
				kind: milestone.kind,
				sources: writer.sources.numbers(milestone.sources)
			}))
			.sort((a, b) => compareEdtf(a.date, b.date)),
		undated: rows.projects.filter(({ current }) => current.asOf === null).length
	};
}

interface Happened {
	on: string | null;
	report: StatusReportItem | null;
}

/** Reports that were not corrected, the oldest first. */
function standing(reports: readonly StatusReportItem[]): StatusReportItem[] {
	return reports.filter((report) => report.correctedBy === null).sort((a, b) => compareEdtf(a.asOf, b.asOf));
}

/** The first report that says so, where it is of this year; one that only repeats it is no news. */
function reportedIn(
	reports: readonly StatusReportItem[],
	year: number,
	isMeant: (status: Status) => boolean
): Happened | null {
	const first = reports.find((report) => isMeant(report.status));
	return first && isIn(first.asOf, year) ? { on: first.asOf, report: first } : null;
}

/** Whether a value certainly lies in the year: no day that it can mean is of another. */
function isIn(value: string | null, year: number): boolean {
	const bounds = value === null ? null : edtfBounds(value);
	return (bounds?.first ?? '') >= `${String(year)}-01-01` && (bounds?.last ?? '9999') <= `${String(year)}-12-31`;
}

/** One side of an interval; a single date is both. Null where the side is open or not known. */
function sideOf(value: string | null, side: 'start' | 'end'): string | null {
	const parts = value?.split('/') ?? [];
	const found = side === 'start' ? parts.at(0) : parts.at(-1);
	return found === undefined || found === '' || found === '..' ? null : found;
}
