import { attribute, readXml } from './read-zip.ts';
import type { Archive } from './read-zip.ts';
import { dateText, fillMerged, LIMITS, numberText, SheetRefusal } from './sheet.ts';
import type { Sheet, SheetCell, SheetRow, Workbook } from './sheet.ts';

/** ODS (ISO/IEC 26300): values as they were last calculated. Formulas, macros and links are never followed. */

interface OdsStyle {
	parent: string | null;
	indent: number | null;
	isBold: boolean | null;
	isStruck: boolean | null;
	isHidden: boolean;
}
type Merge = { top: number; bottom: number; left: number; right: number };

interface OpenCell {
	attributes: Record<string, string>;
	paragraphs: string[];
}

/** One step to the right in LibreOffice, in millimetres. */
const STEP = 3.5;

/** @throws SheetRefusal */
export function readOds(archive: Archive): Workbook {
	const notices = new Set<string>();
	if (archive.names.some((name) => /^(?:Basic|Scripts)\/./.test(name))) notices.add('macros');
	refuseEncrypted(archive);
	const content = archive.part('content.xml');
	if (!content) throw new SheetRefusal('sheet_damaged');
	const styles = new Map<string, OdsStyle>();
	for (const part of ['styles.xml', 'content.xml']) {
		const bytes = archive.part(part);
		if (bytes) readStyles(bytes, styles);
	}
	const sheets = new OdsReader(styles, notices).read(content);
	if (sheets.length === 0) throw new SheetRefusal('sheet_empty');
	if (sheets.some((sheet) => sheet.isHidden)) notices.add('hidden_sheets');
	return { kind: 'ods', sheets, notices: [...notices], encoding: null, separator: null };
}

function refuseEncrypted(archive: Archive): void {
	const manifest = archive.part('META-INF/manifest.xml');
	if (!manifest) return;
	readXml(manifest, {
		open: (name) => {
			if (name === 'encryption-data') throw new SheetRefusal('sheet_encrypted');
		},
		close: () => undefined,
		text: () => undefined
	});
}

function readStyles(bytes: Uint8Array, styles: Map<string, OdsStyle>): void {
	let style: OdsStyle | null = null;
	readXml(bytes, {
		open: (name, attributes) => {
			if (name === 'style') {
				style = {
					parent: attribute(attributes, 'parent-style-name') ?? null,
					indent: null,
					isBold: null,
					isStruck: null,
					isHidden: false
				};
				styles.set(attribute(attributes, 'name') ?? '', style);
			}
			if (!style) return;
			if (name === 'text-properties') {
				const weight = attribute(attributes, 'font-weight');
				const line = attribute(attributes, 'text-line-through-style');
				if (weight !== undefined) style.isBold = weight === 'bold' || Number(weight) >= 600;
				if (line !== undefined) style.isStruck = line !== 'none';
			} else if (name === 'paragraph-properties') {
				const margin = attribute(attributes, 'margin-left');
				if (margin !== undefined) style.indent = Math.round(millimetres(margin) / STEP);
			} else if (name === 'table-properties') style.isHidden = attribute(attributes, 'display') === 'false';
		},
		close: (name) => {
			if (name === 'style') style = null;
		},
		text: () => undefined
	});
}

function millimetres(length: string): number {
	const match = /^(-?[\d.]+)(mm|cm|in|pt)$/.exec(length);
	if (!match) return 0;
	const [, number = '0', unit = 'mm'] = match;
	return Number(number) * ({ mm: 1, cm: 10, in: 25.4, pt: 0.353 }[unit] ?? 1);
}

class OdsReader {
	readonly #styles: ReadonlyMap<string, OdsStyle>;
	readonly #notices: Set<string>;
	readonly #sheets: Sheet[] = [];
	#merges: Merge[] = [];
	#row: SheetRow = { number: 0, cells: [] };
	#repeat = 1;
	#column = 0;
	#columnStyles: string[] = [];
	#cell: OpenCell | null = null;
	#aside = 0;

	constructor(styles: ReadonlyMap<string, OdsStyle>, notices: Set<string>) {
		this.#styles = styles;
		this.#notices = notices;
	}

	read(content: Uint8Array): Sheet[] {
		readXml(content, {
			open: (name, attributes) => {
				this.#open(name, attributes);
			},
			close: (name) => {
				this.#close(name);
			},
			text: (text) => {
				if (this.#cell && this.#aside === 0 && this.#cell.paragraphs.length > 0) this.#add(text);
			}
		});
		return this.#sheets;
	}

	#add(text: string): void {
		const { paragraphs } = this.#cell as OpenCell;
		paragraphs[paragraphs.length - 1] = `${paragraphs.at(-1) ?? ''}${text}`;
	}

