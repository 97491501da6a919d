import { registerFieldTexts } from '../foundation/error-texts.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { FieldError } from '../foundation/errors.ts';
import { fieldErrorsOf } from '../foundation/http/field-errors.ts';
import { IMPORT_FORMAT, IMPORT_FORMAT_VERSION, importFile } from '@konzeptstand/contract/exchange.ts';
import type { ImportFile } from '@konzeptstand/contract/exchange.ts';
import { LineCounter, parseDocument } from 'yaml';

/** Reading a file of the product's own import format: size, encoding, YAML or JSON, then the contract. */

/** A region of 20,000 items stays below it; a parsed document takes some fifty times its size in memory. */
const LARGEST_BYTES = 10_000_000;
/** An alias may stand for a list of aliases: without a limit a few lines unfold to gigabytes. */
const MOST_ALIASES = 1_000;

registerFieldTexts({
	not_text: {
		de: 'Das ist kein Text in UTF-8. Bitte die Datei als UTF-8 speichern.',
		en: 'This is not UTF-8 text. Please save the file as UTF-8.'
	},
	file_too_large: {
		de: 'Die Datei ist größer als {maximum} MB. Bitte auf mehrere Dateien verteilen.',
		en: 'The file is larger than {maximum} MB. Please divide it into several files.'
	},
	not_yaml: {
		de: 'Zeile {line}, Spalte {column}: kein gültiges YAML oder JSON. Oft fehlt eine Einrückung oder ein Anführungszeichen.',
		en: 'Line {line}, column {column}: not valid YAML or JSON. Often an indentation or a quotation mark is missing.'
	},
	too_nested: {
		de: 'Zu tief verschachtelt oder zu viele YAML-Verweise (&, *). Bitte ausschreiben.',
		en: 'Nested too deeply, or too many YAML aliases (&, *). Please write it out.'
	},
	other_format: {
		de: `Das ist keine Importdatei: am Anfang muss „format: ${IMPORT_FORMAT}“ stehen.`,
		en: `This is no import file: it must begin with "format: ${IMPORT_FORMAT}".`
	},
	other_format_version: {
		de: `Diese Version des Importformats kennt das Programm nicht; es liest Version ${String(IMPORT_FORMAT_VERSION)}. Bitte Konzeptstand aktualisieren.`,
		en: `This program does not know that version of the import format; it reads version ${String(IMPORT_FORMAT_VERSION)}. Please update Konzeptstand.`
	},
	text_expected: {
		de: 'Hier wird Text erwartet; Zahlen bitte in Anführungszeichen, zum Beispiel "2013".',
		en: 'Text is expected here; please put numbers in quotation marks, for example "2013".'
	}
});

/**
 * Reads an import file and checks it against the contract; whether its keys lead anywhere is checked on loading.
 * @param content the bytes of the file
 * @throws ApplicationError too_large, or invalid_input with the path of every fault: `projects[12].costs[0].cents`
 */
export function readImport(content: Uint8Array): ImportFile {
	if (content.byteLength > LARGEST_BYTES) {
		const values = { maximum: LARGEST_BYTES / 1_000_000 };
		throw new ApplicationError('too_large', { field: 'file', problem: 'file_too_large', values });
	}
	const data = parse(decode(content));
	refuseOtherFormat(data);
	const parsed = importFile.safeParse(data, { reportInput: true });
	if (parsed.success) return parsed.data;
	throw new ApplicationError('invalid_input', { errors: fieldErrorsOf(parsed.error).map((one) => located(one, data)) });
}

function decode(content: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(content);
	} catch (error) {
		throw new ApplicationError('invalid_input', { field: 'file', problem: 'not_text', cause: error });
	}
}

function parse(text: string): unknown {
	const lines = new LineCounter();
	try {
		const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', stringKeys: true });
		const [fault] = [...document.errors, ...document.warnings];
		if (fault) {
			const { line, col } = lines.linePos(fault.pos[0]);
			throw notYaml(line, col, fault);
		}
		return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
	} catch (error) {
		if (error instanceof ApplicationError) throw error;
		// yaml says with these that aliases unfold too far, and the engine that the nesting is too deep.
		if (error instanceof ReferenceError || error instanceof RangeError)
			throw new ApplicationError('invalid_input', { field: 'file', problem: 'too_nested', cause: error });
		throw notYaml(1, 1, error);
	}
}

function notYaml(line: number, column: number, cause: unknown): ApplicationError {
	return new ApplicationError('invalid_input', { field: 'file', problem: 'not_yaml', values: { line, column }, cause });
}

function refuseOtherFormat(data: unknown): void {
	const head = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
	if (head['format'] !== IMPORT_FORMAT)
		throw new ApplicationError('invalid_input', { field: 'format', problem: 'other_format' });
	if (head['formatVersion'] !== IMPORT_FORMAT_VERSION)
		throw new ApplicationError('invalid_input', { field: 'formatVersion', problem: 'other_format_version' });
}

/** The fault with its path in the file's own form and, for long lists, the key of the item it is in. */
function located(fault: FieldError, data: unknown): FieldError {
	const field = pathInFile(fault.field);
	if (fault.code !== 'not_text') return { ...fault, field };
	return { field: `${field}${keyBeside(fault.field, data)}`, code: 'text_expected' };
}

/** `projects.12.costs.0.cents` as people count it in a file: `projects[12].costs[0].cents`. */
export function pathInFile(path: string): string {
	return path.replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}

function keyBeside(path: string, data: unknown): string {
	const [list, index] = path.split('.');
	const item = (data as Record<string, unknown[]>)[list ?? '']?.[Number(index)];
	const key = typeof item === 'object' && item !== null && 'key' in item ? item.key : undefined;
	return typeof key === 'string' ? ` (${key})` : '';
}
