import type { ClientSession, Model } from 'mongoose';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from '../../concept/edition.model.ts';
import type { EditionItem, FieldItem, GoalItem, MeasureItem } from '../../concept/edition.model.ts';
import { isFrozen } from '../../concept/edition.service.ts';
import { ProjectModel, StatusReportModel } from '../../concept/project.model.ts';
import type { ProjectItem, StatusReportItem } from '../../concept/project.model.ts';
import type { ItemBase } from '../../record/record.service.ts';
import { MunicipalityModel, PartyModel } from '../../region/region.model.ts';
import type { MunicipalityItem, PartyItem } from '../../region/region.model.ts';

/** What the region holds already, as far as a list can speak of it. */
export interface Held {
	edition: EditionItem | null;
	isFrozen: boolean;
	fields: FieldItem[];
	goals: GoalItem[];
	measures: MeasureItem[];
	projects: ProjectItem[];
	reports: ReadonlyMap<string, HeldReport[]>;
	parties: PartyItem[];
	municipalities: MunicipalityItem[];
}
export type HeldReport = Pick<StatusReportItem, 'status' | 'progress' | 'asOf' | 'text' | 'isDelayed'>;

/** Reads in one moment: the session's. */
export async function readHeld(region: string, session: ClientSession, edition: string | null): Promise<Held> {
	const living = <T extends ItemBase>(model: Model<T>, condition: Record<string, unknown> = {}): Promise<T[]> =>
		model
			.find({ region, withdrawn: null, ...condition } as never)
			.session(session)
			.lean();
	const [chosen] = edition === null ? [] : await living<EditionItem>(EditionModel, { _id: edition });
	const inEdition = { edition: chosen?._id ?? '' };
	const reports = new Map<string, HeldReport[]>();
	const found = await StatusReportModel.find({ region, withdrawn: null, correctedBy: null })
		.select('project status progress asOf text isDelayed')
		.session(session)
		.lean<(HeldReport & { project: string })[]>();
	for (const report of found) reports.set(report.project, [...(reports.get(report.project) ?? []), report]);
	return {
		edition: chosen ?? null,
		isFrozen: chosen !== undefined && isFrozen(chosen),
		fields: chosen ? await living(FieldModel, inEdition) : [],
		goals: chosen ? await living(GoalModel, inEdition) : [],
		measures: chosen ? await living(MeasureModel, inEdition) : [],
		projects: await living(ProjectModel),
		reports,
		parties: await living(PartyModel),
		municipalities: await living(MunicipalityModel)
	};
}
