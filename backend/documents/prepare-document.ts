import type { Model, QueryFilter } from 'mongoose';
import type { DocumentAudience } from '@konzeptstand/contract/document.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { EditionModel, MeasureModel } from '../concept/edition.model.ts';
import { ProjectModel } from '../concept/project.model.ts';
import type { RouteRegion } from '../foundation/http/route.ts';
import type { ItemBase, Snapshot } from '../record/record.service.ts';
import { COUNCIL_SUBJECTS, readCouncilRows } from './council-rows.ts';
import type { CouncilRows, CouncilSubject } from './council-rows.ts';
import type { DocumentData } from './document-data.ts';
import { readPictures } from './document-pictures.ts';
import { readDocumentRows } from './document-rows.ts';
import type { WantedReports } from './document-rows.ts';
import type { DocumentOrder } from './documents.service.ts';
import { readFormerComparison } from './read-comparison.ts';
import type { DocumentImages } from './renderer/document-image.ts';
import type { Template } from './template-folder.ts';
import { usedNames } from './used-names.ts';
import { writeDocumentData } from './write-data.ts';

/** What a document turned out to be about, by ids. */
export interface DocumentAbout {
	edition: string | null;
	project: string | null;
	measure: string | null;
	meeting: string | null;
	paper: string | null;
	body: string | null;
	/** For whom it is, where it is one of the council. */
	audience: DocumentAudience | null;
	year: number | null;
	/** Key of the project or measure, or number of the meeting or paper, for the file's name. */
	key: string | null;
}

/** What names a report that needs more than the others of. */
const NEEDING_ALL_REPORTS = ['changes', 'projects.reports', 'period'];

/**
 * The data of a document at one snapshot, with only what its template needs.
 * @throws ApplicationError not_found, invalid_input, document_refused, document_limit
 */
export async function prepareDocument(
	{ id: region, ...place }: RouteRegion,
	snapshot: Snapshot,
	template: Template,
	order: Omit<DocumentOrder, 'format'>,
	day: string
): Promise<{ data: DocumentData; about: DocumentAbout; images: DocumentImages }> {
	const { manifest } = template;
	const { subject, requires } = manifest;
	const project =
		subject === 'project' ? await findOne(ProjectModel, 'project', region, snapshot, order.project) : null;
	const measure =
		subject === 'measure' ? await findOne(MeasureModel, 'measure', region, snapshot, order.measure) : null;
	const council = await readCouncil(template, order, region, snapshot, day);
	const edition = measure ? await editionKey(region, snapshot, measure._id) : (order.edition ?? null);
	const year = requires.includes('period') ? (order.year ?? Number(day.slice(0, 4)) - 1) : null;
	const needsAll = NEEDING_ALL_REPORTS.some((name) => requires.includes(name));
	const wanted: WantedReports = needsAll ? 'all' : project === null ? 'none' : { project: project._id };
	const rows = await readDocumentRows(region, snapshot, edition, day, wanted);
	const comparison = requires.includes('comparison')
		? await readFormerComparison({ id: region, ...place }, snapshot, rows.concept.rows, {
				former: order.former,
				language: manifest.language,
				day
			})
		: null;
	const data = writeDocumentData(rows, {
		state: {
			day,
			sequence: snapshot.head?.sequence ?? 0,
			template: manifest.key,
			templateVersion: template.version
		},
		language: manifest.language,
		project: project?._id ?? null,
		measure: measure?._id ?? null,
		year,
		comparison,
		council,
		requires,
		names: usedNames(template.files)
	});
	const missing = requires.find((name) => name in data && data[name as keyof typeof data] === null);
	if (missing !== undefined) throw new ApplicationError('not_found', { field: missing, problem: 'not_found' });
	const about = {
		edition: rows.concept.rows.edition?._id ?? null,
		project: project?._id ?? null,
		measure: measure?._id ?? null,
		meeting: council?.meeting?._id ?? null,
		paper: council?.paper?._id ?? null,
		body: subject === 'body' ? (council?.body?._id ?? null) : null,
		audience: council?.audience ?? null,
		year,
		key: project?.key ?? measure?.key ?? (council && nameOfCouncil(council))
	};
	const texts = [...data.chapters, ...data.amendments].map(({ text }) => text);
	return { data, about, images: await readPictures(texts, rows.pictures) };
}

const isOfCouncil = (subject: string): subject is keyof CouncilSubject => COUNCIL_SUBJECTS.includes(subject as never);

/** Null for a template about something else. */
async function readCouncil(
	{ manifest: { subject, language, requires } }: Template,
	order: Omit<DocumentOrder, 'format'>,
	region: string,
	snapshot: Snapshot,
	day: string
): Promise<CouncilRows | null> {
	if (!isOfCouncil(subject)) return null;
	const id = order[subject];
	if (id === undefined) throw new ApplicationError('invalid_input', { field: subject, problem: 'required' });
	const audience = order.audience ?? 'public';
	const wishes = { audience, language, wantsControl: requires.includes('control'), day };
	return readCouncilRows(region, snapshot, { [subject]: id }, wishes);
}

/** `rat-2026-03`, `2026-07`, and that it is not for everybody. */
function nameOfCouncil({ meeting, paper, body, audience }: CouncilRows): string {
	const parts = [body?.key, meeting?.number, paper?.number.replaceAll('/', '-')];
	return [...parts, audience === 'council' ? 'nichtoeffentlich' : null].filter(Boolean).join('-');
}

/** A measure is shown where it stands, whichever edition stands for the concept. */
async function editionKey(region: string, { session }: Snapshot, measure: string): Promise<string | null> {
	const found = await MeasureModel.findById(measure).select('edition').session(session).lean<{ edition: string }>();
	const edition = await EditionModel.findOne({ _id: found?.edition, region })
		.select('key')
		.session(session)
		.lean<{ key: string }>();
	return edition?.key ?? null;
}

/** @throws ApplicationError invalid_input where none is named, not_found where there is none */
async function findOne<T extends ItemBase>(
	model: Model<T>,
	field: string,
	region: string,
	{ session }: Snapshot,
	name: string | undefined
): Promise<Pick<T, '_id' | 'key'>> {
	if (name === undefined) throw new ApplicationError('invalid_input', { field, problem: 'required' });
	const filter = { region, withdrawn: null, $or: [{ _id: name }, { key: name }] } as unknown as QueryFilter<T>;
	const found = await model.findOne(filter).select('_id key').session(session).lean<Pick<T, '_id' | 'key'>>();
	if (!found) throw new ApplicationError('not_found', { field, problem: 'not_found' });
	return found;
}
