import { expect } from 'chai';
import { compareTasks, controlStateOf, countStates, isOverdue } from '../../backend/council/control.ts';

const DAY = '2026-11-26';
type State = 'open' | 'under-way' | 'done';
const task = (state: State, due: string | null = null) => ({ state, due });

describe('How far a decision has come', () => {
	it('is overdue as soon as one of its tasks is, whatever the others say', () => {
		expect(controlStateOf([task('done'), task('under-way', '2026-11-25'), task('open')], DAY)).to.equal('overdue');
	});

	it('is open while one of its tasks is not begun, else under way while one is not done', () => {
		expect(controlStateOf([task('done'), task('under-way'), task('open', '2027-01-01')], DAY)).to.equal('open');
		expect(controlStateOf([task('done'), task('under-way', '2026-12-01')], DAY)).to.equal('under-way');
	});

	it('is done when all of its tasks are, however late', () => {
		expect(controlStateOf([task('done', '2020-01-01'), task('done')], DAY)).to.equal('done');
	});

	it('is nothing to control without a task: that is not the same as done', () => {
		expect(controlStateOf([], DAY)).to.equal('nothing');
	});

	it('is not overdue on the very day on which a task is due', () => {
		expect(isOverdue(task('open', DAY), DAY)).to.equal(false);
		expect(isOverdue(task('open', '2026-11-25'), DAY)).to.equal(true);
	});

	it('is counted for every state, also where there is none', () => {
		expect(countStates(['overdue', 'done', 'done'])).to.deep.equal({
			overdue: 1,
			open: 0,
			'under-way': 0,
			done: 2,
			nothing: 0
		});
	});

	it('shows of its tasks first what wants a word first', () => {
		const tasks = [
			{ _id: 'done', ...task('done', '2026-01-01') },
			{ _id: 'someday', ...task('open') },
			{ _id: 'soon', ...task('open', '2026-12-01') },
			{ _id: 'overdue', ...task('under-way', '2026-10-01') }
		];
		expect(tasks.sort(compareTasks).map(({ _id }) => _id)).to.deep.equal(['overdue', 'soon', 'someday', 'done']);
	});
});
