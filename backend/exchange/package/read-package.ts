import type { z } from 'zod';
import {
	disclosureLine,
	entryLine,
	itemLine,
	packageManifest,
	versionLine
} from '@konzeptstand/contract/region-package.ts';
import type { PackageManifest } from '@konzeptstand/contract/region-package.ts';
import { RefusedZip, ZipReader } from '../../foundation/unzip.ts';
import type { ItemBase } from '../../record/record.service.ts';
import { isOfRegions, isPresentSchema, validateArrival } from '../../record/transfer.service.ts';
import type { ChainSource, Disclosure, EntryRow, VersionRow } from '../../record/transfer.service.ts';
import { readLines, Tally } from './json-lines.ts';
import { refusePackage } from './package-refusal.ts';

/** A package has no more parts, and no more bytes when it is unpacked. */
const LIMITS = { parts: 200_000, bytes: 50_000_000_000 };
const LARGEST_MANIFEST = 50_000_000;
const ALWAYS = ['entries.jsonl', 'versions.jsonl', 'disclosures.jsonl'];
const FILE = /^files\/([0-9a-f]{64})$/;
const ITEMS = /^items\/([a-z][a-z-]{0,50})\.jsonl$/;

/** A package as a chain with its items: read part by part, each as often as it is asked for. */
export class PackageFile implements ChainSource {
	readonly #zip: ZipReader;
	readonly manifest: PackageManifest;
	#disclosures: ReadonlyMap<string, Disclosure> | null = null;

	private constructor(zip: ZipReader, manifest: PackageManifest) {
		this.#zip = zip;
		this.manifest = manifest;
	}

	/** @throws ApplicationError invalid_input; what the file system says */
	static async open(file: string): Promise<PackageFile> {
		const zip = await asRefusal(ZipReader.open(file, LIMITS));
		try {
			return new PackageFile(zip, await readManifest(zip));
		} catch (error) {
			zip.close();
			throw error;
		}
	}

	close(): void {
		this.#zip.close();
	}

	get files(): string[] {
		return this.manifest.parts.flatMap(({ name }) => FILE.exec(name)?.[1] ?? []);
	}

