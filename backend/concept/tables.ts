import type { Edition, Field, goalRow, MeasureRow } from '@konzeptstand/contract/concept.ts';
import type { ProjectRow } from '@konzeptstand/contract/project.ts';
import type { RollUp } from '@konzeptstand/contract/roll-up.ts';
import { STATUSES } from '@konzeptstand/contract/status.ts';
import type { z } from 'zod';
import { describeTable } from '../foundation/table/table.ts';
import type { Column } from '../foundation/table/table.ts';
import {
	factColumns,
	inWords,
	keyColumns,
	listed,
	named,
	PRIORITY_WORDS,
	STATE_WORDS,
	STATUS_WORDS
} from './table-words.ts';

/** The lists of an edition and of projects as tables. Headings are words that an import of tables understands again. */

export const projectTable = describeTable<ProjectRow>({ de: 'Projekte', en: 'Projects' }, [
	['Nr.', 'No.', 'text', (row) => row.code, 10],
	['Projekt', 'Project', 'text', (row) => row.title, 50],
	['Projekt (englisch)', 'Project (English)', 'text', (row) => row.titleEn, 30],
	['Städte', 'Towns', 'text', (row) => listed(row.municipalities)],
	['Träger', 'Carriers', 'text', (row) => listed(row.carriers)],
	['Partner', 'Partners', 'text', (row) => listed(row.partners)],
	['Handlungsfeld', 'Field', 'text', (row) => named(row.field), 30],
	['Ziel', 'Goal', 'text', ({ place }) => (place?.kind === 'goal' ? named(place) : null), 30],
	['Maßnahme', 'Measure', 'text', ({ place }) => (place?.kind === 'measure' ? named(place) : null), 30],
	...factColumns,
	['Status', 'Status', 'text', (row, language) => STATUS_WORDS[row.current.status][language], 16],
	['Fortschritt', 'Progress', 'percent', (row) => row.current.progress],
	['Stand vom', 'As of', 'date', (row) => row.current.asOf],
	['Stand in Worten', 'As of in words', 'text', (row, language) => inWords(row.current.asOf, language), 18],
	['verzögert', 'Delayed', 'flag', (row) => row.current.isDelayed],
	['verspätet', 'Late', 'flag', (row) => row.current.isLate],
	['Stand veraltet', 'Outdated', 'flag', (row) => row.current.isOutdated],
	...keyColumns
]);

/** What stands below an item: how many projects, how far they are, and how many there are of each status. */
const rollUpColumns: readonly Column<{ rollUp: RollUp }>[] = [
	['Projekte', 'Projects', 'number', ({ rollUp }) => rollUp.projects],
	['Fortschritt der Projekte', 'Progress of projects', 'percent', ({ rollUp }) => rollUp.progress.value],
	['Kosten der Projekte', 'Costs of projects', 'amount', ({ rollUp }) => knownCosts(rollUp)],
	['Projekte ohne Kosten', 'Projects without costs', 'number', ({ rollUp }) => rollUp.costs.unknown],
	...STATUSES.map((status): Column<{ rollUp: RollUp }> => [
		STATUS_WORDS[status].de,
		STATUS_WORDS[status].en,
		'number',
		({ rollUp }) => rollUp.byStatus[status]
	])
];

/** Where no project has a known cost, there is no sum: not known is not zero. */
const knownCosts = ({ projects, costs }: RollUp): number | null => (costs.unknown === projects ? null : costs.cents);

export const measureTable = describeTable<MeasureRow>({ de: 'Maßnahmen', en: 'Measures' }, [
	['Nr.', 'No.', 'text', (row) => row.code, 10],
	['Maßnahme', 'Measure', 'text', (row) => row.title, 50],
	['Maßnahme (englisch)', 'Measure (English)', 'text', (row) => row.titleEn, 30],
	['Handlungsfeld', 'Field', 'text', (row) => named(row.field), 30],
	['Ziel', 'Goal', 'text', (row) => named(row.goal), 30],
	['Schlüsselmaßnahme', 'Key measure', 'flag', (row) => row.isKeyMeasure],
	['Priorität', 'Priority', 'text', (row, language) => row.priority && PRIORITY_WORDS[row.priority][language], 12],
	['Städte', 'Towns', 'text', (row) => listed(row.municipalities)],
	['Verantwortlich', 'Responsible', 'text', (row) => listed(row.responsible)],
	['Partner', 'Partners', 'text', (row) => listed(row.partners)],
	...factColumns,
	...rollUpColumns,
	...keyColumns
]);

export const goalTable = describeTable<z.output<typeof goalRow>>({ de: 'Ziele', en: 'Goals' }, [
	['Nr.', 'No.', 'text', (row) => row.code, 10],
	['Ziel', 'Goal', 'text', (row) => row.title, 50],
	['Ziel (englisch)', 'Goal (English)', 'text', (row) => row.titleEn, 30],
	['Handlungsfeld', 'Field', 'text', (row) => named(row.field), 30],
	['Oberziel', 'Goal above', 'text', (row) => named(row.parent), 30],
	...rollUpColumns,
	...keyColumns
]);

export const fieldTable = describeTable<Field>({ de: 'Handlungsfelder', en: 'Fields' }, [
	['Nr.', 'No.', 'text', (row) => row.code, 10],
	['Handlungsfeld', 'Field', 'text', (row) => row.title, 50],
	['Handlungsfeld (englisch)', 'Field (English)', 'text', (row) => row.titleEn, 30],
	['Querschnittsthema', 'Cross-cutting', 'flag', (row) => row.kind === 'cross-cutting'],
	['Beschreibung', 'Description', 'text', (row) => row.description, 60],
	...rollUpColumns,
	...keyColumns
]);

export const editionTable = describeTable<Edition>({ de: 'Konzeptfassungen', en: 'Editions' }, [
	['Jahr', 'Year', 'number', (row) => row.year],
	['Konzeptfassung', 'Edition', 'text', (row) => row.title, 60],
	['Zustand', 'State', 'text', (row, language) => STATE_WORDS[row.state][language]],
	['Beschluss vom', 'Adopted on', 'date', (row) => row.adoption?.date ?? null],
	...keyColumns
]);
