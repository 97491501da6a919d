import type { Model } from 'mongoose';
import { newStatusReport } from '@konzeptstand/contract/project.ts';
import { adoptInput } from '@konzeptstand/contract/adoption.ts';
import type { Effect } from '@konzeptstand/contract/decision.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { registerEffect } from '../decision/effects.service.ts';
import type { EffectKind, Ground, Reading } from '../decision/effects.service.ts';
import { referenceOf } from '../record/present.service.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { withdrawLiving } from '../region/living.service.ts';
import { adoptEdition } from './adoption.service.ts';
import { EditionModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { EditionItem, GoalItem, MeasureItem } from './edition.model.ts';
import { isFrozen } from './edition.service.ts';
import { ProjectModel, StepModel } from './project.model.ts';
import type { ProjectItem, StepItem } from './project.model.ts';
import { addReport } from './status-report.service.ts';
import './uses.ts';

/** What a council's decision sets in motion in the concept. None of this has another way, loading of the past apart. */

/** What stands against an effect on an item of this kind: that it is gone, or what the kind itself says. */
function onItem<T extends ItemBase>(
	kind: EffectKind['subjectKind'],
	model: Model<T>,
	says: {
		against: (item: T, reading: Reading) => string | null | Promise<string | null>;
		apply: (work: Work, item: T, ground: Ground, effect: Effect) => Promise<unknown>;
		date?: EffectKind['date'];
		isOnce?: boolean;
		projectOf?: (item: T, reading: Reading) => Promise<ProjectItem | null>;
	}
): EffectKind {
	return {
		subjectKind: kind,
		date: says.date ?? 'none',
		isOnce: says.isOnce ?? false,
		obstacle: async (reading, { subject }) => {
			const item = await reading.find(model, subject);
			if (!item) return 'not_found';
			return item.withdrawn ? 'effect_withdrawn' : says.against(item, reading);
		},
		apply: async (work, effect, ground) => {
			await says.apply(work, await work.require(model, effect.subject), ground, effect);
		},
		describe: async (reading, { subject }) => {
			const item = await reading.find(model, subject);
			if (!item) return null;
			const project = (await says.projectOf?.(item, reading)) ?? null;
			return { subject: referenceOf(kind, item), project: project && referenceOf('project', project) };
		}
	};
}

const approvalBy = (work: Work, { decision }: Ground) => ({ decision: decision._id, at: work.at.toISOString() });

async function ofSuperseded(edition: string, reading: Reading): Promise<string | null> {
	return (await reading.find(EditionModel, edition))?.state === 'superseded' ? 'effect_superseded' : null;
}

registerEffect(
	'edition.adopt',
	onItem<EditionItem>('edition', EditionModel, {
		// A second would put the first aside at once.
		isOnce: true,
		against: (edition) => (isFrozen(edition) ? 'effect_adopted' : null),
		apply: (work, edition, { decision, results }) =>
			adoptEdition(
				work,
				edition._id,
				null,
				adoptInput.parse({
					decision: decision._id,
					date: decision.date,
					results: results.map(({ municipality, decision: own }) => ({
						municipality,
						body: own.body,
						date: own.date,
						number: own.number,
						result: 'accepted'
					}))
				})
			)
	})
);

registerEffect(
	'goal.put-in-force',
	onItem<GoalItem>('goal', GoalModel, {
		against: (goal, reading) => (goal.approval ? 'effect_in_force' : ofSuperseded(goal.edition, reading)),
		apply: (work, goal, ground) => work.update(GoalModel, goal._id, null, { approval: approvalBy(work, ground) })
	})
);

registerEffect(
	'measure.approve',
	onItem<MeasureItem>('measure', MeasureModel, {
		against: (measure, reading) => (measure.approval ? 'effect_approved' : ofSuperseded(measure.edition, reading)),
		apply: (work, measure, ground) =>
			work.update(MeasureModel, measure._id, null, { approval: approvalBy(work, ground) })
	})
);

registerEffect(
	'project.approve',
	onItem<ProjectItem>('project', ProjectModel, {
		against: (project) => (project.approval ? 'effect_approved' : null),
		apply: async (work, project, ground) => {
			await work.update(ProjectModel, project._id, null, { approval: approvalBy(work, ground) });
			// Of what is under way or finished, a decision tells no status: the reports do.
			if (['idea', 'planned'].includes(project.current.status)) await reportDecided(work, project._id, ground.decision);
		}
	})
);

async function reportDecided(work: Work, project: string, { date, number, title }: DecisionItem): Promise<void> {
	const report = newStatusReport.parse({ project, status: 'decided', asOf: date, text: nameOf({ number, title }) });
	await addReport(work, { ...work.actor, memberships: [] }, report);
}

const nameOf = ({ number, title }: Pick<DecisionItem, 'number' | 'title'>): string =>
	[number, title].filter(Boolean).join(': ');

type Apply = (work: Work, step: StepItem, ground: Ground, effect: Effect) => Promise<unknown>;

/** What has happened cannot be decided any more. */
function onStep(date: EffectKind['date'], against: (step: StepItem) => string | null, apply: Apply): EffectKind {
	const projectOf = (step: StepItem, reading: Reading): Promise<ProjectItem | null> =>
		reading.find(ProjectModel, step.project);
	return onItem<StepItem>('step', StepModel, {
		date,
		projectOf,
		against: async (step, reading) => {
			if ((await projectOf(step, reading))?.withdrawn !== null) return 'effect_project_withdrawn';
			return step.actual === null ? against(step) : 'effect_step_done';
		},
		apply
	});
}

const fixing =
	(planned: (step: StepItem, effect: Effect) => string | null): Apply =>
	(work, step, { decision }, effect) =>
		work.update(StepModel, step._id, null, {
			isCouncilStep: true,
			decision: decision._id,
			planned: planned(step, effect)
		});

/** Brought back later, it is the manager's own again: what fixed it does not hold any more. */
async function dropStep(work: Work, { _id }: StepItem, { decision }: Ground): Promise<void> {
	await work.update(StepModel, _id, null, { isCouncilStep: false, decision: null });
	await withdrawLiving(work, StepModel, _id, null, nameOf(decision));
}

const notFixed = ({ isCouncilStep }: StepItem): string | null => (isCouncilStep ? null : 'effect_not_fixed');

registerEffect(
	'step.fix',
	onStep(
		'optional',
		({ isCouncilStep }) => (isCouncilStep ? 'effect_fixed' : null),
		fixing((step, effect) => effect.planned ?? step.planned)
	)
);
registerEffect(
	'step.move',
	onStep(
		'required',
		notFixed,
		fixing((_step, effect) => effect.planned)
	)
);
registerEffect('step.drop', onStep('none', notFixed, dropStep));
