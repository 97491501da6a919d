import { expect } from 'chai';
import { newDecision } from '@konzeptstand/contract/decision.ts';
import type { NewDecision } from '@konzeptstand/contract/decision.ts';
import { newBody } from '@konzeptstand/contract/region.ts';
import { changeEdition } from '../../backend/concept/edition.service.ts';
import '../../backend/concept/uses.ts';
import { DecisionModel } from '../../backend/decision/decision.model.ts';
import {
	changeDecision,
	createDecision,
	requireDecision,
	requireSubjects
} from '../../backend/decision/decision.service.ts';
import { withdrawLiving } from '../../backend/region/living.service.ts';
import { createBody } from '../../backend/region/party.service.ts';
import { buildEdition, buildMilestone, buildProject, inRegion, useTestRegion } from '../helpers/concept.ts';
import { refusalOf } from '../helpers/refusal.ts';

const MISSING = '01890000-0000-7000-8000-00000000dead';
const buildDecision = (fields: object = {}) =>
	inRegion((work) =>
		createDecision(work, newDecision.parse({ authority: 'die Städte', title: 'Beschluss 2002', ...fields }))
	);
const subjects = (named: NewDecision['subjects']) => inRegion((work) => requireSubjects(work, named));

describe('A decision', () => {
	useTestRegion();

	it('of the past may be known by its source only, without day and number', async () => {
		const decision = await buildDecision({ sources: [{ title: 'Regionales Entwicklungskonzept' }] });
		expect(decision).to.include({ date: null, number: null, result: 'unknown' });
	});

	it('says who decided: a body of the region, or another authority', async () => {
		expect(await refusalOf(buildDecision({ authority: null }))).to.equal('invalid_input body:required');
		expect(await refusalOf(buildDecision({ body: MISSING }))).to.equal('invalid_input body:not_found');
		const body = await inRegion((work) => createBody(work, newBody.parse({ name: 'Rat', kind: 'deciding' })));
		const decision = await buildDecision({ authority: null, body: body._id });
		const silenced = inRegion((work) => changeDecision(work, decision._id, 1, { body: null }));
		expect(await refusalOf(silenced)).to.equal('invalid_input body:required');
	});

	it('is about what is there, of whichever room', async () => {
		const edition = await buildEdition();
		const project = await buildProject();
		const milestone = await buildMilestone();
		await subjects([
			{ kind: 'edition', id: edition._id },
			{ kind: 'project', id: project._id },
			{ kind: 'milestone', id: milestone._id }
		]);
		for (const kind of ['edition', 'goal', 'measure', 'project', 'step', 'milestone'] as const)
			expect(await refusalOf(subjects([{ kind, id: MISSING }]))).to.equal('invalid_input subjects.0.id:not_found');
		const mistaken = subjects([
			{ kind: 'project', id: project._id },
			{ kind: 'milestone', id: project._id }
		]);
		expect(await refusalOf(mistaken)).to.equal('invalid_input subjects.1.id:not_found');
	});

	it('that an edition names stays, and one that is withdrawn is named by nothing', async () => {
		const edition = await buildEdition();
		const named = await buildDecision();
		const adoption = { date: null, text: null, decision: named._id, results: [], sources: [] };
		await inRegion((work) => changeEdition(work, edition._id, 1, { adoption }));
		const withdraw = (id: string) => inRegion((work) => withdrawLiving(work, DecisionModel, id, 1, 'Irrtum'));
		expect(await refusalOf(withdraw(named._id))).to.equal('conflict id:in_use');
		const free = await buildDecision({ title: 'anderer' });
		await withdraw(free._id);
		expect(await refusalOf(inRegion((work) => requireDecision(work, free._id, 'decision')))).to.equal(
			'invalid_input decision:withdrawn'
		);
	});
});
