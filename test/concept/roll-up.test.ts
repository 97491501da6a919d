import { expect } from 'chai';
import fc from 'fast-check';
import { STATUSES } from '@konzeptstand/contract/status.ts';
import {
	compareCodes,
	countedCost,
	countedProgress,
	isLate,
	isOutdated,
	owesItsEnd,
	rollUp
} from '../../backend/concept/roll-up.ts';
import type { RollUpProject } from '../../backend/concept/roll-up.ts';

const project = (fields: Partial<RollUpProject> = {}): RollUpProject => ({
	id: 'p1',
	status: 'running',
	progress: null,
	costCents: null,
	isCostExact: true,
	isLate: false,
	isDelayed: false,
	isOutdated: false,
	...fields
});

const anyProject = fc.record({
	id: fc.uuid(),
	status: fc.constantFrom(...STATUSES),
	progress: fc.option(fc.integer({ min: 0, max: 100 })),
	costCents: fc.option(fc.integer({ min: 0, max: 10_000_000_000 })),
	isCostExact: fc.boolean(),
	isLate: fc.boolean(),
	isDelayed: fc.boolean(),
	isOutdated: fc.boolean()
});
const anyProjects = fc.uniqueArray(anyProject, { selector: (one) => one.id, maxLength: 40 });

describe('The roll-up of an item', () => {
	it('of nothing knows no progress, and does not call it zero', () => {
		const nothing = rollUp([]);
		expect(nothing.projects).to.equal(0);
		expect(nothing.progress).to.deep.equal({ value: null, of: 0 });
	});

	it('counts completed as 100 and takes the mean over what has a progress, all with equal weight', () => {
		const figures = rollUp([
			project({ id: 'a', status: 'completed', costCents: 1 }),
			project({ id: 'b', progress: 50, costCents: 99 }),
			project({ id: 'c', progress: null }),
			project({ id: 'd', status: 'unknown' })
		]);
		expect(figures.progress).to.deep.equal({ value: 75, of: 2 });
		expect(figures.progressByCost).to.deep.equal({ value: 50.5, of: 2 });
		expect(figures.costs).to.deep.equal({ cents: 100, inexact: 0, unknown: 2 });
	});

	it('shows stopped, rejected and unknown, and takes no progress from them', () => {
		const figures = rollUp([
			project({ id: 'a', status: 'stopped', progress: 80 }),
			project({ id: 'b', status: 'rejected', progress: 10 }),
			project({ id: 'c', status: 'unknown', progress: 10 }),
			project({ id: 'd', status: 'ongoing', progress: 10 })
		]);
		expect(figures.byStatus).to.include({ stopped: 1, rejected: 1, unknown: 1, ongoing: 1 });
		expect(figures.progress.of).to.equal(0);
	});

	it('says how complete the list is', () => {
		const total = { value: 50, maximum: null, relation: 'more-than' } as const;
		expect(rollUp([], { known: 10, total }).completeness).to.deep.equal({ known: 10, total });
	});

	it('counts each project once, however often it is reached', () => {
		fc.assert(
			fc.property(anyProjects, (projects) => {
				expect(rollUp([...projects, ...projects])).to.deep.equal(rollUp(projects));
			})
		);
	});

	it('does not depend on the order', () => {
		fc.assert(
			fc.property(anyProjects, (projects) => {
				const [forward, backward] = [rollUp(projects), rollUp([...projects].reverse())];
				expect(backward).to.deep.equal(forward);
			})
		);
	});

	it('has as many projects as its statuses together, and never a mean outside 0 to 100', () => {
		fc.assert(
			fc.property(anyProjects, (projects) => {
				const figures = rollUp(projects);
				expect(Object.values(figures.byStatus).reduce((sum, count) => sum + count, 0)).to.equal(projects.length);
				expect(figures.costs.cents).to.equal(projects.reduce((sum, one) => sum + (one.costCents ?? 0), 0));
				for (const mean of [figures.progress, figures.progressByCost]) {
					expect(mean.value === null).to.equal(mean.of === 0);
					if (mean.value !== null) expect(mean.value).to.be.within(0, 100);
				}
				expect(figures.late).to.be.at.most(projects.length);
			})
		);
	});

	it('of two halves has the counts of both', () => {
		fc.assert(
			fc.property(anyProjects, fc.nat(40), (projects, at) => {
				const [whole, left, right] = [rollUp(projects), rollUp(projects.slice(0, at)), rollUp(projects.slice(at))];
				for (const status of STATUSES)
					expect(whole.byStatus[status]).to.equal(left.byStatus[status] + right.byStatus[status]);
				expect(whole.outdated).to.equal(left.outdated + right.outdated);
			})
		);
	});

	it('rises when a project gets further, and never falls for it', () => {
		fc.assert(
			fc.property(anyProjects, fc.integer({ min: 0, max: 99 }), (others, progress) => {
				const own = project({ id: 'own', progress });
				const further = { ...own, progress: progress + 1 };
				const [before, after] = [
					rollUp([...others, own]).progress.value ?? 0,
					rollUp([...others, further]).progress.value ?? 0
				];
				expect(after).to.be.at.least(before);
			})
		);
	});
});

