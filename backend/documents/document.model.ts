import { documentAudience, documentFormat } from '@konzeptstand/contract/document.ts';
import type { DocumentAudience, DocumentFormat } from '@konzeptstand/contract/document.ts';
import { language } from '@konzeptstand/contract/values.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { recordedModel } from '../record/record.service.ts';
import type { Actor, ItemBase } from '../record/record.service.ts';
import { idType, valueSchema } from '../region/value.model.ts';

/** A document as it was made once: what it was made of, and the hash of its file. Never changed. */
export interface DocumentItem extends ItemBase {
	template: string;
	templateVersion: string;
	/** Of the template at that time. */
	title: string;
	titleEn: string;
	language: Language;
	/** Id of the edition, where the template is about one. */
	edition: string | null;
	/** Id of the project, for a template about one. */
	project: string | null;
	/** Id of the measure, for a template about one. */
	measure: string | null;
	/** Id of the meeting, the paper or the body, for a template about one. */
	meeting: string | null;
	paper: string | null;
	body: string | null;
	/** For whom it was made, where it is one of the council: `council` only for those who may see what is not public. */
	audience: DocumentAudience | null;
	year: number | null;
	format: DocumentFormat;
	state: { day: string; sequence: number };
	/** SHA-256 of the bytes, which is also their address among the files. */
	file: string;
	/** Bytes. */
	size: number;
	name: string;
	by: Actor;
	/** ISO instant. */
	at: string;
}

/** What a document says of the council that is about something else. */
export const NOT_OF_THE_COUNCIL = { meeting: null, paper: null, body: null, audience: null } as const;

const text = { type: String, required: true, maxlength: 300 };

export const DocumentModel = recordedModel<DocumentItem>({
	kind: 'document',
	collection: 'documents',
	// 2: documents of the council, and for whom they are.
	schemaVersion: 2,
	upcast: (body) => ({ ...NOT_OF_THE_COUNCIL, ...body }),
	definition: {
		template: text,
		templateVersion: text,
		title: text,
		titleEn: text,
		language: { type: String, enum: language.options, required: true },
		edition: idType,
		project: idType,
		measure: idType,
		meeting: idType,
		paper: idType,
		body: idType,
		audience: { type: String, enum: [...documentAudience.options, null], default: null },
		year: { type: Number, default: null },
		format: { type: String, enum: documentFormat.options, required: true },
		state: { type: valueSchema({ day: text, sequence: { type: Number, required: true } }), required: true },
		file: { type: String, required: true, match: /^[0-9a-f]{64}$/ },
		size: { type: Number, required: true, min: 0 },
		name: text,
		by: {
			type: valueSchema({ kind: { type: String, enum: ['person', 'system'], required: true }, id: text }),
			required: true
		},
		at: text
	},
	closed: { isClosed: ({ audience }) => audience === 'council' },
	indexes: [[{ region: 1, at: -1 }], [{ region: 1, template: 1, at: -1 }], [{ region: 1, file: 1 }]]
});
