import type { EditionExport } from '@konzeptstand/contract/edition-export.ts';
import type { StatusReport } from '@konzeptstand/contract/project.ts';
import type { Amount, Language } from '@konzeptstand/contract/values.ts';
import { describeTable } from '../foundation/table/table.ts';
import type { Column } from '../foundation/table/table.ts';
import { inWords, keyColumns, RELATION_WORDS, STATUS_WORDS } from './table-words.ts';

/** What a whole edition's file holds beside the lists: every text, every cost, every report. */

/** Which item a row is of. */
interface Subject {
	kind: 'field' | 'goal' | 'measure' | 'project';
	id: string;
	key: string | null;
	code: string | null;
	title: string;
}

const KINDS: Record<Subject['kind'], Record<Language, string>> = {
	field: { de: 'Handlungsfeld', en: 'field' },
	goal: { de: 'Ziel', en: 'goal' },
	measure: { de: 'Maßnahme', en: 'measure' },
	project: { de: 'Projekt', en: 'project' }
};

const subjectColumns: readonly Column<Subject>[] = [
	['Art', 'Kind', 'text', (row, language) => KINDS[row.kind][language], 16],
	['Nr.', 'No.', 'text', (row) => row.code, 10],
	['Titel', 'Title', 'text', (row) => row.title, 50]
];

type Described = Subject & { titleEn: string | null; description: string | null; descriptionEn: string | null };

export const textTable = describeTable<Described>({ de: 'Texte', en: 'Texts' }, [
	...subjectColumns,
	['Titel (englisch)', 'Title (English)', 'text', (row) => row.titleEn, 40],
	['Beschreibung', 'Description', 'text', (row) => row.description, 80],
	['Beschreibung (englisch)', 'Description (English)', 'text', (row) => row.descriptionEn, 80],
	...keyColumns
]);

export function describedOf(whole: EditionExport): Described[] {
	return [
		...whole.fields.map((item) => ({ ...item, kind: 'field' as const })),
		...whole.goals.map((item) => ({ ...item, kind: 'goal' as const })),
		...whole.measures.map((item) => ({ ...item, kind: 'measure' as const })),
		...whole.projects.map((item) => ({ ...item, kind: 'project' as const }))
	];
}

type Cost = Subject & { amount: Amount };

const COST_KINDS: Record<Amount['kind'], Record<Language, string | null>> = {
	planned: { de: 'geplant', en: 'planned' },
	actual: { de: 'tatsächlich', en: 'actual' },
	unknown: { de: null, en: null }
};
const TAXES: Record<Amount['tax'], Record<Language, string | null>> = {
	net: { de: 'netto', en: 'net' },
	gross: { de: 'brutto', en: 'gross' },
	unknown: { de: null, en: null }
};

/** Every cost that a source gives, also those that contradict each other. */
export const costTable = describeTable<Cost>({ de: 'Kosten', en: 'Costs' }, [
	...subjectColumns,
	['Kosten', 'Costs', 'amount', (row) => row.amount.cents],
	['Genauigkeit', 'Exactness', 'text', (row, language) => RELATION_WORDS[row.amount.relation][language], 14],
	['Kosten bis', 'Costs up to', 'amount', (row) => row.amount.maximumCents],
	['Plan oder Ist', 'Planned or actual', 'text', (row, language) => COST_KINDS[row.amount.kind][language], 14],
	['Steuer', 'Tax', 'text', (row, language) => TAXES[row.amount.tax][language], 12],
	['wofür', 'What for', 'text', (row) => row.amount.scope, 40],
	['Quellen', 'Sources', 'text', (row) => row.amount.sources.map((source) => source.title).join('; '), 60],
	...keyColumns
]);

export function costsOf(whole: EditionExport): Cost[] {
	const items = [
		...whole.measures.map((item) => ({ ...item, kind: 'measure' as const })),
		...whole.projects.map((item) => ({ ...item, kind: 'project' as const }))
	];
	return items.flatMap(({ id, key, code, title, kind, costs }) =>
		costs.map((amount) => ({ id, key, code, title, kind, amount }))
	);
}

type Report = StatusReport & { projectTitle: string };
const BASES = { stated: { de: 'belegt', en: 'stated' }, inferred: { de: 'geschlossen', en: 'inferred' } };

export const reportTable = describeTable<Report>({ de: 'Statusmeldungen', en: 'Status reports' }, [
	['Projekt', 'Project', 'text', (row) => row.projectTitle, 50],
	['Status', 'Status', 'text', (row, language) => STATUS_WORDS[row.status][language], 16],
	['Fortschritt', 'Progress', 'percent', (row) => row.progress],
	['Stand vom', 'As of', 'date', (row) => row.asOf],
	['Stand in Worten', 'As of in words', 'text', (row, language) => inWords(row.asOf, language), 18],
	['Sachstand', 'Text', 'text', (row) => row.text, 80],
	['verzögert', 'Delayed', 'flag', (row) => row.isDelayed],
	['Grund der Verzögerung', 'Reason of the delay', 'text', (row) => row.delayReason, 40],
	['Grundlage', 'Basis', 'text', (row, language) => row.basis && BASES[row.basis][language], 14],
	['gemeldet', 'Reported', 'instant', (row) => row.at],
	['von', 'By', 'text', (row) => row.by],
	['vom Träger selbst', 'By the carrier itself', 'flag', (row) => row.isByCarrier],
	['berichtigt', 'Corrects', 'text', (row) => row.corrects, 38],
	...keyColumns,
	['Kennung des Projekts', 'Id of the project', 'text', (row) => row.project, 38]
]);

export function reportsOf({ reports, projects }: EditionExport): Report[] {
	const titles = new Map(
		projects.map((project) => [project.id, [project.code, project.title].filter(Boolean).join(' ')])
	);
	return reports.map((report) => ({ ...report, projectTitle: titles.get(report.project) ?? '' }));
}
