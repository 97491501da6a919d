import type { DocumentAudience, DocumentFormat } from '@konzeptstand/contract/document.ts';
import { EditionModel, MeasureModel } from '../concept/edition.model.ts';
import { ProjectModel } from '../concept/project.model.ts';
import { MeetingModel } from '../council/meeting.model.ts';
import { PaperModel } from '../council/paper.model.ts';
import { findTemplates, generateDocument, limitDocuments } from '../documents/documents.service.ts';
import type { CouncilSubject } from '../documents/documents.service.ts';
import { readConfiguration } from '../configuration.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { BodyModel } from '../region/region.model.ts';
import { EXIT } from './exit-code.ts';
import { findRegion } from './find-region.ts';
import type { Say } from './say.ts';
import { withDatabase } from './with-database.ts';
import { writeWhole } from './write-whole.ts';

registerFieldTexts({
	unknown_template: {
		de: 'Die Vorlage „{template}“ gibt es nicht; vorhanden: {known}.',
		en: 'There is no template "{template}"; there are: {known}.'
	},
	unknown_edition: {
		de: 'Die Konzeptfassung „{edition}“ gibt es nicht; vorhanden: {known}.',
		en: 'There is no edition "{edition}"; there are: {known}.'
	},
	unknown_project: {
		de: 'Ein Projekt mit dem Schlüssel oder Code „{project}“ gibt es nicht.',
		en: 'There is no project with the key or code "{project}".'
	},
	unknown_in_council: {
		de: '„{wanted}“ gibt es hier nicht. Genannt werden die Nummer der Sitzung oder Vorlage (bei mehreren Gremien auch --body) und der Schlüssel oder Name des Gremiums.',
		en: 'There is no "{wanted}" here. Give the number of the meeting or paper (with several bodies --body too), and the key or name of the body.'
	},
	unknown_measure: {
		de: 'Eine Maßnahme mit dem Schlüssel oder Code „{measure}“ gibt es nicht.',
		en: 'There is no measure with the key or code "{measure}".'
	}
});

export interface GenerateOptions {
	region: string;
	edition?: string;
	project?: string;
	measure?: string;
	meeting?: string;
	paper?: string;
	body?: string;
	audience?: DocumentAudience;
	year?: number;
	format: DocumentFormat;
	out?: string;
}

/** `konzeptstand generate <template>`: to standard output, or whole into a file. */
export async function generate(template: string, options: GenerateOptions, say: Say): Promise<number> {
	await requireTemplate(template);
	limitDocuments(readConfiguration().limits.documentSeconds);
	const { bytes, state } = await withDatabase(async () => {
		const { id, key } = await findRegion(options.region);
		const edition = options.edition === undefined ? undefined : await findEdition(id, options.edition);
		const project = options.project === undefined ? undefined : await findProject(id, options.project);
		const measure = options.measure === undefined ? undefined : await findMeasure(id, edition, options.measure);
		const council = await findCouncilSubjects(id, options);
		const { audience, format, year } = options;
		return generateDocument({
			...{ template, region: key, edition, project, measure, ...council },
			...{ audience, year, format }
		});
	});
	if (options.out === undefined) {
		await write(bytes);
		return EXIT.done;
	}
	await writeWhole(options.out, bytes);
	const from = `${options.region}, ${state.day}, ${template} ${state.templateVersion}`;
	const line = {
		de: `geschrieben (${from}, Protokoll bis Eintrag ${String(state.sequence)})`,
		en: `written (${from}, record up to entry ${String(state.sequence)})`
	};
	process.stdout.write(`${options.out}: ${say(line)}\n`);
	return EXIT.done;
}

async function requireTemplate(template: string): Promise<void> {
	const known = (await findTemplates()).map((manifest) => manifest.key);
	if (known.includes(template)) return;
	const values = { template, known: known.join(', ') };
	throw new ApplicationError('not_found', { field: 'generate', problem: 'unknown_template', values });
}

/** By key, or by the year where only one edition is of that year. */
async function findEdition(region: string, wanted: string): Promise<string> {
	const editions = await EditionModel.find({ region, withdrawn: null }, { key: 1, year: 1 }).sort({ year: 1 }).lean();
	const byKey = editions.find((edition) => edition.key === wanted);
	const byYear = editions.filter((edition) => String(edition.year) === wanted);
	const found = byKey ?? (byYear.length === 1 ? byYear[0] : undefined);
	if (found) return found.key;
	const values = { edition: wanted, known: editions.map((edition) => edition.key).join(', ') || '–' };
	throw new ApplicationError('not_found', { field: '--edition', problem: 'unknown_edition', values });
}

/** By key or code. Codes are unique among what is not withdrawn. */
async function findProject(region: string, wanted: string): Promise<string> {
	const projects = await ProjectModel.find(
		{ region, withdrawn: null, $or: [{ key: wanted }, { code: wanted }] },
		{ key: 1 }
	).lean();
	const found = projects.find((project) => project.key === wanted) ?? projects[0];
	if (found) return found._id;
	throw new ApplicationError('not_found', {
		field: '--project',
		problem: 'unknown_project',
		values: { project: wanted }
	});
}

/** By key or code; a code may stand in several editions, so that of the wanted or of the newest one is meant. */
async function findMeasure(region: string, edition: string | undefined, wanted: string): Promise<string> {
	const editions = await EditionModel.find({ region, withdrawn: null }, { key: 1, year: 1 }).sort({ year: -1 }).lean();
	const meant = editions.filter(({ key }) => edition === undefined || key === edition).map(({ _id }) => _id);
	const measures = await MeasureModel.find(
		{ region, withdrawn: null, $or: [{ key: wanted }, { code: wanted, edition: { $in: meant } }] },
		{ key: 1, edition: 1 }
	).lean();
	const order = (measure: { edition: string }): number => meant.indexOf(measure.edition);
	const found = measures.find((measure) => measure.key === wanted) ?? measures.sort((a, b) => order(a) - order(b))[0];
	if (found) return found._id;
	throw new ApplicationError('not_found', {
		field: '--measure',
		problem: 'unknown_measure',
		values: { measure: wanted }
	});
}

/** A meeting by its number, among those of the body that is named; a paper by its number, a body by key or name. */
async function findCouncilSubjects(region: string, { meeting, paper, body }: GenerateOptions): Promise<CouncilSubject> {
	const living = { region, withdrawn: null };
	const found: CouncilSubject = {};
	if (body !== undefined) {
		const bodies = await BodyModel.find({ ...living, $or: [{ key: body }, { name: body }] }, { _id: 1 }).lean();
		found.body = onlyOne(bodies, '--body', body);
	}
	if (meeting !== undefined) {
		const filter = { ...living, number: meeting, ...(found.body === undefined ? {} : { body: found.body }) };
		found.meeting = onlyOne(await MeetingModel.find(filter, { _id: 1 }).lean(), '--meeting', meeting);
	}
	if (paper !== undefined) {
		const papers = await PaperModel.find({ ...living, number: paper }, { _id: 1 }).lean();
		found.paper = onlyOne(papers, '--paper', paper);
	}
	return found;
}

/** @throws ApplicationError not_found where there is none, or more than one */
function onlyOne(found: readonly { _id: string }[], field: string, wanted: string): string {
	const [one, ...others] = found;
	if (one && others.length === 0) return one._id;
	throw new ApplicationError('not_found', { field, problem: 'unknown_in_council', values: { wanted } });
}

/** Waits until a pipe has taken everything: the process may end right after. */
function write(bytes: Buffer): Promise<void> {
	return new Promise((resolve, reject) => {
		process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
	});
}
