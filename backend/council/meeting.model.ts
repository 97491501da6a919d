import type { z } from 'zod';
import { attendance, itemOutcome, itemType, meetingKind, meetingState } from '@konzeptstand/contract/meeting.ts';
import type { Meeting, newAgendaItem, newMeeting } from '@konzeptstand/contract/meeting.ts';
import { subject } from '@konzeptstand/contract/decision.ts';
import { language } from '@konzeptstand/contract/values.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { idType, lineType, textType, titleType, valueSchema } from '../region/value.model.ts';

/** A meeting of a body, or a decision in writing. Its agenda are items of their own: two people write at once. */
export type MeetingItem = ItemBase &
	z.output<typeof newMeeting> &
	Pick<Meeting, 'state' | 'number' | 'openedAt' | 'closedAt' | 'cancelReason' | 'attendance' | 'minutes'> & {
		/** Ordered mails; what became of each is told by its delivery, under the same id. */
		mails: {
			id: string;
			person: string;
			purpose: 'invitation' | 'update' | 'cancellation';
			at: string;
			/** Who ordered it, and gets what people reply; null for the system. */
			by: string | null;
			language: Language;
			/** Hash of what it tells: nobody is told the same twice. */
			told: string;
		}[];
		/** Hash of what the last invitation told; null before the first. */
		invited: string | null;
		/** iCalendar SEQUENCE: raised with every change that people were told of. */
		calendarSequence: number;
		/** The meeting in which its minutes were approved. */
		approvedIn: string | null;
	};

export type AgendaItem = ItemBase &
	z.output<typeof newAgendaItem> & {
		meeting: string;
		position: number;
		outcome: z.output<typeof itemOutcome>;
		minutes: string | null;
		postponedTo: string | null;
		referredTo: string | null;
		/** The decision taken on it. */
		decision: string | null;
	};

const required = { type: String, required: true };
export const subjectsType = {
	type: [valueSchema({ kind: { ...required, enum: subject.shape.kind.options }, id: required })],
	default: []
};

/** Before anybody has written anything. */
export const NO_MINUTES: MeetingItem['minutes'] = {
	from: null,
	until: null,
	opening: null,
	closing: null,
	writer: null
};

/** A body with such meetings keeps them here. */
export const STANDING_MEETING = { withdrawn: null, state: { $ne: 'cancelled' as const } };

export const MeetingModel = recordedModel<MeetingItem>({
	kind: 'meeting',
	collection: 'meetings',
	// 2: from when until when was met, as the minutes say it.
	schemaVersion: 2,
	upcast: (body) => ({ ...body, minutes: { from: null, until: null, ...(body['minutes'] as object) } }),
	definition: {
		body: required,
		kind: { ...required, enum: meetingKind.options },
		day: { ...required, match: /^\d{4}-\d{2}-\d{2}$/ },
		startsAt: idType,
		endsAt: idType,
		place: lineType,
		title: lineType,
		chair: idType,
		guests: textType,
		number: required,
		state: { ...required, enum: meetingState.options },
		openedAt: idType,
		closedAt: idType,
		cancelReason: textType,
		attendance: {
			type: [
				valueSchema({
					seat: required,
					office: titleType,
					municipality: idType,
					state: { ...required, enum: attendance.shape.state.options },
					name: lineType
				})
			],
			default: []
		},
		minutes: {
			type: valueSchema({ from: idType, until: idType, opening: textType, closing: textType, writer: lineType }),
			default: () => ({ ...NO_MINUTES })
		},
		mails: {
			type: [
				valueSchema({
					id: required,
					person: required,
					purpose: { ...required, enum: ['invitation', 'update', 'cancellation'] },
					at: required,
					by: idType,
					language: { ...required, enum: language.options },
					told: required
				})
			],
			default: []
		},
		invited: idType,
		calendarSequence: { type: Number, default: 0, min: 0 },
		approvedIn: idType
	},
	indexes: [
		[{ region: 1, body: 1, day: 1 }],
		[{ region: 1, day: 1 }],
		[
			{ region: 1, body: 1, number: 1 },
			{ unique: true, partialFilterExpression: { withdrawn: { $type: 'null' } } }
		]
	],
	// Names of whoever sat there, wrote or was a guest; and what was typed as a reason.
	personal: ['attendance.name', 'minutes.writer', 'guests', 'cancelReason'],
	code: (meeting) => meeting.number,
	title: (meeting) => meeting.title ?? meeting.number
});

export const AgendaItemModel = recordedModel<AgendaItem>({
	kind: 'agenda-item',
	collection: 'agenda_items',
	schemaVersion: 1,
	definition: {
		meeting: required,
		position: { type: Number, required: true, min: 0 },
		type: { ...required, enum: itemType.options },
		isPublic: { type: Boolean, default: true },
		title: titleType,
		text: textType,
		subjects: subjectsType,
		paper: idType,
		approvesMinutesOf: idType,
		continues: idType,
		outcome: { ...required, enum: itemOutcome.options },
		minutes: textType,
		postponedTo: idType,
		referredTo: idType,
		decision: idType
	},
	indexes: [
		[{ region: 1, meeting: 1, position: 1 }],
		[{ region: 1, outcome: 1 }],
		[{ region: 1, continues: 1 }],
		[{ region: 1, paper: 1 }],
		[{ region: 1, 'subjects.id': 1 }]
	],
	closed: {
		isClosed: ({ isPublic }) => !isPublic,
		hangsOn: ({ paper }) => (paper === null ? [] : [{ kind: 'paper', id: paper }])
	}
});