describe('A mean', () => {
	const of = (...progress: number[]) =>
		rollUp(progress.map((value, index) => project({ id: String(index), progress: value }))).progress.value;
	it('reads 100 only when everything is complete, and 0 only when nothing has begun', () => {
		const nearly = [99, ...Array.from({ length: 99 }, () => 100)];
		expect([of(...nearly), of(100, 100)]).to.deep.equal([99.9, 100]);
		expect([of(...nearly.map((value) => 100 - value)), of(0, 0)]).to.deep.equal([0.1, 0]);
		expect(of(1, 1, 0)).to.equal(0.7);
	});
});

describe('A planned end', () => {
	it('is owed by what is under way, and by nothing that is over, lasting or unknown', () => {
		const owing = STATUSES.filter(owesItsEnd);
		expect(owing).to.deep.equal(['idea', 'planned', 'decided', 'running', 'paused']);
	});
});

describe('The progress that counts', () => {
	it('is 100 for completed whatever was reported, and none for what has none', () => {
		expect(countedProgress({ status: 'completed', progress: null })).to.equal(100);
		expect(countedProgress({ status: 'paused', progress: 30 })).to.equal(30);
		expect(countedProgress({ status: 'ongoing', progress: 30 })).to.equal(null);
	});
});

describe('The cost that counts', () => {
	const cost = {
		cents: 100,
		maximumCents: null,
		relation: 'exact',
		kind: 'planned',
		tax: 'unknown',
		scope: null,
		sources: []
	} as const;
	it('is the actual before the planned one, and unknown where no source gives one', () => {
		expect(countedCost([])).to.equal(null);
		expect(
			countedCost([
				{ ...cost, sources: [] },
				{ ...cost, cents: 120, kind: 'actual', sources: [] }
			])
		).to.deep.equal({ cents: 120, isExact: true });
	});
	it('is inexact as its source is', () => {
		expect(countedCost([{ ...cost, relation: 'about', sources: [] }])).to.deep.equal({ cents: 100, isExact: false });
	});
});

describe('Late', () => {
	const today = '2026-06-15';
	const cases: readonly [string, Parameters<typeof isLate>[0], boolean, boolean][] = [
		['the planned end has passed and it is not finished', { planned: '2024/2025', actual: null }, false, true],
		[
			'the planned end has passed and it is finished, nobody knows when',
			{ planned: '2024/2025', actual: null },
			true,
			false
		],
		['the planned end is a year that is still running', { planned: '2026', actual: null }, false, false],
		['it is expected after the planned end', { planned: '2027-03', expected: '2027-05', actual: null }, false, true],
		['it is expected in the planned year', { planned: '2027', expected: '2027-05', actual: null }, false, false],
		['it ended after the planned end', { planned: '2007', actual: '2007/2010' }, true, true],
		['it ended perhaps in time', { planned: '2007-06', actual: '2007' }, true, false],
		['no end was planned', { planned: '2023/..', actual: null }, false, false],
		['nothing was planned', { planned: null, actual: '2010' }, true, false]
	];
	for (const [when, dated, isFinished, expected] of cases) {
		it(`is ${expected ? 'what it is called' : 'not said'} when ${when}`, () => {
			expect(isLate(dated, isFinished, today)).to.equal(expected);
		});
	}
});

describe('Outdated', () => {
	const today = '2026-06-15';
	it('is a report on something unfinished that is older than twelve months', () => {
		expect(isOutdated('running', '2025-06-14', true, today)).to.equal(true);
		expect(isOutdated('running', '2025-06-15', true, today)).to.equal(false);
		expect(isOutdated('ongoing', '2024', true, today)).to.equal(true);
		expect(isOutdated('running', '2025', true, today), 'it may be of December').to.equal(false);
	});
	it('is nothing finished, nothing unknown, and nothing without a report', () => {
		expect(isOutdated('completed', '1999', true, today)).to.equal(false);
		expect(isOutdated('unknown', '1999', true, today)).to.equal(false);
		expect(isOutdated('planned', null, false, today)).to.equal(false);
	});
	it('is a report that names no day', () => {
		expect(isOutdated('running', null, true, today)).to.equal(true);
	});
});

describe('Codes', () => {
	it('sort as people sort them', () => {
		expect(['W 10', 'W 2', null, 'F 1', 'w 1'].sort(compareCodes)).to.deep.equal(['F 1', 'w 1', 'W 2', 'W 10', null]);
	});
});
