import { expect } from 'chai';
import {
	addItem,
	changeItem,
	noteItem,
	orderAgenda,
	postponeItem,
	referItem,
	removeItem,
	reopenItem
} from '../../backend/council/agenda.service.ts';
import { AgendaItemModel, MeetingModel } from '../../backend/council/meeting.model.ts';
import {
	approveMinutes,
	cancelMeeting,
	closeMeeting,
	draftMinutes,
	invitedState
} from '../../backend/council/meeting.service.ts';
import { voteOnItem } from '../../backend/council/vote.service.ts';
import { newAgendaItem } from '@konzeptstand/contract/meeting.ts';
import { voteInput } from '@konzeptstand/contract/meeting.ts';
import { DecisionModel } from '../../backend/decision/decision.model.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { inRegion } from '../helpers/concept.ts';
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
import { buildPaper } from '../helpers/decide.ts';
import { refusalOf } from '../helpers/refusal.ts';

describe('An agenda', () => {
	useTestDatabase();
	before(prepareStore);
	let council: Council;
	let meeting: string;
	beforeEach(async () => {
		record.forgetHeads();
		council = await buildCouncil();
		meeting = (await buildMeeting(council.body._id))._id;
	});

	const titles = async (): Promise<string[]> =>
		(await AgendaItemModel.find({ meeting, withdrawn: null }).sort({ position: 1 }).lean()).map(({ title }) => title);
	const build = async (...names: string[]) => {
		const ids: string[] = [];
		for (const title of names) ids.push((await buildItem(meeting, { title, type: 'decision' }))._id);
		return ids;
	};
	const act = (action: (work: Parameters<typeof noteItem>[0]) => Promise<string>) => inRegion(action);

	describe('is put in another order', () => {
		it('as a whole, and only what has moved gets a new version', async () => {
			const [first = '', second = '', third = ''] = await build('Erstes', 'Zweites', 'Drittes');
			await act((work) => orderAgenda(work, meeting, [first, third, second]));
			expect(await titles()).to.deep.equal(['Erstes', 'Drittes', 'Zweites']);
			expect(await readAgendaItem(first)).to.include({ version: 1 });
			await buildItem(meeting, { title: 'Viertes' });
			expect(await titles()).to.deep.equal(['Erstes', 'Drittes', 'Zweites', 'Viertes']);
		});

		it('not by somebody who has not seen all of it', async () => {
			const [first = '', second = ''] = await build('Erstes', 'Zweites');
			const order = (...ids: string[]) => refusalOf(act((work) => orderAgenda(work, meeting, ids)));
			expect(await order(second)).to.equal('invalid_input items:not_the_agenda');
			expect(await order(second, second)).to.equal('invalid_input items.0:duplicate items.1:duplicate');
			expect(await order(second, first, meeting)).to.equal('invalid_input items.2:not_found');
			expect(await titles()).to.deep.equal(['Erstes', 'Zweites']);
		});
	});

	it('has a paper to vote on only in a body that has a part in it; others may discuss it', async () => {
		const { _id: paper } = await buildPaper();
		const advisory = await buildBody({ kind: 'advisory', name: 'Gemeinsamer Ausschuss' });
		const theirs = (await buildMeeting(advisory._id))._id;
		const put = (type: 'decision' | 'discussion') => buildItem(theirs, { title: 'Radweg', type, paper });
		expect(await refusalOf(put('decision'))).to.equal('invalid_input paper:other_body');
		const { _id } = await put('discussion');
		const toVote = inRegion((work) => changeItem(work, _id, 1, { type: 'decision' }));
		expect(await refusalOf(toVote)).to.equal('invalid_input paper:other_body');
		const own = await buildItem(meeting, { title: 'Radweg', type: 'decision', paper });
		expect(own).to.include({ paper, type: 'decision' });
	});

	describe('loses an item', () => {
		it('without a trace on it, as long as nobody was invited', async () => {
			const [first = ''] = await build('Erstes', 'Zweites');
			await act((work) => removeItem(work, first));
			expect(await titles()).to.deep.equal(['Zweites']);
			expect(await readAgendaItem(first)).to.include({ outcome: 'removed' });
			expect(await refusalOf(act((work) => removeItem(work, first)))).to.equal('conflict item:withdrawn');
			await act((work) => reopenItem(work, first, false));
			expect(await titles()).to.deep.equal(['Erstes', 'Zweites']);
		});

		it('that keeps its place once people hold it in their hands', async () => {
			const [first = ''] = await build('Erstes', 'Zweites');
			await inRegion((work) => work.update(MeetingModel, meeting, null, { state: 'invited', invited: 'x' }));
			await act((work) => removeItem(work, first));
			expect(await titles()).to.deep.equal(['Erstes', 'Zweites']);
			expect(await readAgendaItem(first)).to.include({ outcome: 'removed' });
			await act((work) => reopenItem(work, first, false));
			expect(await readAgendaItem(first)).to.include({ outcome: 'open' });
		});
	});

	it('is another for those who were invited once an item is added, changed, moved or taken off, and not by what becomes of it', async () => {
		const [first = '', second = ''] = await build('Erstes', 'Zweites');
		const state = async (): Promise<string> => {
			const items = await AgendaItemModel.find({ meeting, withdrawn: null }).lean();
			return invitedState(await readMeetingItem(meeting), items as never);
		};
		const states = [await state()];
		const after = async (action: (work: Parameters<typeof noteItem>[0]) => Promise<string>): Promise<void> => {
			await act(action);
			states.push(await state());
		};
		await after((work) => addItem(work, meeting, newAgendaItem.parse({ title: 'Drittes' })));
		await after((work) => changeItem(work, first, 1, { title: 'Anderes' }));
		const ids = (await AgendaItemModel.find({ meeting }).sort({ position: -1 }).lean()).map(({ _id }) => _id);
		await after((work) => orderAgenda(work, meeting, ids));
		await openMeeting(meeting);
		await after((work) => removeItem(work, second));
		expect(new Set(states)).to.have.property('size', 5);
		await act((work) => noteItem(work, first));
		expect(await state()).to.equal(states[4]);
	});

	describe('of a later meeting takes up', () => {
		let next: string;
		const take = (continues: string, into = next) =>
			act((work) => addItem(work, into, newAgendaItem.parse({ title: 'Wieder', continues })));
		beforeEach(async () => {
			next = (await buildMeeting(council.body._id, { day: '2026-04-15' }))._id;
		});

		it('what was put off, once', async () => {
			const [first = ''] = await build('Erstes');
			expect(await refusalOf(take(first))).to.equal('invalid_input continues:not_put_off');
			await openMeeting(meeting);
			const early = act((work) => postponeItem(work, first, { until: '2026-03-04' }));
			expect(await refusalOf(early)).to.equal('invalid_input until:not_later');
			await act((work) => postponeItem(work, first, { until: '2026-04-15' }));
			expect(await readAgendaItem(first)).to.include({ outcome: 'postponed', postponedTo: '2026-04-15' });
			await take(first);
			expect(await refusalOf(take(first))).to.equal('invalid_input continues:continued_already');
			expect(await refusalOf(act((work) => reopenItem(work, first, true)))).to.equal('conflict item:continued_already');
		});

		it('what was put off again, when it was taken off or that meeting was cancelled', async () => {
			const [first = ''] = await build('Erstes');
			await openMeeting(meeting);
			await act((work) => postponeItem(work, first, { until: null }));
			await take(first);
			await inRegion((work) => cancelMeeting(work, next, 'Fällt aus'));
			const later = (await buildMeeting(council.body._id, { day: '2026-05-06' }))._id;
			await take(first, later);
			const taken = await AgendaItemModel.findOne({ meeting: later }).lean();
			await act((work) => removeItem(work, taken?._id ?? ''));
			await take(first, later);
		});

		it('what another body has referred to this one', async () => {
			const committee = await buildBody();
			const itsMeeting = (await buildMeeting(committee._id, { day: '2026-05-06' }))._id;
			const [first = ''] = await build('Erstes');
			await openMeeting(meeting);
			const toItself = act((work) => referItem(work, first, council.body._id));
			expect(await refusalOf(toItself)).to.equal('invalid_input body:same_body');
			await act((work) => referItem(work, first, committee._id));
			expect(await readAgendaItem(first)).to.include({ outcome: 'referred', referredTo: committee._id });
			expect(await refusalOf(take(first))).to.equal('invalid_input continues:not_put_off');
			await take(first, itsMeeting);
		});
	});

	describe('approves the minutes of a former meeting', () => {
		it('of the same body and an earlier day', async () => {
			const later = await buildMeeting(council.body._id, { day: '2026-04-15' });
			const other = await buildMeeting((await buildBody())._id, { day: '2026-01-14' });
			for (const approvesMinutesOf of [meeting, later._id, other._id]) {
				const added = act((work) =>
					addItem(work, meeting, newAgendaItem.parse({ title: 'Niederschrift', approvesMinutesOf }))
				);
				expect(await refusalOf(added)).to.equal('invalid_input approvesMinutesOf:not_a_former');
			}
			await act((work) =>
				addItem(work, later._id, newAgendaItem.parse({ title: 'Niederschrift', approvesMinutesOf: meeting }))
			);
		});

		it('which then changes no more, and says where that was', async () => {
			const [first = ''] = await build('Erstes');
			await openMeeting(meeting);
			await act((work) => noteItem(work, first));
			await inRegion((work) => closeMeeting(work, meeting));
			const later = await buildMeeting(council.body._id, { day: '2026-04-15' });
			const approved = inRegion((work) => approveMinutes(work, meeting, later._id));
			expect(await refusalOf(approved)).to.equal('conflict meeting:meeting_held');
			await inRegion((work) => draftMinutes(work, meeting));
			await inRegion((work) => approveMinutes(work, meeting, later._id));
			expect(await readMeetingItem(meeting)).to.include({ state: 'minutes-approved', approvedIn: later._id });
			expect(await refusalOf(act((work) => reopenItem(work, first, true)))).to.equal(
				'conflict meeting:minutes_approved'
			);
			expect(await refusalOf(act((work) => changeItem(work, first, 2, { title: 'Anders' })))).to.equal(
				'conflict meeting:minutes_approved'
			);
		});
	});

	describe('whose item was voted on', () => {
		const vote = (item: string) => {
			const cast = ['1', '2', '3'].map((seat) => ({ seat, vote: 'yes' as const }));
			return inRegion((work) => voteOnItem(work, item, voteInput.parse({ cast, text: 'So beschlossen.' })));
		};

		it('changes it no more, until whoever may vote takes the vote back', async () => {
			const [first = ''] = await build('Erstes');
			await openMeeting(meeting);
			const { _id } = await vote(first);
			const { version } = await readAgendaItem(first);
			expect(await refusalOf(act((work) => changeItem(work, first, version, { title: 'Anders' })))).to.equal(
				'conflict item:item_decided'
			);
			expect(await refusalOf(act((work) => removeItem(work, first)))).to.equal('conflict item:item_decided');
			expect(await refusalOf(act((work) => reopenItem(work, first, false)))).to.equal('not_permitted');
			await act((work) => reopenItem(work, first, true));
			expect(await readAgendaItem(first)).to.include({ outcome: 'open', decision: null });
			expect((await DecisionModel.findById(_id).lean())?.withdrawn).to.be.an('object');
			expect(await vote(first)).to.include({ number: '2026-01/1' });
		});
	});
});
