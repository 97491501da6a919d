import { expect } from 'chai';
import { checkEdition } from '../../backend/concept/checklist.ts';
import type { ChecklistInput } from '../../backend/concept/checklist.ts';

type Fields = Record<string, unknown>;
const field = (fields: Fields = {}) => ({ _id: 'f', title: 'Wirtschaft', description: null, ...fields }) as never;
const goal = (fields: Fields = {}) =>
	({ _id: 'g', title: 'Arbeit', field: 'f', parent: null, description: null, ...fields }) as never;
const measure = (fields: Fields = {}) =>
	({
		_id: 'm',
		title: 'Gewerbegebiet',
		field: 'f',
		goal: 'g',
		description: null,
		roles: [{ role: 'responsible', party: 'p' }],
		costs: [{ cents: 100 }],
		periods: { planned: '2027', actual: null },
		priority: 'high',
		...fields
	}) as never;
const chapter = (fields: Fields = {}) => ({ _id: 'c', title: 'Lage', text: 'Am Fluss.', ...fields }) as never;

/** A complete edition, so that each test takes away one thing. */
const complete = (fields: Partial<ChecklistInput> = {}): ChecklistInput => ({
	edition: { _id: 'e', title: 'Konzept' },
	fields: [field()],
	goals: [goal()],
	measures: [measure()],
	chapters: [chapter()],
	withIndicator: new Set(['g']),
	projects: [{ _id: 'p', title: 'Bahnbogen', hasStep: true }],
	pictures: [{ of: { kind: 'chapter', id: 'c' }, name: 'lage.png', alt: 'Die Saale' }],
	openFormer: [],
	...fields
});
const lacks = (fields: Partial<ChecklistInput>) =>
	checkEdition(complete(fields)).map((row) => [row.problem, row.item.kind, row.item.id, row.field]);

describe('The checklist', () => {
	it('is empty for a complete edition', () => {
		expect(checkEdition(complete())).to.deep.equal([]);
	});

	it('names a field with nothing in it', () => {
		expect(lacks({ fields: [field(), field({ _id: 'leer' })] })).to.deep.equal([
			['field_empty', 'field', 'leer', null]
		]);
	});

	it('names a goal without a measure and one without an indicator; a sub-goal’s count for the goal above it', () => {
		const withSub = [goal(), goal({ _id: 'sub', parent: 'g' })];
		expect(
			lacks({ goals: withSub, measures: [measure({ goal: 'sub' })], withIndicator: new Set(['sub']) })
		).to.deep.equal([]);
		expect(lacks({ goals: withSub, withIndicator: new Set() })).to.deep.equal([
			['goal_without_indicator', 'goal', 'g', null],
			['goal_without_measure', 'goal', 'sub', null],
			['goal_without_indicator', 'goal', 'sub', null]
		]);
	});

	it('names what a measure lacks, with the field: responsible party, costs, period, priority', () => {
		const bare = {
			roles: [{ role: 'partner', party: 'p' }],
			costs: [],
			periods: { planned: null, actual: null },
			priority: null
		};
		expect(lacks({ measures: [measure(bare)] })).to.deep.equal([
			['measure_without_responsible', 'measure', 'm', 'roles'],
			['measure_without_costs', 'measure', 'm', 'costs'],
			['measure_without_period', 'measure', 'm', 'periods.planned'],
			['measure_without_priority', 'measure', 'm', 'priority']
		]);
	});

	it('names a project without a step', () => {
		const projects = [{ _id: 'p', title: 'Bahnbogen', hasStep: false }];
		expect(lacks({ projects })).to.deep.equal([['project_without_step', 'project', 'p', null]]);
	});

	it('names an empty chapter, and an edition without any', () => {
		expect(lacks({ chapters: [chapter({ text: ' \n' })] })).to.deep.equal([['chapter_empty', 'chapter', 'c', 'text']]);
		expect(lacks({ chapters: [] })).to.deep.equal([['edition_without_chapter', 'edition', 'e', null]]);
	});

	it('names a picture without words, as a file and in a text', () => {
		const pictures = [{ of: { kind: 'measure' as const, id: 'm' }, name: 'plan.png', alt: null }];
		const chapters = [chapter({ text: 'Siehe ![ ](lage.png) und ![Plan](plan.png).' })];
		expect(lacks({ pictures, chapters })).to.deep.equal([
			['image_without_alt', 'chapter', 'c', 'text'],
			['image_without_alt', 'measure', 'm', null]
		]);
	});

	it('names what of the former edition neither goes on nor was dropped', () => {
		const openFormer = [{ _id: 'alt', title: 'Alte Maßnahme', kind: 'measure' as const }];
		expect(lacks({ openFormer })).to.deep.equal([['former_item_open', 'measure', 'alt', null]]);
	});
});
