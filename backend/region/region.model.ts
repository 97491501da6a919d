import type { z } from 'zod';
import type { newBody, newMilestone, newMunicipality, newParty, newRegion } from '@konzeptstand/contract/region.ts';
import {
	bodyKind,
	newMilestone as milestoneShape,
	partyKind,
	quorumRule,
	votingRule
} from '@konzeptstand/contract/region.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import {
	characteristicSchema,
	edtfType,
	flagType,
	idType,
	lineType,
	populationSchema,
	sourcesType,
	textType,
	titleType,
	valueSchema
} from './value.model.ts';

/** The cooperation itself. Its `region` is its own id: it is the first item of its own chain. */
export type RegionItem = ItemBase & Omit<z.output<typeof newRegion>, 'key'> & { key: string };
export type MunicipalityItem = ItemBase & Omit<z.output<typeof newMunicipality>, 'key'> & { key: string };
export type BodyItem = ItemBase & z.output<typeof newBody>;
export type PartyItem = ItemBase & z.output<typeof newParty>;
export type MilestoneItem = ItemBase & z.output<typeof newMilestone>;

export const RegionModel = recordedModel<RegionItem>({
	kind: 'region',
	collection: 'regions',
	// 2: whether everyone may see its meetings.
	schemaVersion: 2,
	upcast: (body) => ({ publishesMeetings: false, ...body }),
	definition: {
		name: titleType,
		nameEn: lineType,
		brand: lineType,
		state: lineType,
		district: lineType,
		description: textType,
		descriptionEn: textType,
		legalForm: textType,
		centralPlace: textType,
		website: lineType,
		timeZone: { type: String, required: true },
		notice: textType,
		noticeEn: textType,
		publishesMeetings: flagType,
		populations: { type: [populationSchema], default: [] },
		characteristics: { type: [characteristicSchema], default: [] }
	}
});

export const MunicipalityModel = recordedModel<MunicipalityItem>({
	kind: 'municipality',
	collection: 'municipalities',
	schemaVersion: 1,
	definition: {
		name: titleType,
		ags: { type: String, required: true, match: /^\d{8}$/ },
		role: textType,
		populations: { type: [populationSchema], default: [] },
		characteristics: { type: [characteristicSchema], default: [] }
	},
	indexes: [[{ region: 1, ags: 1 }, { unique: true }]]
});

export const BodyModel = recordedModel<BodyItem>({
	kind: 'body',
	collection: 'bodies',
	// 2: how it decides, how often it meets, and which accounts its seats belong to.
	schemaVersion: 2,
	upcast: (body) => ({
		rhythmWeeks: null,
		votingRule: null,
		quorum: null,
		...body,
		seats: ((body['seats'] ?? []) as object[]).map((seat) => ({ person: null, deputyPerson: null, ...seat }))
	}),
	definition: {
		name: titleType,
		nameEn: lineType,
		kind: { type: String, enum: bodyKind.options, required: true },
		municipality: idType,
		role: textType,
		since: edtfType,
		rhythm: textType,
		rhythmWeeks: { type: Number, default: null },
		votingRule: { type: String, enum: [...votingRule.options, null], default: null },
		quorum: { type: String, enum: [...quorumRule.options, null], default: null },
		chairs: {
			type: [
				valueSchema({
					year: { ...edtfType, required: true },
					municipality: { type: String, required: true },
					note: textType,
					sources: sourcesType
				})
			],
			default: []
		},
		seats: {
			type: [
				valueSchema({
					office: titleType,
					municipality: idType,
					deputy: lineType,
					term: edtfType,
					person: idType,
					deputyPerson: idType
				})
			],
			default: []
		}
	}
});

export const PartyModel = recordedModel<PartyItem>({
	kind: 'party',
	collection: 'parties',
	schemaVersion: 1,
	definition: {
		name: titleType,
		shortName: lineType,
		kind: { type: String, enum: partyKind.options, required: true },
		municipality: idType,
		description: textType
	},
	indexes: [
		[
			{ region: 1, name: 1 },
			{ unique: true, partialFilterExpression: { withdrawn: { $type: 'null' } } }
		]
	]
});

export const MilestoneModel = recordedModel<MilestoneItem>({
	kind: 'milestone',
	collection: 'milestones',
	schemaVersion: 1,
	definition: {
		date: { ...edtfType, required: true },
		title: titleType,
		titleEn: lineType,
		text: textType,
		kind: { type: String, enum: milestoneShape.shape.kind.unwrap().options, default: 'event' }
	},
	indexes: [[{ region: 1, date: 1 }]]
});
