import { compareEdtf, edtfBounds } from '@konzeptstand/contract/format/edtf.ts';
import type { Amount, Language } from '@konzeptstand/contract/values.ts';
import { figures } from '../concept/whole-concept.service.ts';
import type { WholeProject } from '../concept/whole-concept.service.ts';
import type { ProjectItem, StatusReportItem, StepItem } from '../concept/project.model.ts';
import type { DocumentRows, PlaceName } from './document-rows.ts';
import type { DocumentData } from './document-data.ts';
import type { DocumentIndicator, DocumentPlace, DocumentProject, DocumentReport } from './document-parts.ts';
import { NONE } from './source-list.ts';
import type { SourceList } from './source-list.ts';

/** Projects as the data dictionary has them. */

interface Named {
	title: string;
	titleEn?: string | null;
}

/** What every part of a document is written with. */
export class ProjectWriter {
	readonly rows: DocumentRows;
	readonly language: Language;
	readonly day: string;
	readonly sources: SourceList;
	readonly #townNames: ReadonlyMap<string, string>;
	readonly #partyNames: ReadonlyMap<string, string>;
	// What is the same in thousands of projects is one thing, which travels to the child once.
	readonly #towns = new Map<string, string[]>();
	readonly #places = new Map<string, DocumentPlace | null>();
	readonly #stepsOf: ReadonlyMap<string, StepItem[]>;
	readonly #reportsOf: ReadonlyMap<string, StatusReportItem[]>;
	readonly #projects: ReadonlyMap<string, ProjectItem>;
	readonly #relatedTo: ReadonlyMap<string, { kind: ProjectItem['relations'][number]['kind']; from: ProjectItem }[]>;

