import { expect } from 'chai';
import fc from 'fast-check';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { EditionModel } from '../../backend/concept/edition.model.ts';
import { annulDecision, retryEffects } from '../../backend/council/deciding.service.ts';
import { outcomeOf } from '../../backend/council/paper-outcome.ts';
import { readPaper } from '../../backend/council/paper-page.service.ts';
import { changePaper, restorePaper, withdrawPaper } from '../../backend/council/paper.service.ts';
import { DecisionModel } from '../../backend/decision/decision.model.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { withdrawLiving } from '../../backend/region/living.service.ts';
import { BodyModel } from '../../backend/region/region.model.ts';
import { buildEdition, buildProject, inRegion, REGION_ID } from '../helpers/concept.ts';
import { buildBody, buildCouncil } from '../helpers/council.ts';
import type { Council } from '../helpers/council.ts';
import { emptyTestDatabase, useTestDatabase } from '../helpers/database.ts';
import { buildPaper, enterResult } from '../helpers/decide.ts';
import { lastEntry } from '../helpers/entries.ts';
import { refusalOf } from '../helpers/refusal.ts';

const page = (paper: string) =>
	record.read(REGION_ID, (snapshot) => readPaper(REGION_ID, paper, snapshot, SYSTEM_CONTEXT, 'de'));
const annul = (decision: string) => inRegion((work) => annulDecision(work, decision, 'Formfehler'));
const effectOf = async (decision: string) => (await DecisionModel.findById(decision).lean())?.effect.state;

/** The three towns, each with its own council, and the body that advises them. */
async function buildTowns() {
	const council = await buildCouncil();
	const names = ['Stadtrat Saalfeld', 'Stadtrat Rudolstadt', 'Stadtrat Bad Blankenburg'];
	const councils: string[] = [];
	for (const [index, municipality] of council.towns.entries())
		councils.push((await buildBody({ name: names[index] ?? '', kind: 'council', municipality }))._id);
	return { council, councils: councils as [string, string, string], advisory: (await buildBody())._id };
}

