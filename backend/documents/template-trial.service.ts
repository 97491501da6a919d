import type { z } from 'zod';
import type { templateProblem, templateTrial, templateTrialResult } from '@konzeptstand/contract/template-file.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { ERROR_TEXTS, FIELD_TEXTS, fill } from '../foundation/error-texts.ts';
import type { ActorContext, RouteRegion } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import { fileOfName, findOwnTexts, nameOfFile, withOwnTexts } from './own-texts.ts';
import type { OwnText } from './own-texts.ts';
import { requireAudience } from './document-audience.ts';
import { prepareDocument } from './prepare-document.ts';
import type { DocumentData } from './document-data.ts';
import type { DocumentImages } from './renderer/document-image.ts';
import { limitsFor, rendererFor } from './renderers.ts';
import { lines } from './template-files.service.ts';
import { readTemplates } from './template-folder.ts';
import type { Template } from './template-folder.ts';
import { TrialLane } from './trial-lane.ts';
import { usedFiles } from './used-names.ts';

/** Texts that somebody is writing: looked at with the region's data, kept nowhere. */

type Trial = z.output<typeof templateTrial>;
type Problem = z.output<typeof templateProblem>;

const MOST_WAITING = 20;
const lane = new TrialLane(MOST_WAITING);

/**
 * The document that a text makes, or what is wrong with the text.
 * @throws ApplicationError busy, not_permitted, and invalid_input or not_found for what it is to be about
 */
export function tryTemplate(
	region: RouteRegion,
	actor: ActorContext,
	trial: Trial,
	{ language, day }: { language: Language; day: string }
): Promise<z.output<typeof templateTrialResult>> {
	requireAudience(actor, region.id, trial);
	return lane.run(`${actor.kind} ${actor.id}`, async () => {
		const { template, data, images } = await prepareTrial(region, trial, day);
		try {
			const request = {
				...{ files: template.files, data, images, language: template.manifest.language },
				...{ format: 'html' as const, limits: limitsFor('tried') }
			};
			const bytes = await rendererFor('tried').render(request);
			return { html: Buffer.from(bytes).toString('utf8'), problems: [], limit: null };
		} catch (error) {
			if (!(error instanceof ApplicationError)) throw error;
			if (error.code === 'document_limit')
				return { html: null, problems: [], limit: limitText(error, template.manifest.key, language) };
			if (error.code !== 'template_error' && error.code !== 'document_refused') throw error;
			return { html: null, problems: problemsOf(error, trial.name, template.manifest.key, language), limit: null };
		}
	});
}

async function prepareTrial(
	region: RouteRegion,
	{ name, text, template: asked, ...order }: Trial,
	day: string
): Promise<{ template: Template; data: DocumentData; images: DocumentImages }> {
	return record.read(region.id, async (snapshot) => {
		const kept = await findOwnTexts(region.id, snapshot.session);
		const own = [...kept.filter((one) => one.name !== name), { name, text: lines(text), version: 'trial' }];
		const template = await templateFor(name, asked, own);
		const { data, images } = await prepareDocument(
			region,
			snapshot,
			template,
			{ ...order, template: template.manifest.key },
			day
		);
		return { template, data, images };
	});
}

/**
 * The template through which a text is looked at.
 * @throws ApplicationError invalid_input when there is none, or the text is no file of the one that was named
 */
async function templateFor(name: string, asked: string | undefined, own: readonly OwnText[]): Promise<Template> {
	for (const shipped of await readTemplates()) {
		const { key } = shipped.manifest;
		if (asked !== undefined && asked !== key) continue;
		const file = fileOfName(name, key);
		const template = withOwnTexts(shipped, own);
		if (file === null || !Object.hasOwn(template.files, file)) continue;
		const used = usedFiles(template.files);
		if (asked !== undefined || used === null || used.includes(file)) return template;
	}
	throw new ApplicationError('invalid_input', {
		field: asked === undefined ? 'name' : 'template',
		problem: 'not_found'
	});
}

function problemsOf(error: ApplicationError, name: string, template: string, language: Language): Problem[] {
	return error.errors.map(({ code, values = {} }) => ({
		// What a document cannot show stands in the text of a file, but nobody knows in which line.
		name: 'file' in values ? nameOfFile(String(values['file']), template) : name,
		line: Number(values['line'] ?? 1),
		word: String(values['word'] ?? ''),
		code,
		text: fill(FIELD_TEXTS[code]?.[language] ?? ERROR_TEXTS[error.code].title[language], values)
	}));
}

function limitText(error: ApplicationError, template: string, language: Language): string {
	const { file, line } = error.values;
	const place = typeof file === 'string' ? [`${nameOfFile(file, template)}, ${PLACE[language]} ${String(line)}:`] : [];
	const named = error.errors.map(({ code }) => FIELD_TEXTS[code]?.[language] ?? '');
	return [...place, ...named, ERROR_TEXTS.document_limit.detail[language]].join(' ');
}
const PLACE = { de: 'Zeile', en: 'line' } as const;
