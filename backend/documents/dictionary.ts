import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { documentData } from './document-data.ts';
import { documentAmendment, documentChapter } from './edition-parts.ts';
import * as parts from './document-parts.ts';
import { FILTERS, KEPT_FILTERS, KEPT_TAGS } from './renderer/filters.ts';
import { TAGS } from './renderer/tags.ts';
import { TEMPLATE_FOLDER } from './template-folder.ts';

/** The data dictionary as tables for those who write templates. */

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
	['note', parts.documentNote]
];

/** The dictionary's part of the README, as Markdown. */
export function dictionaryText(): string {
	const tables: string[] = [`### Daten\n\n${table(documentData)}`];
	for (const [name, schema] of NAMED) tables.push(`### \`${name}\`: ${schema.description ?? ''}\n\n${table(schema)}`);
	const filters = Object.entries(FILTERS).map(
		([name, filter]) => `| \`${name}\` | ${cell(filter.does)} | \`${cell(filter.example)}\` |`
	);
	tables.push(`### Filter\n\n| Filter | Bedeutung | Beispiel |\n|---|---|---|\n${filters.join('\n')}`);
	const tags = Object.entries(TAGS).map(([name, { does }]) => `| \`{% ${name} %}\` | ${cell(does)} |`);
	tables.push(`### Anweisungen\n\n| Anweisung | Bedeutung |\n|---|---|\n${tags.join('\n')}`);
	tables.push(
		`Aus Liquid bleiben die Filter ${KEPT_FILTERS.map(quoted).join(', ')} und die Anweisungen ${KEPT_TAGS.map(quoted).join(', ')}.`
	);
	return tables.join('\n\n');
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

function table(schema: z.ZodType): string {
	return `| Name | Art | Bedeutung |\n|---|---|---|\n${rows('', schema).join('\n')}`;
}

function rows(prefix: string, schema: z.ZodType): string[] {
	if (!(schema instanceof z.ZodObject)) return [];
	return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, property]) => {
		const { inner: type, isNullable, isList, description } = unwrapped(property);
		const own = `${prefix}${name}${isList ? '[]' : ''}`;
		const named = namedAs(type);
		const art = [named ? `→ \`${named[0]}\`` : kindOf(type), isList ? 'Liste' : '', isNullable ? 'oder null' : ''];
		const row = `| \`${own}\` | ${cell(art.filter((one) => one !== '').join(', '))} | ${cell(description)} |`;
		return named ? [row] : [row, ...rows(`${own}.`, type)];
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
