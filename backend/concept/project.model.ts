import type { z } from 'zod';
import { projectRelation } from '@konzeptstand/contract/project.ts';
import type { newProject, newStatusReport, newStep } from '@konzeptstand/contract/project.ts';
import { status, STATUSES } from '@konzeptstand/contract/status.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import type { Approval } from '@konzeptstand/contract/values.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import {
	amountSchema,
	approvalType,
	characteristicSchema,
	edtfType,
	flagType,
	idList,
	idType,
	lineType,
	periodsType,
	positionType,
	roleSchema,
	textType,
	titleType,
	valueSchema
} from '../region/value.model.ts';

/** What the latest uncorrected report says, kept with the project so that lists and figures need no other read. */
export interface CurrentReport {
	report: string | null;
	status: Status;
	progress: number | null;
	asOf: string | null;
	/** The date from which it counts; also known where a person named no day. */
	since: string | null;
	isDelayed: boolean;
	delayReason: string | null;
}
export const NO_REPORT: CurrentReport = {
	report: null,
	status: 'unknown',
	progress: null,
	asOf: null,
	since: null,
	isDelayed: false,
	delayReason: null
};

export type ProjectItem = ItemBase & z.output<typeof newProject> & { current: CurrentReport; approval: Approval };
export type StatusReportItem = ItemBase &
	Omit<z.output<typeof newStatusReport>, 'reason'> & {
		/** ISO instant at which it was made. */
		at: string;
		/** Id of who made it; null for the system. */
		by: string | null;
		isByCarrier: boolean;
		correctedBy: string | null;
	};
export type StepItem = ItemBase & z.output<typeof newStep>;

const statusType = { type: String, enum: status.options, required: true };
const progressType = { type: Number, default: null, min: 0, max: 100 };

export const ProjectModel = recordedModel<ProjectItem>({
	kind: 'project',
	collection: 'projects',
	// 2: by which decision it was approved.
	schemaVersion: 2,
	upcast: (body) => ({ approval: null, ...body }),
	definition: {
		approval: approvalType,
		code: lineType,
		isCodeInferred: flagType,
		title: titleType,
		titleEn: lineType,
		description: textType,
		descriptionEn: textType,
		kind: lineType,
		outsideRegion: lineType,
		municipalities: idList,
		leadMunicipality: idType,
		periods: periodsType,
		costs: { type: [amountSchema], default: [] },
		fundings: {
			type: [
				valueSchema({
					programme: { type: String, required: true },
					code: lineType,
					rate: { type: Number, default: null, min: 0, max: 1 },
					amount: { type: amountSchema, default: null },
					note: textType
				})
			],
			default: []
		},
		characteristics: { type: [characteristicSchema], default: [] },
		roles: { type: [roleSchema], default: [] },
		responsiblePeople: idList,
		links: {
			type: [
				valueSchema({
					edition: { type: String, required: true },
					target: {
						type: valueSchema({
							kind: { type: String, enum: ['measure', 'goal'], required: true },
							id: { type: String, required: true }
						}),
						default: null
					},
					counts: { type: Boolean, default: true },
					isInferred: flagType,
					doubt: textType
				})
			],
			default: []
		},
		relations: {
			type: [
				valueSchema({
					kind: { type: String, enum: projectRelation.shape.kind.options, required: true },
					project: { type: String, required: true }
				})
			],
			default: []
		},
		isDocumentedInConcept: flagType,
		current: {
			type: valueSchema({
				report: idType,
				status: { type: String, enum: STATUSES, default: 'unknown' },
				progress: progressType,
				asOf: edtfType,
				since: edtfType,
				isDelayed: flagType,
				delayReason: textType
			}),
			default: () => ({ ...NO_REPORT })
		}
	},
	indexes: [
		[{ region: 1, 'links.target.id': 1 }],
		[{ region: 1, 'roles.party': 1 }],
		[{ region: 1, responsiblePeople: 1 }],
		[
			{ region: 1, code: 1 },
			{ unique: true, partialFilterExpression: { withdrawn: { $type: 'null' }, code: { $type: 'string' } } }
		]
	]
});

export const StatusReportModel = recordedModel<StatusReportItem>({
	kind: 'status-report',
	collection: 'status_reports',
	schemaVersion: 1,
	definition: {
		project: { type: String, required: true },
		status: statusType,
		isDelayed: flagType,
		delayReason: textType,
		progress: progressType,
		asOf: edtfType,
		basis: { type: String, enum: ['stated', 'inferred', null], default: null },
		text: textType,
		corrects: idType,
		at: { type: String, required: true },
		by: idType,
		isByCarrier: flagType,
		correctedBy: idType
	},
	indexes: [[{ region: 1, project: 1, at: 1 }], [{ region: 1, at: -1, _id: -1 }]],
	title: (report) => report.status
});

export const StepModel = recordedModel<StepItem>({
	kind: 'step',
	collection: 'steps',
	schemaVersion: 1,
	definition: {
		project: { type: String, required: true },
		title: titleType,
		titleEn: lineType,
		description: textType,
		isCouncilStep: flagType,
		decision: idType,
		planned: edtfType,
		expected: edtfType,
		actual: edtfType,
		position: positionType
	},
	indexes: [[{ region: 1, project: 1, position: 1 }]]
});
