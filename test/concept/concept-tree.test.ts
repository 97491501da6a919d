import { expect } from 'chai';
import fc from 'fast-check';
import { countedLink } from '../../backend/concept/concept-rows.ts';
import type { ConceptRows, ProjectFacts } from '../../backend/concept/concept-rows.ts';
import { allGoals, allMeasures, buildTree } from '../../backend/concept/concept-tree.ts';
import type { ConceptTree } from '../../backend/concept/concept-tree.ts';
import { rollUp } from '../../backend/concept/roll-up.ts';
import { anyConcept, EDITION, project } from '../helpers/concept-rows.ts';
import type { AnyLink } from '../helpers/concept-rows.ts';

const always = (rule: (rows: ConceptRows) => void): void => fc.assert(fc.property(anyConcept, rule));
const ids = (projects: readonly ProjectFacts[]): string[] => projects.map((one) => one.id);
const targetOf = (one: ProjectFacts): string | null => countedLink(one.item, EDITION)?.target?.id ?? null;

/** Whether a project counts below an item, asked upwards from the project, one step after the other. */
function countsBelow(rows: ConceptRows, one: ProjectFacts, id: string): boolean {
	const measure = rows.measures.find((item) => item._id === targetOf(one));
	let goal = rows.goals.find((item) => item._id === (measure ? measure.goal : targetOf(one)));
	const above = new Set([measure?._id, measure?.field]);
	while (goal) {
		above.add(goal._id).add(goal.field);
		const { parent } = goal;
		goal = rows.goals.find((item) => item._id === parent);
	}
	return above.has(id);
}

const counted = (rows: ConceptRows, id: string): ProjectFacts[] =>
	rows.projects.filter((one) => countsBelow(rows, one, id));

/** Every place in the tree in which a project stands. */
function places(tree: ConceptTree): ProjectFacts[] {
	return [
		...allMeasures(tree).flatMap((node) => node.projects),
		...allGoals(tree).flatMap((node) => node.projects),
		...tree.unplaced.projects,
		...tree.unplaced.withoutEdition
	];
}

