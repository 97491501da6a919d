import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { DictionaryEntry } from '@konzeptstand/contract/template-file.ts';
import * as council from './council-parts.ts';
import { documentData } from './document-data.ts';
import { documentAmendment, documentChapter } from './edition-parts.ts';
import * as parts from './document-parts.ts';
import { FILTERS } from './renderer/filters.ts';
import { KEPT_FILTERS, KEPT_TAGS } from './renderer/liquid-words.ts';
import { TAGS } from './renderer/tags.ts';
import { readTemplates, TEMPLATE_FOLDER } from './template-folder.ts';
import { codeOf } from './used-names.ts';

/** The data dictionary for those who write templates: as tables, and as what a screen completes. */

const BEGIN = '<!-- dictionary: begin. Made by `npm run konzeptstand -- dictionary`, do not edit. -->';
const END = '<!-- dictionary: end -->';

/** Things that occur in several places get a table of their own. */
const NAMED: readonly (readonly [string, z.ZodType])[] = [
	['chapter', documentChapter],
	['amendment', documentAmendment],
	['field', parts.documentField],
	['goal', parts.documentGoal],
	['measure', parts.documentMeasure],
	['project', parts.documentProject],
	['step', parts.documentStep],
	['report', parts.documentReport],
	['place', parts.documentPlace],
	['indicator', parts.documentIndicator],
	['assessment', parts.documentAssessment],
	['rollUp', parts.figures],
	['role', parts.documentRole],
	['amount', parts.documentAmount],
	['quantity', parts.documentQuantity],
	['population', parts.documentPopulation],
	['characteristic', parts.documentCharacteristic],
	['note', parts.documentNote],
	['meeting', council.documentMeeting],
	['item', council.documentItem],
	['paper', council.documentPaper],
	['decision', council.documentDecision],
	['task', council.documentTask]
];

interface Word {
	name: string;
	does: string;
	example: string | null;
}

const FILTER_WORDS: readonly Word[] = Object.entries({ ...FILTERS, ...KEPT_FILTERS }).map(
	([name, { does, example }]) => ({
		...{ name, does, example }
	})
);
const TAG_WORDS: readonly Word[] = [
	...Object.entries(TAGS).map(([name, { does }]) => ({ name, does, example: `{% ${name} %}` })),
	...Object.entries(KEPT_TAGS).map(([name, { does, example }]) => ({ name, does, example }))
];

/** The dictionary's part of the README, as Markdown. */
export function dictionaryText(): string {
	const tables: string[] = [`### Daten\n\n${table(documentData)}`];
	for (const [name, schema] of NAMED) tables.push(`### \`${name}\`: ${schema.description ?? ''}\n\n${table(schema)}`);
	tables.push(`### Filter\n\n${wordTable('Filter', FILTER_WORDS)}`);
	tables.push(`### Anweisungen\n\n${wordTable('Anweisung', TAG_WORDS)}`);
	return tables.join('\n\n');
}

/** The same for a screen: what can be named, and the partials with how the shipped templates put them in. */
export async function dictionaryEntries(): Promise<DictionaryEntry[]> {
	const words = (kind: DictionaryEntry['kind'], list: readonly Word[]): DictionaryEntry[] =>
		list.map((word) => ({ kind, type: null, shape: null, ...word }));
	return [
		...places('', documentData).map(entryOf('')),
		...NAMED.flatMap(([name, schema]) => places('', schema).map(entryOf(`→${name}.`))),
		...words('filter', FILTER_WORDS),
		...words('tag', TAG_WORDS),
		...words('partial', await partialWords())
	];
}

const entryOf =
	(prefix: string) =>
	({ name, type, does, shape }: Place): DictionaryEntry => ({
		...{ kind: 'name' as const, name: prefix + name, does, example: null, type, shape }
	});

async function partialWords(): Promise<Word[]> {
	const templates = await readTemplates();
	const texts = templates.flatMap(({ files }) => Object.values(files));
	const names = Object.keys(templates[0]?.files ?? {}).filter((file) => file.startsWith('partials/'));
	return names.sort().map((file) => {
		const name = file.slice(0, -'.md'.length);
		const use = texts.flatMap((text) => [...codeOf(text)]).find((code) => code.startsWith(`{% render '${name}'`));
		return { name, does: 'Baustein; er sieht nur, was genannt ist', example: use ?? `{% render '${name}' %}` };
	});
}