	constructor(rows: DocumentRows, language: Language, day: string, sources: SourceList) {
		this.rows = rows;
		this.language = language;
		this.day = day;
		this.sources = sources;
		const { projects, municipalities } = rows.concept.rows;
		this.#townNames = new Map(municipalities.map((town) => [town._id, town.name]));
		this.#partyNames = new Map(rows.parties.map((party) => [party._id, party.name]));
		this.#stepsOf = Map.groupBy(rows.steps, (step) => step.project);
		this.#reportsOf = Map.groupBy(rows.reports ?? [], (report) => report.project);
		this.#projects = new Map(projects.map(({ item }) => [item._id, item]));
		this.#relatedTo = Map.groupBy(
			projects.flatMap(({ item }) => item.relations.map(({ kind, project }) => ({ kind, project, from: item }))),
			(relation) => relation.project
		);
	}

	title(item: Named): string {
		return (this.language === 'en' ? item.titleEn : null) ?? item.title;
	}

	description(item: { description: string | null; descriptionEn?: string | null }): string | null {
		return (this.language === 'en' ? item.descriptionEn : null) ?? item.description;
	}

	/** Names of towns; one that is withdrawn has none here. */
	towns(ids: readonly string[]): string[] {
		const name = ids.join();
		let towns = this.#towns.get(name);
		if (!towns) this.#towns.set(name, (towns = ids.flatMap((id) => this.#townNames.get(id) ?? [])));
		return towns;
	}

	amounts(amounts: readonly Amount[]): DocumentProject['costs'] {
		if (amounts.length === 0) return NONE;
		return amounts.map((amount) => ({ ...amount, sources: this.sources.numbers(amount.sources) }));
	}

	roles(roles: ProjectItem['roles']): DocumentProject['roles'] {
		if (roles.length === 0) return NONE;
		return roles.flatMap(({ role, party, part, isInferred }) => {
			const name = this.#partyNames.get(party);
			return name === undefined ? [] : [{ role, party: name, part, isInferred }];
		});
	}

	/** @param indicators those of the project itself */
	project(facts: WholeProject, indicators: DocumentIndicator[]): DocumentProject {
		const { item, current } = facts;
		const costs = this.amounts(item.costs);
		const counted = figures.countedCost(item.costs);
		const places = item.links.map((link) => this.#place(link)).filter((place) => place !== null);
		const year = this.rows.concept.rows.edition?.year;
		const reports = this.#reportsOf.get(item._id) ?? [];
		return {
			code: item.code,
			isCodeInferred: item.isCodeInferred,
			title: this.title(item),
			description: this.description(item),
			kind: item.kind,
			municipalities: this.towns(item.municipalities),
			leadMunicipality: item.leadMunicipality === null ? null : (this.#townNames.get(item.leadMunicipality) ?? null),
			outsideRegion: item.outsideRegion,
			isDocumentedInConcept: item.isDocumentedInConcept,
			status: current.status,
			progress: current.progress,
			asOf: current.asOf,
			hasReport: current.report !== null,
			isDelayed: current.isDelayed,
			delayReason: current.delayReason,
			isLate: current.isLate,
			isOutdated: current.isOutdated,
			planned: item.periods.planned,
			actual: item.periods.actual,
			cost: costs.find((_, index) => item.costs[index]?.cents === counted?.cents) ?? null,
			costs,
			fundings:
				item.fundings.length === 0
					? NONE
					: item.fundings.map(({ programme, code, rate, amount, note }) => ({
							programme,
							code,
							rate: rate === null ? null : Math.round(rate * 1000) / 10,
							amount: amount === null ? null : (this.amounts([amount])[0] ?? null),
							note
						})),
			characteristics: item.characteristics.length === 0 ? NONE : item.characteristics,
			roles: this.roles(item.roles),
			carriers: this.roles(item.roles.filter((role) => role.role === 'carrier')).map((role) => role.party),
			steps: this.#stepsOf.get(item._id)?.map((step) => this.step(step)) ?? NONE,
			indicators,
			relations: this.#relations(item),
			place: places.find((place) => place.counts && place.year === year) ?? null,
			places,
			...(this.rows.reports === null ? {} : { reports: reports.map((report) => this.report(report)) }),
			...this.sources.remarks(item)
		};
	}

	report(item: StatusReportItem): DocumentReport {
		return {
			status: item.status,
			progress: item.status === 'completed' ? 100 : item.progress,
			asOf: item.asOf,
			at: item.at.slice(0, 10),
			basis: item.basis,
			isDelayed: item.isDelayed,
			delayReason: item.delayReason,
			text: item.text,
			isCorrected: item.correctedBy !== null,
			isByCarrier: item.isByCarrier,
			sources: this.sources.numbers(item.sources)
		};
	}

	/** Reports about the last twelve months that are the first, or say something new; the newest first. */
	changes(): NonNullable<DocumentData['changes']> {
		const since = `${String(Number(this.day.slice(0, 4)) - 1)}${this.day.slice(4)}`;
		const changes = [...this.#reportsOf].flatMap(([id, reports]) => {
			const project = this.#projects.get(id);
			if (!project) return [];
			const standing = reports.filter((report) => report.correctedBy === null).sort((a, b) => later(b, a));
			return standing.flatMap((report, index) => {
				const before = standing[index + 1] ?? null;
				// A first report without a date tells what is, not that it changed.
				const isNews =
					dayOf(report) >= since && (before !== null || (report.asOf !== null && report.status !== 'unknown'));
				return isNews ? [{ project, before, report }] : [];
			});
		});
		return changes
			.sort((a, b) => later(b.report, a.report))
			.map(({ project, before, report }) => ({
				project: { code: project.code, title: this.title(project), municipalities: this.towns(project.municipalities) },
				before: before?.status ?? null,
				...this.report(report)
			}));
	}

	step(step: StepItem): DocumentProject['steps'][number] {
		return {
			title: this.title(step),
			description: step.description,
			isCouncilStep: step.isCouncilStep,
			planned: step.planned,
			expected: step.expected,
			actual: step.actual,
			isLate: figures.isLate(step, step.actual !== null, this.day),
			sources: this.sources.numbers(step.sources)
		};
	}

	#relations(item: ProjectItem): DocumentProject['relations'] {
		const related = this.#relatedTo.get(item._id);
		if (item.relations.length === 0 && !related) return NONE;
		const own = item.relations.map(({ kind, project }) => ({
			kind,
			other: this.#projects.get(project),
			isInverse: false
		}));
		const inverse = (related ?? []).map(({ kind, from }) => ({
			kind,
			other: from,
			isInverse: true
		}));
		return [...own, ...inverse].flatMap(({ kind, other, isInverse }) =>
			other ? [{ kind, isInverse, code: other.code, title: this.title(other) }] : []
		);
	}

	#place(link: ProjectItem['links'][number]): DocumentPlace | null {
		const name = `${link.edition}/${link.target?.id ?? ''}/${String(link.counts)}/${String(link.isInferred)}/${link.doubt ?? ''}`;
		let place = this.#places.get(name);
		if (place === undefined) this.#places.set(name, (place = this.#newPlace(link)));
		return place;
	}

	#newPlace(link: ProjectItem['links'][number]): DocumentPlace | null {
		const edition = this.rows.concept.rows.editions.find((one) => one._id === link.edition);
		if (!edition) return null;
		const target = link.target === null ? undefined : this.rows.places.get(link.target.id);
		const measure = link.target?.kind === 'measure' ? target : undefined;
		const goal = measure ? this.#named(measure.goal) : target;
		const field = this.#named(measure?.field ?? goal?.field ?? this.#named(goal?.parent)?.field);
		return {
			edition: this.title(edition),
			year: edition.year,
			field: this.#short(field),
			goal: this.#short(goal),
			measure: this.#short(measure),
			counts: link.counts,
			isInferred: link.isInferred,
			doubt: link.doubt
		};
	}

	/** Where a measure of the chosen edition stands; null without an edition. */
	placeOfMeasure(measure: { _id: string }): DocumentPlace | null {
		const edition = this.rows.concept.rows.edition?._id;
		if (edition === undefined) return null;
		const target = { kind: 'measure' as const, id: measure._id };
		return this.#newPlace({ edition, target, counts: true, isInferred: false, doubt: null });
	}

	#named(id: string | null | undefined): PlaceName | undefined {
		return id ? this.rows.places.get(id) : undefined;
	}

	#short(item: PlaceName | undefined): { code: string | null; title: string } | null {
		return item ? { code: item.code, title: this.title(item) } : null;
	}
}

/** The last day that a report can be about; of one that names none, the day on which it was made. */
function dayOf(report: StatusReportItem): string {
	const made = report.at.slice(0, 10);
	const last = report.asOf === null ? null : edtfBounds(report.asOf)?.last;
	return last && last < made ? last : made;
}

function later(a: StatusReportItem, b: StatusReportItem): number {
	return dayOf(a) < dayOf(b)
		? -1
		: dayOf(a) > dayOf(b)
			? 1
			: a.at < b.at
				? -1
				: a.at > b.at
					? 1
					: compareEdtf(a.asOf, b.asOf);
}
