import { expect } from 'chai';
import type { z } from 'zod';
import { newStep } from '@konzeptstand/contract/project.ts';
import { voteInput } from '@konzeptstand/contract/meeting.ts';
import type { newAgendaItem, newMeeting } from '@konzeptstand/contract/meeting.ts';
import type { newBody } from '@konzeptstand/contract/region.ts';
import type { VoteCast } from '@konzeptstand/contract/decision.ts';
import { StepModel } from '../../backend/concept/project.model.ts';
import { createStep } from '../../backend/concept/tracking.service.ts';
import { annulDecision } from '../../backend/council/deciding.service.ts';
import { AgendaItemModel } from '../../backend/council/meeting.model.ts';
import { closeMeeting, draftMinutes, noteAttendance } from '../../backend/council/meeting.service.ts';
import { PaperModel } from '../../backend/council/paper.model.ts';
import { changePaper } from '../../backend/council/paper.service.ts';
import { takeBackVote, voteOnItem } from '../../backend/council/vote.service.ts';
import { DecisionModel } from '../../backend/decision/decision.model.ts';
import { changeDecision, withdrawDecision } from '../../backend/decision/decision.service.ts';
import { record } from '../../backend/record/record.service.ts';
import { BodyModel } from '../../backend/region/region.model.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { buildProject, inRegion, REGION_ID } from '../helpers/concept.ts';
import {
	buildBody,
	buildCouncil,
	buildItem,
	buildMeeting,
	openMeeting,
	readAgendaItem,
	readMeetingItem
} from '../helpers/council.ts';
import type { Council } from '../helpers/council.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { buildPaper, enterResult } from '../helpers/decide.ts';
import { lastEntry } from '../helpers/entries.ts';
import { refusalOf } from '../helpers/refusal.ts';

type Vote = VoteCast['vote'];
/** The votes of the seats, in their order. */
const cast = (...votes: Vote[]) => ({ cast: votes.map((vote, index) => ({ seat: String(index + 1), vote })) });
const counts = (yes: number, no: number, abstained = 0) => ({ counts: { yes, no, abstained } });
const vote = async (id: string, input: object) => {
	const { paper } = await readAgendaItem(id);
	const wording = paper === null ? { text: 'Es wird so gemacht.' } : {};
	return inRegion((work) => voteOnItem(work, id, voteInput.parse({ ...wording, ...input })));
};
const takeBack = async (id: string) => {
	const item = await readAgendaItem(id);
	await inRegion((work) => takeBackVote(work, item));
};
const effectOf = async (decision: string) => (await DecisionModel.findById(decision).lean())?.effect.state;
const stateOf = async (paper: string) => (await PaperModel.findById(paper).lean())?.state;

