import { newEdition, newField, newGoal, newMeasure } from '@konzeptstand/contract/concept.ts';
import { newProject, newStatusReport } from '@konzeptstand/contract/project.ts';
import { newMunicipality, newRegion } from '@konzeptstand/contract/region.ts';
import { STATUSES, WITHOUT_PROGRESS } from '@konzeptstand/contract/status.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { createEdition } from '../../backend/concept/edition.service.ts';
import { createProject } from '../../backend/concept/project.service.ts';
import { reportStatus } from '../../backend/concept/status-report.service.ts';
import { createField, createGoal, createMeasure } from '../../backend/concept/structure.service.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import type { Work } from '../../backend/record/record.service.ts';
import { createMunicipality } from '../../backend/region/party.service.ts';
import { createRegion, newRegionId } from '../../backend/region/region.service.ts';

/** The region of issue and benchmarks: 12 fields, 60 goals, 300 measures, 3,000 projects, 30,000 status reports. */
export const SIZE = { fields: 12, goals: 60, measures: 300, projects: 3_000, reportsEach: 10 } as const;

const WORDS = [
	'Ausbau',
	'Radweg',
	'Gewerbegebiet',
	'Bahnhof',
	'Umfeld',
	'Marketing',
	'Saale',
	'Innenstadt',
	'Grünfläche',
	'Schule',
	'Förderung',
	'Straße'
];
const words = (seed: number, count: number): string =>
	Array.from({ length: count }, (_, index) => WORDS[(seed * 7 + index * 5) % WORDS.length]).join(' ');

/** Makes the region through the services that everybody's work goes through; a batch of projects is one entry. */
export async function generateRegion(): Promise<{ id: string; key: string; edition: string; projects: string[] }> {
	const region = newRegionId();
	const change = <R>(action: (work: Work) => Promise<R>): Promise<R> =>
		record.change(SYSTEM, { region, action: 'bench.generate' }, action);
	const towns = await change(async (work) => {
		await createRegion(work, newRegion.parse({ key: 'bench', name: 'Erzeugte Region' }));
		const made = [];
		for (let index = 0; index < 3; index += 1)
			made.push(
				await createMunicipality(
					work,
					newMunicipality.parse({
						key: `stadt-${String(index)}`,
						name: `Stadt ${String(index)}`,
						ags: `1607300${String(index)}`
					})
				)
			);
		return made.map((town) => town._id);
	});
	const { edition, measures } = await change(async (work) => {
		const { _id } = await createEdition(
			work,
			newEdition.parse({ key: 'rek-2026', year: 2026, title: 'Erzeugtes Konzept' })
		);
		const fields: string[] = [];
		for (let index = 0; index < SIZE.fields; index += 1)
			fields.push(
				(
					await createField(
						work,
						newField.parse({ edition: _id, code: `F${String(index + 1)}`, title: words(index, 2) })
					)
				)._id
			);
		const goals: { id: string; field: string }[] = [];
		for (let index = 0; index < SIZE.goals; index += 1) {
			const field = fields[index % SIZE.fields] ?? '';
			goals.push({
				id: (
					await createGoal(
						work,
						newGoal.parse({ edition: _id, field, code: `Z${String(index + 1)}`, title: words(index, 5) })
					)
				)._id,
				field
			});
		}
		const made: string[] = [];
		for (let index = 0; index < SIZE.measures; index += 1) {
			const goal = goals[index % SIZE.goals];
			const fieldsOf = {
				edition: _id,
				field: goal?.field,
				goal: goal?.id,
				code: `M ${String(index + 1)}`,
				title: words(index, 6),
				description: words(index, 40),
				municipalities: towns
			};
			made.push((await createMeasure(work, newMeasure.parse(fieldsOf)))._id);
		}
		return { edition: _id, measures: made };
	});
	const projects: string[] = [];
	for (let batch = 0; batch < SIZE.projects; batch += 250) {
		await change(async (work) => {
			for (let index = batch; index < batch + 250; index += 1) {
				const project = await createProject(
					work,
					newProject.parse({
						title: words(index, 7),
						code: `P ${String(index + 1)}`,
						description: words(index, 60),
						municipalities: [towns[index % 3]],
						periods: { planned: `20${String(10 + (index % 20))}/20${String(12 + (index % 20))}` },
						costs:
							index % 3 === 0 ? [] : [{ cents: 100_000 * (index + 1), relation: index % 5 === 0 ? 'about' : 'exact' }],
						sources: [{ title: words(index, 4) }],
						links: [{ edition, target: { kind: 'measure', id: measures[index % SIZE.measures] } }]
					})
				);
				projects.push(project._id);
				for (let nth = 0; nth < SIZE.reportsEach; nth += 1) {
					const status = STATUSES[(index + nth) % STATUSES.length] ?? 'running';
					const progress = status === 'completed' || WITHOUT_PROGRESS.has(status) ? null : (index * 3 + nth) % 100;
					await reportStatus(
						work,
						SYSTEM_CONTEXT,
						newStatusReport.parse({
							project: project._id,
							status,
							progress,
							asOf: `${String(2015 + nth)}-06`,
							text: words(nth, 12)
						})
					);
				}
			}
		});
	}
	return { id: region, key: 'bench', edition, projects };
}
