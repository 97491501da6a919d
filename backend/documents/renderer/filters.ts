import type { Liquid } from 'liquidjs';
import { CHART_FILTERS } from './chart-filters.ts';
import { COMPARISON_FILTERS } from './comparison-filters.ts';
import { COUNCIL_FILTERS } from './council-filters.ts';
import type { Filter, Gathered } from './filter.ts';
import { KEPT_FILTERS, KEPT_TAGS } from './liquid-words.ts';
import { LIST_FILTERS } from './list-filters.ts';
import { registerTags } from './tags.ts';
import { VALUE_FILTERS } from './value-filters.ts';

export const FILTERS: Readonly<Record<string, Filter>> = {
	...VALUE_FILTERS,
	...LIST_FILTERS,
	...CHART_FILTERS,
	...COMPARISON_FILTERS,
	...COUNCIL_FILTERS
};

/** Puts the documents' filters in the place of Liquid's. */
export function registerFilters(liquid: Liquid, gathered: () => Gathered): void {
	keepOnly(liquid.filters, KEPT_FILTERS);
	keepOnly(liquid.tags, KEPT_TAGS);
	registerTags(liquid);
	for (const [name, filter] of Object.entries(FILTERS)) {
		const handler = charged(filter.make(gathered) as (...values: unknown[]) => unknown);
		liquid.registerFilter(name, filter.raw ? { raw: true, handler } : handler);
	}
}

interface FilterContext {
	context: { memoryLimit: { use: (count: number) => void } };
}

/** Counts what a filter goes through, as Liquid's own do: the document ends when it is too much. */
function charged(handler: (...values: unknown[]) => unknown) {
	return function (this: FilterContext, ...values: unknown[]): unknown {
		const [first] = values;
		if (typeof first === 'string' || Array.isArray(first)) this.context.memoryLimit.use(first.length);
		return handler(...values);
	};
}

/** Without a prototype: `constructor` and its like are no filter and no tag. */
function keepOnly(words: object, kept: object): void {
	for (const name of Object.keys(words)) if (!Object.hasOwn(kept, name)) Reflect.deleteProperty(words, name);
	Object.setPrototypeOf(words, null);
}
