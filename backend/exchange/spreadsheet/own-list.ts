import type { ColumnField } from '@konzeptstand/contract/import.ts';
import type { Relation } from '@konzeptstand/contract/values.ts';
import type { Columns } from './layout.ts';
import type { SheetCell, SheetRow } from './sheet.ts';
import { normalised, saysUnknown, statusOf } from './words.ts';

/**
 * Lists that the product has written itself (docs/export.md): known by the ids in them. Their columns hold exactly what
 * their names say, and what follows from other facts is not read back.
 */

const NAMES: readonly (readonly [ColumnField, string])[] = [
	['number', 'Nr|No'],
	['project', 'Projekt|Project'],
	['measure', 'Maßnahme|Measure'],
	['goal', 'Ziel|Goal'],
	['field', 'Handlungsfeld|Field'],
	['municipality', 'Städte|Towns'],
	['carrier', 'Träger|Carriers'],
	['responsible', 'Verantwortlich|Responsible'],
	['partner', 'Partner|Partners'],
	['key-measure', 'Schlüsselmaßnahme|Key measure'],
	['priority', 'Priorität|Priority'],
	['period', 'Zeitraum|Period'],
	['actual-period', 'Zeitraum tatsächlich|Actual period'],
	['costs', 'Kosten|Costs'],
	['costs-exactness', 'Genauigkeit der Kosten|Exactness of costs'],
	['costs-up-to', 'Kosten bis|Costs up to'],
	['status', 'Status'],
	['progress', 'Fortschritt|Progress'],
	['as-of', 'Stand vom|As of'],
	['description', 'Beschreibung|Description'],
	['item-key', 'Schlüssel|Key'],
	[
		'ignore',
		'Zeitraum in Worten|Period in words|Stand in Worten|As of in words|verzögert|Delayed|verspätet|Late|Stand veraltet|Outdated|Projekte|Projects|Fortschritt der Projekte|Progress of projects|Kosten der Projekte|Costs of projects|Projekte ohne Kosten|Projects without costs|Oberziel|Goal above|Querschnittsthema|Cross-cutting|nicht bekannt|not known'
	]
];
const FIELDS: ReadonlyMap<string, ColumnField> = new Map(
	NAMES.flatMap(([field, words]) => words.split('|').map((word) => [normalised(word), field] as const))
);
const ID_NAMES: ReadonlySet<string> = new Set(['kennung', 'id']);
const TITLE_EN = /^(?:projekt|project|massnahme|measure|ziel|goal|handlungsfeld|field) (?:englisch|english)$/;
const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a column holds ids of items: by its name, and by most of its values. */
export function holdsIds(header: string, cells: readonly SheetCell[]): boolean {
	const ids = cells.filter(({ text }) => ID.test(text)).length;
	return ID_NAMES.has(normalised(header)) && ids > 0 && ids / cells.length > 0.5;
}

/** What a column of an own list holds; null: somebody has added it. */
export function ownField(header: string): ColumnField | null {
	const name = normalised(header);
	if (TITLE_EN.test(name)) return 'title-en';
	// Named like a status: how many projects there are of it.
	return FIELDS.get(name) ?? (statusOf(header) === null ? null : 'ignore');
}

/** Lists of what belongs to items (steps, readings, reports) name those by their ids: they are no lists of items. */
export const isOfParts = (header: string): boolean => /^(?:kennung de[rs]|id of the) /.test(normalised(header));

/** By what a row names its item: id and key. */
export function identityOf(row: SheetRow, columns: Columns): { id?: string; key?: string } {
	const said = (field: ColumnField): string | null => {
		const column = columns.of(field);
		const text = column === undefined ? undefined : row.cells[column]?.text.trim();
		return text === undefined || text === '' || saysUnknown(text) ? null : text;
	};
	const [id, key] = [said('item-id'), said('item-key')];
	return { ...(id === null ? {} : { id: id.toLowerCase() }), ...(key === null ? {} : { key }) };
}

const RELATIONS: ReadonlyMap<string, Relation> = new Map([
	['genau', 'exact'],
	['exact', 'exact'],
	['etwa', 'about'],
	['about', 'about'],
	['knapp', 'almost'],
	['almost', 'almost'],
	['mehr als', 'more-than'],
	['more than', 'more-than'],
	['mindestens', 'at-least'],
	['at least', 'at-least'],
	['von bis', 'range'],
	['from to', 'range']
]);
/** Null: nobody knows this word. */
export const relationOf = (word: string): Relation | null => RELATIONS.get(normalised(word)) ?? null;
