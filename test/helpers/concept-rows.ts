import fc from 'fast-check';
import { STATUSES } from '@konzeptstand/contract/status.ts';
import { factsOf } from '../../backend/concept/concept-rows.ts';
import type { ConceptRows, ProjectRowItem } from '../../backend/concept/concept-rows.ts';
import type { EditionItem, FieldItem, GoalItem, MeasureItem } from '../../backend/concept/edition.model.ts';

/** Whole concepts of any shape, as the database would give them, for what is true of all of them. */

export const DAY = '2026-06-15';
export const EDITION = 'e1';
const name = (kind: string, index: number | null): string | null => (index === null ? null : `${kind}${String(index)}`);

const anyStatus = fc.record({
	status: fc.constantFrom(...STATUSES),
	progress: fc.option(fc.integer({ min: 0, max: 100 })),
	isDelayed: fc.boolean(),
	asOf: fc.option(fc.constantFrom('2010', '2025-01', '2026-06-01'))
});
type AnyStatus = typeof anyStatus extends fc.Arbitrary<infer T> ? T : never;

export interface AnyLink {
	edition: string;
	target: { kind: 'measure' | 'goal'; id: string } | null;
	counts: boolean;
}

export function project(index: number, links: AnyLink[], current: Partial<AnyStatus> = {}, cost: number | null = null) {
	const item = {
		_id: `p${String(index)}`,
		version: 1,
		code: null,
		title: `Projekt ${String(index)}`,
		titleEn: null,
		municipalities: [],
		links: links.map((link) => ({ ...link, isInferred: false, doubt: null })),
		costs: cost === null ? [] : [{ cents: cost, relation: 'exact', kind: 'planned' }],
		periods: { planned: null, actual: null },
		responsiblePeople: [],
		roles: [],
		current: {
			report: 'r',
			status: 'running',
			progress: null,
			since: null,
			isDelayed: false,
			delayReason: null,
			asOf: null,
			...current
		},
		withdrawn: null
	};
	return factsOf(item as unknown as ProjectRowItem, DAY);
}

/** A concept of up to six fields, eight goals, ten measures and forty projects, and everything linked in any allowed way. */
export const anyConcept: fc.Arbitrary<ConceptRows> = fc
	.record({
		fields: fc.nat(5),
		goals: fc.array(fc.record({ field: fc.option(fc.nat(6)), parent: fc.option(fc.nat(3)) }), { maxLength: 8 }),
		measures: fc.array(fc.record({ field: fc.option(fc.nat(6)), goal: fc.option(fc.nat(9)) }), { maxLength: 10 }),
		projects: fc.array(
			fc.record({
				links: fc.array(
					fc.record({
						edition: fc.constantFrom(EDITION, EDITION, 'e2'),
						target: fc.option(
							fc.record({ kind: fc.constantFrom('measure' as const, 'goal' as const), index: fc.nat(11) })
						),
						counts: fc.boolean()
					}),
					{ maxLength: 3 }
				),
				current: anyStatus,
				cost: fc.option(fc.integer({ min: 0, max: 1_000_000_00 }))
			}),
			{ maxLength: 40 }
		)
	})
	.map(({ fields, goals, measures, projects }) => {
		const goalItems = goals.map(({ field, parent }, index) => {
			const above = parent !== null && parent < index && goals[parent]?.parent === null ? parent : null;
			return {
				_id: `g${String(index)}`,
				code: null,
				title: `Ziel ${String(index)}`,
				position: 0,
				parent: name('g', above),
				field: name('f', above === null ? field : (goals[above]?.field ?? null))
			};
		});
		const measureItems = measures.map(({ field, goal }, index) => {
			const above = goalItems.find((one) => one._id === name('g', goal));
			return {
				_id: `m${String(index)}`,
				code: null,
				title: `Maßnahme ${String(index)}`,
				position: 0,
				goal: name('g', goal),
				field: above?.field ?? name('f', field)
			};
		});
		return {
			editions: [],
			edition: { _id: EDITION, measureTotal: null } as unknown as EditionItem,
			fields: Array.from({ length: fields }, (_, index) => ({
				_id: `f${String(index)}`,
				title: `Feld ${String(index)}`,
				code: null,
				position: 0
			})) as unknown as FieldItem[],
			goals: goalItems as unknown as GoalItem[],
			measures: measureItems as unknown as MeasureItem[],
			projects: projects.map(({ links, current, cost }, index) => {
				const counted = new Set<string>();
				const own = links.map(({ edition, target, counts }) => {
					const isFirst = counts && !counted.has(edition);
					if (counts) counted.add(edition);
					return {
						edition,
						target: target && {
							kind: target.kind,
							id: `${target.kind === 'goal' ? 'g' : 'm'}${String(target.index)}`
						},
						counts: isFirst
					};
				});
				return project(index, own, current, cost);
			}),
			municipalities: [],
			day: DAY
		};
	});
