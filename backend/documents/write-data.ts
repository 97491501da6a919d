import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { RollUp } from '@konzeptstand/contract/roll-up.ts';
import type { DocumentState } from '@konzeptstand/contract/document.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { figures } from '../concept/whole-concept.service.ts';
import type { CouncilRows } from './council-rows.ts';
import type { DocumentData } from './document-data.ts';
import type { DocumentRows } from './document-rows.ts';
import type { DocumentProject } from './document-parts.ts';
import { gatherContradictions } from './contradictions.ts';
import { measuresOf, writeBalance } from './write-balance.ts';
import { writeAmendments, writeChapters } from './write-chapters.ts';
import { writeCouncil } from './write-council.ts';
import { writePeriod } from './write-period.ts';
import { ProjectWriter } from './write-project.ts';
import { StructureWriter } from './write-structure.ts';
import { NONE, SourceList } from './source-list.ts';

interface Wishes {
	state: DocumentState;
	language: Language;
	/** Id of the one project of a `project` template. */
	project: string | null;
	/** Id of the one measure of a `measure` template; it stands in the edition of these rows. */
	measure?: string | null;
	/** Year of `period`. */
	year?: number | null;
	/** The edition beside its former one, when that is wanted. */
	comparison?: DocumentData['comparison'] | null;
	/** What it is about, for a document of the council. */
	council?: CouncilRows | null;
	/** Names that the template uses, see used-names.ts; null or left out: all. */
	names?: ReadonlySet<string> | null;
	/** What the manifest requires. */
	requires: readonly string[];
}

/** The rows of a region as the one object that templates see. Pure: no clock, no database. */
export function writeDocumentData(rows: DocumentRows, wishes: Wishes): DocumentData {
	return new DataWriter(rows, wishes).write();
}

class DataWriter {
	readonly #rows: DocumentRows;
	readonly #wishes: Wishes;
	readonly #sources = new SourceList();
	readonly #writer: ProjectWriter;
	readonly #structure: StructureWriter;
	readonly #projects = new Map<string, DocumentProject>();
	#usedNames: (keyof DocumentProject)[] | null = null;

	constructor(rows: DocumentRows, wishes: Wishes) {
		this.#rows = rows;
		this.#wishes = wishes;
		this.#writer = new ProjectWriter(rows, wishes.language, wishes.state.day, this.#sources);
		this.#structure = new StructureWriter(rows, this.#writer, this.#sources, (projects) => this.#all(projects));
		const { indicatorsOf } = this.#structure;
		for (const facts of rows.concept.rows.projects)
			this.#projects.set(facts.id, this.#used(this.#writer.project(facts, indicatorsOf.get(facts.id) ?? NONE)));
	}

