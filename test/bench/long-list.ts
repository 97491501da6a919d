import { newEdition, newMeasure } from '@konzeptstand/contract/concept.ts';
import { newProject, newStatusReport } from '@konzeptstand/contract/project.ts';
import { newParty, newRegion } from '@konzeptstand/contract/region.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { createEdition } from '../../backend/concept/edition.service.ts';
import { createProject } from '../../backend/concept/project.service.ts';
import { reportStatus } from '../../backend/concept/status-report.service.ts';
import { createMeasure } from '../../backend/concept/structure.service.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import type { Work } from '../../backend/record/record.service.ts';
import { createParty } from '../../backend/region/party.service.ts';
import { createRegion, newRegionId } from '../../backend/region/region.service.ts';

/** Rows of the longest list that is exported. */
export const LONG_LIST = 20_000;
const BATCH = 1_000;

/** A region of nothing but projects, each with what fills a row: carrier, place, period, costs, status. */
export async function generateLongList(): Promise<{ id: string; key: string; project: string }> {
	const id = newRegionId();
	const key = 'bench-liste';
	const change = <R>(action: (work: Work) => Promise<R>): Promise<R> =>
		record.change(SYSTEM, { region: id, action: 'bench.generate' }, action);
	const { edition, measure, party } = await change(async (work) => {
		await createRegion(work, newRegion.parse({ key, name: 'Lange Liste' }));
		const carrier = await createParty(work, newParty.parse({ name: 'Stadt Saalfeld/Saale', kind: 'municipality' }));
		const made = await createEdition(work, newEdition.parse({ key: 'rek-2026', year: 2026, title: 'Konzept' }));
		const place = { edition: made._id, code: 'M 1', title: 'Gewerbegebiete an der Saale' };
		const under = await createMeasure(work, newMeasure.parse(place));
		return { edition: made._id, measure: under._id, party: carrier._id };
	});
	let project = '';
	for (let batch = 0; batch < LONG_LIST; batch += BATCH) {
		await change(async (work) => {
			for (let index = batch; index < batch + BATCH; index += 1) {
				const made = await createProject(
					work,
					newProject.parse({
						title: `Ausbau des Radwegs entlang der Saale, Abschnitt ${String(index + 1)}`,
						code: `P ${String(index + 1)}`,
						periods: { planned: `20${String(10 + (index % 20))}/20${String(12 + (index % 20))}` },
						costs: index % 3 === 0 ? [] : [{ cents: 100_050 * (index + 1), relation: index % 5 ? 'exact' : 'about' }],
						roles: [{ role: 'carrier', party }],
						links: [{ edition, target: { kind: 'measure', id: measure } }]
					})
				);
				project = made._id;
				const report = { project, status: 'running', progress: index % 100, asOf: '2026-01-09' };
				await reportStatus(work, SYSTEM_CONTEXT, newStatusReport.parse(report));
			}
		});
	}
	return { id, key, project };
}
