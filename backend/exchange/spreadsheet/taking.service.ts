import type { Model } from 'mongoose';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import type { takeImport } from '@konzeptstand/contract/import.ts';
import type { z } from 'zod';
import { AttachmentModel } from '../../concept/attachment.model.ts';
import { AssessmentModel } from '../../concept/indicator.model.ts';
import { StatusReportModel, StepModel } from '../../concept/project.model.ts';
import { DecisionModel } from '../../decision/decision.model.ts';
import { clock } from '../../foundation/clock.ts';
import { registerFieldTexts } from '../../foundation/error-texts.ts';
import { ApplicationError } from '../../foundation/errors.ts';
import type { ActorContext, RouteRegion } from '../../foundation/http/route.ts';
import { listJobs, stateOf } from '../../foundation/jobs/job-rows.ts';
import type { Job, JobControl, JobHandler } from '../../foundation/jobs/jobs.ts';
import { allKinds, record } from '../../record/record.service.ts';
import type { EntryWrite, ItemBase, Work } from '../../record/record.service.ts';
import { findUsers } from '../../region/living.service.ts';
import { findRegionById } from '../../region/region.service.ts';
import { currentPlan } from './current-plan.ts';
import { findImport, refuseTaken } from './import.service.ts';
import { ImportModel } from './import.model.ts';
import type { Plan } from './plan.ts';
import { takePlan } from './take-plan.ts';

/** Taking a list, whole or not at all, in one entry; and taking it back as a whole. */

export const TAKE_JOB = 'imports.take';

registerFieldTexts({
	import_other: {
		de: 'Seit der Vorschau hat sich etwas geändert. Bitte noch einmal ansehen und dann übernehmen.',
		en: 'Something has changed since the preview. Please look again and then take it.'
	},
	import_doubtful: {
		de: 'Zu {count} Zeilen ist noch etwas offen. Bitte entscheiden oder ohne diese Zeilen übernehmen.',
		en: 'Something is still open about {count} rows. Please decide it or take the list without them.'
	},
	import_nothing: { de: 'Es gibt nichts zu übernehmen.', en: 'There is nothing to take.' },
	built_on: {
		de: '„{title}“ wurde seit der Übernahme geändert oder wird von anderem genannt. Deshalb lässt sich die Übernahme nicht mehr zurücknehmen.',
		en: '“{title}” was changed since the taking, or something else names it. The taking can therefore not be undone any more.'
	}
});

interface TakePayload {
	import: string;
	digest: string;
	actor: ActorContext;
}
const payloadOf = (job: Job): TakePayload => job.payload as unknown as TakePayload;

/** The job that takes an import, while there is one. */
export async function findTakeJob(region: string, id: string): Promise<Job | null> {
	const jobs = await listJobs(region, TAKE_JOB);
	return jobs.filter((job) => payloadOf(job).import === id).at(-1) ?? null;
}

const isOpen = (job: Job | null): boolean => job !== null && ['waiting', 'running'].includes(stateOf(job));

/** Whether it can be taken as it was seen. @throws ApplicationError conflict */
function refuse(plan: Plan, order: z.output<typeof takeImport>): void {
	if (plan.digest !== order.digest)
		throw new ApplicationError('conflict', { field: 'digest', problem: 'import_other' });
	const count = plan.rows.filter(({ outcome }) => outcome === 'doubtful').length;
	if (count > 0 && !order.withoutDoubtful)
		throw new ApplicationError('conflict', { field: 'withoutDoubtful', problem: 'import_doubtful', values: { count } });
	if (plan.items.length === 0) throw new ApplicationError('conflict', { field: 'digest', problem: 'import_nothing' });
}

/**
 * Orders the taking of a list as it was seen; it is done beside everything else.
 * @throws ApplicationError not_found, version_conflict; conflict where it is taken, under way, or not what was seen
 */
export async function orderTaking(
	actor: ActorContext,
	region: RouteRegion,
	id: string,
	version: number,
	day: string,
	order: z.output<typeof takeImport>
): Promise<void> {
	const item = await findImport(region.id, id);
	if (item.version !== version)
		throw new ApplicationError('version_conflict', { current: item, currentVersion: item.version });
	refuseTaken(item);
	refuse((await currentPlan(region, item, day)).plan, order);
	await record.change(actor, { region: region.id, action: 'import.order' }, async (work) => {
		const now = await work.require(ImportModel, id);
		if (now.version !== version)
			throw new ApplicationError('version_conflict', { current: now, currentVersion: now.version });
		if (isOpen(await findTakeJob(region.id, id)))
			throw new ApplicationError('conflict', { field: 'id', problem: 'import_under_way' });
		const { kind, id: by, isAdministrator, memberships } = actor;
		const payload: TakePayload = {
			import: id,
			digest: order.digest,
			actor: { kind, id: by, name: null, isAdministrator, memberships }
		};
		work.enqueue({ type: TAKE_JOB, payload: { ...payload } });
	});
}

export const importJobs: readonly (readonly [string, JobHandler])[] = [[TAKE_JOB, take]];

/** How often a taking begins anew because somebody wrote in between. */
const MOST_TRIES = 5;

/** Somebody wrote between the plan and the change. */
class Overtaken extends Error {}