describe('A vote', () => {
	useTestDatabase();
	before(prepareStore);
	let council: Council;
	beforeEach(async () => {
		record.forgetHeads();
		council = await buildCouncil();
	});

	/** An item for decision in a meeting that is open. */
	async function itemIn(
		body: string,
		fields: Partial<z.input<typeof newAgendaItem>> = {},
		meetingFields: Partial<z.input<typeof newMeeting>> = {}
	): Promise<{ item: string; meeting: string }> {
		const meeting = (await buildMeeting(body, meetingFields))._id;
		const item = (await buildItem(meeting, { type: 'decision', title: 'Radweg', ...fields }))._id;
		await openMeeting(meeting);
		return { item, meeting };
	}
	const attend = async (meeting: string, ...states: ('present' | 'deputy' | 'excused' | 'absent')[]) => {
		const { version } = await readMeetingItem(meeting);
		const rows = states.map((state, index) => ({ seat: String(index + 1), state, name: null }));
		await inRegion((work) => noteAttendance(work, meeting, version, { rows }));
	};
	const buildStep = async () => {
		const project = (await buildProject())._id;
		return (await inRegion((work) => createStep(work, newStep.parse({ project, title: 'Bau', planned: '2026' }))))._id;
	};

	it('of all towns in favour makes a decision with its number, and the entry of the record names it', async () => {
		const { item, meeting } = await itemIn(council.body._id);
		const decision = await vote(item, cast('yes', 'yes', 'yes'));
		expect(decision).to.deep.include({ result: 'accepted', number: '2026-01/1', date: '2026-03-04', agendaItem: item });
		expect(decision.votes).to.deep.include({ counts: { yes: 3, no: 0, abstained: 0 }, unmet: [] });
		expect(await readAgendaItem(item)).to.include({ outcome: 'decided', decision: decision._id });
		expect(await lastEntry()).to.deep.include({ decision: decision._id, wrote: ['agenda-item 2', 'decision 1'] });
		const next = await buildItem(meeting, { type: 'decision', title: 'Brücke' });
		expect((await vote(next._id, cast('yes', 'yes', 'yes'))).number).to.equal('2026-01/2');
	});

	it('on a paper sets its effects in motion in the same entry', async () => {
		const step = await buildStep();
		const paper = (
			await buildPaper([{ type: 'step.fix', subject: step, planned: '2027' }], { proposal: 'Gebaut wird 2027.' })
		)._id;
		const { item } = await itemIn(council.body._id, { paper });
		const decision = await vote(item, cast('yes', 'yes', 'yes'));
		expect(decision).to.deep.include({ paper, text: 'Gebaut wird 2027.', title: 'Beschluss' });
		expect(decision.subjects).to.deep.equal([{ kind: 'step', id: step }]);
		expect(decision.effect.state).to.equal('in-force');
		expect(await StepModel.findById(step).lean()).to.include({ isCouncilStep: true, decision: decision._id });
		expect(await lastEntry()).to.deep.include({
			decision: decision._id,
			wrote: ['agenda-item 2', 'decision 1', 'paper 2', 'step 2']
		});
	});

	describe('where all towns have to agree', () => {
		it('is a refusal when one says no, abstains or has left, and says which', async () => {
			await inRegion((work) => work.update(BodyModel, council.body._id, null, { quorum: null }));
			for (const one of ['no', 'abstained', 'absent'] as const) {
				const step = await buildStep();
				const paper = (await buildPaper([{ type: 'step.fix', subject: step }]))._id;
				const { item } = await itemIn(council.body._id, { paper });
				const decision = await vote(item, cast('yes', 'yes', one));
				expect(decision.result).to.equal('rejected');
				expect(decision.votes?.unmet).to.deep.equal([
					{ municipality: council.towns[2], name: 'Bad Blankenburg', vote: one }
				]);
				expect(await stateOf(paper)).to.equal('rejected');
				expect(await StepModel.findById(step).lean()).to.include({ isCouncilStep: false, version: 1 });
			}
		});

		it('is one in favour when a deputy says yes for the town', async () => {
			const { item, meeting } = await itemIn(council.body._id);
			await attend(meeting, 'present', 'present', 'deputy');
			expect((await vote(item, cast('yes', 'yes', 'yes'))).result).to.equal('accepted');
		});

		it('is not noted by counts alone, which do not say who agreed', async () => {
			const { item } = await itemIn(council.body._id);
			expect(await refusalOf(vote(item, counts(3, 0)))).to.equal('invalid_input cast:cast_required');
		});
	});

	it('without a quorum is refused, and nothing is noted', async () => {
		const { item, meeting } = await itemIn(council.body._id);
		const before = await record.head(REGION_ID);
		// Who leaves before the vote is not there for it.
		expect(await refusalOf(vote(item, cast('yes', 'yes', 'absent')))).to.equal('conflict attendance:no_quorum_towns');
		expect(await record.head(REGION_ID)).to.deep.equal(before);
		await attend(meeting, 'present', 'present', 'excused');
		expect(await refusalOf(vote(item, cast('yes', 'yes')))).to.equal('conflict attendance:no_quorum_towns');
		expect(await readAgendaItem(item)).to.include({ outcome: 'open', decision: null });
		expect(await DecisionModel.countDocuments()).to.equal(0);
	});

	describe('by majority', () => {
		const seats = ['Rat A', 'Rat B', 'Rat C', 'Rat D', 'Rat E'].map((office) => ({ office }));
		const buildMajority = (fields: Partial<z.input<typeof newBody>> = {}) =>
			buildBody({
				name: 'Stadtrat',
				kind: 'deciding',
				votingRule: 'majority',
				quorum: 'majority-of-seats',
				seats,
				...fields
			});

		it('is one in favour with more yes than no: abstentions do not count, a tie is a refusal', async () => {
			const body = (await buildMajority())._id;
			for (const [votes, result] of [
				[['yes', 'yes', 'no', 'abstained', 'abstained'], 'accepted'],
				[['yes', 'yes', 'no', 'no', 'abstained'], 'rejected'],
				[['yes', 'no', 'no', 'absent', 'absent'], 'rejected'],
				[['abstained', 'abstained', 'abstained', 'abstained', 'abstained'], 'rejected'],
				[['yes', 'abstained', 'abstained', 'abstained', 'abstained'], 'accepted']
			] as const) {
				const { item } = await itemIn(body);
				expect((await vote(item, cast(...votes))).result, votes.join()).to.equal(result);
			}
		});

		it('is refused when no more than half the seats are there for it', async () => {
			const { item } = await itemIn((await buildMajority())._id);
			const votes = cast('yes', 'yes', 'absent', 'absent', 'absent');
			expect(await refusalOf(vote(item, votes))).to.equal('conflict attendance:no_quorum');
		});

		it('can be noted by its counts, as many as are there; a body without seats gives nothing else', async () => {
			const { item } = await itemIn((await buildMajority())._id);
			expect(await refusalOf(vote(item, counts(4, 2)))).to.equal('invalid_input counts:too_many_votes');
			expect((await vote(item, counts(3, 1, 1))).votes?.counts).to.deep.equal({ yes: 3, no: 1, abstained: 1 });
			const { item: other } = await itemIn((await buildBody({ name: 'Rat', kind: 'deciding' }))._id);
			expect(await refusalOf(vote(other, {}))).to.equal('invalid_input counts:required');
			expect((await vote(other, counts(20, 3))).result).to.equal('accepted');
		});

		it('takes one vote of each seat that is there, and none of any other', async () => {
			const { item, meeting } = await itemIn((await buildMajority())._id);
			await attend(meeting, 'present', 'present', 'present', 'present', 'absent');
			expect(await refusalOf(vote(item, cast('yes', 'yes', 'yes')))).to.equal('invalid_input cast:vote_missing');
			expect(await refusalOf(vote(item, cast('yes', 'yes', 'yes', 'no', 'no')))).to.equal(
				'invalid_input cast.4.seat:seat_absent'
			);
			const odd = [...cast('yes', 'yes', 'yes', 'no').cast, { seat: '1', vote: 'no' }, { seat: '9', vote: 'no' }];
			expect(await refusalOf(vote(item, { cast: odd }))).to.equal(
				'invalid_input cast.4.seat:duplicate cast.5.seat:seat_unknown'
			);
			expect(await refusalOf(vote(item, { ...cast('yes', 'yes', 'yes', 'no'), ...counts(4, 0) }))).to.equal(
				'invalid_input counts:counts_or_cast'
			);
		});
	});

	it('of a body that only advises is a recommendation', async () => {
		const { item } = await itemIn((await buildBody())._id);
		expect((await vote(item, counts(5, 1))).result).to.equal('recommended');
	});

	it('is taken in writing and between meetings too, dated by the day on which it is complete', async () => {
		const circulation = await itemIn(council.body._id, {}, { kind: 'circulation', day: '2999-01-01' });
		const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date());
		expect(await vote(circulation.item, cast('yes', 'yes', 'yes'))).to.include({ number: '2999-01/1', date: today });
		const urgent = await itemIn(council.body._id, {}, { kind: 'urgent', day: '2026-01-02' });
		expect(await vote(urgent.item, cast('yes', 'yes', 'yes'))).to.include({ date: '2026-01-02' });
	});

	it('is taken once: on an item that is for decision, open, in an open meeting, on a paper of this body', async () => {
		const yes = cast('yes', 'yes', 'yes');
		const { item } = await itemIn(council.body._id);
		await vote(item, yes);
		expect(await refusalOf(vote(item, yes))).to.equal('conflict item:item_settled');
		const talk = await itemIn(council.body._id, { type: 'discussion' });
		expect(await refusalOf(vote(talk.item, yes))).to.equal('conflict item:not_for_decision');
		const ahead = await buildItem((await buildMeeting(council.body._id))._id, { type: 'decision', title: 'Später' });
		expect(await refusalOf(vote(ahead._id, yes))).to.equal('conflict meeting:meeting_not_open');
		const moved = await buildPaper();
		const foreign = await itemIn(council.body._id, { paper: moved._id });
		const other = (await buildBody({ name: 'Anderer', kind: 'deciding' }))._id;
		await inRegion((work) => changePaper(work, moved._id, moved.version, { body: other }));
		expect(await refusalOf(vote(foreign.item, yes))).to.equal('conflict paper:other_body');
		const paper = await buildPaper();
		const [first, second] = [
			await itemIn(council.body._id, { paper: paper._id }),
			await itemIn(council.body._id, { paper: paper._id })
		];
		await vote(first.item, yes);
		expect(await refusalOf(vote(second.item, yes))).to.equal('conflict paper:paper_decided');
	});

	it('says in its own words what was decided: the item’s explanation is none', async () => {
		const { item } = await itemIn(council.body._id, { text: 'Ausführliche Erläuterung' });
		expect(await refusalOf(vote(item, { ...cast('yes', 'yes', 'yes'), text: null }))).to.equal(
			'invalid_input text:required'
		);
		const { text } = await vote(item, { ...cast('yes', 'yes', 'yes'), text: 'Der Radweg wird gebaut.' });
		expect(text).to.equal('Der Radweg wird gebaut.');
	});

	it('that carries approves the minutes that its item is about', async () => {
		const former = (await itemIn(council.body._id, { type: 'information' })).meeting;
		await inRegion((work) => closeMeeting(work, former));
		await inRegion((work) => draftMinutes(work, former));
		const { item, meeting } = await itemIn(council.body._id, { approvesMinutesOf: former }, { day: '2026-04-15' });
		await vote(item, cast('yes', 'yes', 'yes'));
		expect(await readMeetingItem(former)).to.include({ state: 'minutes-approved', approvedIn: meeting });
		await takeBack(item);
		expect(await readMeetingItem(former)).to.include({ state: 'minutes-drafted', approvedIn: null });
	});

	describe('that was noted wrongly', () => {
		it('is taken back as long as nothing has happened by it; its number is free again', async () => {
			const paper = (await buildPaper())._id;
			const { item, meeting } = await itemIn(council.body._id, { paper });
			const decision = await vote(item, cast('yes', 'yes', 'no'));
			expect(await stateOf(paper)).to.equal('rejected');
			const next = await buildItem(meeting, { type: 'decision', title: 'Brücke' });
			await vote(next._id, cast('yes', 'yes', 'yes'));
			await takeBack(item);
			expect((await DecisionModel.findById(decision._id).lean())?.withdrawn).not.to.equal(null);
			expect(await stateOf(paper)).to.equal('open');
			expect((await lastEntry()).decision).to.equal(decision._id);
			await inRegion((work) => work.update(AgendaItemModel, item, null, { outcome: 'open', decision: null }));
			expect(await vote(item, cast('yes', 'yes', 'yes'))).to.include({ number: '2026-01/1', result: 'accepted' });
			expect(await stateOf(paper)).to.equal('in-force');
		});

		it('is not taken back once its effects have happened: only a new decision changes that', async () => {
			const step = await buildStep();
			const paper = (await buildPaper([{ type: 'step.fix', subject: step }]))._id;
			const { item } = await itemIn(council.body._id, { paper });
			const decision = await vote(item, cast('yes', 'yes', 'yes'));
			const before = await record.head(REGION_ID);
			expect(await refusalOf(takeBack(item))).to.equal('conflict item:took_effect');
			const annulled = inRegion((work) => annulDecision(work, decision._id, 'Irrtum'));
			expect(await refusalOf(annulled)).to.equal('conflict id:took_effect');
			expect(await record.head(REGION_ID)).to.deep.equal(before);
			expect(await effectOf(decision._id)).to.equal('in-force');
		});
	});

	it('makes a decision that nobody rewrites or withdraws by typing; a source can be added', async () => {
		const { item } = await itemIn(council.body._id);
		const { _id } = await vote(item, cast('yes', 'yes', 'yes'));
		const change = (patch: object) => inRegion((work) => changeDecision(work, _id, null, patch));
		expect(await refusalOf(change({ result: 'rejected' }))).to.equal('conflict result:taken_here');
		expect(await refusalOf(change({ text: 'Anders.' }))).to.equal('conflict text:taken_here');
		expect(await refusalOf(inRegion((work) => withdrawDecision(work, _id, 1, 'Irrtum')))).to.equal(
			'conflict id:taken_here'
		);
		const sources = [{ title: 'Niederschrift', address: null }];
		expect((await change({ sources })).sources).to.deep.equal(sources);
	});

	it('annulled before its effect leaves the paper open, and the body can decide again', async () => {
		const { advisory, paper } = { advisory: (await buildBody())._id, paper: (await buildPaper())._id };
		expect(await refusalOf(enterResult(paper, advisory))).to.equal('conflict paper:other_body');
		const decision = await enterResult(paper, council.body._id, { result: 'rejected' });
		await inRegion((work) => annulDecision(work, decision._id, 'Ladungsfehler'));
		expect(await stateOf(paper)).to.equal('open');
		await enterResult(paper, council.body._id);
		expect(await stateOf(paper)).to.equal('in-force');
	});
});
