import type { DecisionChoice, ImportDoubt, ImportWords } from '@konzeptstand/contract/import.ts';
import type { z } from 'zod';
import type { partyKind } from '@konzeptstand/contract/region.ts';
import type { PartyItem } from '../../region/region.model.ts';
import type { Doubts, DoubtSeed } from './doubts.ts';
import { LikeNames } from './likeness.ts';
import { normalised } from './words.ts';

/** Names of organisations in a list, held against those of the region. */

export type PartyKind = z.infer<typeof partyKind>;

/** Whom a word of the list means: an id, a new party under its own name, or nobody. */
export interface MeantParty {
	word: string;
	party: PartyItem | null;
	kind: PartyKind;
	isLeftOut: boolean;
	/** One that is called almost so; then nothing is decided yet. */
	similar: PartyItem | null;
}

type Place = Pick<DoubtSeed, 'sheet' | 'sheetIndex' | 'row' | 'column' | 'field'>;
const CHOICES: readonly DecisionChoice[] = ['new', 'empty', 'leave-out'];

/** By what names of organisations tell of themselves. */
const KINDS: readonly (readonly [RegExp, PartyKind])[] = [
	[/\b(?:GmbH|AG|KG|mbH|UG|eG|GbR|OHG|SE)\b|stadtwerke|wohnungsbau/i, 'company'],
	[/\be\. ?V\b|verein|verband|stiftung|kammer|IHK|HWK|initiative/i, 'association'],
	[/landkreis|landratsamt|kreisverwaltung|\bLRA\b/i, 'district'],
	[/ministerium|freistaat|landesamt|landesanstalt|\bTM[A-Z]+\b|\bTLUBN\b/i, 'state'],
	[/\bbund(?:es\w*)?\b|\bBM[A-Z]+\b/i, 'federal'],
	[/\bamt\b|behörde|amt$/i, 'authority'],
	[/^(?:stadt|gemeinde|markt|kommune|VG|stadtverwaltung)\b/i, 'municipality']
];

export function kindOfName(name: string): PartyKind {
	return KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

export class NameMatcher {
	readonly #parties = new Map<string, PartyItem>();
	readonly #byId: ReadonlyMap<string, PartyItem>;
	readonly #like: LikeNames<PartyItem>;
	readonly #chosen: ReadonlyMap<string, ImportWords['parties'][number]>;
	readonly #doubts: Doubts;
	readonly #meant = new Map<string, MeantParty>();

	constructor(parties: readonly PartyItem[], words: ImportWords, doubts: Doubts) {
		this.#byId = new Map(parties.map((party) => [party._id, party]));
		for (const party of parties) {
			if (party.shortName) this.#parties.set(normalised(party.shortName), party);
		}
		for (const party of parties) this.#parties.set(normalised(party.name), party);
		this.#like = new LikeNames(parties, (party) => party.name);
		this.#chosen = new Map(words.parties.map((one) => [normalised(one.word), one]));
		this.#doubts = doubts;
	}

	/** What a word means by itself and by the planner's words. */
	party(word: string): MeantParty {
		const key = normalised(word);
		const known = this.#meant.get(key);
		if (known) return known;
		const chosen = this.#chosen.get(key);
		const party =
			(chosen?.party ? this.#byId.get(chosen.party) : undefined) ??
			(chosen ? undefined : this.#parties.get(key)) ??
			null;
		const meant: MeantParty = {
			word,
			party,
			kind: chosen?.kind ?? kindOfName(word),
			isLeftOut: chosen?.isLeftOut ?? false,
			similar: party || chosen ? null : this.#like.find(word)
		};
		this.#meant.set(key, meant);
		return meant;
	}

	/** The same for one place of the list, with what was decided there. Null: nobody. */
	partyAt(word: string, place: Place, doubts: ImportDoubt[]): MeantParty | null {
		const meant = this.party(word);
		if (meant.isLeftOut) return null;
		if (!meant.similar) return meant;
		const { name } = meant.similar;
		const decision = this.#doubts.add(doubts, {
			code: 'similar_party',
			...place,
			value: word,
			proposal: { text: { de: `Ist „${name}“`, en: `Is “${name}”` }, value: name },
			choices: CHOICES,
			values: { known: name }
		});
		if (decision?.choice === 'proposal') return { ...meant, party: meant.similar };
		return decision?.choice === 'new' ? meant : null;
	}
}
