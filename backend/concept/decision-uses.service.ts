import type { DecisionUses } from '@konzeptstand/contract/decision.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { AmendmentModel } from './amendment.model.ts';
import type { AmendmentItem } from './amendment.model.ts';
import { referenceTo } from './concept-rows.ts';
import { EditionModel } from './edition.model.ts';
import type { EditionItem } from './edition.model.ts';
import { readItem } from './item.service.ts';
import { StepModel } from './project.model.ts';
import type { StepItem } from './project.model.ts';
import { findReferences, findSubjects, referenceOr } from './references.ts';

/**
 * What a decision has decided on and set in motion, as far as it stands.
 * @param mayClosed whether the reader may see decisions that are not public
 * @throws ApplicationError not_found
 */
export async function readDecisionUses(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	mayClosed: boolean
): Promise<DecisionUses> {
	const { session } = snapshot;
	const { subjects, isPublic } = await readItem<DecisionItem>(DecisionModel, region, id, snapshot);
	if (!isPublic && !mayClosed) throw new ApplicationError('not_found');
	const living = { region, withdrawn: null };
	const steps = await StepModel.find({ ...living, decision: id })
		.sort({ planned: 1, _id: 1 })
		.session(session)
		.lean<StepItem[]>();
	const editions = await EditionModel.find({ ...living, 'adoption.decision': id })
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
