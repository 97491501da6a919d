import type { Role } from '@konzeptstand/contract/account.ts';
import type { PaperState } from '@konzeptstand/contract/paper.ts';
import type { CurrentStatus } from '@konzeptstand/contract/project.ts';
import type { Entry } from '@konzeptstand/contract/record.ts';
import type { Amount, ItemKind, Quantity } from '@konzeptstand/contract/values.ts';
import type { FieldDescription, Options } from '#lib/edit/description.ts';
import { fieldsOf } from '#lib/edit/description.ts';
import { inWords } from '#lib/edit/labels.ts';
import { THINGS } from '#lib/edit/things/index.ts';
import { toValues } from '#lib/edit/values.ts';
import type { Body } from '#lib/edit/values.ts';
import { amountText, dateText, instantDay, listText, percentText, quantityText } from '#lib/format.ts';
import { nameOf } from '#lib/language.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import { STATUSES, statusLabel } from '#lib/status.ts';
import type { Status } from '#lib/status.ts';
import { roleName } from '#lib/roles.ts';
import { EFFECT_TYPES, effectChoice } from '#lib/council/effect-words.ts';
import { paperStateName } from '#lib/council/paper-words.ts';
import { meetingText } from '#lib/council/meeting-record-words.ts';
import { COUNCIL_TEXTS } from '#lib/council/record-words.ts';
import { ROUND_TEXTS, roundStateText } from '#lib/round/words.ts';
import { OWN_LABELS } from './field-labels.ts';
import { itemKindName } from './words.ts';

/** How a changed field of the record is called, and how its value reads: the words of the form that changes it. */

export type Names = Readonly<Record<string, string>>;

const THING_OF_KIND = new Map(Object.values(THINGS).map((thing) => [thing.kind, thing]));

function descriptionOf(kind: ItemKind, field: string): FieldDescription | undefined {
	const thing = THING_OF_KIND.get(kind);
	return thing && fieldsOf(thing, true).find(({ name, kind: form }) => name === field && form !== 'hidden');
}

const asInForm = (kind: ItemKind, item: Body): Body => THING_OF_KIND.get(kind)?.fromStored?.(item) ?? item;

const isStatus = (text: string): text is Status => (STATUSES as readonly string[]).includes(text);

/** What the changed item is called; a membership has no name but that of its person. */
export function itemName({ item, fields }: Entry['changes'][number], names: Names): string {
	if (item.kind === 'status-report')
		return isStatus(item.title) ? `${itemKindName(item.kind)}: ${statusLabel(item.title)}` : itemKindName(item.kind);
	if (item.title) return nameOf(item);
	const person = fields.find(({ field }) => field === 'person');
	const name = person ? names[String(person.after ?? person.before)] : undefined;
	return name ? `${itemKindName(item.kind)} ${name}` : itemKindName(item.kind);
}

/** The field's label; its own name where nobody has given it one. */
export function fieldLabel(kind: ItemKind, field: string): string {
	return descriptionOf(kind, field)?.label() ?? OWN_LABELS[field]?.() ?? field;
}

/** Both keys under which a form looks for a choice: the id, and `kind:id`. */
function optionsFrom(names: Names): Options {
	const kinds = ['goal', 'measure', 'project', 'municipality', 'region', 'edition', 'milestone', 'step'];
	const plain = Object.entries(names).map(([value, label]) => ({ value, label }));
	const all = [
		...plain,
		...plain.flatMap(({ value, label }) => kinds.map((kind) => ({ value: `${kind}:${value}`, label })))
	];
	const sources = ['parties', 'people', 'municipalities', 'fields', 'goals', 'mainGoals', 'projects'] as const;
	const more = ['decisions', 'bodies', 'subjects', 'places'] as const;
	const effects = plain.flatMap(({ value, label }) =>
		EFFECT_TYPES.map((type) => ({ value: `${type}:${value}`, label: effectChoice(type, label) }))
	);
	return { ...Object.fromEntries([...sources, ...more].map((source) => [source, all])), effects };
}

const OWN_TEXTS: Record<string, (value: never, names: Names) => string> = {
	status: statusLabel,
	basis: (value: string) => (value === 'inferred' ? m.edit_report_basis_inferred() : m.edit_report_basis_stated()),
	progress: (value: number) => percentText(value),
	asOf: (value: string) => dateText(value),
	at: (value: string) => instantDay(value),
	costs: (value: Amount[]) => value.map((amount) => amountText(amount)).join('\n'),
	quantity: (value: Quantity) => quantityText(value),
	current: (value: CurrentStatus) =>
		[statusLabel(value.status), value.progress === null ? null : percentText(value.progress)]
			.concat(value.asOf ? m.as_of({ date: dateText(value.asOf) }) : [])
			.filter(Boolean)
			.join(', '),
	links: (value: { edition: string; target: { id: string } | null; counts: boolean }[], names) =>
		value
			.map(({ edition, target, counts }) =>
				[
					names[edition] ?? m.edition,
					target ? (names[target.id] ?? m.unknown()) : m.edit_place_target_none(),
					counts ? m.edit_place_counts_yes() : m.edit_place_counts_no()
				].join(', ')
			)
			.join('\n'),
	withdrawn: (value: { reason: string | null }) => value.reason ?? m.yes(),
	...COUNCIL_TEXTS,
	...ROUND_TEXTS
};

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function plainText(value: unknown, names: Names): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'boolean') return value ? m.yes() : m.no();
	if (typeof value === 'string') return ID.test(value) ? (names[value] ?? m.record_not_named()) : value;
	if (Array.isArray(value)) return value.map((one) => plainText(one, names)).join('\n');
	if (typeof value === 'object') {
		const texts = Object.values(value).map((one) => plainText(one, names));
		return texts.filter((text) => text !== '').join(', ');
	}
	return String(value);
}

/** The value as a reader sees it, one line a row; empty when there is none. */
export function valueText(kind: ItemKind, field: string, value: unknown, names: Names): string {
	if (value === null || value === undefined) return '';
	if (kind === 'membership' && field === 'roles') return listText((value as Role[]).map(roleName));
	if (field === 'state' && (kind === 'status-round' || kind === 'round-answer')) return roundStateText(String(value));
	if (field === 'state' && kind === 'paper') return paperStateName(value as PaperState);
	const ofMeeting = meetingText(kind, field);
	if (ofMeeting) return ofMeeting(value as never);
	const own = kind === 'paper' ? undefined : OWN_TEXTS[field];
	if (own && !(field === 'status' && kind === 'edition')) return own(value as never, names);
	const description = descriptionOf(kind, field);
	if (!description) return plainText(value, names);
	const text = inWords(
		description,
		toValues([description], asInForm(kind, { [field]: value }), getLocale()),
		optionsFrom(names)
	);
	return text === '' ? plainText(value, names) : text;
}