describe('A joint paper', () => {
	useTestDatabase();
	before(prepareStore);
	let council: Council;
	let councils: [string, string, string];
	let advisory: string;
	let edition: string;
	beforeEach(async () => {
		record.forgetHeads();
		({ council, councils, advisory } = await buildTowns());
		edition = (await buildEdition())._id;
	});
	const buildJoint = () => buildPaper([{ type: 'edition.adopt', subject: edition }], { rule: 'joint', body: advisory });
	const stateOfEdition = async () => (await EditionModel.findById(edition).lean())?.state;

	it('shows whom its rule asks: the recommendation first, then each town’s own council', async () => {
		const paper = await page((await buildJoint())._id);
		expect(paper).to.include({ state: 'open', missing: 3, isChangeable: true });
		expect(
			paper.results.map(({ body, isRecommendation, decision }) => [body.title, isRecommendation, decision])
		).to.deep.equal([
			['Gemeinsamer Ausschuss', true, null],
			['Stadtrat Bad Blankenburg', false, null],
			['Stadtrat Rudolstadt', false, null],
			['Stadtrat Saalfeld', false, null]
		]);
	});

	it('is in force with the last council only; its effects then rest on all results with their dates and numbers', async () => {
		const paper = (await buildJoint())._id;
		const recommended = await enterResult(paper, advisory, { result: 'recommended', date: '2025-11' });
		expect(recommended.effect.state).to.equal('none');
		const first = await enterResult(paper, councils[0], { date: '2026-01-10', number: '7/2026' });
		const second = await enterResult(paper, councils[2], { date: '2026-01-20', number: 'B 3' });
		expect([first.effect.state, second.effect.state]).to.deep.equal(['waiting', 'waiting']);
		expect(await page(paper)).to.include({ state: 'open', missing: 1, isChangeable: false });
		expect(await stateOfEdition()).to.equal('draft');
		const last = await enterResult(paper, councils[1], { date: '2026-02-05', number: '12' });
		expect((await lastEntry()).decision).to.equal(last._id);
		for (const { _id } of [first, second, last]) expect(await effectOf(_id)).to.equal('in-force');
		expect(await effectOf(recommended._id)).to.equal('none');
		expect(await page(paper)).to.include({ state: 'in-force', missing: 0 });
		const { adoption } = (await EditionModel.findById(edition).lean())!;
		expect(adoption).to.include({ decision: last._id, date: '2026-02-05' });
		const results = adoption!.results.map(({ municipality, date, number, result }) => [
			municipality,
			date,
			number,
			result
		]);
		expect(results).to.have.deep.members([
			[council.towns[0], '2026-01-10', '7/2026', 'accepted'],
			[council.towns[1], '2026-02-05', '12', 'accepted'],
			[council.towns[2], '2026-01-20', 'B 3', 'accepted']
		]);
		expect(await record.verify(REGION_ID)).to.include({ isIntact: true });
	});

	it('waits for the council that is missing, however often somebody tries', async () => {
		const paper = (await buildJoint())._id;
		await enterResult(paper, councils[0]);
		await enterResult(paper, councils[1]);
		const before = await record.head(REGION_ID);
		expect(await refusalOf(inRegion((work) => retryEffects(work, paper)))).to.equal(
			'conflict effects:paper_not_decided'
		);
		expect(await record.head(REGION_ID)).to.deep.equal(before);
		expect(await stateOfEdition()).to.equal('draft');
	});

	it('is rejected by one council; when that is annulled and decided anew, it is as if it had not been', async () => {
		const paper = (await buildJoint())._id;
		await enterResult(paper, councils[0]);
		const rejection = await enterResult(paper, councils[1], { result: 'rejected' });
		const waiting = await enterResult(paper, councils[2]);
		expect((await page(paper)).state).to.equal('rejected');
		expect(waiting.effect.state).to.equal('waiting');
		expect(await stateOfEdition()).to.equal('draft');
		expect(await refusalOf(enterResult(paper, councils[1]))).to.equal('conflict paper:already_decided');
		expect((await annul(rejection._id)).effect).to.deep.include({ state: 'annulled', reason: 'Formfehler' });
		expect(await page(paper)).to.include({ state: 'open', missing: 1 });
		await enterResult(paper, councils[1]);
		expect((await page(paper)).state).to.equal('in-force');
		expect(await stateOfEdition()).to.equal('adopted');
	});

	it('loses a decision that is annulled before it takes effect, and none afterwards', async () => {
		const paper = (await buildJoint())._id;
		const first = await enterResult(paper, councils[0]);
		await enterResult(paper, councils[1]);
		await annul(first._id);
		expect((await lastEntry()).decision).to.equal(first._id);
		expect(await refusalOf(annul(first._id))).to.equal('conflict id:annulled');
		await enterResult(paper, councils[2]);
		expect(await page(paper)).to.include({ state: 'open', missing: 1 });
		expect(await stateOfEdition()).to.equal('draft');
		const again = await enterResult(paper, councils[0]);
		const before = await record.head(REGION_ID);
		expect(await refusalOf(annul(again._id))).to.equal('conflict id:took_effect');
		expect(await record.head(REGION_ID)).to.deep.equal(before);
		expect(await stateOfEdition()).to.equal('adopted');
	});

	it('takes from each body what it can say, in one wording, and from no other body anything', async () => {
		const paper = (await buildJoint())._id;
		for (const [body, fields, refusal] of [
			[advisory, { result: 'accepted' }, 'invalid_input result:only_recommends'],
			[councils[0], { result: 'recommended' }, 'invalid_input result:decides_itself'],
			[councils[0], { text: 'Anders.' }, 'invalid_input text:wording_differs'],
			[councils[0], { date: '2999' }, 'invalid_input date:in_future'],
			[council.body._id, {}, 'conflict paper:other_body']
		] as const)
			expect(await refusalOf(enterResult(paper, body, fields)), refusal).to.equal(refusal);
		await enterResult(paper, councils[0]);
		expect(await refusalOf(enterResult(paper, councils[0]))).to.equal('conflict paper:already_decided');
	});

	it('keeps its wording once somebody has said something on it, and can be withdrawn as long as no council has', async () => {
		const paper = await buildJoint();
		const change = () => inRegion((work) => changePaper(work, paper._id, null, { proposal: 'Anders.' }));
		const withdraw = async () => {
			const { version } = await page(paper._id);
			return inRegion((work) => withdrawPaper(work, paper._id, version, 'überholt'));
		};
		expect((await change()).proposal).to.equal('Anders.');
		await enterResult(paper._id, advisory, { result: 'recommended' });
		expect(await refusalOf(change())).to.equal('conflict id:paper_has_decisions');
		const withdrawn = await withdraw();
		expect(withdrawn.state).to.equal('withdrawn');
		expect(await refusalOf(enterResult(paper._id, councils[0]))).to.equal('conflict paper:paper_withdrawn');
		await inRegion((work) => restorePaper(work, paper._id, withdrawn.version));
		await enterResult(paper._id, councils[0]);
		expect(await refusalOf(withdraw())).to.equal('conflict id:paper_has_decisions');
	});

	it('is refused where it could never be decided', async () => {
		const joint = (body: string | null) => refusalOf(buildPaper([], { rule: 'joint', body }));
		expect(await joint(councils[0])).to.equal('invalid_input body:body_of_joint');
		await inRegion((work) => withdrawLiving(work, BodyModel, councils[1], null, 'doppelt'));
		expect(await joint(null)).to.equal('invalid_input rule:council_missing');
		const single = (body: string | null) => refusalOf(buildPaper([], { body }));
		expect(await single(advisory)).to.equal('invalid_input body:body_only_recommends');
		expect(await single(null)).to.equal('invalid_input body:required');
		const project = (await buildProject())._id;
		const effects = (...all: Parameters<typeof buildPaper>[0] & object) => refusalOf(buildPaper(all));
		expect(await effects({ type: 'edition.adopt', subject: project })).to.equal(
			'invalid_input effects.0.subject:not_found'
		);
		expect(
			await effects({ type: 'edition.adopt', subject: edition }, { type: 'edition.adopt', subject: edition })
		).to.equal('invalid_input effects.1.subject:duplicate');
		expect(await effects({ type: 'project.approve', subject: project, planned: '2027' })).to.equal(
			'invalid_input effects.0.planned:no_effect_on'
		);
	});
});

