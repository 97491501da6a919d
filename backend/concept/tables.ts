import type { z } from 'zod';
import type { Edition, fieldList, goalList, measureList } from '@konzeptstand/contract/concept.ts';
import type { projectList } from '@konzeptstand/contract/project.ts';
import type { EditionState } from '@konzeptstand/contract/region.ts';
import { STATUSES } from '@konzeptstand/contract/status.ts';
import type { Language, Reference } from '@konzeptstand/contract/values.ts';
import type { CsvTable } from '../foundation/http/csv.ts';

/** The lists as tables for spreadsheets. Column names in the reader's language, values as the list has them. */

const STATUS_WORDS: Record<(typeof STATUSES)[number], Record<Language, string>> = {
	idea: { de: 'Idee', en: 'idea' },
	planned: { de: 'in Planung', en: 'planned' },
	decided: { de: 'beschlossen', en: 'decided' },
	running: { de: 'in Umsetzung', en: 'running' },
	ongoing: { de: 'Daueraufgabe', en: 'ongoing' },
	paused: { de: 'ruht', en: 'paused' },
	completed: { de: 'abgeschlossen', en: 'completed' },
	stopped: { de: 'gestoppt', en: 'stopped' },
	rejected: { de: 'abgelehnt', en: 'rejected' },
	unknown: { de: 'nicht bekannt', en: 'not known' }
};
const euro = (cents: number | null): number | null => (cents === null ? null : cents / 100);
export const named = (one: Reference | null): string | null => one && [one.code, one.title].filter(Boolean).join(' ');
const list = (many: readonly Reference[]): string => many.map((one) => one.title).join(', ');
export const pick = (language: Language, de: string[], en: string[]): string[] => (language === 'de' ? de : en);

export function projectTable(page: z.output<typeof projectList>, language: Language): CsvTable {
	return {
		columns: pick(
			language,
			[
				'Nummer',
				'Projekt',
				'Städte',
				'Träger',
				'Handlungsfeld',
				'Maßnahme oder Ziel',
				'Status',
				'Fortschritt %',
				'Stand',
				'verzögert',
				'verspätet',
				'Stand veraltet',
				'Kosten €',
				'Kennung'
			],
			[
				'Number',
				'Project',
				'Towns',
				'Carriers',
				'Field',
				'Measure or goal',
				'Status',
				'Progress %',
				'As of',
				'Delayed',
				'Late',
				'Outdated',
				'Costs €',
				'Id'
			]
		),
		rows: page.rows.map((row) => [
			row.code,
			row.title,
			list(row.municipalities),
			list(row.carriers),
			named(row.field),
			named(row.place),
			STATUS_WORDS[row.current.status][language],
			row.current.progress,
			row.current.asOf,
			row.current.isDelayed,
			row.current.isLate,
			row.current.isOutdated,
			euro(row.costCents),
			row.id
		])
	};
}

export function measureTable(page: z.output<typeof measureList>, language: Language): CsvTable {
	return {
		columns: [
			...pick(
				language,
				['Nummer', 'Maßnahme', 'Handlungsfeld', 'Ziel', 'Schlüsselmaßnahme', 'Städte', 'Projekte', 'Fortschritt %'],
				['Number', 'Measure', 'Field', 'Goal', 'Key measure', 'Towns', 'Projects', 'Progress %']
			),
			...STATUSES.map((status) => STATUS_WORDS[status][language])
		],
		rows: page.rows.map((row) => [
			row.code,
			row.title,
			named(row.field),
			named(row.goal),
			row.isKeyMeasure,
			list(row.municipalities),
			row.rollUp.projects,
			row.rollUp.progress.value,
			...STATUSES.map((status) => row.rollUp.byStatus[status])
		])
	};
}

export function goalTable(page: z.output<typeof goalList>, language: Language): CsvTable {
	return {
		columns: pick(
			language,
			['Nummer', 'Ziel', 'Handlungsfeld', 'Oberziel', 'Projekte', 'Fortschritt %'],
			['Number', 'Goal', 'Field', 'Goal above', 'Projects', 'Progress %']
		),
		rows: page.rows.map((row) => [
			row.code,
			row.title,
			named(row.field),
			named(row.parent),
			row.rollUp.projects,
			row.rollUp.progress.value
		])
	};
}

export function fieldTable(page: z.output<typeof fieldList>, language: Language): CsvTable {
	return {
		columns: pick(
			language,
			['Nummer', 'Handlungsfeld', 'Querschnittsthema', 'Projekte', 'Fortschritt %'],
			['Number', 'Field', 'Cross-cutting', 'Projects', 'Progress %']
		),
		rows: page.rows.map((row) => [
			row.code,
			row.title,
			row.kind === 'cross-cutting',
			row.rollUp.projects,
			row.rollUp.progress.value
		])
	};
}

const STATE_WORDS: Record<EditionState, Record<Language, string>> = {
	draft: { de: 'Entwurf', en: 'draft' },
	unconfirmed: { de: 'unbestätigt', en: 'unconfirmed' },
	adopted: { de: 'beschlossen', en: 'adopted' },
	superseded: { de: 'abgelöst', en: 'superseded' }
};

export function editionTable(page: { rows: Edition[] }, language: Language): CsvTable {
	return {
		columns: pick(language, ['Jahr', 'Konzeptfassung', 'Zustand'], ['Year', 'Edition', 'State']),
		rows: page.rows.map((row) => [row.year, row.title, STATE_WORDS[row.state][language]])
	};
}