async function take(job: Job, { signal, step }: JobControl): Promise<void> {
	const { import: id, digest, actor } = payloadOf(job);
	const region = await findRegionById(job.region);
	if (!region) return;
	for (let attempt = 1; ; attempt += 1) {
		step('reading');
		const item = await findImport(region.id, id);
		// Begun again after a crash, it has been taken already.
		if (item.state === 'taken') return;
		step('comparing');
		const { plan, sequence } = await currentPlan(region, item, clock.day(region.timeZone));
		refuse(plan, { digest, withoutDoubtful: true });
		signal.throwIfAborted();
		step('writing');
		try {
			await record.change(actor, { region: region.id, action: 'import.take' }, async (work) => {
				if (work.sequence !== sequence + 1) throw new Overtaken();
				const items = await takePlan(work, actor, plan);
				const taken = { sequence: work.sequence, at: work.at.toISOString(), items };
				await work.update(ImportModel, id, item.version, { state: 'taken', taken });
			});
			return;
		} catch (error) {
			if (!(error instanceof Overtaken) || attempt === MOST_TRIES) throw error;
		}
	}
}

/**
 * Takes a taking back as a whole, in one entry: what it made is withdrawn, what it changed is as it was before.
 * @throws ApplicationError not_found, version_conflict; conflict naming what was built on it since
 */
export async function undoTaking(
	actor: ActorContext,
	region: string,
	id: string,
	version: number,
	reason: string | null
): Promise<void> {
	await record.change(actor, { region, action: 'import.undo', reason }, async (work) => {
		const item = await work.require(ImportModel, id);
		if (item.version !== version)
			throw new ApplicationError('version_conflict', { current: item, currentVersion: item.version });
		if (item.taken === null || item.withdrawn)
			throw new ApplicationError('conflict', { field: 'id', problem: 'import_not_taken' });
		const written = (await record.changesOf(region, item.taken.sequence, work.session)).filter(
			(one) => one.item !== id
		);
		await refuseBuiltOn(work, written);
		for (const one of written.reverse()) await undo(work, one, reason ?? item.name);
		await work.update(ImportModel, id, null, { state: 'undone', taken: null });
	});
}

function modelOf(kind: string): { model: Model<ItemBase>; title: (item: ItemBase) => string } {
	const found = allKinds().find((one) => one.kind === (kind as ItemKind));
	if (!found) throw new Error(`Nobody knows the kind ${kind}.`);
	return found;
}

/** Most of what was built on it that is named; the first tells enough. */
const MOST_NAMED = 20;

async function refuseBuiltOn(work: Work, written: readonly EntryWrite[]): Promise<void> {
	const all = new Set(written.map(({ item }) => item));
	const built: string[] = [];
	for (const kind of new Set(written.map((one) => one.kind))) {
		const { model, title } = modelOf(kind);
		const own = written.filter((one) => one.kind === kind);
		const versions = new Map(own.map(({ item, version }) => [item, version]));
		const now = await work.load(model, { _id: { $in: [...versions.keys()] } });
		built.push(...now.filter((item) => item.version !== versions.get(item._id)).map(title));
		const made = own.flatMap(({ item, before }) => (before === null ? [item] : []));
		const users = await findUsers(work, model, made, all);
		built.push(...users.map((user) => modelOf(user.kind).title(user.item)));
		const saidOf = await findSaidOf(work, made, all);
		built.push(...now.filter(({ _id }) => saidOf.has(_id)).map(title));
	}
	if (built.length === 0) return;
	throw new ApplicationError('conflict', {
		errors: [...new Set(built)]
			.slice(0, MOST_NAMED)
			.map((name) => ({ field: 'id', code: 'built_on', values: { title: name } }))
	});
}

/** What says something of an item without being a part of it. */
const SAYINGS: readonly (readonly [Model<ItemBase>, string])[] = [
	[StatusReportModel as unknown as Model<ItemBase>, 'project'],
	[StepModel as unknown as Model<ItemBase>, 'project'],
	[AssessmentModel as unknown as Model<ItemBase>, 'subject.id'],
	[AttachmentModel as unknown as Model<ItemBase>, 'of.id'],
	[DecisionModel as unknown as Model<ItemBase>, 'subjects.id']
];

/** Those of which something was said since; a report or a step has no name of its own that would tell. */
async function findSaidOf(work: Work, made: readonly string[], all: ReadonlySet<string>): Promise<Set<string>> {
	const found = new Set<string>();
	for (const [model, path] of SAYINGS) {
		const said = await work.load(model, { [path]: { $in: made }, withdrawn: null });
		for (const item of said) if (!all.has(item._id)) for (const id of valuesAt(item, path)) found.add(id);
	}
	return found;
}

/** All that stands at a path like `subjects.id`. */
const valuesAt = (item: ItemBase, path: string): string[] =>
	path
		.split('.')
		.reduce<unknown[]>((values, name) => values.flatMap((value) => (value as Record<string, unknown>)[name]), [item])
		.filter((value) => typeof value === 'string');

/** What is the same of every version of an item, or belongs to the version alone. */
const FIXED = new Set(['_id', 'region', 'version', 'key', 'withdrawn']);

async function undo(work: Work, { kind, item, before }: EntryWrite, reason: string): Promise<void> {
	const { model } = modelOf(kind);
	if (before === null) {
		await work.withdraw(model, item, null, reason);
		return;
	}
	const fields = Object.entries(before).filter(([name]) => !FIXED.has(name));
	await work.update(model, item, null, Object.fromEntries(fields));
}
