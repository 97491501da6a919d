import type { ClientSession, Model } from 'mongoose';
import type { z } from 'zod';
import type { ItemKind, Reference, roleOutput } from '@konzeptstand/contract/values.ts';
import { findPeopleById } from '../accounts/accounts.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import { BodyModel, MilestoneModel, MunicipalityModel, PartyModel, RegionModel } from '../region/region.model.ts';
import type { ItemBase } from '../record/record.service.ts';
import { AmendmentModel } from './amendment.model.ts';
import { ChapterModel } from './chapter.model.ts';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import { IndicatorModel } from './indicator.model.ts';
import { ProjectModel, StepModel } from './project.model.ts';
import { referenceTo } from './concept-rows.ts';

/** Looks up the items that others point to, each kind with one query. */

const MODELS = {
	region: RegionModel,
	municipality: MunicipalityModel,
	party: PartyModel,
	body: BodyModel,
	milestone: MilestoneModel,
	decision: DecisionModel,
	edition: EditionModel,
	field: FieldModel,
	goal: GoalModel,
	measure: MeasureModel,
	indicator: IndicatorModel,
	chapter: ChapterModel,
	amendment: AmendmentModel,
	project: ProjectModel,
	step: StepModel
} as const;
export type ReferredKind = keyof typeof MODELS;

/** The model of a kind that others point to. */
export function referredModel(kind: ReferredKind): Model<ItemBase> {
	return MODELS[kind] as unknown as Model<ItemBase>;
}

/** References by id; an id that names nothing is missing from the map. */
export async function findReferences(
	region: string,
	session: ClientSession,
	kind: ReferredKind,
	ids: readonly (string | null | undefined)[]
): Promise<Map<string, Reference>> {
	const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string'))];
	if (wanted.length === 0) return new Map();
	const model = MODELS[kind] as unknown as Model<ItemBase & { title?: string; name?: string; code?: string | null }>;
	const found = await model
		.find({ _id: { $in: wanted }, region })
		.select('title name code')
		.session(session)
		.lean();
	return new Map(found.map((item) => [item._id, referenceTo(kind, item as never)]));
}

/** Reference of an item that may be gone: then only its id is known. */
export function referenceOr(found: ReadonlyMap<string, Reference>, kind: ItemKind, id: string): Reference {
	return found.get(id) ?? { kind, id, code: null, title: '' };
}

/** References of items of several kinds. */
export async function findSubjects(
	region: string,
	session: ClientSession,
	subjects: readonly { kind: ReferredKind; id: string }[]
): Promise<Map<string, Reference>> {
	const found = new Map<string, Reference>();
	for (const kind of new Set(subjects.map((subject) => subject.kind))) {
		const ids = subjects.filter((subject) => subject.kind === kind).map((subject) => subject.id);
		for (const [id, reference] of await findReferences(region, session, kind, ids)) found.set(id, reference);
	}
	return found;
}

export async function presentRoles(
	region: string,
	session: ClientSession,
	roles: readonly {
		role: z.output<typeof roleOutput>['role'];
		party: string;
		part: string | null;
		isInferred: boolean;
	}[]
): Promise<z.output<typeof roleOutput>[]> {
	const parties = await findReferences(
		region,
		session,
		'party',
		roles.map((role) => role.party)
	);
	return roles.map((role) => ({ ...role, party: referenceOr(parties, 'party', role.party) }));
}

/** Names of people by id; who was erased has none. */
export async function findNames(ids: readonly (string | null)[]): Promise<Map<string, string>> {
	const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
	if (wanted.length === 0) return new Map();
	const people = await findPeopleById(wanted);
	return new Map(people.flatMap((person) => (person.name === null ? [] : [[person._id, person.name] as const])));
}
