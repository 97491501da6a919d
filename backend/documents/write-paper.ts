import type { Subject } from '@konzeptstand/contract/decision.ts';
import type { ItemKind, Reference } from '@konzeptstand/contract/values.ts';
import { isPublicItem } from '../council/meeting-page.service.ts';
import type { AgendaItem } from '../council/meeting.model.ts';
import type { PaperItem } from '../council/paper.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { kindName } from '../foundation/files/file-kind.ts';
import type { DocumentDecision, DocumentPaper } from './council-parts.ts';
import type { CouncilRows } from './council-rows.ts';
import type { DocumentRows } from './document-rows.ts';
import { NONE } from './source-list.ts';
import type { ProjectWriter } from './write-project.ts';

type OtherMeeting = DocumentPaper['agenda'][number];

/** Papers and decisions as the data dictionary has them, with nothing that their audience may not see. */
export class PaperWriter {
	readonly council: CouncilRows;
	readonly writer: ProjectWriter;
	readonly #rows: DocumentRows;
	readonly #bodyNames: ReadonlyMap<string, string>;

	constructor(rows: DocumentRows, council: CouncilRows, writer: ProjectWriter) {
		this.council = council;
		this.writer = writer;
		this.#rows = rows;
		this.#bodyNames = new Map(
			rows.bodies.map((body) => [body._id, writer.language === 'en' ? (body.nameEn ?? body.name) : body.name])
		);
	}

	/** Whether the audience may see an item: a closed paper closes it too. */
	shows(item: Pick<AgendaItem, 'isPublic' | 'paper'>): boolean {
		return this.council.audience === 'council' || isPublicItem(item, this.council.closedPapers);
	}

	/** A decision is closed by itself, by its paper or by the item that it was taken on. */
	showsDecision({ isPublic, paper, agendaItem }: DecisionItem): boolean {
		if (this.council.audience === 'council') return true;
		const item = agendaItem === null ? undefined : this.council.allItems.get(agendaItem);
		return isPublicItem({ isPublic, paper }, this.council.closedPapers) && (item === undefined || this.shows(item));
	}

	bodyName(id: string | null): string | null {
		return id === null ? null : (this.#bodyNames.get(id) ?? null);
	}

	town(id: string | null): string | null {
		return id === null ? null : (this.writer.towns([id])[0] ?? null);
	}

	otherMeeting(id: string | null): OtherMeeting | null {
		const meeting = id === null ? undefined : this.council.meetings.get(id);
		return meeting
			? { number: meeting.number, day: meeting.day, body: this.bodyName(meeting.body) ?? this.#rows.region.name }
			: null;
	}

	/** Null where the audience may not see it. */
	decision(id: string | null): DocumentDecision | null {
		const item = id === null ? undefined : this.council.decisions.get(id);
		if (!item || !this.showsDecision(item)) return null;
		const { meeting, votes } = item;
		const seats = (meeting === null ? undefined : this.#attendanceOf(meeting)) ?? NONE;
		return {
			number: item.number,
			date: item.date,
			title: item.title,
			text: item.text,
			result: item.result,
			by: this.bodyName(item.body) ?? item.authority,
			isPublic: item.isPublic,
			counts: votes?.counts ?? null,
			votes: (votes?.cast ?? []).flatMap(({ seat, vote }) => {
				const found = seats.find((one) => one.seat === seat);
				return found ? [{ office: found.office, municipality: this.town(found.municipality), vote }] : [];
			}),
			effect: item.effect.state,
			sources: this.writer.sources.numbers(item.sources)
		};
	}

	#attendanceOf(meeting: string) {
		const { council } = this;
		return (council.meeting?._id === meeting ? council.meeting : council.meetings.get(meeting))?.attendance;
	}

	paper(id: string | null): DocumentPaper | null {
		const item = id === null ? undefined : this.council.papers.get(id);
		const page = id === null ? undefined : this.council.paperPages.get(id);
		if (!item || !page) return null;
		return {
			number: item.number,
			title: item.title,
			isPublic: item.isPublic,
			state: item.state,
			rule: item.rule,
			body: this.bodyName(item.body),
			proposal: item.proposal,
			reason: item.reason,
			costs: this.#costs(item.costs),
			cents: item.costs.length === 0 ? null : sumOf(item.costs),
			subjects: item.subjects.flatMap((subject) => this.subject(subject) ?? []),
			effects: page.effectRows.map(({ type, subjectReference, project, planned }) => ({
				type,
				...this.#named(subjectReference),
				of: project && this.#named(project),
				planned
			})),
			results: page.results.map(({ body, municipality, isRecommendation, decision }) => ({
				body: this.bodyName(body.id) ?? body.title,
				municipality: municipality && (this.town(municipality.id) ?? municipality.title),
				isRecommendation,
				decision: this.decision(decision?.id ?? null)
			})),
			attachments: (this.council.files.get(item._id) ?? NONE).map(({ name, type, size }) => ({
				name,
				kind: kindName(type),
				bytes: size
			})),
			agenda: page.agenda.map(({ meeting, day, body }) => ({
				number: meeting.code ?? '',
				day,
				body: this.bodyName(body.id) ?? body.title
			})),
			sources: this.writer.sources.numbers(item.sources)
		};
	}

	/** Towns by name, in each the years in order. */
	#costs(costs: PaperItem['costs']): DocumentPaper['costs'] {
		const groups = [...Map.groupBy(costs, ({ municipality }) => this.town(municipality) ?? '–')];
		return groups
			.sort(([a], [b]) => a.localeCompare(b, 'de'))
			.map(([municipality, own]) => ({
				municipality,
				rows: own
					.map(({ year, cents, note }) => ({ year, cents, note }))
					.sort((a, b) => (a.year ?? Infinity) - (b.year ?? Infinity) || 0),
				cents: sumOf(own)
			}));
	}

	#named({ kind, id, code, title }: Reference): { code: string | null; title: string } {
		return this.#find(kind, id) ?? { code, title };
	}

	/** Kind, code and title of what a paper or an item is about; null for what is withdrawn. */
	subject({ kind, id }: Subject): DocumentPaper['subjects'][number] | null {
		const found = this.#find(kind, id);
		return found && { kind: KINDS[this.writer.language][kind], code: found.code, title: found.title };
	}

	/** In the document's language. */
	#find(kind: ItemKind, id: string): { code: string | null; title: string } | null {
		const { rows } = this.#rows.concept;
		const items: Partial<Record<ItemKind, () => { code?: string | null; title: string } | undefined>> = {
			edition: () => rows.editions.find(({ _id }) => _id === id),
			goal: () => this.#rows.places.get(id),
			measure: () => this.#rows.places.get(id),
			project: () => rows.projects.find((one) => one.id === id)?.item,
			step: () => this.#rows.steps.find(({ _id }) => _id === id),
			milestone: () => this.#rows.milestones.find(({ _id }) => _id === id)
		};
		const item = items[kind]?.();
		return item ? { code: item.code ?? null, title: this.writer.title(item) } : null;
	}
}

const sumOf = (costs: PaperItem['costs']): number => costs.reduce((sum, { cents }) => sum + cents, 0);

const KINDS = {
	de: {
		edition: 'Konzeptfassung',
		goal: 'Ziel',
		measure: 'Maßnahme',
		project: 'Projekt',
		step: 'Projektschritt',
		milestone: 'Meilenstein'
	},
	en: {
		edition: 'Edition',
		goal: 'Goal',
		measure: 'Measure',
		project: 'Project',
		step: 'Project step',
		milestone: 'Milestone'
	}
} as const;
