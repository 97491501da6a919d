import { redirect } from '@sveltejs/kit';
import { comparedChange } from '@konzeptstand/contract/edition.ts';
import type { Comparison, ComparisonRow } from '@konzeptstand/contract/edition.ts';
import type { Problem } from '@konzeptstand/contract/problem.ts';
import { links } from '#lib/links.ts';
import { apiSend } from '#lib/server/api.ts';
import { actLink, actProposeAgain, actSeparate } from '#lib/writing/server/lineage.ts';
import { LINEAGE_KINDS } from '#lib/writing/words.ts';
import type { Actions, PageServerLoad } from './$types.js';

const VIEWS = ['table', 'side', 'text'] as const;

/** What the API says against it: in general, and of each date or edition. */
const messageOf = ({ detail, errors = [] }: Problem) => [detail, ...errors.map(({ message }) => message)].join(' ');

export const load: PageServerLoad = async (event) => {
	const { region } = await event.parent();
	const query = event.url.searchParams;
	const asked = {
		before: query.get('before'),
		after: query.get('after'),
		edition: query.get('edition'),
		beforeDate: query.get('beforeDate'),
		afterDate: query.get('afterDate')
	};
	const byYear = [...region.editions].sort((a, b) => a.year - b.year);
	if (!asked.before && !asked.after && !asked.edition && byYear.length > 1)
		redirect(303, links.comparison(region.key, { before: byYear.at(-2)?.key, after: byYear.at(-1)?.key }));
	const isComplete = (asked.before && asked.after) || (asked.edition && asked.beforeDate);
	const given = Object.entries(asked).filter((pair): pair is [string, string] => Boolean(pair[1]));
	const view = VIEWS.find((each) => each === query.get('view')) ?? 'table';
	// one text is the whole text
	const wanted = view === 'text' ? [...given, ['whole', 'true']] : given;
	const path = `/regions/${region.key}/comparison?${new URLSearchParams(wanted)}`;
	const answer = isComplete ? await apiSend<Comparison>(event, 'GET', path) : null;
	const comparison = answer?.ok ? answer.data : null;
	const parsed = comparedChange.safeParse(query.get('change'));
	const chosen = parsed.success ? parsed.data : null;
	const isShown = (row: ComparisonRow) =>
		chosen === null || row.change === chosen || (chosen === 'moved' && row.isMoved);
	const shown = comparison?.rows.filter(isShown) ?? [];
	const later = region.editions.find(({ id }) => id === comparison?.after.edition.id);
	const earlier = region.editions.find(({ id }) => id === comparison?.before.edition.id);
	return {
		asked,
		refusal: answer && !answer.ok ? messageOf(answer.problem) : null,
		view,
		/** `hidden`: what is the same in both is folded away */
		isSameHidden: query.get('same') === 'hidden',
		chosen,
		comparison: comparison && { ...comparison, rows: [] },
		groups: LINEAGE_KINDS.map((kind) => ({ kind, rows: shown.filter((row) => row.kind === kind) })).filter(
			({ rows }) => rows.length > 0
		),
		later: later ?? null,
		/** one continues the other, so that links between the two make sense */
		isForward: later !== undefined && earlier !== undefined && later.year > earlier.year
	};
};

export const actions: Actions = {
	link: (event) => actLink(event),
	separate: (event) => actSeparate(event),
	again: (event) => actProposeAgain(event)
};
