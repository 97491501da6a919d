import { isDeepStrictEqual } from 'node:util';
import type { ImportText } from '@konzeptstand/contract/import.ts';
import { formatAmount } from '@konzeptstand/contract/format/amount.ts';
import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { Amount, Language, Note, PartyRole, Source } from '@konzeptstand/contract/values.ts';
import { bestOf } from '../../concept/roll-up.service.ts';
import type { MeasureItem } from '../../concept/edition.model.ts';
import type { ProjectItem } from '../../concept/project.model.ts';
import type { ListItem, ListKind } from './list-items.ts';
import { comparableCode } from './read-code.ts';
import type { ReadAmount } from './read-money.ts';
import type { PartyField, RowValues } from './row-values.ts';
import { normalised } from './words.ts';

/**
 * What a row wants of its item, and what of that is not so yet. An empty cell wants nothing: it never takes away what
 * stands there.
 */

/** Ids of the region, and references to what the list itself makes (`#3`, `party:…`). */
export type Fields = Record<string, unknown>;
interface FieldChange {
	field: string;
	before: ImportText | null;
	after: ImportText;
}
/** What the words of a row mean; parties that are new are `party:` and their name. */
export interface MeantWords {
	parties: Partial<Record<PartyField, { reference: string; name: string }[]>>;
	municipalities: { id: string; name: string }[];
}

const ROLE_OF: Record<PartyField, PartyRole> = {
	carrier: 'carrier',
	responsible: 'responsible',
	partner: 'partner',
	funder: 'funder',
	'approving-authority': 'approving-authority'
};

const ROLE_WORDS: Record<PartyField, ImportText> = {
	carrier: { de: 'Träger', en: 'Carrier' },
	responsible: { de: 'Verantwortlich', en: 'Responsible' },
	partner: { de: 'Partner', en: 'Partner' },
	funder: { de: 'Fördergeber', en: 'Funder' },
	'approving-authority': { de: 'Bewilligungsstelle', en: 'Approving authority' }
};

const same = (text: string): ImportText => ({ de: text, en: text });

/** What a kind can hold; the rest of a row stays behind. */
const HOLDS: Record<ListKind, ReadonlySet<keyof RowValues>> = {
	field: new Set(['titleEn', 'description', 'notes', 'sources']),
	goal: new Set(['titleEn', 'description', 'notes', 'sources']),
	measure: new Set([
		'titleEn',
		'description',
		'notes',
		'sources',
		'priority',
		'isKeyMeasure',
		'period',
		'actualPeriod',
		'costs',
		'countedCost',
		'roles',
		'municipalities'
	]),
	project: new Set([
		'titleEn',
		'description',
		'notes',
		'sources',
		'kind',
		'period',
		'actualPeriod',
		'costs',
		'countedCost',
		'funding',
		'roles',
		'municipalities',
		'status',
		'progress',
		'asOf',
		'statusText',
		'isDelayed',
		'delayReason'
	])
};
export const holds = (kind: ListKind, name: keyof RowValues): boolean => HOLDS[kind].has(name);

/** Compares one item with what its row says. `held` null: it is new. */
export class WantedFields {
	readonly #held: Fields | null;
	readonly #kind: ListKind;
	readonly fields: Fields = {};
	readonly changes: FieldChange[] = [];

	constructor(kind: ListKind, held: object | null) {
		this.#kind = kind;
		this.#held = held as Fields | null;
	}

