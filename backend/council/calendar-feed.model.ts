import type { calendarScope } from '@konzeptstand/contract/meeting.ts';
import type { z } from 'zod';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { flagType, idType } from '../region/value.model.ts';

/** A calendar behind a secret link. The secret stands nowhere; only its hash does. */
export interface CalendarFeedItem extends ItemBase {
	scope: z.output<typeof calendarScope>;
	/** The body whose meetings it shows; null: those of all bodies in which the person has a seat. */
	body: string | null;
	/** Who made it, and as whom it is read. */
	person: string;
	/** Raised for a new link: the former ones end with that. */
	generation: number;
	linkHash: string;
	isRevoked: boolean;
	/** ISO instant. */
	createdAt: string;
}

export const CalendarFeedModel = recordedModel<CalendarFeedItem>({
	kind: 'calendar-feed',
	collection: 'calendar_feeds',
	schemaVersion: 1,
	definition: {
		scope: { type: String, enum: ['body', 'person'], required: true },
		body: idType,
		person: { type: String, required: true },
		generation: { type: Number, required: true, min: 1 },
		linkHash: { type: String, required: true, match: /^[0-9a-f]{64}$/ },
		isRevoked: flagType,
		createdAt: { type: String, required: true }
	},
	indexes: [[{ region: 1, linkHash: 1 }, { unique: true }], [{ region: 1, person: 1 }]],
	title: () => ''
});
