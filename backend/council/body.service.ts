import type { z } from 'zod';
import type { bodyChange, newBody } from '@konzeptstand/contract/region.ts';
import { requireMembers } from '../accounts/accounts.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { Work } from '../record/record.service.ts';
import { refuseStale, registerUse, restoreWithdrawn } from '../region/living.service.ts';
import { changeBody, createBody } from '../region/party.service.ts';
import { BodyModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { MeetingModel } from './meeting.model.ts';
import { PaperModel } from './paper.model.ts';

/** Bodies as people set them up: their seats may belong to accounts, of which the region's own room knows nothing. */

registerUse(BodyModel, MeetingModel, 'body', 'in_use');
registerUse(BodyModel, PaperModel, 'body', 'in_use');
registerUse(BodyModel, DecisionModel, 'body', 'in_use');

/** @throws ApplicationError invalid_input */
export async function addBody(work: Work, fields: z.output<typeof newBody>): Promise<BodyItem> {
	await checkBody(work, fields, null);
	return createBody(work, fields);
}

/** @throws ApplicationError not_found, version_conflict, conflict, invalid_input */
export async function editBody(
	work: Work,
	id: string,
	version: number,
	patch: z.output<typeof bodyChange>
): Promise<BodyItem> {
	const before = await work.require(BodyModel, id);
	refuseStale(before, version);
	const fields = patch as Partial<BodyItem>;
	await checkBody(work, { ...before, ...fields }, before);
	return changeBody(work, id, version, fields);
}

/** @throws ApplicationError not_found, version_conflict, conflict; invalid_input where its town has another council by now */
export async function restoreBody(work: Work, id: string, version: number): Promise<BodyItem> {
	const body = await work.require(BodyModel, id);
	refuseStale(body, version);
	await checkBody(work, body, body);
	return restoreWithdrawn(work, BodyModel, id, version);
}

async function checkBody(
	work: Work,
	{ kind, municipality, seats }: Pick<BodyItem, 'kind' | 'municipality' | 'seats'>,
	before: BodyItem | null
): Promise<void> {
	for (const part of ['person', 'deputyPerson'] as const) {
		const named = seats.map((seat) => seat[part]);
		const known = before?.seats.flatMap((seat) => [seat.person, seat.deputyPerson]) ?? [];
		await requireMembers(work, named, known, (index) => `seats.${String(index)}.${part}`);
	}
	if (kind !== 'council') return;
	if (municipality === null)
		throw new ApplicationError('invalid_input', { field: 'municipality', problem: 'required' });
	const councils = await work.load(BodyModel, { kind: 'council', municipality, withdrawn: null });
	if (councils.some(({ _id }) => _id !== before?._id))
		throw new ApplicationError('invalid_input', { field: 'municipality', problem: 'council_exists' });
}

registerFieldTexts({
	council_exists: {
		de: 'Diese Stadt oder Gemeinde hat hier schon einen eigenen Rat.',
		en: 'This municipality has a council of its own here already.'
	}
});
