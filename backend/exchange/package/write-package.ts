import type { Readable } from 'node:stream';
import { PACKAGE_FORMAT, PACKAGE_FORMAT_VERSION } from '@konzeptstand/contract/region-package.ts';
import type { PackageManifest } from '@konzeptstand/contract/region-package.ts';
import { ApplicationError } from '../../foundation/errors.ts';
import { registerFieldTexts } from '../../foundation/error-texts.ts';
import { findKeptFiles, readFile } from '../../foundation/files/files.ts';
import { zipStream } from '../../foundation/zip.ts';
import type { ZipPart } from '../../foundation/zip.ts';
import { departureOf } from '../../record/transfer.service.ts';
import type { Departure } from '../../record/transfer.service.ts';
import { RegionModel } from '../../region/region.model.ts';
import type { RegionItem } from '../../region/region.model.ts';
import { VERSION } from '../../version.ts';
import { linesOf, Tally } from './json-lines.ts';

registerFieldTexts({
	package_empty: {
		de: 'Der Kooperationsraum hat noch keinen Eintrag im Protokoll.',
		en: 'The region has no entry in its record yet.'
	}
});

export interface RegionPackage {
	filename: string;
	head: { sequence: number; hash: string };
	/** Written while it is read. */
	content: Readable;
}

/**
 * A region with its whole record and all its files as one package (docs/package-format.md). The same state gives the same
 * bytes. It holds personal values as far as they have not been erased, and neither passwords nor sessions.
 * @throws ApplicationError not_found, conflict (nothing has been recorded yet)
 */
export async function packageOf(region: string): Promise<RegionPackage> {
	const item = await RegionModel.findOne({ _id: region }).lean<RegionItem>();
	if (!item) throw new ApplicationError('not_found');
	const departure = await departureOf(region);
	const { head } = departure;
	if (!head) throw new ApplicationError('conflict', { field: 'region', problem: 'package_empty' });
	return {
		filename: `${item.key}-${String(head.sequence)}.konzeptstand.zip`,
		head: { sequence: head.sequence, hash: head.hash },
		content: zipStream(partsOf(item, departure, head), head.at.slice(0, 10))
	};
}

type Head = NonNullable<Departure['head']>;

/** An address of a kept file, wherever it stands in an item. */
const ADDRESS = /"([0-9a-f]{64})"/g;

async function* partsOf(region: RegionItem, departure: Departure, head: Head): AsyncGenerator<ZipPart> {
	const parts: { name: string; tally: Tally }[] = [];
	const counts = new Map<string, number>();
	const addresses = new Set<string>();
	const part = (name: string, content: () => AsyncIterable<Uint8Array>): ZipPart => {
		const tally = new Tally();
		parts.push({ name, tally });
		return { name, content: () => tally.through(content()), isPlain: name.startsWith('files/') };
	};
	const lines = <T extends object>(name: string, rows: () => AsyncIterable<T> | Iterable<T>): ZipPart =>
		part(name, () => linesOf(counted(name, rows(), counts)));

	yield lines('entries.jsonl', () => withoutId(departure.entries()));
	yield lines('versions.jsonl', () => withoutId(departure.versions()));
	yield lines('disclosures.jsonl', () => departure.disclosures.map(({ _id, ...one }) => ({ commitment: _id, ...one })));
	let isRead = (): void => undefined;
	const itemsRead = new Promise<void>((resolve) => {
		isRead = resolve;
	});
	const last = departure.kinds.at(-1);
	for (const kind of departure.kinds)
		yield lines(`items/${kind}.jsonl`, async function* () {
			for await (const item of departure.items(kind)) {
				for (const [, address = ''] of JSON.stringify(item).matchAll(ADDRESS)) addresses.add(address);
				yield item;
			}
			if (kind === last) isRead();
		});
	await itemsRead;
	const files = await findKeptFiles([...addresses]);
	for (const address of files)
		yield part(`files/${address}`, async function* () {
			const content = await readFile(address);
			if (content === null) throw new Error(`The file ${address} went away while it was packed.`);
			yield content;
		});
	yield {
		name: 'manifest.json',
		content: async function* () {
			const manifest: PackageManifest = {
				format: PACKAGE_FORMAT,
				formatVersion: PACKAGE_FORMAT_VERSION,
				product: VERSION,
				region: { id: region._id, key: region.key, name: region.name },
				head: { sequence: head.sequence, hash: head.hash, at: head.at },
				counts: {
					entries: counts.get('entries.jsonl') ?? 0,
					versions: counts.get('versions.jsonl') ?? 0,
					disclosures: counts.get('disclosures.jsonl') ?? 0,
					items: Object.fromEntries(departure.kinds.map((kind) => [kind, counts.get(`items/${kind}.jsonl`) ?? 0])),
					files: files.length
				},
				parts: parts.map(({ name, tally }) => ({ name, bytes: tally.bytes, sha256: tally.sha256 }))
			};
			yield await Promise.resolve(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
		}
	};
}

async function* counted<T>(
	name: string,
	rows: AsyncIterable<T> | Iterable<T>,
	counts: Map<string, number>
): AsyncGenerator<T> {
	let count = 0;
	for await (const row of rows) {
		count += 1;
		yield row;
	}
	counts.set(name, count);
}

async function* withoutId<T extends { _id: string }>(rows: AsyncIterable<T>): AsyncGenerator<Omit<T, '_id'>> {
	for await (const { _id, ...row } of rows) {
		void _id;
		yield row;
	}
}
