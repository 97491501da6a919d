import { expect } from 'chai';
import { voteInput } from '@konzeptstand/contract/meeting.ts';
import type { VoteCast } from '@konzeptstand/contract/decision.ts';
import { DecisionModel } from '../../backend/decision/decision.model.ts';
import { voteOnItem } from '../../backend/council/vote.service.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { inRegion, REGION_ID } from '../helpers/concept.ts';
import { buildCouncil, buildItem, buildMeeting, openMeeting, readAgendaItem } from '../helpers/council.ts';
import type { Council } from '../helpers/council.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { refusalOf } from '../helpers/refusal.ts';

type Vote = VoteCast['vote'];
/** The votes of the seats, in their order. */
const cast = (...votes: Vote[]) => ({ cast: votes.map((vote, index) => ({ seat: String(index + 1), vote })) });
const vote = (item: string, input: object) => inRegion((work) => voteOnItem(work, item, voteInput.parse(input)));

describe('A vote', () => {
	useTestDatabase();
	before(prepareStore);
	let council: Council;
	beforeEach(async () => {
		record.forgetHeads();
		council = await buildCouncil();
	});

	/** An item for decision in a meeting with these seats there, or all. */
	async function itemIn(body: string, present?: string[], fields = {}): Promise<string> {
		const meeting = await buildMeeting(body);
		const item = await buildItem(meeting._id, { type: 'decision', title: 'Radweg', ...fields });
		await openMeeting(meeting._id, present);
		return item._id;
	}

	it('of all towns in favour makes a decision with its number, and the entry of the record names it', async () => {
		const item = await itemIn(council.body._id);
		const decision = await vote(item, cast('yes', 'yes', 'yes'));
		expect(decision).to.deep.include({ result: 'accepted', number: '2026-01/1', date: '2026-03-04', agendaItem: item });
		expect(decision.votes).to.deep.include({ counts: { yes: 3, no: 0, abstained: 0 }, unmet: [] });
		expect(await readAgendaItem(item)).to.include({ outcome: 'decided', decision: decision._id });
		const head = (await record.head(REGION_ID))!;
		expect(head.sequence).to.be.above(1);
		expect(await DecisionModel.countDocuments()).to.equal(1);
	});

	it('is refused where the item is decided already', async () => {
		const item = await itemIn(council.body._id);
		await vote(item, cast('yes', 'yes', 'yes'));
		expect(await refusalOf(vote(item, cast('yes', 'yes', 'yes')))).to.equal('conflict item:item_settled');
	});
});
