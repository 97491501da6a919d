import { newField, newGoal, newMeasure } from '@konzeptstand/contract/concept.ts';
import { newProject, newStatusReport } from '@konzeptstand/contract/project.ts';
import { newParty } from '@konzeptstand/contract/region.ts';
import { uuidv7 } from 'uuidv7';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from '../../concept/edition.model.ts';
import { ProjectModel } from '../../concept/project.model.ts';
import { changeProject, createProject, setProjectLinks } from '../../concept/project.service.ts';
import { reportStatus } from '../../concept/status-report.service.ts';
import {
	changeField,
	changeGoal,
	changeMeasure,
	createField,
	createGoal,
	createMeasure
} from '../../concept/structure.service.ts';
import type { ActorContext } from '../../foundation/http/route.ts';
import type { Work } from '../../record/record.service.ts';
import { createParty } from '../../region/party.service.ts';
import { MunicipalityModel, PartyModel } from '../../region/region.model.ts';
import type { ListKind } from './list-items.ts';
import type { Plan } from './plan.ts';
import type { PlannedItem } from './plan-item.ts';
import type { Fields } from './wanted.ts';

/** Does what a plan says, through the services that a person's work goes through. */

const SOME_ID = '00000000-0000-7000-8000-000000000000';
/** A new item of each kind without anything said of it: its defaults by the contract. */
const EMPTY = {
	field: newField.parse({ edition: SOME_ID, title: '-' }),
	goal: newGoal.parse({ edition: SOME_ID, title: '-' }),
	measure: newMeasure.parse({ edition: SOME_ID, title: '-' }),
	project: newProject.parse({ title: '-' }),
	report: newStatusReport.parse({ project: SOME_ID, status: 'unknown' }),
	party: newParty.parse({ name: '-', kind: 'other' })
};
const CREATE = { field: createField, goal: createGoal, measure: createMeasure, project: createProject };
const CHANGE = { field: changeField, goal: changeGoal, measure: changeMeasure, project: changeProject };
const KINDS: readonly ListKind[] = ['field', 'goal', 'measure', 'project'];

/**
 * Writes everything that is planned into an open change.
 * @returns how many items it has written
 * @throws ApplicationError whatever a service refuses
 */
export async function takePlan(work: Work, actor: ActorContext, plan: Plan): Promise<number> {
	const ids = new Map<string, string>();
	await loadKnown(work, plan);
	for (const { reference, name, kind } of plan.parties) {
		const made = await createParty(work, { ...EMPTY.party, name, kind });
		ids.set(reference, made._id);
	}
	for (const { reference, id } of plan.items) ids.set(reference, id ?? uuidv7());
	const ordered = KINDS.flatMap((kind) => {
		const own = plan.items.filter((item) => item.kind === kind);
		// A goal before the goals below it.
		return kind === 'goal' ? own.sort((a, b) => Number('parent' in a.fields) - Number('parent' in b.fields)) : own;
	});
	for (const [position, item] of ordered.entries()) await write(work, actor, plan, item, ids, position + 1);
	return plan.parties.length + plan.items.length;
}

/** What the services will look up, in a few queries. */
async function loadKnown(work: Work, plan: Plan): Promise<void> {
	await work.load(EditionModel, {});
	await work.load(MunicipalityModel, {});
	await work.load(PartyModel, {});
	if (plan.edition !== null)
		for (const model of [FieldModel, GoalModel, MeasureModel])
			await work.load(model as typeof FieldModel, { edition: plan.edition });
	const known = plan.items.flatMap(({ kind, id }) => (kind === 'project' && id !== null ? [id] : []));
	if (known.length > 0) await work.load(ProjectModel, { _id: { $in: known } });
}

async function write(
	work: Work,
	actor: ActorContext,
	plan: Plan,
	item: PlannedItem,
	ids: ReadonlyMap<string, string>,
	position: number
): Promise<void> {
	const { kind, report, target } = item;
	const id = ids.get(item.reference) as string;
	const fields = resolved(item.fields, ids);
	const link = target && { kind: target.kind, id: ids.get(target.reference) ?? target.reference };
	if (item.id === null) {
		const links = plan.edition !== null && target !== undefined ? [linkTo(plan.edition, link ?? null)] : [];
		const place = kind === 'project' ? { links } : { edition: plan.edition, position };
		if (kind === 'measure') await settleField(work, fields);
		await CREATE[kind](work, { ...EMPTY[kind], ...fields, ...place, _id: id } as never);
	} else {
		if (Object.keys(fields).length > 0) await CHANGE[kind](work, id, null, fields);
		if (target !== undefined && plan.edition !== null) await moveProject(work, id, plan.edition, link ?? null);
	}
	if (report) await reportStatus(work, actor, { ...EMPTY.report, project: id, ...report });
}

/** A measure below a goal lies in the field of that goal, also where the list names none. */
async function settleField(work: Work, fields: Fields): Promise<void> {
	const { field, goal } = fields;
	if (typeof goal !== 'string' || typeof field === 'string') return;
	fields['field'] = (await work.find(GoalModel, goal))?.field ?? null;
}

type Target = { kind: 'measure' | 'goal'; id: string } | null;
const linkTo = (edition: string, target: Target) => ({ edition, target, counts: true, isInferred: false, doubt: null });

/** The place that counts is the list's; what the project contributes to besides stays. */
async function moveProject(work: Work, id: string, edition: string, target: Target): Promise<void> {
	const project = await work.require(ProjectModel, id);
	const others = project.links.filter(
		(link) => link.edition === edition && !link.counts && link.target?.id !== target?.id
	);
	const links = [linkTo(edition, target), ...others].map(({ edition: _edition, ...link }) => {
		void _edition;
		return link;
	});
	await setProjectLinks(work, id, null, { edition, links });
}

/** With ids in the place of references of the list. */
function resolved(fields: Fields, ids: ReadonlyMap<string, string>): Fields {
	const made = { ...fields };
	for (const name of ['field', 'goal', 'parent']) {
		const reference = made[name];
		if (typeof reference === 'string') made[name] = ids.get(reference) ?? reference;
	}
	const roles = made['roles'] as { party: string }[] | undefined;
	if (roles) made['roles'] = roles.map((role) => ({ ...role, party: ids.get(role.party) ?? role.party }));
	return made;
}
