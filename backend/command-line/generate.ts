import type { DocumentFormat } from '@konzeptstand/contract/document.ts';
import { EditionModel, MeasureModel } from '../concept/edition.model.ts';
import { ProjectModel } from '../concept/project.model.ts';
import { findTemplates, generateDocument, limitDocuments } from '../documents/documents.service.ts';
import { readConfiguration } from '../configuration.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import { ApplicationError } from '../foundation/errors.ts';
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
		const { format, year } = options;
		return generateDocument({ template, region: key, edition, project, measure, year, format });
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

/** Waits until a pipe has taken everything: the process may end right after. */
function write(bytes: Buffer): Promise<void> {
	return new Promise((resolve, reject) => {
		process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
	});
}
