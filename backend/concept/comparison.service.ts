import type { z } from 'zod';
import { comparedChange } from '@konzeptstand/contract/edition.ts';
import type { Comparison, ComparisonRow, comparisonQuery } from '@konzeptstand/contract/edition.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { RouteRegion, RouteSnapshot } from '../foundation/http/route.ts';
import { compareStates, proposePairs } from './comparison.ts';
import type { ComparedItem } from './comparison.ts';
import { countedLink, findProjectFacts, placeFinder, readConceptRows, referenceTo } from './concept-rows.ts';
import { findEdition } from './edition-part.service.ts';
import type { EditionItem } from './edition.model.ts';
import { readReasons, readTies } from './lineage-ties.ts';
import { readState } from './edition-state.ts';
import { readSeparations } from './separation.service.ts';

export { compareWords } from './comparison.ts';

type Query = z.output<typeof comparisonQuery>;
interface Side {
	edition: EditionItem;
	/** ISO day; null: now. */
	date: string | null;
}

/**
 * Two editions, or one at two dates, side by side.
 * @param language in which amounts are written
 * @param day today, ISO
 * @throws ApplicationError not_found; invalid_input where no two states are named
 */
export async function readComparison(
	region: RouteRegion,
	snapshot: RouteSnapshot,
	query: Query,
	language: Language,
	day: string
): Promise<Comparison> {
	const [from, to] = await sidesOf(region.id, snapshot, query);
	const before = await readState(region, snapshot, from.edition._id, from.date, language);
	const after = await readState(region, snapshot, to.edition._id, to.date, language);
	const isOne = from.edition._id === to.edition._id;
	const ties = isOne ? before.map(({ id }) => [id, id] as const) : await readTies(region.id, snapshot, before, after);
	const reasons = await readReasons(region.id, snapshot, before, isOne ? null : from.edition, to.edition);
	const rows = compareStates(before, after, ties, reasons, query.whole ?? false);
	const counts = Object.fromEntries(
		comparedChange.options.map((change) => [change, rows.filter((row) => row.change === change).length])
	) as Comparison['counts'];
	const separations = isOne ? [] : await readSeparations(region.id, snapshot, before, after);
	return {
		before: presentSide(from),
		after: presentSide(to),
		isLineageKnown: ties.length > 0,
		counts,
		total: rows.length,
		rows,
		measures: await becameOf(region.id, snapshot, before, rows, [from.edition, to.edition], day),
		proposals: isOne ? [] : proposalsOf(before, after, rows, separations),
		separations
	};
}

async function sidesOf(region: string, snapshot: RouteSnapshot, query: Query): Promise<[Side, Side]> {
	if (query.edition !== undefined && query.before === undefined && query.after === undefined) {
		if (query.beforeDate === undefined)
			throw new ApplicationError('invalid_input', { field: 'beforeDate', problem: 'two_editions' });
		const edition = await findEdition(region, snapshot, query.edition);
		return [
			{ edition, date: query.beforeDate },
			{ edition, date: query.afterDate ?? null }
		];
	}
	if (query.before === undefined || query.after === undefined || query.edition !== undefined) {
		const field = query.edition !== undefined ? 'edition' : query.before === undefined ? 'before' : 'after';
		throw new ApplicationError('invalid_input', { field, problem: 'two_editions' });
	}
	return [
		{ edition: await findEdition(region, snapshot, query.before), date: query.beforeDate ?? null },
		{ edition: await findEdition(region, snapshot, query.after), date: query.afterDate ?? null }
	];
}

const presentSide = ({ edition, date }: Side): Comparison['before'] => ({
	edition: referenceTo('edition', edition),
	key: edition.key,
	date
});

/** Only what nobody has tied or dropped is proposed. */
function proposalsOf(
	before: readonly ComparedItem[],
	after: readonly ComparedItem[],
	rows: readonly ComparisonRow[],
	separations: Comparison['separations']
): Comparison['proposals'] {
	const apart = new Set(separations.map((pair) => `${pair.before.id} ${pair.after.id}`));
	const open = new Set(rows.filter((row) => row.change === 'dropped' && row.reason === null).map((row) => row.id));
	const fresh = new Set(rows.filter((row) => row.change === 'new').map((row) => row.id));
	return proposePairs(
		before.filter(({ id }) => open.has(id)),
		after.filter(({ id }) => fresh.has(id)),
		(from, to) => apart.has(`${from} ${to}`)
	);
}

/** What became of each former measure, and of the projects that counted for it. */
async function becameOf(
	region: string,
	snapshot: RouteSnapshot,
	before: readonly ComparedItem[],
	rows: readonly ComparisonRow[],
	[from, to]: readonly [EditionItem, EditionItem],
	day: string
): Promise<Comparison['measures']> {
	const { session } = snapshot;
	const projects = await findProjectFacts(region, session, { 'links.edition': from._id }, day);
	const placeNow = placeFinder(await readConceptRows(region, snapshot, to._id, day));
	return before
		.filter(({ kind }) => kind === 'measure')
		.map(({ id, reference }) => {
			const heirs = rows.filter((row) => row.before.some((one) => one.id === id));
			return {
				measure: reference,
				change: heirs[0]?.change ?? 'dropped',
				became: heirs.flatMap((row) => row.after ?? []),
				reason: heirs[0]?.reason ?? null,
				projects: projects
					.filter(({ item }) => countedLink(item, from._id)?.target?.id === id)
					.map((project) => ({
						project: referenceTo('project', project.item),
						current: project.current,
						isLinked: countedLink(project.item, to._id) !== null,
						now: placeNow(project)
					}))
			};
		});
}
