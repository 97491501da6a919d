import type { PaperCost } from '@konzeptstand/contract/paper.ts';

/** Amounts of towns and years as a table; all sums in integer euro cents. */
export interface CostTable {
	/** ascending; null, for what names no year, stands last */
	readonly years: readonly (number | null)[];
	readonly rows: readonly {
		readonly municipality: string;
		/** one for each year; null where nothing is named */
		readonly cells: readonly (number | null)[];
		readonly total: number;
	}[];
	/** one for each year */
	readonly totals: readonly number[];
	readonly total: number;
}

/** Towns stand in the order in which they are first named; several amounts of one town and year are added. */
export function costTable(costs: readonly Pick<PaperCost, 'municipality' | 'year' | 'cents'>[]): CostTable {
	const years = [...new Set(costs.map(({ year }) => year))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
	const towns = [...new Set(costs.map(({ municipality }) => municipality))];
	const sum = (some: readonly Pick<PaperCost, 'cents'>[]) => some.reduce((total, { cents }) => total + cents, 0);
	const cell = (town: string, year: number | null) => {
		const found = costs.filter((cost) => cost.municipality === town && cost.year === year);
		return found.length === 0 ? null : sum(found);
	};
	return {
		years,
		rows: towns.map((town) => ({
			municipality: town,
			cells: years.map((year) => cell(town, year)),
			total: sum(costs.filter(({ municipality }) => municipality === town))
		})),
		totals: years.map((year) => sum(costs.filter((cost) => cost.year === year))),
		total: sum(costs)
	};
}
