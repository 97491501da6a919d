import { readText } from './read-text.ts';
import { readOds } from './read-ods.ts';
import { readXlsx } from './read-xlsx.ts';
import { openArchive } from './read-zip.ts';
import type { Archive } from './read-zip.ts';
import { SheetRefusal } from './sheet.ts';
import type { ReadingOptions, Workbook } from './sheet.ts';

/** How files begin. */
const ZIP = [0x50, 0x4b];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const NO_TABLES: readonly (readonly number[])[] = [
	[0x25, 0x50, 0x44, 0x46], // PDF
	[0x89, 0x50, 0x4e, 0x47], // PNG
	[0xff, 0xd8, 0xff], // JPEG
	[0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
	[0x1f, 0x8b] // gzip
];

const begins = (bytes: Uint8Array, mark: readonly number[]): boolean =>
	mark.every((byte, index) => bytes[index] === byte);

/**
 * Reads a spreadsheet by what its bytes are; what it is called decides nothing.
 * @throws SheetRefusal with the way out
 */
export function readWorkbook(bytes: Uint8Array, options: ReadingOptions): Workbook {
	if (bytes.length === 0) throw new SheetRefusal('sheet_empty');
	if (begins(bytes, COMPOUND)) throw new SheetRefusal(isEncrypted(bytes) ? 'sheet_encrypted' : 'sheet_old_xls');
	if (NO_TABLES.some((mark) => begins(bytes, mark))) throw new SheetRefusal('sheet_unknown');
	if (!begins(bytes, ZIP)) return refuseEmpty(readText(bytes, options));
	const archive = openArchive(bytes);
	if (isOds(archive)) return refuseEmpty(readOds(archive));
	if (archive.names.some((name) => /^xl\//i.test(name))) return refuseEmpty(readXlsx(archive));
	throw new SheetRefusal(archive.names.length === 0 ? 'sheet_damaged' : 'sheet_unknown');
}

/** Excel puts an encrypted workbook into a compound file with a stream of this name, written in UTF-16. */
function isEncrypted(bytes: Uint8Array): boolean {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

function isOds(archive: Archive): boolean {
	const type = archive.names.includes('mimetype') ? archive.part('mimetype') : null;
	return type !== null && new TextDecoder().decode(type).startsWith('application/vnd.oasis.opendocument.spreadsheet');
}

function refuseEmpty(workbook: Workbook): Workbook {
	if (workbook.sheets.every((sheet) => sheet.rows.length === 0)) throw new SheetRefusal('sheet_empty');
	return workbook;
}
