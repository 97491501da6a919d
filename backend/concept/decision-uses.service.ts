import type { Model } from 'mongoose';
import type { DecisionUses } from '@konzeptstand/contract/decision.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { visibleTo } from '../decision/decision-page.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import type { ItemBase } from '../record/record.service.ts';
import { AmendmentModel } from './amendment.model.ts';
import type { AmendmentItem } from './amendment.model.ts';
import { referenceTo } from './concept-rows.ts';
import { EditionModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { EditionItem } from './edition.model.ts';
import { readItem } from './item.service.ts';
import { ProjectModel, StepModel } from './project.model.ts';
import type { StepItem } from './project.model.ts';
import { findReferences, findSubjects, referenceOr } from './references.ts';

/**
 * What a decision has decided on and set in motion, as far as it stands.
 * @throws ApplicationError not_found
 */
export async function readDecisionUses(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	actor: ActorContext
): Promise<DecisionUses> {
	const { session } = snapshot;
	const decision = await readItem<DecisionItem>(DecisionModel, region, id, snapshot);
	if (!decision.isPublic && visibleTo(actor, region).isPublic) throw new ApplicationError('not_found');
	const { subjects } = decision;
	const grounds = await groundsOf(decision, snapshot);
	const living = { region, withdrawn: null };
	const steps = await StepModel.find({ ...living, decision: { $in: grounds } })
		.sort({ planned: 1, _id: 1 })
		.session(session)
		.lean<StepItem[]>();
	const editions = await EditionModel.find({ ...living, 'adoption.decision': { $in: grounds } })
		.sort({ year: 1, _id: 1 })
		.session(session)
		.lean<EditionItem[]>();
	const amendments = await AmendmentModel.find({ ...living, decision: id })
		.sort({ edition: 1, number: 1 })
		.session(session)
		.lean<AmendmentItem[]>();
	const decided = subjects.filter(({ kind }) => kind === 'step').map((subject) => subject.id);
	const decidedSteps = await StepModel.find({ region, _id: { $in: decided } })
		.session(session)
		.lean<StepItem[]>();
	const projectOf = new Map([...steps, ...decidedSteps].map((step) => [step._id, step.project]));
	const projects = await findReferences(region, session, 'project', [...projectOf.values()]);
	const amended = await findReferences(
		region,
		session,
		'edition',
		amendments.map(({ edition }) => edition)
	);
	const named = await findSubjects(region, session, subjects);
	return {
		subjects: subjects.map(({ kind, id: subject }) => ({
			item: referenceOr(named, kind, subject),
			project: projects.get(projectOf.get(subject) ?? '') ?? null
		})),
		editions: editions.map((edition) => ({ ...referenceTo('edition', edition), code: String(edition.year) })),
		approved: await findApproved(region, grounds, snapshot),
		amendments: amendments.map((amendment) => ({
			item: referenceTo('amendment', { ...amendment, code: String(amendment.number) }),
			edition: referenceOr(amended, 'edition', amendment.edition)
		})),
		steps: steps.map((step) => ({
			item: referenceTo('step', step),
			project: referenceOr(projects, 'project', step.project)
		}))
	};
}

/** Where all towns have decided on one paper, what rests on it names the last of their decisions, and rests on each. */
async function groundsOf({ _id, region, paper, effect }: DecisionItem, { session }: RouteSnapshot): Promise<string[]> {
	if (paper === null || effect.state !== 'in-force') return [_id];
	const together = await DecisionModel.find({ region, paper, 'effect.state': 'in-force' })
		.select('_id')
		.session(session)
		.lean<DecisionItem[]>();
	return together.map((one) => one._id);
}

const APPROVED = { goal: GoalModel, measure: MeasureModel, project: ProjectModel } as const;

async function findApproved(region: string, grounds: readonly string[], snapshot: RouteSnapshot): Promise<Reference[]> {
	const found: Reference[] = [];
	for (const kind of ['goal', 'measure', 'project'] as const) {
		const items = await (APPROVED[kind] as unknown as Model<ItemBase & { title: string; code: string | null }>)
			.find({ region, withdrawn: null, 'approval.decision': { $in: grounds } })
			.sort({ _id: 1 })
			.session(snapshot.session)
			.lean<(ItemBase & { title: string; code: string | null })[]>();
		found.push(...items.map((item) => referenceTo(kind, item)));
	}
	return found;
}
