import type { z } from 'zod';
import type { newPaper } from '@konzeptstand/contract/paper.ts';
import { isDeciding } from '@konzeptstand/contract/vote-rule.ts';
import type { BodyItem, MunicipalityItem } from '../region/region.model.ts';
import { requireSubjects } from '../decision/decision.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { effectKind } from '../decision/effects.service.ts';
import { registerAttachmentSubject } from '../concept/attachment.service.ts';
import '../concept/council-effects.service.ts';
import { clock } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { FieldError } from '../foundation/errors.ts';
import type { Work } from '../record/record.service.ts';
import { refuseStale, registerUse } from '../region/living.service.ts';
import { BodyModel, MunicipalityModel, RegionModel } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import { PaperModel } from './paper.model.ts';
import type { PaperItem } from './paper.model.ts';
import './paper-texts.ts';

/** Papers: what is put to the vote. Their wording stands as soon as somebody has decided on it. */

type PaperFields = z.output<typeof newPaper>;

registerUse(BodyModel, PaperModel, 'body', 'in_use');
// What was voted on includes the files that lay before those who voted.
registerAttachmentSubject('paper', PaperModel, async (work, id) =>
	requireUndecided(work, await work.require(PaperModel, id))
);

/**
 * Makes a paper with the next number of the year, which is never given again.
 * @throws ApplicationError invalid_input
 */
export async function createPaper(work: Work, fields: PaperFields): Promise<PaperItem> {
	await checkPaper(work, fields, fields);
	return work.create(PaperModel, { ...fields, number: await nextNumber(work), state: 'open' });
}

/** `2026/07`, in the region's year. */
async function nextNumber(work: Work): Promise<string> {
	const { timeZone } = await work.require(RegionModel, work.region);
	const year = clock.day(timeZone).slice(0, 4);
	const all = [
		...(await work.load(PaperModel, { number: { $regex: `^${year}/` } })),
		...work.written(PaperModel).filter(({ number }) => number.startsWith(`${year}/`))
	];
	const last = Math.max(0, ...all.map(({ number }) => Number(number.slice(5))));
	return `${year}/${String(last + 1).padStart(2, '0')}`;
}

/**
 * Changes a paper on which nobody has decided yet.
 * @throws ApplicationError not_found, version_conflict, invalid_input; conflict once it is voted on or withdrawn
 */
export async function changePaper(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<PaperItem>
): Promise<PaperItem> {
	const paper = await work.require(PaperModel, id);
	refuseStale(paper, version);
	await requireUndecided(work, paper);
	await checkPaper(work, { ...paper, ...patch }, patch);
	return work.update(PaperModel, id, version, patch);
}

/** @throws ApplicationError not_found, version_conflict; conflict once it is voted on or withdrawn */
export async function withdrawPaper(work: Work, id: string, version: number, reason: string): Promise<PaperItem> {
	const paper = await work.require(PaperModel, id);
	refuseStale(paper, version);
	await requireUndecided(work, paper, isOfTheRule);
	await work.withdraw(PaperModel, id, version, reason);
	return work.update(PaperModel, id, null, { state: 'withdrawn' });
}

/** @throws ApplicationError not_found, version_conflict; conflict when it stands */
export async function restorePaper(work: Work, id: string, version: number): Promise<PaperItem> {
	const paper = await work.require(PaperModel, id);
	refuseStale(paper, version);
	if (!paper.withdrawn) throw new ApplicationError('conflict', { field: 'id', problem: 'not_withdrawn' });
	await work.restore(PaperModel, id, version);
	return work.update(PaperModel, id, null, { state: 'open' });
}

/** A recommendation keeps nobody from withdrawing the paper: nothing is decided by it. */
const isOfTheRule = ({ result }: DecisionItem): boolean => result !== 'recommended';

