import { expect } from 'chai';
import { newStep } from '@konzeptstand/contract/project.ts';
import { EditionModel } from '../../backend/concept/edition.model.ts';
import { StepModel } from '../../backend/concept/project.model.ts';
import { createStep } from '../../backend/concept/tracking.service.ts';
import { PaperModel } from '../../backend/council/paper.model.ts';
import { record } from '../../backend/record/record.service.ts';
import { buildEdition, buildProject, inRegion, REGION_ID, useTestRegion } from '../helpers/concept.ts';
import { buildPaper, decide } from '../helpers/decide.ts';

const YEAR = String(new Date().getFullYear());

describe('A paper', () => {
	useTestRegion();

	it('gets the next number of the year, and none is given twice', async () => {
		const first = await buildPaper();
		await inRegion((work) => work.withdraw(PaperModel, first._id, null, 'Irrtum'));
		const numbers = [first, await buildPaper(), await buildPaper()].map(({ number }) => number);
		expect(numbers).to.deep.equal([`${YEAR}/01`, `${YEAR}/02`, `${YEAR}/03`]);
	});

	it('is in force when its body has accepted it; its effects happen in the same entry, which names the decision', async () => {
		const edition = await buildEdition();
		const project = await buildProject();
		const step = await inRegion((work) => createStep(work, newStep.parse({ project: project._id, title: 'Bau' })));
		const decision = await decide([
			{ type: 'edition.adopt', subject: edition._id },
			{ type: 'step.fix', subject: step._id, planned: '2027-05' }
		]);
		const head = (await record.head(REGION_ID))!;
		expect(decision.effect.state).to.equal('in-force');
		const adopted = await EditionModel.findById(edition._id).lean();
		expect(adopted?.adoption).to.deep.include({ decision: decision._id, sequence: head.sequence, results: [] });
		expect(await StepModel.findById(step._id).lean()).to.deep.include({
			isCouncilStep: true,
			decision: decision._id,
			planned: '2027-05'
		});
		expect((await PaperModel.findById(decision.paper).lean())?.state).to.equal('in-force');
		expect(await record.verify(REGION_ID)).to.include({ isIntact: true });
	});
});