	#set(name: string, value: unknown, before: string | null, after: string | ImportText): void {
		this.fields[name] = value;
		this.changes.push({
			field: name,
			before: this.#held && before !== null && before !== '' ? same(before) : null,
			after: typeof after === 'string' ? same(after) : after
		});
	}

	#is(name: string): unknown {
		return this.#held?.[name];
	}

	/** Number and title as the list has them; a number that the list lacks stays. */
	name({ code, title }: Pick<ListItem, 'code' | 'title'>): this {
		const [oldTitle, oldCode] = [
			this.#is('title') as string | undefined,
			this.#is('code') as string | null | undefined
		];
		if (oldTitle === undefined || plain(oldTitle) !== plain(title)) this.#set('title', title, oldTitle ?? null, title);
		if (code !== null && (!oldCode || comparableCode(oldCode) !== comparableCode(code)))
			this.#set('code', code, oldCode ?? null, code);
		return this;
	}

	/** Where it stands; `label` is what is shown of the place. */
	place(name: 'field' | 'goal' | 'parent', reference: string, label: string, before: string): this {
		if (this.#is(name) !== reference) this.#set(name, reference, before, label);
		return this;
	}

	values(row: RowValues, words: MeantWords): this {
		const said = <K extends keyof RowValues>(name: K): RowValues[K] | undefined =>
			holds(this.#kind, name) ? row[name] : undefined;
		const titleEn = said('titleEn');
		if (titleEn !== undefined && plain(this.#text('titleEn')) !== plain(titleEn))
			this.#set('titleEn', titleEn, this.#text('titleEn'), titleEn);
		const description = said('description');
		if (description !== undefined && plain(this.#text('description')) !== plain(description))
			this.#set('description', description, this.#text('description'), description);
		const kind = said('kind');
		if (kind !== undefined && this.#is('kind') !== kind) this.#set('kind', kind, this.#text('kind'), kind);
		const priority = said('priority');
		if (priority !== undefined && this.#is('priority') !== priority)
			this.#set('priority', priority, this.#text('priority'), priority);
		const isKey = said('isKeyMeasure');
		if (isKey !== undefined && (this.#is('isKeyMeasure') ?? false) !== isKey)
			this.#set('isKeyMeasure', isKey, this.#held ? yes(this.#is('isKeyMeasure') === true) : null, yes(isKey));
		this.#periods({ planned: said('period'), actual: said('actualPeriod') });
		this.#costs(said('costs'));
		this.#countedCost(said('countedCost'));
		this.#funding(said('funding'));
		this.#notes(said('notes') ?? [], said('sources') ?? []);
		if (holds(this.#kind, 'roles')) this.#roles(words.parties);
		if (holds(this.#kind, 'municipalities')) this.#towns(words.municipalities);
		return this;
	}

	#text(name: string): string {
		const value = this.#is(name);
		return typeof value === 'string' ? value : '';
	}

	#periods(said: Record<'planned' | 'actual', string | undefined>): void {
		const before = (this.#is('periods') as MeasureItem['periods'] | undefined) ?? { planned: null, actual: null };
		const shown = (edtf: string | null) =>
			edtf === null ? null : { de: formatEdtf(edtf, 'de'), en: formatEdtf(edtf, 'en') };
		const after = { planned: said.planned ?? before.planned, actual: said.actual ?? before.actual };
		for (const which of ['planned', 'actual'] as const) {
			if (before[which] === after[which]) continue;
			this.fields['periods'] = after;
			this.changes.push({
				field: 'periods',
				before: this.#held ? shown(before[which]) : null,
				after: shown(after[which]) as ImportText
			});
		}
	}

	/** The list's figure takes the place of the planned one for the same; others stay beside it. */
	#costs(amount: ReadAmount | undefined): void {
		if (!amount) return;
		const costs = (this.#is('costs') as Amount[] | undefined) ?? [];
		const index = costs.findIndex((one) => one.kind !== 'actual' && (one.scope ?? null) === (amount.scope ?? null));
		const old = costs[index];
		if (old && isSameAmount(old, amount)) return;
		const made: Amount = {
			...amount,
			tax: amount.tax === 'unknown' ? (old?.tax ?? 'unknown') : amount.tax,
			kind: 'planned',
			sources: []
		};
		this.fields['costs'] = index === -1 ? [...costs, made] : costs.with(index, made);
		this.changes.push({ field: 'costs', before: old ? moneyText(old) : null, after: moneyText(made) });
	}

	/** The figure takes the place of the one that counts, whatever kind that is. */
	#countedCost(amount: ReadAmount | undefined): void {
		if (!amount) return;
		const costs = (this.#is('costs') as Amount[] | undefined) ?? [];
		const old = bestOf(costs);
		if (old && isSameAmount(old, amount)) return;
		const made: Amount = {
			...amount,
			tax: amount.tax === 'unknown' ? (old?.tax ?? 'unknown') : amount.tax,
			scope: amount.scope ?? old?.scope ?? null,
			kind: old?.kind ?? 'planned',
			sources: []
		};
		this.fields['costs'] = old ? costs.with(costs.indexOf(old), made) : [made];
		this.changes.push({ field: 'costs', before: old ? moneyText(old) : null, after: moneyText(made) });
	}

	#funding(funding: RowValues['funding']): void {
		if (!funding?.programme) return;
		const fundings = (this.#is('fundings') as ProjectItem['fundings'] | undefined) ?? [];
		const index = fundings.findIndex((one) => normalised(one.programme) === normalised(funding.programme));
		const old = fundings[index];
		const amount =
			funding.amount && !(old?.amount && isSameAmount(old.amount, funding.amount))
				? { ...funding.amount, kind: 'planned' as const, sources: [] }
				: (old?.amount ?? null);
		const made = {
			programme: old?.programme ?? funding.programme,
			code: old?.code ?? null,
			rate: funding.rate ?? old?.rate ?? null,
			amount,
			note: old?.note ?? null
		};
		if (old && isDeepStrictEqual(made, { ...old })) return;
		const shown = (one: typeof made): string =>
			[
				one.programme,
				one.amount ? formatAmount(one.amount, 'de') : null,
				one.rate === null ? null : `${String(Math.round(one.rate * 100))} %`
			]
				.filter(Boolean)
				.join(', ');
		this.#set(
			'fundings',
			index === -1 ? [...fundings, made] : fundings.with(index, made),
			old ? shown(old) : null,
			shown(made)
		);
	}

	/** A note under the name of its column; the next list brings the next word on it. */
	#notes(said: readonly { topic: string; text: string }[], sources: readonly string[]): void {
		const old = (this.#is('notes') as Note[] | undefined) ?? [];
		let notes = [...old];
		const told: [before: string | null, after: string][] = [];
		for (const { topic, text } of said) {
			const index = notes.findIndex((note) => note.topic === topic);
			const before = notes[index];
			if (before && plain(before.text) === plain(text)) continue;
			notes = before ? notes.with(index, { ...before, text }) : [...notes, { topic, text, sources: [] }];
			told.push([before?.text ?? null, `${topic}: ${text}`]);
		}
		if (told.length > 0)
			this.#set(
				'notes',
				notes.slice(0, 50),
				told.flatMap(([before]) => before ?? []).join('\n'),
				told.map(([, after]) => after).join('\n')
			);
		const known = (this.#is('sources') as Source[] | undefined) ?? [];
		const titles = new Set(known.map(({ title }) => plain(title)));
		const added = sources.filter((title) => !titles.has(plain(title)));
		if (added.length > 0)
			this.#set(
				'sources',
				[...known, ...added.map((title) => ({ title, address: null }))].slice(0, 50),
				null,
				added.join('\n')
			);
	}

	/** The list says all who have a role that it has a column for; other roles stay. */
	#roles(parties: MeantWords['parties']): void {
		let roles = [...((this.#is('roles') as MeasureItem['roles'] | undefined) ?? [])];
		const told: ImportText[] = [];
		for (const [field, named] of Object.entries(parties)) {
			const role = ROLE_OF[field as PartyField];
			if (named.length === 0) continue;
			const have = roles.filter((one) => one.role === role);
			const wanted = [...new Map(named.map((one) => [one.reference, one])).values()];
			const isNamed = ({ party }: (typeof have)[number]) => wanted.some(({ reference }) => party === reference);
			if (have.every(isNamed) && wanted.every(({ reference }) => have.some(({ party }) => party === reference)))
				continue;
			// One may have a role several times, each for a part.
			const made = wanted.flatMap(({ reference }) => {
				const known = have.filter(({ party }) => party === reference);
				return known.length > 0 ? known : [{ role, party: reference, part: null, isInferred: false }];
			});
			roles = [...roles.filter((one) => one.role !== role), ...made];
			const names = wanted.map(({ name }) => name).join(', ');
			const { de, en } = ROLE_WORDS[field as PartyField];
			told.push({ de: `${de}: ${names}`, en: `${en}: ${names}` });
		}
		if (told.length === 0) return;
		const all = (language: Language): string => told.map((one) => one[language]).join('\n');
		this.#set('roles', roles, null, { de: all('de'), en: all('en') });
	}

	#towns(towns: MeantWords['municipalities']): void {
		if (towns.length === 0) return;
		const old = (this.#is('municipalities') as string[] | undefined) ?? [];
		const ids = [...new Set(towns.map(({ id }) => id))];
		if (old.length === ids.length && ids.every((id) => old.includes(id))) return;
		this.#set('municipalities', ids, null, towns.map(({ name }) => name).join(', '));
	}
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const yes = (value: boolean): string => (value ? 'ja / yes' : 'nein / no');
const moneyText = (amount: Pick<Amount, 'cents' | 'maximumCents' | 'relation'>): ImportText => ({
	de: formatAmount(amount, 'de'),
	en: formatAmount(amount, 'en')
});

function isSameAmount(old: Amount, amount: ReadAmount): boolean {
	const isTaxSaid = amount.tax === 'unknown' || amount.tax === old.tax;
	return (
		old.cents === amount.cents &&
		(old.maximumCents ?? null) === (amount.maximumCents ?? null) &&
		old.relation === amount.relation &&
		isTaxSaid
	);
}
