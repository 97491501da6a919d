import type { z } from 'zod';
import type { newMilestone, newParty } from '@konzeptstand/contract/region.ts';
import type { Work } from '../record/record.service.ts';
import { BodyModel, MilestoneModel, MunicipalityModel, PartyModel } from './region.model.ts';
import type { BodyItem, MilestoneItem, MunicipalityItem, PartyItem } from './region.model.ts';
import { changeLiving } from './living.service.ts';
import { requireAll } from './region.service.ts';

/** Municipalities, bodies, parties and milestones of a region. */

export async function createMunicipality(
	work: Work,
	fields: Omit<MunicipalityItem, '_id' | 'region' | 'version' | 'withdrawn'>
): Promise<MunicipalityItem> {
	return work.create(MunicipalityModel, fields);
}

/** @throws ApplicationError invalid_input */
export async function createBody(
	work: Work,
	fields: Omit<BodyItem, '_id' | 'region' | 'version' | 'withdrawn'>
): Promise<BodyItem> {
	await requireTowns(work, fields);
	return work.create(BodyModel, fields);
}

/** @throws ApplicationError not_found, version_conflict, conflict, invalid_input */
export async function changeBody(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<BodyItem>
): Promise<BodyItem> {
	await requireTowns(work, patch);
	return changeLiving(work, BodyModel, id, version, patch);
}

async function requireTowns(
	work: Work,
	{ municipality = null, seats = [], chairs = [] }: Partial<Pick<BodyItem, 'municipality' | 'seats' | 'chairs'>>
): Promise<void> {
	await requireAll(work, MunicipalityModel, [municipality], 'municipality');
	await requireAll(
		work,
		MunicipalityModel,
		seats.map((seat) => seat.municipality),
		(index) => `seats.${String(index)}.municipality`
	);
	await requireAll(
		work,
		MunicipalityModel,
		chairs.map((chair) => chair.municipality),
		(index) => `chairs.${String(index)}.municipality`
	);
}

/** @throws ApplicationError duplicate (name), invalid_input */
export async function createParty(work: Work, fields: z.output<typeof newParty>): Promise<PartyItem> {
	await requireAll(work, MunicipalityModel, [fields.municipality], 'municipality');
	return work.create(PartyModel, fields);
}

export async function changeParty(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<PartyItem>
): Promise<PartyItem> {
	await requireAll(work, MunicipalityModel, [patch.municipality ?? null], 'municipality');
	return changeLiving(work, PartyModel, id, version, patch);
}

export function createMilestone(work: Work, fields: z.output<typeof newMilestone>): Promise<MilestoneItem> {
	return work.create(MilestoneModel, fields);
}
