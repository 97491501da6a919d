import type { RequestEvent } from '@sveltejs/kit';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Chapter } from '@konzeptstand/contract/edition.ts';
import type { Hierarchy, HierarchyGoal } from '@konzeptstand/contract/hierarchy.ts';
import type { MeetingRow } from '@konzeptstand/contract/meeting.ts';
import type { PaperRow } from '@konzeptstand/contract/paper.ts';
import type { ProjectRow, StepRow } from '@konzeptstand/contract/project.ts';
import type { Milestone, Party, Region } from '@konzeptstand/contract/region.ts';
import { effectOptions } from '#lib/council/effect-options.ts';
import { editionStateLabel } from '#lib/edition.ts';
import { dateShort } from '#lib/format.ts';
import { nameOf, titleOf } from '#lib/language.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiFind, apiGet } from '#lib/server/api.ts';
import type { FieldDescription, Option, Options, OptionSource } from '../description.ts';
import type { Body } from '../values.ts';

type Event = Pick<RequestEvent, 'fetch' | 'url'>;
export interface OptionContext {
	readonly region: Region;
	/** key of the edition whose fields, goals and measures can be chosen */
	readonly edition: string | null;
	/** what is edited: it is never offered as its own parent, and people named in it stay to choose */
	readonly item: Body | null;
}

/** Everything that the fields of a form let one choose from, loaded side by side. */
export async function loadOptions(
	event: Event,
	fields: readonly FieldDescription[],
	context: OptionContext
): Promise<Options> {
	const sources = [...new Set(sourcesOf(fields))];
	const loaded = await Promise.all(sources.map(async (source) => [source, await LOADERS[source](event, context)]));
	return Object.fromEntries(loaded) as Options;
}

function sourcesOf(fields: readonly FieldDescription[]): OptionSource[] {
	return fields.flatMap((field) => {
		if ('fields' in field) return sourcesOf(field.fields);
		return 'options' in field && typeof field.options === 'string' ? [field.options] : [];
	});
}

const LOADERS: Record<OptionSource, (event: Event, context: OptionContext) => Promise<readonly Option[]>> = {
	parties: async (event, { region }) => {
		const rows = await allRows<Party>(event, `/regions/${region.key}/parties`);
		return rows.map(({ id, name }) => ({ value: id, label: name }));
	},
	people: async (event, { region, item }) => {
		type Member = { person: { id: string; name: string | null; email: string | null } };
		const members = (await apiFind<{ rows: Member[] }>(event, `/regions/${region.key}/members`))?.rows ?? [];
		const named = (item?.responsiblePeople ?? []) as { id: string; name: string | null }[];
		const names = new Map<string, string>();
		for (const { person } of members) names.set(person.id, person.name ?? person.email ?? m.unknown());
		for (const { id, name } of named) if (!names.has(id)) names.set(id, name ?? m.unknown());
		return [...names].map(([value, label]) => ({ value, label }));
	},
	municipalities: async (_event, { region }) =>
		region.municipalities.map(({ id, name }) => ({ value: id, label: name })),
	fields: async (event, context) => {
		const { fields } = await hierarchyOf(event, context);
		return fields.map((field) => ({ value: field.id, label: nameOf(field) }));
	},
	mainGoals: async (event, context) => goalOptions(await hierarchyOf(event, context), context.item, false),
	goals: async (event, context) => goalOptions(await hierarchyOf(event, context), context.item, true),
	projects: async (event, { region, item }) => {
		const rows = await allRows<ProjectRow>(event, `/regions/${region.key}/projects`);
		return rows.filter(({ id }) => id !== item?.id).map((row) => ({ value: row.id, label: nameOf(row) }));
	},
	decisions: async (event, { region }) => {
		const rows = await allRows<Decision>(event, `/regions/${region.key}/decisions`);
		return rows.map(({ id, date, title }) => ({ value: id, label: `${dateShort(date)} – ${title}` }));
	},
	editions: async (_event, { region }) =>
		[...region.editions]
			.sort((a, b) => b.year - a.year)
			.map(({ id, year, title, state }) => ({ value: id, label: `${year} ${title} (${editionStateLabel(state)})` })),
	editionItems: async (event, context) => {
		const outline = await hierarchyOf(event, context);
		const chapters = await allRows<Chapter>(event, `/regions/${context.region.key}/chapters`, {
			edition: outline.edition.key
		});
		return [
			...outline.fields.map((field) => ({
				value: `field:${field.id}`,
				label: nameOf(field),
				group: m.writing_kind_fields()
			})),
			...placeOptions(outline),
			...chapters.map((chapter) => ({
				value: `chapter:${chapter.id}`,
				label: titleOf(chapter),
				group: m.writing_kind_chapters()
			}))
		];
	},
	given: async () => [],
	bodies: async (_event, { region }) => region.bodies.map((body) => ({ value: body.id, label: body.name })),
	papers: async (event, { region, item }) => {
		const rows =
			(await apiFind<{ rows: PaperRow[] }>(event, `/regions/${region.key}/papers`, { limit: 500 }))?.rows ?? [];
		return rows
			.filter(({ id, state }) => state === 'open' || id === item?.paper)
			.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }));
	},
	meetings: async (event, { region, item }) => {
		const rows = await allRows<MeetingRow>(event, `/regions/${region.key}/meetings`, { body: String(item?.body) });
		return rows
			.filter(({ id, state }) => state === 'held' || state === 'minutes-drafted' || id === item?.approvesMinutesOf)
			.map(({ id, number, day }) => ({ value: id, label: `${number}, ${dateShort(day)}` }));
	},
	places: async (event, context) => placeOptions(await hierarchyOf(event, context)),
	effects: async (event, { region }) => {
		const living = region.editions.filter(({ state }) => state !== 'superseded');
		const [outlines, projects, steps] = await Promise.all([
			Promise.all(living.map(({ key }) => hierarchyOf(event, { region, edition: key }))),
			allRows<ProjectRow>(event, `/regions/${region.key}/projects`),
			allRows<StepRow>(event, `/regions/${region.key}/steps`)
		]);
		return effectOptions(living, outlines, projects, steps);
	},
	subjects: async (event, { region }) => {
		const [projects, milestones, ...outlines] = await Promise.all([
			allRows<ProjectRow>(event, `/regions/${region.key}/projects`),
			allRows<Milestone>(event, `/regions/${region.key}/milestones`),
			...region.editions.map(({ key }) => hierarchyOf(event, { region, edition: key }))
		]);
		return [
			...region.editions.map(({ id, year, title, state }) => ({
				value: `edition:${id}`,
				label: `${year} ${title} (${editionStateLabel(state)})`,
				group: m.edition()
			})),
			...outlines.flatMap((outline) =>
				placeOptions(outline).map((option) => ({ ...option, group: `${outline.edition.year}: ${option.group}` }))
			),
			...projects.map((row) => ({ value: `project:${row.id}`, label: nameOf(row), group: m.concept_kind_project() })),
			...milestones.map((row) => ({
				value: `milestone:${row.id}`,
				label: `${dateShort(row.date)} ${titleOf(row)}`,
				group: m.edit_milestone()
			}))
		];
	}
};