describe('A joint paper of which councils decide in any order, annul, and decide again', function () {
	this.timeout(120_000);
	useTestDatabase();
	before(prepareStore);

	const move = fc.record({
		town: fc.integer({ min: 0, max: 2 }),
		does: fc.constantFrom('accepts', 'accepts', 'accepts', 'rejects', 'annuls', 'retries')
	});

	it('is in force exactly when all have accepted, its effect happens exactly once, and nothing changes after that', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(move, { minLength: 3, maxLength: 9 }), async (moves) => {
				await emptyTestDatabase();
				record.forgetHeads();
				const { councils } = await buildTowns();
				const edition = (await buildEdition())._id;
				const paper = (await buildPaper([{ type: 'edition.adopt', subject: edition }], { rule: 'joint', body: null }))
					._id;
				const stands: ({ id: string; result: string } | null)[] = [null, null, null];
				let isInForce = false;
				for (const { town, does } of moves) {
					const held = stands[town] ?? null;
					const before = await record.head(REGION_ID);
					const result = does === 'rejects' ? ('rejected' as const) : ('accepted' as const);
					const act =
						does === 'retries'
							? inRegion((work) => retryEffects(work, paper))
							: does === 'annuls'
								? annul(held?.id ?? paper)
								: enterResult(paper, councils[town]!, { result });
					const made = await act.catch(() => null);
					const isPossible = !isInForce && does !== 'retries' && (does === 'annuls' ? held !== null : held === null);
					expect(made !== null).to.equal(isPossible);
					if (!isPossible) expect(await record.head(REGION_ID)).to.deep.equal(before);
					else stands[town] = does === 'annuls' ? null : { id: made!._id, result };
					isInForce ||= stands.every((one) => one?.result === 'accepted');
					const { state, missing } = await page(paper);
					const isRejected = stands.some((one) => one?.result === 'rejected');
					expect(state).to.equal(isInForce ? 'in-force' : isRejected ? 'rejected' : 'open');
					expect(missing).to.equal(stands.filter((one) => one === null).length);
					expect(await EditionModel.findById(edition).lean()).to.include(
						isInForce ? { state: 'adopted', version: 2 } : { state: 'draft', version: 1 }
					);
				}
				expect(await record.verify(REGION_ID)).to.include({ isIntact: true });
			}),
			{ numRuns: 12, seed: 6 }
		);
	});
});

describe('The rule of a paper', () => {
	it('is met by exactly those whom it asks, whatever others say and in whatever order', () => {
		const towns = ['a', 'b', 'c'];
		const result = fc.constantFrom('accepted' as const, 'rejected' as const, 'recommended' as const);
		const decisions = fc.uniqueArray(fc.record({ body: fc.constantFrom('A', 'B', 'C', 'rat', 'ausschuss'), result }), {
			selector: ({ body }) => body
		});
		fc.assert(
			fc.property(fc.constantFrom('single' as const, 'joint' as const), decisions, (rule, made) => {
				const known = made.map((one) => ({ ...one, town: 'ABC'.includes(one.body) ? one.body.toLowerCase() : null }));
				const asked = rule === 'single' ? ['rat'] : ['A', 'B', 'C'];
				const said = asked.map((body) => made.find((one) => one.body === body)?.result ?? null);
				const outcome = outcomeOf({ rule, body: 'rat' }, towns, known);
				expect(outcome.state === 'met').to.equal(said.every((one) => one === 'accepted'));
				expect(outcome.state === 'rejected').to.equal(said.includes('rejected'));
				expect(outcome.missing).to.equal(said.filter((one) => one === null).length);
				expect(outcomeOf({ rule, body: 'rat' }, [...towns].reverse(), [...known].reverse()).state).to.equal(
					outcome.state
				);
			})
		);
	});

	it('is not met by nobody: a cooperation without towns decides nothing jointly', () => {
		expect(outcomeOf({ rule: 'joint', body: null }, [], []).state).to.equal('open');
	});
});
