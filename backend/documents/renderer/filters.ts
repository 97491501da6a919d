import type { Liquid } from 'liquidjs';
import { CHART_FILTERS } from './chart-filters.ts';
import { COMPARISON_FILTERS } from './comparison-filters.ts';
import type { Filter, Gathered } from './filter.ts';
import { LIST_FILTERS } from './list-filters.ts';
import { registerTags } from './tags.ts';
import { VALUE_FILTERS } from './value-filters.ts';

export const FILTERS: Readonly<Record<string, Filter>> = {
	...VALUE_FILTERS,
	...LIST_FILTERS,
	...CHART_FILTERS,
	...COMPARISON_FILTERS
};

/** Filters of Liquid's own that stay: none of them writes anything unescaped. */
export const KEPT_FILTERS: readonly string[] = [
	'abs',
	'append',
	'at_least',
	'at_most',
	'capitalize',
	'ceil',
	'compact',
	'concat',
	'default',
	'divided_by',
	'downcase',
	'floor',
	'group_by',
	'has',
	'join',
	'map',
	'minus',
	'modulo',
	'plus',
	'prepend',
	'reject',
	'remove',
	'replace',
	'reverse',
	'round',
	'size',
	'slice',
	'split',
	'strip',
	'sum',
	'times',
	'truncate',
	'uniq',
	'upcase',
	'where'
];
/** Tags that stay. The others would write unescaped, keep state between documents, or hide what a template does. */
export const KEPT_TAGS: readonly string[] = [
	'#',
	'assign',
	'break',
	'case',
	'comment',
	'continue',
	'for',
	'if',
	'render',
	'unless'
];

/** Puts the documents' filters in the place of Liquid's. */
export function registerFilters(liquid: Liquid, gathered: () => Gathered): void {
	for (const name of Object.keys(liquid.filters))
		if (!KEPT_FILTERS.includes(name)) Reflect.deleteProperty(liquid.filters, name);
	for (const name of Object.keys(liquid.tags)) if (!KEPT_TAGS.includes(name)) Reflect.deleteProperty(liquid.tags, name);
	registerTags(liquid);
	for (const [name, filter] of Object.entries(FILTERS)) {
		const handler = filter.make(gathered) as (...values: unknown[]) => unknown;
		liquid.registerFilter(name, filter.raw ? { raw: true, handler } : handler);
	}
}