	/** Recomputes the checksum of every part. @throws ApplicationError invalid_input, naming the first that differs */
	async checkParts(): Promise<void> {
		for (const { name, bytes, sha256 } of this.manifest.parts) {
			const tally = new Tally();
			const address = FILE.exec(name)?.[1] ?? sha256;
			const read = async (): Promise<void> => {
				for await (const part of tally.through(this.#zip.read(name))) void part;
			};
			await asRefusal(read());
			if (tally.bytes !== bytes || tally.sha256 !== sha256 || address !== sha256)
				refusePackage('package_checksum', { part: name });
		}
	}

	async file(address: string): Promise<Buffer> {
		const parts: Buffer[] = [];
		for await (const part of this.#zip.read(`files/${address}`)) parts.push(part);
		return Buffer.concat(parts);
	}

	head(): ReturnType<ChainSource['head']> {
		const { head, region } = this.manifest;
		return Promise.resolve({ _id: region.id, ...head });
	}

	async *entries(): AsyncGenerator<EntryRow> {
		for await (const { value } of this.#rows('entries.jsonl', entryLine, this.manifest.counts.entries))
			yield { _id: `${value.region}/${String(value.sequence)}`, ...value };
	}

	async *versions(): AsyncGenerator<VersionRow> {
		const schemas = new Map<string, { kind: string; schema: number }>();
		const rows = this.#rows('versions.jsonl', versionLine, this.manifest.counts.versions);
		for await (const { value } of rows) {
			if (!isOfRegions(value.kind)) refusePackage('package_format');
			schemas.set(value.item, value);
			yield { _id: `${value.region}/${String(value.sequence)}/${String(value.index)}`, ...value };
		}
		for (const { kind, schema } of schemas.values())
			if (!isPresentSchema(kind, schema)) refusePackage('package_format');
	}

	async *disclosures(): AsyncGenerator<Disclosure> {
		const rows = this.#rows('disclosures.jsonl', disclosureLine, this.manifest.counts.disclosures);
		for await (const { value } of rows) {
			const { commitment, ...rest } = value;
			yield { _id: commitment, ...rest };
		}
	}

	async findDisclosures(ids: string[]): Promise<Disclosure[]> {
		if (!this.#disclosures) {
			const found = new Map<string, Disclosure>();
			for await (const one of this.disclosures()) found.set(one._id, one);
			this.#disclosures = found;
		}
		const known = this.#disclosures;
		return ids.flatMap((id) => known.get(id) ?? []);
	}

	async *items(): AsyncGenerator<{ kind: string; item: ItemBase }> {
		for (const { name } of this.manifest.parts) {
			const kind = ITEMS.exec(name)?.[1];
			if (kind === undefined) continue;
			for await (const { value, line } of this.#rows(name, itemLine, this.manifest.counts.items[kind])) {
				const item = value as unknown as ItemBase;
				await validateArrival(kind, item).catch((error: unknown) =>
					refusePackage('package_line', { part: name, line }, error)
				);
				const isSelf = item._id === item.region;
				if (isSelf !== (kind === 'region') || (isSelf && item.key !== this.manifest.region.key))
					refusePackage('package_line', { part: name, line });
				yield { kind, item };
			}
		}
	}

	async *#rows<Line extends z.ZodType<{ region: string }>>(
		name: string,
		shape: Line,
		expected: number | undefined
	): AsyncGenerator<{ line: number; value: z.output<Line> }> {
		let count = 0;
		try {
			for await (const { number, value } of readLines(this.#zip.read(name))) {
				const line = shape.safeParse(value);
				// Nothing in a package is of another region, or of the installation.
				if (!line.success || line.data.region !== this.manifest.region.id)
					refusePackage('package_line', { part: name, line: number });
				count += 1;
				yield { line: number, value: line.data };
			}
		} catch (error) {
			if (error instanceof SyntaxError) refusePackage('package_line', { part: name, line: Number(error.cause) }, error);
			throw error;
		}
		if (count !== expected) refusePackage('package_counts', { part: name });
	}
}

async function readManifest(zip: ZipReader): Promise<PackageManifest> {
	const name = 'manifest.json';
	const size = zip.sizeOf(name);
	if (size === null) refusePackage('package_unreadable', { part: `: ${name}` });
	if (size > LARGEST_MANIFEST) refusePackage('package_too_large');
	const parts: Buffer[] = [];
	const read = async (): Promise<void> => {
		for await (const part of zip.read(name)) parts.push(part);
	};
	await asRefusal(read());
	const manifest = packageManifest.safeParse(jsonOf(Buffer.concat(parts)));
	if (!manifest.success) refusePackage('package_format', {}, manifest.error);
	const { data } = manifest;
	const kinds = new Set(Object.keys(data.counts.items));
	const named = new Set(data.parts.map((part) => part.name));
	const own = [...ALWAYS, ...[...kinds].map((kind) => `items/${kind}.jsonl`)];
	for (const part of [...own, ...named]) if (zip.sizeOf(part) === null || !named.has(part)) refuse(part);
	for (const part of zip.names) if (part !== name && !named.has(part)) refuse(part);
	for (const part of named) if (!own.includes(part) && !FILE.test(part)) refuse(part);
	if (named.size !== data.parts.length) refuse(name);
	for (const kind of kinds) if (!isOfRegions(kind)) refusePackage('package_format');
	if (data.parts.filter((part) => FILE.test(part.name)).length !== data.counts.files)
		refusePackage('package_counts', { part: 'files' });
	return data;
}

const refuse = (part: string): never => refusePackage('package_part', { part });

function jsonOf(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		return null;
	}
}

/** What is wrong with a zip file, in the words of a package. */
async function asRefusal<T>(reading: Promise<T>): Promise<T> {
	return reading.catch((error: unknown) => {
		if (!(error instanceof RefusedZip)) throw error;
		if (error.fault === 'too_large') return refusePackage('package_too_large', {}, error);
		if (error.fault === 'duplicate') return refusePackage('package_part', { part: error.part }, error);
		return refusePackage('package_unreadable', { part: error.part === '' ? '' : `: ${error.part}` }, error);
	});
}
