import { expect } from 'chai';
import { newDecision } from '@konzeptstand/contract/decision.ts';
import { newAmendment } from '@konzeptstand/contract/edition.ts';
import { newStep } from '@konzeptstand/contract/project.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { createAmendment } from '../../backend/concept/amendment.service.ts';
import { readDecisionUses } from '../../backend/concept/decision-uses.service.ts';
import { createStep } from '../../backend/concept/tracking.service.ts';
import { createDecision } from '../../backend/decision/decision.service.ts';
import { record } from '../../backend/record/record.service.ts';
import { withdrawLiving } from '../../backend/region/living.service.ts';
import { AmendmentModel } from '../../backend/concept/amendment.model.ts';
import {
	buildEdition,
	buildGoal,
	buildMeasure,
	buildProject,
	inRegion,
	REGION_ID,
	useTestRegion
} from '../helpers/concept.ts';
import { decide as decideOnPaper } from '../helpers/decide.ts';
import { refusalOf } from '../helpers/refusal.ts';

describe('A decision', () => {
	useTestRegion();

	const decide = (subjects: { kind: 'measure' | 'step'; id: string }[] = []) =>
		inRegion((work) =>
			createDecision(
				work,
				newDecision.parse({ authority: 'Rat', title: 'Beschluss', number: '7', result: 'accepted', subjects })
			)
		);
	const usesOf = (id: string) =>
		record.read(REGION_ID, (snapshot) => readDecisionUses(REGION_ID, id, snapshot, SYSTEM_CONTEXT));

	it('names what it is about, a step with the project that it belongs to', async () => {
		const edition = await buildEdition();
		const measure = await buildMeasure(edition._id);
		const project = await buildProject({ title: 'Geraer Bahnbogen' });
		const step = await inRegion((work) => createStep(work, newStep.parse({ project: project._id, title: 'Planung' })));
		const { _id } = await decide([
			{ kind: 'measure', id: measure._id },
			{ kind: 'step', id: step._id }
		]);
		const { subjects } = await usesOf(_id);
		expect(subjects.map(({ item, project: of }) => [item.title, of?.title ?? null])).to.deep.equal([
			['Gewerbegebiet entwickeln', null],
			['Planung', 'Geraer Bahnbogen']
		]);
	});

	it('names what rests on it: what it adopted, approved and fixed, and amendments, and nothing withdrawn', async () => {
		const { _id: typed } = await decide();
		expect(await usesOf(typed)).to.deep.equal({ subjects: [], editions: [], approved: [], amendments: [], steps: [] });
		const { _id: edition } = await buildEdition({ title: 'Das neue' });
		const measure = await buildMeasure(edition);
		const goal = await buildGoal(edition);
		const project = await buildProject({ title: 'Geraer Bahnbogen' });
		const step = await inRegion((work) => createStep(work, newStep.parse({ project: project._id, title: 'Bau' })));
		const { _id: decision } = await decideOnPaper([
			{ type: 'measure.approve', subject: measure._id },
			{ type: 'goal.put-in-force', subject: goal._id },
			{ type: 'project.approve', subject: project._id },
			{ type: 'step.fix', subject: step._id },
			{ type: 'edition.adopt', subject: edition }
		]);
		const amend = (title: string) =>
			inRegion((work) =>
				createAmendment(work, newAmendment.parse({ edition, type: 'amendment', title, text: 'Neu.', decision }))
			);
		await amend('Bus');
		const gone = await amend('Irrtum');
		await inRegion((work) => withdrawLiving(work, AmendmentModel, gone._id, 1, 'Irrtum'));
		const uses = await usesOf(decision);
		expect(uses.editions.map(({ id, code }) => [id, code])).to.deep.equal([[edition, '2026']]);
		expect(uses.approved.map(({ id }) => id)).to.deep.equal([goal._id, measure._id, project._id]);
		expect(uses.amendments.map(({ item, edition: of }) => [item.title, of.title])).to.deep.equal([['Bus', 'Das neue']]);
		expect(uses.steps.map(({ item, project: of }) => [item.title, of.id])).to.deep.equal([['Bau', project._id]]);
	});

	it('is refused where there is none', async () => {
		expect(await refusalOf(usesOf('01890000-0000-7000-8000-00000000dead'))).to.equal('not_found');
	});
});