/** A whole list, page by page: what cannot be found in a choice cannot be chosen. */
export async function allRows<Row>(event: Event, path: string, query: Record<string, string> = {}): Promise<Row[]> {
	const rows: Row[] = [];
	for (;;) {
		const page = await apiGet<{ total: number; rows: Row[] }>(event, path, {
			...query,
			limit: 500,
			offset: rows.length
		});
		rows.push(...page.rows);
		if (page.rows.length === 0 || rows.length >= page.total) return rows;
	}
}

export function hierarchyOf(event: Event, context: Pick<OptionContext, 'region' | 'edition'>): Promise<Hierarchy> {
	return apiGet<Hierarchy>(event, `/regions/${context.region.key}/hierarchy`, { edition: context.edition });
}

function goalOptions(outline: Hierarchy, item: Body | null, withSubGoals: boolean): Option[] {
	const under = (goals: readonly HierarchyGoal[], group: string): Option[] =>
		goals.flatMap((goal) =>
			[goal, ...(withSubGoals ? goal.subGoals : [])]
				.filter(({ id }) => id !== item?.id)
				.map((each) => ({ value: each.id, label: nameOf(each), group }))
		);
	return [
		...under(outline.goals, m.concept_goals_above()),
		...outline.fields.flatMap((field) => under(field.goals, nameOf(field)))
	];
}

/** Where a project can stand in an edition: its measures and goals, under the headings of their fields. */
export function placeOptions(outline: Hierarchy): Option[] {
	const measureOption = (group: string) => (measure: { id: string; code: string | null; title: string }) => ({
		value: `measure:${measure.id}`,
		label: m.edit_place_measure({ name: nameOf(measure) }),
		group
	});
	const goalsUnder = (goals: readonly HierarchyGoal[], group: string): Option[] =>
		goals.flatMap((goal) => [
			{ value: `goal:${goal.id}`, label: m.edit_place_goal({ name: nameOf(goal) }), group },
			...goal.measures.map(measureOption(group)),
			...goal.subGoals.flatMap((sub) => [
				{ value: `goal:${sub.id}`, label: m.edit_place_goal({ name: nameOf(sub) }), group },
				...sub.measures.map(measureOption(group))
			])
		]);
	return [
		...outline.fields.flatMap((field) => [
			...field.measures.map(measureOption(nameOf(field))),
			...goalsUnder(field.goals, nameOf(field))
		]),
		...goalsUnder(outline.goals, m.concept_goals_above()),
		...outline.unplaced.measures.map(measureOption(m.concept_unplaced()))
	];
}
