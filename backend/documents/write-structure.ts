import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { AssessmentItem, IndicatorItem } from '../concept/indicator.model.ts';
import type { FieldNode, GoalNode, MeasureNode } from '../concept/whole-concept.service.ts';
import type { DocumentRows } from './document-rows.ts';
import type {
	DocumentField,
	DocumentGoal,
	DocumentIndicator,
	DocumentMeasure,
	DocumentProject
} from './document-parts.ts';
import type { SourceList } from './source-list.ts';
import { pointersTo } from './write-chapters.ts';
import type { ProjectWriter } from './write-project.ts';

/** Fields, goals and measures of an edition with their indicators, as templates see them. */
export class StructureWriter {
	/** All indicators of the region. */
	readonly indicators: readonly DocumentIndicator[];
	/** By what they are about. */
	readonly indicatorsOf: ReadonlyMap<string, DocumentIndicator[]>;
	readonly #rows: DocumentRows;
	readonly #writer: ProjectWriter;
	readonly #sources: SourceList;
	readonly #projectsOf: (projects: readonly { id: string }[]) => DocumentProject[];
	readonly #assessmentsOf: ReadonlyMap<string, AssessmentItem[]>;

	/** @param projectsOf gives projects as they were written, asked only after all of them are */
	constructor(
		rows: DocumentRows,
		writer: ProjectWriter,
		sources: SourceList,
		projectsOf: (projects: readonly { id: string }[]) => DocumentProject[]
	) {
		this.#rows = rows;
		this.#writer = writer;
		this.#sources = sources;
		this.#projectsOf = projectsOf;
		this.#assessmentsOf = Map.groupBy(rows.assessments, (one) => one.subject.id);
		const readings = Map.groupBy(rows.readings, (one) => one.indicator);
		const written = rows.indicators.map((item) => ({
			subject: item.subject.id,
			indicator: this.#indicator(item, readings.get(item._id) ?? [])
		}));
		this.indicators = written.map((one) => one.indicator);
		this.indicatorsOf = new Map(
			[...Map.groupBy(written, (one) => one.subject)].map(([id, group]) => [id, group.map((one) => one.indicator)])
		);
	}

	/** With everything below it. */
	field(node: FieldNode): DocumentField {
		const { item } = node;
		return {
			code: item.code,
			isCodeInferred: item.isCodeInferred,
			title: this.#writer.title(item),
			isTitleInferred: item.isTitleInferred,
			isCrossCutting: item.kind === 'cross-cutting',
			description: this.#writer.description(item),
			goals: node.goals.map((goal) => this.goal(goal)),
			measures: node.measures.map((measure) => this.measure(measure)),
			rollUp: node.rollUp,
			amendments: this.#amendmentsOf(item._id),
			...this.#sources.remarks(item)
		};
	}

	/** With everything below it. */
	goal(node: GoalNode): DocumentGoal {
		const { item } = node;
		return {
			code: item.code,
			isCodeInferred: item.isCodeInferred,
			title: this.#writer.title(item),
			description: this.#writer.description(item),
			measures: node.measures.map((measure) => this.measure(measure)),
			projects: this.#projectsOf(node.projects),
			indicators: this.indicatorsOf.get(item._id) ?? [],
			assessments: this.#assessments(item._id),
			rollUp: node.rollUp,
			amendments: this.#amendmentsOf(item._id),
			...this.#sources.remarks(item),
			subGoals: node.subGoals.map((goal) => {
				const { subGoals: _none, ...sub } = this.goal(goal);
				void _none;
				return sub;
			})
		};
	}

	measure(node: MeasureNode): DocumentMeasure {
		const { item } = node;
		return {
			code: item.code,
			isCodeInferred: item.isCodeInferred,
			title: this.#writer.title(item),
			isTitleTruncated: item.isTitleTruncated,
			isKeyMeasure: item.isKeyMeasure,
			description: this.#writer.description(item),
			priority: item.priority,
			planned: item.periods.planned,
			actual: item.periods.actual,
			costs: this.#writer.amounts(item.costs),
			municipalities: this.#writer.towns(item.municipalities),
			roles: this.#writer.roles(item.roles),
			projects: this.#projectsOf(node.projects),
			indicators: this.indicatorsOf.get(item._id) ?? [],
			assessments: this.#assessments(item._id),
			rollUp: node.rollUp,
			amendments: this.#amendmentsOf(item._id),
			...this.#sources.remarks(item)
		};
	}

	#amendmentsOf(id: string): DocumentField['amendments'] {
		return pointersTo(id, this.#rows.amendments);
	}

	#assessments(subject: string): DocumentMeasure['assessments'] {
		return (this.#assessmentsOf.get(subject) ?? [])
			.map(({ asOf, kind, text, sources }) => ({ asOf, kind, text, sources: this.#sources.numbers(sources) }))
			.sort((a, b) => compareEdtf(a.asOf, b.asOf));
	}

	#indicator(item: IndicatorItem, readings: DocumentRows['readings']): DocumentIndicator {
		const known = readings
			.map(({ date, quantity, sources }) => ({ date, quantity, sources: this.#sources.numbers(sources) }))
			.sort((a, b) => compareEdtf(a.date, b.date));
		return {
			title: this.#writer.title(item),
			unit: item.unit,
			subject: this.#subject(item.subject),
			baseline: item.baseline,
			target: item.target,
			readings: known,
			latest: known.findLast((reading) => reading.date !== null) ?? known.at(-1) ?? null,
			amendments: this.#amendmentsOf(item._id),
			...this.#sources.remarks(item)
		};
	}

	#subject({ kind, id }: IndicatorItem['subject']): DocumentIndicator['subject'] {
		const { rows } = this.#rows.concept;
		const town = rows.municipalities.find((one) => one._id === id);
		if (town) return { kind, code: null, title: town.name };
		const item = this.#rows.places.get(id) ?? rows.projects.find((one) => one.id === id)?.item;
		if (item) return { kind, code: item.code, title: this.#writer.title(item) };
		return { kind, code: null, title: this.#rows.region.name };
	}
}