describe('The tree of a concept, whatever its shape,', () => {
	it('has every field, goal and measure in exactly one place', () => {
		always((rows) => {
			const tree = buildTree(rows);
			const sort = (items: readonly { _id: string }[]) => items.map((item) => item._id).sort();
			expect(sort(allGoals(tree).map((node) => node.item))).to.deep.equal(sort(rows.goals));
			expect(sort(allMeasures(tree).map((node) => node.item))).to.deep.equal(sort(rows.measures));
			expect(tree.fields).to.have.length(rows.fields.length);
		});
	});

	it('has every project in exactly one place, but for those that count in other editions only', () => {
		always((rows) => {
			const elsewhere = rows.projects.filter(
				({ item }) => !countedLink(item, EDITION) && item.links.some((link) => link.counts)
			);
			const all = [...ids(places(buildTree(rows))), ...ids(elsewhere)].sort();
			expect(all).to.deep.equal(ids(rows.projects).sort());
		});
	});

	it('gives measures, goals and fields the figures of all that counts below them, each project once', () => {
		always((rows) => {
			const tree = buildTree(rows);
			for (const node of [...tree.fields, ...allGoals(tree), ...allMeasures(tree)])
				expect(node.rollUp, node.item._id).to.deep.equal(rollUp(counted(rows, node.item._id)));
		});
	});

	it('gives the edition the figures of every project that counts in it, and the region those of all', () => {
		always((rows) => {
			const tree = buildTree(rows);
			expect(tree.rollUp).to.deep.equal(rollUp(rows.projects.filter((one) => countedLink(one.item, EDITION))));
			expect(tree.regionRollUp).to.deep.equal(rollUp(rows.projects));
		});
	});

	it('does not depend on the order of its rows', () => {
		always((rows) => {
			const turned = buildTree({
				...rows,
				goals: [...rows.goals].reverse(),
				measures: [...rows.measures].reverse(),
				projects: [...rows.projects].reverse()
			});
			const figures = (tree: ConceptTree) =>
				[...tree.fields, ...allGoals(tree), ...allMeasures(tree)]
					.map((node) => ({ id: node.item._id, figures: node.rollUp }))
					.sort((a, b) => a.id.localeCompare(b.id));
			expect(figures(turned)).to.deep.equal(figures(buildTree(rows)));
			expect(turned.rollUp).to.deep.equal(buildTree(rows).rollUp);
		});
	});

	it('keeps the figures of a field when a project moves between two of its measures', () => {
		always((rows) => {
			for (const field of rows.fields) {
				const [from, to] = rows.measures.filter((measure) => measure.field === field._id);
				const moving = rows.projects.find((one) => targetOf(one) === from?._id);
				if (!to || !moving) continue;
				const links: AnyLink[] = [{ edition: EDITION, target: { kind: 'measure', id: to._id }, counts: true }];
				const moved = { ...moving, item: { ...moving.item, links } } as ProjectFacts;
				const after = buildTree({ ...rows, projects: rows.projects.map((one) => (one === moving ? moved : one)) });
				const figures = (tree: ConceptTree) => tree.fields.find((node) => node.item === field)?.rollUp;
				expect(figures(after)).to.deep.equal(figures(buildTree(rows)));
			}
		});
	});

	it('changes only what stands above a project when one is added', () => {
		always((rows) => {
			const [measure] = rows.measures;
			if (!measure) return;
			const links: AnyLink[] = [{ edition: EDITION, target: { kind: 'measure', id: measure._id }, counts: true }];
			const added = project(1000, links);
			const [before, after] = [buildTree(rows), buildTree({ ...rows, projects: [...rows.projects, added] })];
			const nodes = (tree: ConceptTree) => [...tree.fields, ...allGoals(tree), ...allMeasures(tree)];
			const formerly = new Map(nodes(before).map((node) => [node.item._id, node.rollUp]));
			for (const { item, rollUp: figures } of nodes(after)) {
				const isAbove = countsBelow(rows, added, item._id);
				expect(figures.projects - (formerly.get(item._id)?.projects ?? 0)).to.equal(isAbove ? 1 : 0);
				if (!isAbove) expect(figures).to.deep.equal(formerly.get(item._id));
			}
		});
	});

	it('gives what has lost its place one among what has none', () => {
		const links: AnyLink[] = [{ edition: EDITION, target: { kind: 'measure', id: 'withdrawn' }, counts: true }];
		const [rows] = fc.sample(anyConcept, { numRuns: 1, seed: 1 });
		if (!rows) throw new Error('no sample');
		const lost = project(1000, links);
		const measure = { ...rows.measures[0], _id: 'lost', goal: 'withdrawn', field: 'withdrawn' };
		const tree = buildTree({
			...rows,
			measures: [measure as (typeof rows.measures)[number]],
			projects: [lost]
		});
		expect(ids(tree.unplaced.projects)).to.deep.equal([lost.id]);
		expect(tree.unplaced.measures.map((node) => node.item._id)).to.deep.equal(['lost']);
		expect(tree.rollUp.projects).to.equal(1);
	});

	it('is built in one pass: ten times the projects are looked at ten times as often', () => {
		let looks = 0;
		const counted = <T extends object>(of: T): T =>
			new Proxy(of, {
				get: (target, name, receiver) => {
					looks += 1;
					return Reflect.get(target, name, receiver) as unknown;
				}
			});
		const looksAt = (count: number): number => {
			const [rows] = fc.sample(anyConcept, { numRuns: 1, seed: 2 });
			if (!rows) throw new Error('no sample');
			const measures = Array.from({ length: 300 }, (_, index) => ({
				...(rows.measures[0] ?? {}),
				_id: `m${String(index)}`,
				goal: null,
				field: null
			})) as typeof rows.measures;
			const projects = Array.from({ length: count }, (_, index) =>
				counted(
					project(index, [
						{ edition: EDITION, target: { kind: 'measure', id: `m${String(index % 300)}` }, counts: true }
					])
				)
			);
			looks = 0;
			buildTree({ ...rows, measures, projects });
			return looks;
		};
		const few = looksAt(3_000);
		expect(few).to.be.greaterThan(3_000);
		expect(looksAt(30_000)).to.be.at.most(few * 10);
	});
});
