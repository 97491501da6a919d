import { z } from 'zod';
import {
	changeOf,
	characteristic,
	edtf,
	id,
	itemInput,
	itemOutput,
	key,
	line,
	longText,
	quantity,
	source,
	title
} from './values.ts';

export const population = z.strictObject({
	asOf: edtf.nullable().default(null),
	quantity,
	sources: z.array(source).max(20).default([])
});

export const newRegion = z.strictObject({
	key,
	name: title,
	nameEn: title.nullable().default(null),
	brand: line(100).nullable().default(null),
	state: line(100).nullable().default(null),
	district: line(200).nullable().default(null),
	description: longText.nullable().default(null),
	descriptionEn: longText.nullable().default(null),
	legalForm: longText.nullable().default(null),
	centralPlace: longText.nullable().default(null),
	website: line(300).nullable().default(null),
	timeZone: line(60).default('Europe/Berlin'),
	/** Said on every page, for instance that an example is drawn from public sources. */
	notice: longText.nullable().default(null),
	noticeEn: longText.nullable().default(null),
	/** Whether anyone may see its meetings, with what is public of them, without signing in. */
	publishesMeetings: z.boolean().default(false),
	populations: z.array(population).max(50).default([]),
	characteristics: z.array(characteristic).max(50).default([]),
	...itemInput
});
export type NewRegion = z.infer<typeof newRegion>;

export const newMunicipality = z.strictObject({
	key,
	name: title,
	/** Official municipality key (Amtlicher Gemeindeschlüssel), eight digits, leading zeros kept. */
	ags: z.string().regex(/^\d{8}$/),
	role: longText.nullable().default(null),
	populations: z.array(population).max(50).default([]),
	characteristics: z.array(characteristic).max(50).default([]),
	...itemInput
});
export type NewMunicipality = z.infer<typeof newMunicipality>;
export const municipality = z.strictObject({ ...newMunicipality.shape, ...itemOutput, key });
export type Municipality = z.infer<typeof municipality>;

export const bodyKind = z.enum(['deciding', 'advisory', 'council', 'steering-group', 'working-group']);
/**
 * How a body decides. `unanimity-of-towns`: every town of the cooperation votes yes. `majority`: more yes than no;
 * abstentions do not count, a tie is a refusal (ThürKO § 39 Abs. 1).
 */
export const votingRule = z.enum(['unanimity-of-towns', 'majority']);
/** Who must be there. `all-towns`: every town by its holder or deputy; `majority-of-seats`: more than half (ThürKO § 36). */
export const quorumRule = z.enum(['all-towns', 'majority-of-seats']);

export const newBody = z.strictObject({
	key: key.nullable().default(null),
	name: title,
	nameEn: title.nullable().default(null),
	kind: bodyKind,
	/** Id of the municipality whose own council this is; null for a body of the cooperation. */
	municipality: id.nullable().default(null),
	role: longText.nullable().default(null),
	since: edtf.nullable().default(null),
	rhythm: longText.nullable().default(null),
	/** Weeks between two meetings, for proposals; null: not regular. */
	rhythmWeeks: z.int().min(1).max(104).nullable().default(null),
	/** Null: nothing is written down, so a majority of the votes decides. */
	votingRule: votingRule.nullable().default(null),
	quorum: quorumRule.nullable().default(null),
	chairs: z
		.array(
			z.strictObject({
				year: edtf,
				municipality: id,
				note: longText.nullable().default(null),
				sources: z.array(source).max(20).default([])
			})
		)
		.max(100)
		.default([]),
	/** Membership by office: who holds the office is a fact of the day, the seat is not. */
	seats: z
		.array(
			z.strictObject({
				office: title,
				municipality: id.nullable().default(null),
				deputy: title.nullable().default(null),
				term: edtf.nullable().default(null),
				/** Accounts of who holds the office and of the deputy: they are invited by mail. */
				person: id.nullable().default(null),
				deputyPerson: id.nullable().default(null)
			})
		)
		.max(200)
		.default([]),
	...itemInput
});
export type NewBody = z.infer<typeof newBody>;
export const bodyChange = changeOf(newBody, 'key');
export const body = z.strictObject({ ...newBody.shape, ...itemOutput });
export type Body = z.infer<typeof body>;

export const partyKind = z.enum([
	'municipality',
	'cooperation',
	'district',
	'state',
	'federal',
	'authority',
	'company',
	'association',
	'other'
]);
export const newParty = z.strictObject({
	key: key.nullable().default(null),
	name: title,
	shortName: line(60).nullable().default(null),
	kind: partyKind,
	municipality: id.nullable().default(null),
	description: longText.nullable().default(null),
	...itemInput
});
export type NewParty = z.infer<typeof newParty>;
export const partyChange = changeOf(newParty, 'key');
export const party = z.strictObject({ ...newParty.shape, ...itemOutput });
export type Party = z.infer<typeof party>;

export const newMilestone = z.strictObject({
	key: key.nullable().default(null),
	date: edtf,
	title,
	titleEn: title.nullable().default(null),
	text: longText.nullable().default(null),
	kind: z.enum(['contract', 'award', 'forum', 'opening', 'decision', 'concept', 'event']).default('event'),
	...itemInput
});
export type NewMilestone = z.infer<typeof newMilestone>;
export const milestoneChange = changeOf(newMilestone, 'key');
export const milestone = z.strictObject({ ...newMilestone.shape, ...itemOutput });
export type Milestone = z.infer<typeof milestone>;

export const regionChange = changeOf(newRegion, 'key');
export const editionState = z.enum(['draft', 'unconfirmed', 'adopted', 'superseded']);
export type EditionState = z.infer<typeof editionState>;

/** What the head of every page needs to know. */
export const region = z.strictObject({
	...newRegion.shape,
	...itemOutput,
	key,
	municipalities: z.array(municipality),
	bodies: z.array(body),
	editions: z.array(
		z.strictObject({ id, key, year: z.int(), title: z.string(), state: editionState, isDefault: z.boolean() })
	)
});
export type Region = z.infer<typeof region>;

export const regionRow = z.strictObject({ id, key, name: z.string(), nameEn: z.string().nullable() });
export const regionList = z.strictObject({ rows: z.array(regionRow) });
export const regionParameters = z.strictObject({ region: key });
export const itemParameters = z.strictObject({ region: key, id });