	#open(name: string, attributes: Record<string, string>): void {
		// Comments at cells are no values; changes that were tracked are gone.
		if (name === 'annotation' || name === 'tracked-changes') this.#aside += 1;
		if (this.#aside > 0) return;
		if (name === 'table') this.#openSheet(attributes);
		else if (name === 'table-source') this.#notices.add('external_links');
		else if (name === 'table-column') {
			const times = Math.min(Number(attribute(attributes, 'number-columns-repeated') ?? 1), LIMITS.columns);
			for (let time = 0; time < times; time += 1)
				this.#columnStyles.push(attribute(attributes, 'default-cell-style-name') ?? '');
		} else if (name === 'table-row') {
			this.#row = { number: this.#row.number + this.#repeat, cells: [] };
			this.#repeat = Number(attribute(attributes, 'number-rows-repeated') ?? 1);
			this.#column = 0;
			if (['collapse', 'filter'].includes(attribute(attributes, 'visibility') ?? '') && this.#repeat < 1_000)
				this.#notices.add('hidden_rows');
		} else if (name === 'table-cell' || name === 'covered-table-cell') this.#cell = { attributes, paragraphs: [] };
		else if (this.#cell) this.#openInCell(name, attributes);
	}

	#openInCell(name: string, attributes: Record<string, string>): void {
		if (name === 'p') this.#cell?.paragraphs.push('');
		else if (this.#cell?.paragraphs.length === 0) return;
		else if (name === 's') this.#add(' '.repeat(Math.min(Number(attribute(attributes, 'c') ?? 1), 100)));
		else if (name === 'tab') this.#add(' ');
		else if (name === 'line-break') this.#add('\n');
	}

	#close(name: string): void {
		if (name === 'annotation' || name === 'tracked-changes') this.#aside -= 1;
		if (this.#aside > 0) return;
		if ((name === 'table-cell' || name === 'covered-table-cell') && this.#cell) this.#closeCell(this.#cell);
		else if (name === 'table-row') this.#closeRow();
		else if (name === 'table') fillMerged(this.#sheets.at(-1) as Sheet, this.#merges);
	}

	#openSheet(attributes: Record<string, string>): void {
		if (this.#sheets.length >= LIMITS.sheets) throw new SheetRefusal('sheet_too_many_sheets', { most: LIMITS.sheets });
		const style = this.#styles.get(attribute(attributes, 'style-name') ?? '');
		const name = attribute(attributes, 'name') ?? '';
		this.#sheets.push({ name, isHidden: style?.isHidden ?? false, rows: [], wideMerges: new Map() });
		this.#row = { number: 0, cells: [] };
		this.#repeat = 1;
		this.#merges = [];
		this.#columnStyles = [];
	}

	#closeCell({ attributes, paragraphs }: OpenCell): void {
		this.#cell = null;
		const repeat = Number(attribute(attributes, 'number-columns-repeated') ?? 1);
		const read = this.#read(attributes, paragraphs.join('\n'));
		const wide = Number(attribute(attributes, 'number-columns-spanned') ?? 1);
		const high = Number(attribute(attributes, 'number-rows-spanned') ?? 1);
		if ((wide > 1 || high > 1) && high <= LIMITS.rows) {
			const { number } = this.#row;
			const [left, right] = [this.#column, this.#column + Math.min(wide, LIMITS.columns) - 1];
			this.#merges.push({ top: number, bottom: number + high - 1, left, right });
		}
		if (read) {
			if (this.#column + repeat > LIMITS.columns)
				throw new SheetRefusal('sheet_too_many_columns', { most: LIMITS.columns });
			for (let time = 0; time < repeat; time += 1) this.#row.cells[this.#column + time] = read;
		}
		this.#column += repeat;
	}

	#closeRow(): void {
		const sheet = this.#sheets.at(-1);
		if (!sheet || this.#row.cells.length === 0) return;
		if (sheet.rows.length + this.#repeat > LIMITS.rows)
			throw new SheetRefusal('sheet_too_many_rows', { most: LIMITS.rows });
		for (let time = 0; time < this.#repeat; time += 1)
			sheet.rows.push({ number: this.#row.number + time, cells: [...this.#row.cells] });
	}

	#read(attributes: Record<string, string>, text: string): SheetCell | undefined {
		const style = attribute(attributes, 'style-name') ?? this.#columnStyles[this.#column] ?? '';
		const look = { ...this.#look(style), isPercent: false, isFromMerged: false };
		const type = attribute(attributes, 'value-type') ?? (text.trim() === '' ? '' : 'string');
		if (type === '') {
			if (attribute(attributes, 'formula') === undefined) return undefined;
			this.#notices.add('formulas_without_value');
			return { text: '', value: null, kind: 'error', ...look };
		}
		if (/^(?:#|Err:)/.test(text) && attribute(attributes, 'formula') !== undefined)
			return { text, value: null, kind: 'error', ...look };
		if (type === 'date') {
			const iso = (attribute(attributes, 'date-value') ?? '').slice(0, 10);
			// Shown without a day it is none.
			const shown = /^\d{4}$/.test(text)
				? iso.slice(0, 4)
				: /^\D*\d{1,2}[/.]\d{4}$|^[A-Za-zä]+\.? \d{4}$/.test(text)
					? iso.slice(0, 7)
					: iso;
			return { text: text || dateText(shown), value: shown, kind: 'date', ...look };
		}
		if (type === 'boolean') {
			const isTrue = attribute(attributes, 'boolean-value') === 'true';
			return { text: isTrue ? 'ja' : 'nein', value: isTrue, kind: 'boolean', ...look };
		}
		if (type === 'float' || type === 'currency' || type === 'percentage') {
			const value = Number(attribute(attributes, 'value'));
			const isPercent = type === 'percentage';
			return { text: numberText(value, isPercent), value, kind: 'number', ...look, isPercent };
		}
		return text.trim() === '' ? undefined : { text, value: text, kind: 'text', ...look };
	}

	#look(name: string): Pick<SheetCell, 'indent' | 'isBold' | 'isStruck'> {
		const look: Pick<OdsStyle, 'indent' | 'isBold' | 'isStruck'> = { indent: null, isBold: null, isStruck: null };
		const seen = new Set<string>();
		for (let style = this.#styles.get(name), at = name; style && !seen.has(at);) {
			seen.add(at);
			look.indent ??= style.indent;
			look.isBold ??= style.isBold;
			look.isStruck ??= style.isStruck;
			at = style.parent ?? '';
			style = this.#styles.get(at);
		}
		return { indent: look.indent ?? 0, isBold: look.isBold ?? false, isStruck: look.isStruck ?? false };
	}
}