	write(): DocumentData {
		const { region, parties, bodies, milestones, concept } = this.#rows;
		const { tree, rows } = concept;
		const projects = [...this.#projects.values()];
		const wants = (name: string): boolean => this.#wishes.requires.includes(name);
		return {
			state: this.#wishes.state,
			region: {
				name: this.#writer.language === 'en' ? (region.nameEn ?? region.name) : region.name,
				brand: region.brand,
				state: region.state,
				district: region.district,
				description: this.#writer.description(region),
				legalForm: region.legalForm,
				centralPlace: region.centralPlace,
				website: region.website,
				notice: this.#writer.language === 'en' ? (region.noticeEn ?? region.notice) : region.notice,
				populations: this.#populations(region.populations),
				characteristics: region.characteristics,
				rollUp: tree.regionRollUp,
				...this.#sources.remarks(region)
			},
			municipalities: rows.municipalities.map((town) => {
				const own = rows.projects.filter(({ item }) => item.municipalities.includes(town._id));
				return {
					name: town.name,
					ags: town.ags,
					role: town.role,
					populations: this.#populations(town.populations),
					characteristics: town.characteristics,
					rollUp: figures.rollUp(own),
					projects: this.#all(own),
					...this.#sources.remarks(town)
				};
			}),
			edition: this.#edition(tree.rollUp),
			editions: rows.editions.map((one) => ({
				key: one.key,
				year: one.year,
				title: this.#writer.title(one),
				state: one.state
			})),
			chapters: this.#shows('chapters') ? writeChapters(this.#rows, this.#writer, this.#sources) : NONE,
			amendments: this.#shows('amendments') ? writeAmendments(this.#rows, this.#sources) : NONE,
			fields: tree.fields.map((node) => this.#structure.field(node)),
			goals: tree.goals.map((node) => this.#structure.goal(node)),
			unplaced: {
				measures: tree.unplaced.measures.map((node) => this.#structure.measure(node)),
				projects: this.#all(tree.unplaced.projects),
				withoutEdition: this.#all(tree.unplaced.withoutEdition)
			},
			projects,
			attention: {
				late: this.#all(rows.projects.filter(({ current }) => current.isLate)),
				delayed: this.#all(rows.projects.filter(({ current }) => current.isDelayed)),
				outdated: this.#all(rows.projects.filter(({ current }) => current.isOutdated)),
				unknown: this.#all(rows.projects.filter(({ current }) => current.status === 'unknown'))
			},
			...(wants('changes') ? { changes: this.#writer.changes() } : {}),
			project: this.#wishes.project === null ? null : (this.#projects.get(this.#wishes.project) ?? null),
			...this.#aboutMeasure(),
			...(wants('period') && this.#wishes.year
				? { period: writePeriod(this.#writer, this.#projects, this.#wishes.year) }
				: {}),
			...(this.#wishes.comparison ? { comparison: this.#wishes.comparison } : {}),
			...this.#aboutCouncil(),
			...(wants('balance') ? { balance: writeBalance(this.#writer, this.#projects) } : {}),
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
			indicators: [...this.#structure.indicators],
			milestones: milestones
				.map((item) => ({
					date: item.date,
					title: this.#writer.title(item),
					text: item.text,
					kind: item.kind,
					sources: this.#sources.numbers(item.sources)
				}))
				.sort((a, b) => compareEdtf(a.date, b.date)),
			parties: parties.map(({ name, kind, description, sources }) => ({
				name,
				kind,
				description,
				sources: this.#sources.numbers(sources)
			})),
			bodies: bodies.map(({ name, kind, role, since, sources }) => ({
				name,
				kind,
				role,
				since,
				sources: this.#sources.numbers(sources)
			})),
			contradictions: gatherContradictions(this.#rows, this.#writer),
			sources: this.#sources.all
		};
	}

	#aboutMeasure(): Pick<DocumentData, 'measure' | 'measurePlace'> {
		const wanted = this.#wishes.measure ?? null;
		const node =
			wanted === null ? undefined : measuresOf(this.#rows.concept.tree).find(({ item }) => item._id === wanted);
		const place = node && this.#writer.placeOfMeasure(node.item);
		return node && place ? { measure: this.#structure.measure(node), measurePlace: place } : {};
	}

	#aboutCouncil(): ReturnType<typeof writeCouncil> | undefined {
		const { council } = this.#wishes;
		const projectsOf = (projects: readonly { id: string }[]): DocumentProject[] => this.#all(projects);
		return council ? writeCouncil(this.#rows, council, this.#writer, projectsOf) : undefined;
	}

	/** Long texts that the template does not name need not travel to the child. */
	#shows(name: string): boolean {
		return this.#wishes.names?.has(name) ?? true;
	}

	/** A project without what the template cannot show anyway. All projects of one document have the same names. */
	#used(project: DocumentProject): DocumentProject {
		const { names } = this.#wishes;
		if (!names) return project;
		this.#usedNames ??= (Object.keys(project) as (keyof DocumentProject)[]).filter((name) => names.has(name));
		const used: Partial<Record<keyof DocumentProject, unknown>> = {};
		for (const name of this.#usedNames) used[name] = project[name];
		return used as DocumentProject;
	}

	#all(projects: readonly { id: string }[]): DocumentProject[] {
		return projects.flatMap(({ id }) => this.#projects.get(id) ?? []);
	}

	#populations(populations: DocumentRows['region']['populations']): DocumentData['region']['populations'] {
		return populations
			.map(({ asOf, quantity, sources }) => ({ asOf, quantity, sources: this.#sources.numbers(sources) }))
			.sort((a, b) =>
				a.asOf === null || b.asOf === null
					? Number(a.asOf === null) - Number(b.asOf === null)
					: compareEdtf(b.asOf, a.asOf)
			);
	}

	#edition(rollUp: RollUp): DocumentData['edition'] {
		const { edition } = this.#rows.concept.rows;
		if (!edition) return null;
		const { adoption, vision, measureTotal, levels } = edition;
		const words =
			this.#writer.language === 'de'
				? { field: 'Handlungsfeld', goal: 'Ziel', measure: 'Maßnahme', project: 'Projekt' }
				: { field: 'Field', goal: 'Goal', measure: 'Measure', project: 'Project' };
		return {
			key: edition.key,
			year: edition.year,
			title: this.#writer.title(edition),
			state: edition.state,
			levels: {
				field: levels.field ?? words.field,
				goal: levels.goal ?? words.goal,
				measure: levels.measure ?? words.measure,
				project: levels.project ?? words.project
			},
			preparedBy: edition.preparedBy,
			commissionedBy: edition.commissionedBy,
			workPeriod: edition.workPeriod,
			horizon: edition.horizon,
			adoption: adoption && {
				date: adoption.date,
				text: adoption.text,
				sources: this.#sources.numbers(adoption.sources)
			},
			vision: vision && { text: vision.text, sources: this.#sources.numbers(vision.sources) },
			measureTotal: measureTotal && {
				quantity: measureTotal.quantity,
				sources: this.#sources.numbers(measureTotal.sources)
			},
			rollUp,
			...this.#sources.remarks(edition)
		};
	}
}
