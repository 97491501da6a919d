import type { RowValues } from './row-values.ts';
import type { MeantWords } from './wanted.ts';

/** What of a row that is a measure with a project of its own goes to which of the two. */

/** Of a row that is a measure with its project: who answers for it, what it is and how important. */
export const ofMeasure = (values: RowValues): RowValues =>
	only(values, ['description', 'priority', 'isKeyMeasure', 'notes', 'sources', 'municipalities', 'roles']);
/** Time, money and status are the project's. */
export const ofProject = (values: RowValues): RowValues =>
	only(values, [
		'kind',
		'period',
		'costs',
		'funding',
		'status',
		'progress',
		'asOf',
		'statusText',
		'isDelayed',
		'delayReason',
		'municipalities',
		'roles'
	]);
const only = (values: RowValues, names: readonly (keyof RowValues)[]): RowValues =>
	Object.fromEntries(names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));

/** The measure has whoever answers for it, the project everybody else. */
export const onlyResponsible = ({ parties, municipalities }: MeantWords): MeantWords => ({
	parties: parties.responsible ? { responsible: parties.responsible } : {},
	municipalities
});
export const withoutResponsible = ({ parties, municipalities }: MeantWords): MeantWords => {
	const { responsible: _responsible, ...others } = parties;
	void _responsible;
	return { parties: others, municipalities };
};
