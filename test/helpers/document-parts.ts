import { rollUp } from '../../backend/concept/roll-up.ts';
import type { DocumentAmendment, DocumentChapter } from '../../backend/documents/edition-parts.ts';
import type {
	DocumentField,
	DocumentGoal,
	DocumentMeasure,
	DocumentProject,
	DocumentReport
} from '../../backend/documents/document-parts.ts';

/** Parts of the data dictionary for tests: what is not given is made up, always the same way. */

export const remarks = (): Pick<DocumentField, 'sources' | 'notes' | 'contradictions'> => ({
	sources: [],
	notes: [],
	contradictions: []
});

export function buildDocumentReport(fields: Partial<DocumentReport> = {}): DocumentReport {
	return {
		status: 'running',
		progress: 40,
		asOf: '2026-06',
		at: '2026-06-30',
		basis: 'stated',
		isDelayed: false,
		delayReason: null,
		text: null,
		isCorrected: false,
		isByCarrier: false,
		sources: [],
		...fields
	};
}

export function buildDocumentProject(fields: Partial<DocumentProject> = {}): DocumentProject {
	return {
		code: null,
		isCodeInferred: false,
		title: 'Uferweg',
		description: null,
		kind: null,
		municipalities: ['Musterstadt'],
		leadMunicipality: null,
		outsideRegion: null,
		isDocumentedInConcept: false,
		status: 'unknown',
		progress: null,
		asOf: null,
		hasReport: false,
		isDelayed: false,
		delayReason: null,
		isLate: false,
		isOutdated: false,
		planned: null,
		actual: null,
		cost: null,
		costs: [],
		fundings: [],
		characteristics: [],
		roles: [],
		carriers: [],
		steps: [],
		indicators: [],
		relations: [],
		place: null,
		places: [],
		...remarks(),
		...fields
	};
}

export function buildDocumentMeasure(fields: Partial<DocumentMeasure> = {}): DocumentMeasure {
	const projects = fields.projects ?? [];
	return {
		code: 'V 1',
		isCodeInferred: false,
		title: 'Wege am Fluss',
		isTitleTruncated: false,
		isKeyMeasure: false,
		description: null,
		priority: null,
		planned: null,
		actual: null,
		costs: [],
		municipalities: ['Musterstadt'],
		roles: [],
		projects,
		indicators: [],
		assessments: [],
		rollUp: rollUpOf(projects),
		amendments: [],
		...remarks(),
		...fields
	};
}

export function buildDocumentGoal(fields: Partial<DocumentGoal> = {}): DocumentGoal {
	const projects = [...(fields.projects ?? []), ...(fields.measures ?? []).flatMap((measure) => measure.projects)];
	return {
		code: null,
		isCodeInferred: false,
		title: 'Alle Wege verbinden',
		description: null,
		measures: [],
		projects: [],
		indicators: [],
		assessments: [],
		rollUp: rollUpOf(projects),
		amendments: [],
		subGoals: [],
		...remarks(),
		...fields
	};
}

export function buildDocumentField(fields: Partial<DocumentField> = {}): DocumentField {
	const measures = [...(fields.measures ?? []), ...(fields.goals ?? []).flatMap((goal) => goal.measures)];
	return {
		code: 'V',
		isCodeInferred: false,
		title: 'Verkehr',
		isTitleInferred: false,
		isCrossCutting: false,
		description: null,
		goals: [],
		measures: [],
		rollUp: rollUpOf(measures.flatMap((measure) => measure.projects)),
		amendments: [],
		...remarks(),
		...fields
	};
}

export function rollUpOf(projects: readonly DocumentProject[]): DocumentMeasure['rollUp'] {
	return rollUp(
		projects.map((project) => ({
			id: project.title,
			status: project.status,
			progress: project.progress,
			costCents: project.cost?.cents ?? null,
			isCostExact: project.cost?.relation === 'exact',
			isLate: project.isLate,
			isDelayed: project.isDelayed,
			isOutdated: project.isOutdated
		}))
	);
}

export function buildDocumentChapter(fields: Partial<DocumentChapter> = {}): DocumentChapter {
	return {
		kind: 'situation',
		isBeforeFields: true,
		title: 'Ausgangslage',
		text: 'Zwei Städte am *Fluss*.',
		amendments: [],
		...remarks(),
		...fields
	};
}

export function buildDocumentAmendment(fields: Partial<DocumentAmendment> = {}): DocumentAmendment {
	return {
		type: 'amendment',
		number: 1,
		title: 'Nachtbus aufgenommen',
		place: 'amendment-1',
		of: { kind: 'field', code: 'V', title: 'Verkehr' },
		date: '2024-03-12',
		decision: { code: 'B 12/2024', title: 'Änderung des Konzepts' },
		text: 'Der Nachtbus wird aufgenommen.',
		...remarks(),
		...fields
	};
}
