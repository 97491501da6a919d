import mongoose from 'mongoose';
import type { ImportDecision, ImportWords, ReadingSettings, SheetSettings } from '@konzeptstand/contract/import.ts';
import { recordedModel } from '../../record/record.service.ts';
import type { Actor, ItemBase } from '../../record/record.service.ts';
import { idType, textType, valueSchema } from '../../region/value.model.ts';

/** A list on its way into the region: its file, how it is understood, and what became of it. */
export interface ImportItem extends ItemBase {
	name: string;
	format: 'xlsx' | 'ods' | 'csv' | 'json' | 'pasted';
	/** Bytes. */
	size: number;
	/** SHA-256 of the bytes, which is also their address among the files. */
	file: string;
	state: 'open' | 'taken' | 'undone';
	edition: string | null;
	reading: ReadingSettings;
	sheets: SheetSettings[];
	words: ImportWords;
	decisions: ImportDecision[];
	mapping: string | null;
	by: Actor;
	/** ISO instant. */
	at: string;
	taken: { sequence: number; at: string; items: number } | null;
}

/** How lists of one kind are understood. */
export interface MappingItem extends ItemBase {
	name: string;
	headers: string[];
	sheets: SheetSettings[];
	words: ImportWords;
	note: string | null;
}

/** Checked by the contract on its way in; nothing is ever asked of its inside by query. */
const settings = { type: mongoose.Schema.Types.Mixed, required: true };
const name = { type: String, required: true, maxlength: 150 };

export const ImportModel = recordedModel<ImportItem>({
	kind: 'import',
	collection: 'imports',
	schemaVersion: 1,
	definition: {
		name,
		format: { type: String, enum: ['xlsx', 'ods', 'csv', 'json', 'pasted'], required: true },
		size: { type: Number, required: true, min: 1 },
		file: { type: String, required: true, match: /^[0-9a-f]{64}$/ },
		state: { type: String, enum: ['open', 'taken', 'undone'], default: 'open' },
		edition: idType,
		reading: settings,
		sheets: settings,
		words: settings,
		decisions: settings,
		mapping: idType,
		by: {
			type: valueSchema({
				kind: { type: String, enum: ['person', 'system'], required: true },
				id: { type: String, required: true }
			}),
			required: true
		},
		at: { type: String, required: true },
		taken: {
			type: valueSchema({
				sequence: { type: Number, required: true },
				at: { type: String, required: true },
				items: { type: Number, required: true }
			}),
			default: null
		}
	},
	indexes: [[{ region: 1, at: -1 }], [{ region: 1, file: 1 }]],
	title: (item) => item.name
});

export const MappingModel = recordedModel<MappingItem>({
	kind: 'import-mapping',
	collection: 'import_mappings',
	schemaVersion: 1,
	definition: { name, headers: { type: [String], default: [] }, sheets: settings, words: settings, note: textType },
	indexes: [
		[
			{ region: 1, name: 1 },
			{ unique: true, partialFilterExpression: { withdrawn: { $type: 'null' } } }
		]
	]
});
