import type { z } from 'zod';
import type { effect } from '@konzeptstand/contract/decision.ts';
import { newPaper, outsideResult } from '@konzeptstand/contract/paper.ts';
import { newBody } from '@konzeptstand/contract/region.ts';
import { noteOutsideResult } from '../../backend/council/deciding.service.ts';
import { MeetingModel, STANDING_MEETING } from '../../backend/council/meeting.model.ts';
import { createPaper } from '../../backend/council/paper.service.ts';
import type { DecisionItem } from '../../backend/decision/decision.model.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import { createBody } from '../../backend/region/party.service.ts';
import { BodyModel } from '../../backend/region/region.model.ts';
import type { BodyItem } from '../../backend/region/region.model.ts';
import { REGION_ID } from './concept.ts';

type Effects = z.input<typeof effect>[];

/** The body that decides for the region; made where there is none. @param isElsewhere one whose meetings are not kept here */
export async function decidingBody(region = REGION_ID, isElsewhere = false): Promise<string> {
	const meeting = isElsewhere ? await MeetingModel.distinct('body', { region, ...STANDING_MEETING }) : [];
	const wanted = { region, kind: 'deciding' as const, withdrawn: null, _id: { $nin: meeting } };
	const held = await BodyModel.findOne(wanted).lean<BodyItem>();
	if (held) return held._id;
	const fields = newBody.parse({ name: isElsewhere ? 'Zweckverband' : 'Rat der Bürgermeister', kind: 'deciding' });
	const made = await record.change(SYSTEM, { region, action: 'test.build' }, (work) => createBody(work, fields));
	return made._id;
}

/** An open paper of the body that decides. */
export async function buildPaper(
	effects: Effects = [],
	fields: Partial<z.input<typeof newPaper>> = {},
	region = REGION_ID
) {
	const body = fields.body === undefined ? await decidingBody(region) : fields.body;
	const input = newPaper.parse({ title: 'Beschluss', proposal: 'Es wird so gemacht.', effects, ...fields, body });
	return record.change(SYSTEM, { region, action: 'paper.create' }, (work) => createPaper(work, input));
}

/** Enters what a body decided on a paper. */
export function enterResult(
	paper: string,
	body: string,
	fields: Partial<z.input<typeof outsideResult>> = {},
	region = REGION_ID
): Promise<DecisionItem> {
	const input = outsideResult.parse({ body, date: '2026-01-15', result: 'accepted', ...fields });
	return record.change(SYSTEM, { region, action: 'paper.decide' }, (work) => noteOutsideResult(work, paper, input));
}

/** The only way to adopt, approve or fix: a paper with these effects that the region's body accepts. */
export async function decide(
	effects: Effects,
	fields: Partial<z.input<typeof outsideResult>> = {},
	region = REGION_ID
): Promise<DecisionItem> {
	const paper = await buildPaper(effects, { body: await decidingBody(region, true) }, region);
	return enterResult(paper._id, paper.body ?? '', fields, region);
}
