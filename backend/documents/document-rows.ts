import type { ClientSession } from 'mongoose';
import type { Amendment } from '@konzeptstand/contract/edition.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { AttachmentModel } from '../concept/attachment.model.ts';
import type { AttachmentItem } from '../concept/attachment.model.ts';
import { ChapterModel } from '../concept/chapter.model.ts';
import type { ChapterItem } from '../concept/chapter.model.ts';
import { readAmendmentList } from '../concept/edition-part.service.ts';
import { AssessmentModel, IndicatorModel, ReadingModel } from '../concept/indicator.model.ts';
import type { AssessmentItem, IndicatorItem, ReadingItem } from '../concept/indicator.model.ts';
import { FieldModel, GoalModel, MeasureModel } from '../concept/edition.model.ts';
import type { FieldItem, GoalItem, MeasureItem } from '../concept/edition.model.ts';
import { StatusReportModel, StepModel } from '../concept/project.model.ts';
import type { StatusReportItem, StepItem } from '../concept/project.model.ts';
import { readWholeConcept } from '../concept/whole-concept.service.ts';
import type { WholeConcept } from '../concept/whole-concept.service.ts';
import type { Snapshot } from '../record/record.service.ts';
import { PICTURE_TYPES } from './document-pictures.ts';
import { BodyModel, MilestoneModel, PartyModel, RegionModel } from '../region/region.model.ts';
import type { BodyItem, MilestoneItem, PartyItem, RegionItem } from '../region/region.model.ts';

/** Name and place of a field, goal or measure of any edition. */
export type PlaceName = Pick<MeasureItem, '_id' | 'code' | 'title' | 'titleEn'> & {
	field?: string | null;
	goal?: string | null;
	parent?: string | null;
};

/** Everything of one region that a document can be made of, read in one snapshot. */
export interface DocumentRows {
	region: RegionItem;
	parties: PartyItem[];
	bodies: BodyItem[];
	milestones: MilestoneItem[];
	concept: WholeConcept;
	/** Fields, goals and measures of all editions, by id. */
	places: ReadonlyMap<string, PlaceName>;
	steps: StepItem[];
	indicators: IndicatorItem[];
	readings: ReadingItem[];
	assessments: AssessmentItem[];
	/** Of the chosen edition, in their order. */
	chapters: ChapterItem[];
	/** Of the chosen edition. */
	amendments: Amendment[];
	/** Pictures of these chapters and amendments. */
	pictures: AttachmentItem[];
	/** Null: not wanted. */
	reports: StatusReportItem[] | null;
}

/** Which status reports a document needs; they are ten times as many as all the rest. */
export type WantedReports = 'none' | 'all' | { project: string };

/** @throws ApplicationError not_found for a region or edition that is not there */
export async function readDocumentRows(
	regionId: string,
	snapshot: Snapshot,
	editionKey: string | null,
	day: string,
	wanted: WantedReports
): Promise<DocumentRows> {
	const { session } = snapshot;
	const living = { region: regionId, withdrawn: null };
	const region = await RegionModel.findOne({ ...living, _id: regionId })
		.session(session)
		.lean<RegionItem>();
	if (!region) throw new ApplicationError('not_found', { field: 'region', problem: 'not_found' });
	const concept = await readWholeConcept(regionId, snapshot, editionKey, day);
	if (editionKey !== null && !concept.rows.edition)
		throw new ApplicationError('not_found', { field: 'edition', problem: 'not_found' });
	const text = await readText(regionId, snapshot, concept.rows.edition);
	return {
		region,
		concept,
		...text,
		parties: await PartyModel.find(living).sort({ name: 1, _id: 1 }).session(session).lean<PartyItem[]>(),
		bodies: await BodyModel.find(living).sort({ _id: 1 }).session(session).lean<BodyItem[]>(),
		milestones: await MilestoneModel.find(living).sort({ _id: 1 }).session(session).lean<MilestoneItem[]>(),
		places: await readPlaces(regionId, session, concept),
		steps: await StepModel.find(living).sort({ position: 1, _id: 1 }).session(session).lean<StepItem[]>(),
		indicators: await IndicatorModel.find(living)
			.sort({ position: 1, _id: 1 })
			.session(session)
			.lean<IndicatorItem[]>(),
		readings: await ReadingModel.find(living).sort({ _id: 1 }).session(session).lean<ReadingItem[]>(),
		assessments: await AssessmentModel.find(living).sort({ _id: 1 }).session(session).lean<AssessmentItem[]>(),
		reports: await readReports(living, session, wanted)
	};
}

const ALL = { limit: 100_000, offset: 0 } as const;

/** Chapters, what stands beside them, and their pictures. */
async function readText(
	region: string,
	snapshot: Snapshot,
	edition: { _id: string; key: string } | null
): Promise<Pick<DocumentRows, 'chapters' | 'amendments' | 'pictures'>> {
	if (!edition) return { chapters: [], amendments: [], pictures: [] };
	const { session } = snapshot;
	const living = { region, withdrawn: null };
	const chapters = await ChapterModel.find({ ...living, edition: edition._id })
		.sort({ position: 1, _id: 1 })
		.session(session)
		.lean<ChapterItem[]>();
	const { rows: amendments } = await readAmendmentList(region, snapshot, { ...ALL, edition: edition.key });
	const subjects = [...chapters.map(({ _id }) => _id), ...amendments.map(({ id }) => id)];
	const pictures = await AttachmentModel.find({ ...living, 'of.id': { $in: subjects }, type: { $in: PICTURE_TYPES } })
		.sort({ _id: 1 })
		.session(session)
		.lean<AttachmentItem[]>();
	return { chapters, amendments, pictures };
}

async function readReports(
	living: { region: string; withdrawn: null },
	session: ClientSession,
	wanted: WantedReports
): Promise<StatusReportItem[] | null> {
	if (wanted === 'none') return null;
	const condition = wanted === 'all' ? living : { ...living, project: wanted.project };
	return StatusReportModel.find(condition).sort({ at: -1, _id: -1 }).session(session).lean<StatusReportItem[]>();
}

/** The chosen edition's are known already; of others only what projects link to needs a name. */
async function readPlaces(
	region: string,
	session: ClientSession,
	concept: WholeConcept
): Promise<ReadonlyMap<string, PlaceName>> {
	const { rows } = concept;
	const known: PlaceName[] = [...rows.fields, ...rows.goals, ...rows.measures];
	const others = { region, edition: { $ne: rows.edition?._id ?? '' } };
	const names = 'code title titleEn field goal parent';
	const fields = await FieldModel.find(others).select(names).session(session).lean<FieldItem[]>();
	const goals = await GoalModel.find(others).select(names).session(session).lean<GoalItem[]>();
	const measures = await MeasureModel.find(others).select(names).session(session).lean<MeasureItem[]>();
	return new Map([...known, ...fields, ...goals, ...measures].map((place) => [place._id, place]));
}
