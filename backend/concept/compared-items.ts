import type { LineageKind } from '@konzeptstand/contract/edition.ts';
import { formatAmount } from '@konzeptstand/contract/format/amount.ts';
import { formatQuantity } from '@konzeptstand/contract/format/number.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import type { ChapterItem } from './chapter.model.ts';
import type { ComparedItem } from './comparison.ts';
import { referenceTo } from './concept-rows.ts';
import type { FieldItem, GoalItem, MeasureItem } from './edition.model.ts';
import type { IndicatorItem } from './indicator.model.ts';
import type { LineageItem } from './lineage.service.ts';

/** Items of an edition as they are compared: what each says as text, field by field. */

type Names = ReadonlyMap<string, string>;
type Fields = Record<string, string | null>;

const lines = (all: readonly string[]): string | null => (all.length === 0 ? null : all.join('\n'));
const titled = ({ title, titleEn }: LineageItem): Fields => ({ title, titleEn });
const described = (item: FieldItem | GoalItem | MeasureItem): Fields => ({
	code: item.code,
	...titled(item),
	description: item.description,
	descriptionEn: item.descriptionEn
});

function measureFields(item: MeasureItem, names: Names, language: Language): Fields {
	const nameOf = (id: string): string => names.get(id) ?? id;
	return {
		...described(item),
		isKeyMeasure: item.isKeyMeasure ? 'true' : null,
		priority: item.priority,
		'periods.planned': item.periods.planned,
		'periods.actual': item.periods.actual,
		costs: lines(item.costs.map((cost) => formatAmount(cost, language))),
		municipalities: lines(item.municipalities.map(nameOf).sort()),
		roles: lines(item.roles.map(({ role, party, part }) => [role, nameOf(party), part].filter(Boolean).join(' · ')))
	};
}

function dated(value: IndicatorItem['target'], language: Language): string | null {
	return value && [formatQuantity(value.quantity, language), value.date].filter(Boolean).join(' · ');
}

const FIELDS: { [K in LineageKind]: (item: never, names: Names, language: Language) => Fields } = {
	field: (item: FieldItem) => ({ ...described(item), kind: item.kind }),
	goal: (item: GoalItem) => described(item),
	measure: measureFields,
	indicator: (item: IndicatorItem, _names, language) => ({
		...titled(item),
		unit: item.unit,
		baseline: dated(item.baseline, language),
		target: dated(item.target, language)
	}),
	chapter: (item: ChapterItem) => ({ ...titled(item), kind: item.kind, text: item.text })
};

const PLACES: { [K in LineageKind]: (item: never) => (string | null)[] } = {
	field: () => [],
	goal: (item: GoalItem) => [item.field, item.parent],
	measure: (item: MeasureItem) => [item.field, item.goal],
	indicator: (item: IndicatorItem) => [item.subject.id],
	chapter: () => []
};

/**
 * @param names of the towns and parties that items name, by id
 * @param language in which amounts are written
 */
export function comparedItem(kind: LineageKind, item: LineageItem, names: Names, language: Language): ComparedItem {
	return {
		id: item._id,
		kind,
		reference: referenceTo(kind, item),
		fields: FIELDS[kind](item as never, names, language),
		places: PLACES[kind](item as never).filter((place): place is string => place !== null)
	};
}