/** The README with its dictionary brought up to date. */
export function withDictionary(readme: string): string {
	const [before = '', rest = ''] = readme.split(BEGIN);
	const after = rest.split(END)[1] ?? '';
	return `${before}${BEGIN}\n\n${dictionaryText()}\n\n${END}${after}`;
}

/** Brings concept-templates/README.md up to date. Returns its path. */
export async function writeDictionary(): Promise<string> {
	const file = path.join(TEMPLATE_FOLDER, 'README.md');
	await writeFile(file, withDictionary(await readFile(file, 'utf8')));
	return file;
}

function wordTable(title: string, words: readonly Word[]): string {
	const rows = words.map(
		({ name, does, example }) =>
			`| ${quoted(name)} | ${cell(does)} | ${example === null ? '' : quoted(cell(example))} |`
	);
	return `| ${title} | Bedeutung | Beispiel |\n|---|---|---|\n${rows.join('\n')}`;
}

function table(schema: z.ZodType): string {
	const rows = places('', schema).map(({ name, type, does, shape }) => {
		const art = shape === null ? type : [`→ ${quoted(shape)}`, type].filter((one) => one !== '').join(', ');
		return `| ${quoted(name)} | ${cell(art)} | ${cell(does)} |`;
	});
	return `| Name | Art | Bedeutung |\n|---|---|---|\n${rows.join('\n')}`;
}

/** One place of the data. */
interface Place {
	/** `projects[].title`: what stands in a list has the list's name before it. */
	name: string;
	/** `Text, oder null`; of a shared shape only how often. */
	type: string;
	does: string;
	/** The shared shape that stands there; its own places are its own. */
	shape: string | null;
}

function places(prefix: string, schema: z.ZodType): Place[] {
	if (!(schema instanceof z.ZodObject)) return [];
	return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, property]) => {
		const { inner, isNullable, isList, description: does } = unwrapped(property);
		const name = `${prefix}${key}${isList ? '[]' : ''}`;
		const shape = namedAs(inner)?.[0] ?? null;
		const type = [shape === null ? kindOf(inner) : '', isList ? 'Liste' : '', isNullable ? 'oder null' : ''];
		const place = { name, type: type.filter((one) => one !== '').join(', '), does, shape };
		return shape === null ? [place, ...places(`${name}.`, inner)] : [place];
	});
}

/** `.describe()` makes a new schema with the same definition. */
function namedAs(schema: z.ZodType): readonly [string, z.ZodType] | undefined {
	return NAMED.find(([, known]) => known._zod.def === schema._zod.def);
}

interface Unwrapped {
	inner: z.ZodType;
	isNullable: boolean;
	isList: boolean;
	description: string;
}

function unwrapped(schema: z.ZodType): Unwrapped {
	const found: Unwrapped = { inner: schema, isNullable: false, isList: false, description: schema.description ?? '' };
	for (;;) {
		const { inner } = found;
		if (namedAs(inner)) return found;
		if (inner instanceof z.ZodNullable) found.isNullable = true;
		if (inner instanceof z.ZodArray) {
			// A list of lists does not occur; its elements are described by their own names.
			found.isList = true;
			found.inner = inner.element as z.ZodType;
		} else if (inner instanceof z.ZodNullable || inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) {
			found.inner = inner.unwrap() as z.ZodType;
		} else return found;
		found.description ||= found.inner.description ?? '';
	}
}

function kindOf(schema: z.ZodType): string {
	if (schema instanceof z.ZodEnum) return schema.options.map((one) => quoted(String(one))).join(' ');
	if (schema instanceof z.ZodNumber) return 'Zahl';
	if (schema instanceof z.ZodBoolean) return 'ja/nein';
	if (schema instanceof z.ZodObject) return 'Gruppe';
	return 'Text';
}

const quoted = (text: string): string => `\`${text}\``;
const cell = (text: string): string => text.replaceAll('|', '\\|');
