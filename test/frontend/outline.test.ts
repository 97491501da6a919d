import { expect } from 'chai';
import type { Hierarchy, HierarchyMeasure, HierarchyProject } from '@konzeptstand/contract/hierarchy.ts';
import { STATUSES } from '@konzeptstand/contract/status.ts';
import type { RollUp } from '@konzeptstand/contract/roll-up.ts';
import { countRows, outlineOf, unplacedOf, visibleRows } from '../../frontend/src/routes/[region]/concept/outline.ts';
import { placesOf } from '../../frontend/src/routes/[region]/projects/[id]/place/places.ts';

const idOf = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const NOTHING: RollUp = {
	projects: 0,
	byStatus: Object.fromEntries(STATUSES.map((status) => [status, 0])) as RollUp['byStatus'],
	progress: { value: null, of: 0 },
	progressByCost: { value: null, of: 0 },
	late: 0,
	delayed: 0,
	outdated: 0,
	costs: { cents: 0, inexact: 0, unknown: 0 },
	completeness: null
};

const buildProject = (number: number): HierarchyProject => ({
	kind: 'project',
	id: idOf(number),
	code: null,
	title: `Projekt ${number}`,
	titleEn: null,
	municipalities: [],
	isInferred: false,
	isMine: false,
	mayReport: true,
	current: {
		report: null,
		status: 'unknown',
		progress: null,
		asOf: null,
		isDelayed: false,
		delayReason: null,
		isLate: false,
		isOutdated: false
	}
});

const buildMeasure = (number: number, projects: HierarchyProject[]): HierarchyMeasure => ({
	kind: 'measure',
	id: idOf(number),
	version: 1,
	code: `W ${number}`,
	title: `Maßnahme ${number}`,
	titleEn: null,
	isKeyMeasure: false,
	isCodeInferred: false,
	priority: null,
	municipalities: [],
	isMine: false,
	position: 0,
	rollUp: NOTHING,
	projects
});

const goal = (number: number, measures: HierarchyMeasure[]) => ({
	kind: 'goal' as const,
	id: idOf(number),
	version: 1,
	code: null,
	title: `Ziel ${number}`,
	titleEn: null,
	position: 0,
	rollUp: NOTHING,
	measures,
	projects: []
});

function buildHierarchy(): Hierarchy {
	const field = {
		kind: 'field' as const,
		id: idOf(1),
		version: 1,
		code: 'W',
		title: 'Wirtschaft',
		titleEn: null,
		isTitleInferred: true,
		isCodeInferred: false,
		isCrossCutting: false,
		position: 0,
		rollUp: NOTHING,
		goals: [{ ...goal(10, []), subGoals: [goal(11, [buildMeasure(20, [buildProject(30)])])] }],
		measures: [buildMeasure(21, [])]
	};
	return {
		state: { sequence: 1, day: '2026-01-01' },
		edition: {} as Hierarchy['edition'],
		rollUp: NOTHING,
		fields: [field],
		goals: [{ ...goal(12, []), subGoals: [] }],
		unplaced: { measures: [], projects: [buildProject(31)], withoutEdition: [buildProject(32)] },
		regionRollUp: NOTHING
	};
}

const everything = () => true;

describe('The outline of the concept', () => {
	it('shows goals above all fields first, then each field with its goals before its other measures', () => {
		const rows = visibleRows(outlineOf(buildHierarchy()), everything);
		expect(rows.map(({ node, level }) => `${level} ${node.kind} ${node.title}`)).to.deep.equal([
			'1 goal Ziel 12',
			'1 field Wirtschaft',
			'2 goal Ziel 10',
			'3 sub-goal Ziel 11',
			'4 measure Maßnahme 20',
			'5 project Projekt 30',
			'2 measure Maßnahme 21'
		]);
	});

	it('hides everything below a closed row', () => {
		const rows = visibleRows(outlineOf(buildHierarchy()), (node) => node.kind !== 'goal');
		expect(rows.map(({ node }) => node.title)).to.deep.equal(['Ziel 12', 'Wirtschaft', 'Ziel 10', 'Maßnahme 21']);
	});

	it('never calls a row open that has nothing below it', () => {
		const rows = visibleRows(outlineOf(buildHierarchy()), everything);
		expect(rows.filter(({ isOpen }) => isOpen).map(({ node }) => node.title)).to.not.include('Maßnahme 21');
	});

	it('tells each row its place among its siblings and the row above it', () => {
		const rows = visibleRows(outlineOf(buildHierarchy()), everything);
		const measure = rows.at(-1);
		expect(measure).to.include({ position: 2, siblings: 2, parent: rows[1]?.node.key });
	});

	it('counts all rows, open or not', () => {
		expect(countRows(outlineOf(buildHierarchy()))).to.equal(7);
	});

	it('names every row differently, so that opening one opens no other', () => {
		const keys = visibleRows(outlineOf(buildHierarchy()), everything).map(({ node }) => node.key);
		expect(new Set(keys).size).to.equal(keys.length);
	});

	it('keeps what has no place in groups of its own and leaves out empty ones', () => {
		const groups = unplacedOf(buildHierarchy(), { measures: 'A', projects: 'B', withoutEdition: 'C' });
		expect(groups.map(({ title, children }) => `${title} ${children.length}`)).to.deep.equal(['B 1', 'C 1']);
	});
});

describe('The places where a project can count', () => {
	it('are all goals, sub-goals and measures of the edition, by field', () => {
		const groups = placesOf(buildHierarchy());
		expect(groups.map(({ field }) => field?.title ?? null)).to.deep.equal(['Wirtschaft', null]);
		expect(groups[0]?.places.map(({ title }) => title)).to.deep.equal([
			'Maßnahme 21',
			'Ziel 10',
			'Ziel 11',
			'Maßnahme 20'
		]);
		expect(groups[1]?.places.map(({ value }) => value)).to.deep.equal([`goal:${idOf(12)}`]);
	});
});
