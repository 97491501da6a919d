import type { Verification } from '@konzeptstand/contract/record.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { record } from '../record/record.service.ts';
import { RegionModel } from '../region/region.model.ts';
import { EXIT } from './exit-code.ts';
import { findRegion } from './find-region.ts';
import type { Say, Text } from './say.ts';
import { withDatabase } from './with-database.ts';

registerFieldTexts({
	invalid_head: {
		de: 'Erwartet wird Nummer:Prüfsumme, wie verify sie ausgibt, zusammen mit --region.',
		en: 'Number:hash is expected, as verify prints it, together with --region.'
	}
});

interface Options {
	region?: string;
	head?: string;
}

/** `konzeptstand verify`: recomputes one chain or all of them. */
export async function verify({ region, head }: Options, say: Say): Promise<number> {
	const known = head === undefined ? undefined : readHead(head, region);
	return withDatabase(async () => {
		const chains = region === undefined ? await record.chains() : [(await findRegion(region)).id];
		const names = new Map((await RegionModel.find({}, { key: 1 }).lean()).map((one) => [one._id, one.key]));
		if (chains.length === 0) process.stdout.write(`${say({ de: 'noch kein Protokoll', en: 'no record yet' })}\n`);
		let isIntact = true;
		for (const chain of chains) {
			const verification = await record.verify(chain, known);
			isIntact &&= verification.isIntact;
			process.stdout.write(`${names.get(chain) ?? chain}: ${describeVerification(verification, say)}\n`);
		}
		return isIntact ? EXIT.done : EXIT.broken;
	});
}

function readHead(text: string, region: string | undefined): { sequence: number; hash: string } {
	const match = /^(\d{1,12}):([0-9a-f]{64})$/.exec(text);
	if (!match || region === undefined)
		throw new ApplicationError('invalid_input', { field: '--head', problem: 'invalid_head' });
	return { sequence: Number(match[1]), hash: String(match[2]) };
}

const FAULTS: Record<string, Text> = {
	entry_missing: { de: 'der Eintrag fehlt', en: 'the entry is missing' },
	entry_altered: { de: 'der Eintrag wurde verändert', en: 'the entry was altered' },
	chain_broken: {
		de: 'der Eintrag schließt nicht an den vorigen an',
		en: 'the entry does not follow from the one before'
	},
	versions_altered: { de: 'seine Versionen wurden verändert', en: 'its versions were altered' },
	version_order: { de: 'eine Version folgt nicht auf die vorige', en: 'a version does not follow the one before' },
	time_runs_back: { de: 'er ist älter als der vorige', en: 'it is older than the one before' },
	head_mismatch: { de: 'der Kopf der Kette passt nicht dazu', en: 'the head of the chain does not match' },
	known_head_missing: {
		de: 'der früher ausgegebene Kopf ist nicht mehr in der Kette',
		en: 'the head printed earlier is no longer in the chain'
	},
	disclosure_altered: { de: 'ein offengelegter Wert wurde verändert', en: 'a disclosed value was altered' },
	item_altered: {
		de: 'ein Gegenstand ist anders, als das Protokoll ihn zuletzt kennt',
		en: 'an item differs from what the record last knew'
	},
	item_missing: { de: 'ein Gegenstand des Protokolls fehlt', en: 'an item of the record is missing' },
	item_without_entry: { de: 'ein Gegenstand steht ohne Eintrag da', en: 'an item stands without any entry' }
};

/** One line: intact with the head to keep, or the first thing that does not hold. */
export function describeVerification(verification: Verification, say: Say): string {
	const { broken, entries, versions, head } = verification;
	if (!broken) {
		const end = head ? `${String(head.sequence)}:${head.hash}` : '–';
		return say({
			de: `unversehrt, Einträge: ${String(entries)}, Versionen: ${String(versions)}, Kopf: ${end}`,
			en: `intact, entries: ${String(entries)}, versions: ${String(versions)}, head: ${end}`
		});
	}
	const fault = FAULTS[broken.code] ?? { de: broken.code, en: broken.code };
	const number = broken.sequence === null ? '' : ` ${String(broken.sequence)}`;
	const item = broken.item === null ? '' : ` (${broken.item})`;
	return say({
		de: `NICHT UNVERSEHRT, Eintrag${number}: ${fault.de}${item}`,
		en: `NOT INTACT, entry${number}: ${fault.en}${item}`
	});
}
