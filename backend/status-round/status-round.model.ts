import type { z } from 'zod';
import { ROUND_FIELDS, roundRelease } from '@konzeptstand/contract/round.ts';
import type { newRound, roundAnswer } from '@konzeptstand/contract/round.ts';
import { STATUSES } from '@konzeptstand/contract/status.ts';
import { language } from '@konzeptstand/contract/values.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import {
	edtfType,
	flagType,
	idList,
	idType,
	lineType,
	textType,
	titleType,
	valueSchema
} from '../region/value.model.ts';

/** A question to everyone responsible: about which projects, until when, what is asked. */
export type StatusRoundItem = ItemBase &
	z.output<typeof newRound> & {
		state: 'open' | 'closed';
		/** ISO instant. */
		startedAt: string;
		/** Who started it, and gets what people reply to its mails; null for the system. */
		startedBy: string | null;
		/** ISO instant of the reminder that goes out by itself; null until then. */
		remindedAt: string | null;
	};

/** Person and projects of one link. The secret of the link stands nowhere; only its hash does. */
export interface RoundInvitationItem extends ItemBase {
	round: string;
	person: string;
	projects: string[];
	/** Raised for a new link: the former ones end with that. */
	generation: number;
	/** SHA-256 of the link's secret. */
	linkHash: string;
	isRevoked: boolean;
	isQuiet: boolean;
	/** Ordered mails; what became of each is told by its delivery, under the same id. */
	mails: { id: string; purpose: MailPurpose; at: string }[];
	shown: { at: string; by: string } | null;
}
export type MailPurpose = 'invitation' | 'reminder' | 'returned';

type Answered = z.output<typeof roundAnswer>;
export type RoundAnswerItem = ItemBase &
	Omit<Answered, 'id' | 'version'> & { round: string; invitation: string; person: string };

const required = { type: String, required: true };

export const StatusRoundModel = recordedModel<StatusRoundItem>({
	kind: 'status-round',
	collection: 'status_rounds',
	schemaVersion: 1,
	definition: {
		title: titleType,
		projects: idList,
		until: required,
		asks: { type: [{ type: String, enum: ROUND_FIELDS }], required: true },
		release: { type: String, enum: roundRelease.options, required: true },
		greeting: textType,
		language: { type: String, enum: language.options, required: true },
		remindDays: { type: Number, default: null },
		state: { type: String, enum: ['open', 'closed'], required: true },
		startedAt: required,
		startedBy: idType,
		remindedAt: idType
	},
	indexes: [[{ region: 1, startedAt: -1 }]]
});

export const RoundInvitationModel = recordedModel<RoundInvitationItem>({
	kind: 'round-invitation',
	collection: 'round_invitations',
	schemaVersion: 1,
	definition: {
		round: required,
		person: required,
		projects: idList,
		generation: { type: Number, required: true, min: 1 },
		linkHash: { type: String, required: true, match: /^[0-9a-f]{64}$/ },
		isRevoked: flagType,
		isQuiet: flagType,
		mails: {
			type: [
				valueSchema({
					id: required,
					purpose: { type: String, enum: ['invitation', 'reminder', 'returned'], required: true },
					at: required
				})
			],
			default: []
		},
		shown: { type: valueSchema({ at: required, by: required }), default: null }
	},
	indexes: [
		[{ region: 1, linkHash: 1 }, { unique: true }],
		[{ region: 1, round: 1, person: 1 }, { unique: true }]
	],
	title: () => ''
});

export const RoundAnswerModel = recordedModel<RoundAnswerItem>({
	kind: 'round-answer',
	collection: 'round_answers',
	schemaVersion: 1,
	definition: {
		round: required,
		invitation: required,
		person: required,
		project: required,
		isNothingNew: flagType,
		status: { type: String, enum: STATUSES, required: true },
		progress: { type: Number, default: null, min: 0, max: 100 },
		isDelayed: flagType,
		delayReason: textType,
		text: textType,
		step: { type: valueSchema({ title: titleType, planned: edtfType }), default: null },
		photo: {
			type: valueSchema({
				file: required,
				name: required,
				type: required,
				size: { type: Number, required: true },
				width: { type: Number, default: null },
				height: { type: Number, default: null },
				alt: required,
				credit: lineType
			}),
			default: null
		},
		day: required,
		at: required,
		state: { type: String, enum: ['waiting', 'released', 'returned'], required: true },
		returnReason: textType,
		report: idType
	},
	// Typed as a reason, to one person.
	personal: ['returnReason'],
	indexes: [
		[{ region: 1, invitation: 1, project: 1 }, { unique: true }],
		[{ region: 1, round: 1 }],
		[{ region: 1, 'photo.file': 1 }]
	],
	title: () => ''
});