async function requireUndecided(
	work: Work,
	paper: PaperItem,
	counts: (decision: DecisionItem) => boolean = () => true
): Promise<void> {
	if (paper.withdrawn) throw new ApplicationError('conflict', { field: 'id', problem: 'paper_withdrawn' });
	const count = (await standingDecisions(work, paper._id)).filter(counts).length;
	if (count > 0)
		throw new ApplicationError('conflict', { field: 'id', problem: 'paper_has_decisions', values: { count } });
}

/** Decisions on a paper that hold, in the order in which they were noted, as this change has left them so far. */
export async function standingDecisions(work: Work, paper: string): Promise<DecisionItem[]> {
	const all = new Map((await work.load(DecisionModel, { paper })).map((one) => [one._id, one]));
	for (const one of work.written(DecisionModel)) if (one.paper === paper) all.set(one._id, one);
	return [...all.values()].filter(isStanding).sort((a, b) => (a._id < b._id ? -1 : 1));
}

/** Whether a decision holds: neither withdrawn nor annulled. */
export const isStanding = ({ withdrawn, effect }: Pick<DecisionItem, 'withdrawn' | 'effect'>): boolean =>
	withdrawn === null && effect.state !== 'annulled';

/** Of towns and subjects only what is new is looked up: one withdrawn since does not keep a wording from being mended. */
async function checkPaper(work: Work, paper: PaperFields, changed: Partial<PaperFields>): Promise<void> {
	const errors = [...(await faultsOfBody(work, paper)), ...(await faultsOfEffects(work, paper.effects))];
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
	const towns = (changed.costs ?? []).map(({ municipality }) => municipality);
	await requireAll(work, MunicipalityModel, towns, (index) => `costs.${String(index)}.municipality`);
	await requireSubjects(work, changed.subjects ?? []);
}

async function faultsOfBody(work: Work, { rule, body: id }: PaperFields): Promise<FieldError[]> {
	await requireAll(work, BodyModel, [id], 'body');
	const body = id === null ? null : await work.require(BodyModel, id);
	if (rule === 'single') {
		if (!body) return [{ field: 'body', code: 'required' }];
		return isDeciding(body) ? [] : [{ field: 'body', code: 'body_only_recommends' }];
	}
	if (body?.kind === 'council') return [{ field: 'body', code: 'body_of_joint' }];
	const councils = await findCouncils(work);
	const missing = (await findTowns(work)).filter((town) => !councils.has(town._id));
	const towns = missing.map(({ name }) => name).join(', ');
	return missing.length > 0 ? [{ field: 'rule', code: 'council_missing', values: { towns } }] : [];
}

/** Municipalities of the cooperation, by name. */
export async function findTowns(work: Work): Promise<MunicipalityItem[]> {
	const towns = await work.load(MunicipalityModel, { withdrawn: null });
	return towns.sort((a, b) => a.name.localeCompare(b.name, 'de'));
}

/** Each municipality's own council, by its id. */
export async function findCouncils(work: Work): Promise<Map<string, BodyItem>> {
	const councils = await work.load(BodyModel, { kind: 'council', municipality: { $ne: null }, withdrawn: null });
	return new Map(councils.map((council) => [String(council.municipality), council]));
}

async function faultsOfEffects(work: Work, effects: PaperFields['effects']): Promise<FieldError[]> {
	const errors: FieldError[] = [];
	for (const [index, effect] of effects.entries()) {
		const field = `effects.${String(index)}`;
		const kind = effectKind(effect.type);
		if (!(await kind.describe(work, effect))) errors.push({ field: `${field}.subject`, code: 'not_found' });
		if (kind.date === 'required' && effect.planned === null)
			errors.push({ field: `${field}.planned`, code: 'required' });
		if (kind.date === 'none' && effect.planned !== null)
			errors.push({ field: `${field}.planned`, code: 'no_effect_on' });
		const isTwice = effects
			.slice(0, index)
			.some((other) => other.subject === effect.subject || (kind.isOnce && other.type === effect.type));
		if (isTwice) errors.push({ field: `${field}.subject`, code: 'duplicate' });
	}
	return errors;
}
