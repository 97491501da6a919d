import type { z } from 'zod';
import {
	newAssessment,
	newEdition,
	newField,
	newGoal,
	newIndicator,
	newMeasure
} from '@konzeptstand/contract/concept.ts';
import { newProject, newStatusReport } from '@konzeptstand/contract/project.ts';
import { newRegion } from '@konzeptstand/contract/region.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { createEdition, settleEdition } from '../../backend/concept/edition.service.ts';
import type { EditionItem } from '../../backend/concept/edition.model.ts';
import { createProject } from '../../backend/concept/project.service.ts';
import { reportStatus } from '../../backend/concept/status-report.service.ts';
import { createField, createGoal, createMeasure } from '../../backend/concept/structure.service.ts';
import { addAssessment, createIndicator } from '../../backend/concept/tracking.service.ts';
import { createMilestone, createMunicipality, createParty } from '../../backend/region/party.service.ts';
import { createRegion } from '../../backend/region/region.service.ts';
import { newMilestone, newMunicipality, newParty } from '@konzeptstand/contract/region.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import type { Work } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { useTestDatabase } from './database.ts';

/** Builders of a small region for tests: what is not given is made up, always the same way. */

export const REGION_ID = '01890000-0000-7000-8000-0000000000c1';
export const REGION_KEY = 'probe';

/** One change in the test region, as the system. */
export function inRegion<R>(action: (work: Work) => Promise<R>): Promise<R> {
	return record.change(SYSTEM, { region: REGION_ID, action: 'test.build' }, action);
}

/** For a suite in the test region, which is made anew, with nothing in it, before each test. */
export function useTestRegion(): void {
	useTestDatabase();
	before(prepareStore);
	beforeEach(async () => {
		record.forgetHeads();
		await buildRegion();
	});
}

export function buildRegion() {
	return inRegion((work) =>
		createRegion(work, { ...newRegion.parse({ key: REGION_KEY, name: 'Probe am Saalebogen' }) })
	);
}

export function buildMunicipality(fields: Partial<z.input<typeof newMunicipality>> = {}) {
	return inRegion((work) =>
		createMunicipality(work, newMunicipality.parse({ key: 'saalfeld', name: 'Saalfeld', ags: '16073077', ...fields }))
	);
}

export function buildParty(fields: Partial<z.input<typeof newParty>> = {}) {
	return inRegion((work) =>
		createParty(work, newParty.parse({ name: 'Stadt Saalfeld', kind: 'municipality', ...fields }))
	);
}

export function buildMilestone(fields: Partial<z.input<typeof newMilestone>> = {}) {
	return inRegion((work) => createMilestone(work, newMilestone.parse({ date: '2013', title: 'Vertrag', ...fields })));
}

export function buildEdition(fields: Partial<z.input<typeof newEdition>> = {}): Promise<EditionItem> {
	return inRegion((work) =>
		createEdition(work, newEdition.parse({ key: 'rek-2026', year: 2026, title: 'Konzept', ...fields }))
	);
}

/** As if it had been adopted: nothing here adopts by itself. */
export function freezeEdition(id: string, state: 'adopted' | 'superseded' = 'adopted'): Promise<EditionItem> {
	return inRegion((work) => settleEdition(work, id, state));
}

export function buildField(edition: string, fields: Partial<z.input<typeof newField>> = {}) {
	return inRegion((work) => createField(work, newField.parse({ edition, code: 'W', title: 'Wirtschaft', ...fields })));
}

export function buildGoal(edition: string, fields: Partial<z.input<typeof newGoal>> = {}) {
	return inRegion((work) => createGoal(work, newGoal.parse({ edition, title: 'Arbeitsplätze sichern', ...fields })));
}

export function buildMeasure(edition: string, fields: Partial<z.input<typeof newMeasure>> = {}) {
	return inRegion((work) =>
		createMeasure(work, newMeasure.parse({ edition, code: 'W 2', title: 'Gewerbegebiet entwickeln', ...fields }))
	);
}

export function buildProject(fields: Partial<z.input<typeof newProject>> = {}) {
	return inRegion((work) => createProject(work, newProject.parse({ title: 'Geraer Bahnbogen', ...fields })));
}

export function buildReport(
	project: string,
	fields: Partial<z.input<typeof newStatusReport>> = {},
	reporter = SYSTEM_CONTEXT
) {
	return inRegion((work) =>
		reportStatus(work, reporter, newStatusReport.parse({ project, status: 'running', ...fields }))
	);
}

export function buildIndicator(
	subject: z.input<typeof newIndicator>['subject'],
	fields: Partial<z.input<typeof newIndicator>> = {}
) {
	return inRegion((work) =>
		createIndicator(work, newIndicator.parse({ subject, title: 'Betriebe', unit: 'Anzahl', ...fields }))
	);
}

export function buildAssessment(subject: z.input<typeof newAssessment>['subject'], text = 'Läuft gut.') {
	return inRegion((work) => addAssessment(work, SYSTEM_CONTEXT, newAssessment.parse({ subject, text })));
}

/** A counted link. */
export const linkTo = (edition: string, target: { kind: 'measure' | 'goal'; id: string } | null, counts = true) => ({
	edition,
	target,
	counts
});
