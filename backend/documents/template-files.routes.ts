import {
	dictionary,
	newTemplateFile,
	templateFile,
	templateFileChange,
	templateFileList,
	templateFileParameters,
	templateFileReturn,
	templateFileVersionList,
	templateTrial,
	templateTrialResult
} from '@konzeptstand/contract/template-file.ts';
import { regionParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import { dictionaryEntries } from './dictionary.ts';
import {
	changeOwn,
	checkText,
	giveUpOwn,
	listTemplateFiles,
	listTemplateFileVersions,
	makeOwn,
	readTemplateFile
} from './template-files.service.ts';
import { tryTemplate } from './template-trial.service.ts';

const permission = 'template.edit';
const one = '/regions/:region/template-files/:name';

/** The template workshop. */
export const templateFileRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/template-files',
		permission,
		summary: 'Texts of all templates and partials, with whose text is used',
		params: regionParameters,
		response: templateFileList,
		handle: async ({ region }) => ({ rows: await listTemplateFiles(region.id) })
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/template-files',
		permission,
		summary: 'Make the own version of a shipped text',
		params: regionParameters,
		body: newTemplateFile,
		response: templateFile,
		status: 201,
		handle: async ({ region, actor, body }) => {
			const checked = await checkText(region.id, body.name, body.text);
			const intent = { region: region.id, action: 'template-file.create', reason: body.reason };
			await record.change(actor, intent, (work) => makeOwn(work, body, checked));
			return readTemplateFile(region.id, body.name);
		}
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/template-files/trial',
		permission,
		summary: 'The document that a text would make, or what is wrong with the text; it is not kept',
		params: regionParameters,
		body: templateTrial,
		response: templateTrialResult,
		isQuestion: true,
		handle: ({ region, actor, body, language, day }) => tryTemplate(region, actor, body, { language, day })
	}),
	defineRoute({
		method: 'get',
		path: one,
		permission,
		summary: 'One text: what is used, and what the product ships',
		params: templateFileParameters,
		response: templateFile,
		handle: ({ region, params }) => readTemplateFile(region.id, params.name)
	}),
	defineRoute({
		method: 'patch',
		path: one,
		permission,
		summary: 'Change the own version of a text',
		params: templateFileParameters,
		body: templateFileChange,
		response: templateFile,
		ifMatch: true,
		handle: async ({ region, actor, params, body, version }) => {
			const checked = await checkText(region.id, params.name, body.text);
			const intent = { region: region.id, action: 'template-file.change', reason: body.reason };
			await record.change(actor, intent, (work) => changeOwn(work, params.name, version, body, checked));
			return readTemplateFile(region.id, params.name);
		}
	}),
	defineRoute({
		method: 'delete',
		path: one,
		permission,
		summary: 'Go back to the shipped text; the own versions stay in the record',
		params: templateFileParameters,
		body: templateFileReturn,
		response: templateFile,
		ifMatch: true,
		handle: async ({ region, actor, params, body: { reason }, version }) => {
			const intent = { region: region.id, action: 'template-file.withdraw', reason };
			await record.change(actor, intent, (work) => giveUpOwn(work, params.name, version, reason));
			return readTemplateFile(region.id, params.name);
		}
	}),
	defineRoute({
		method: 'get',
		path: `${one}/versions`,
		permission,
		summary: 'Versions of the own text, newest first, with who made them and why',
		params: templateFileParameters,
		response: templateFileVersionList,
		handle: async ({ region, params }) => ({ rows: await listTemplateFileVersions(region.id, params.name) })
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/template-dictionary',
		permission,
		summary: 'Everything that a template can name: data, filters, tags, partials',
		params: regionParameters,
		response: dictionary,
		handle: async () => ({ rows: await dictionaryEntries() })
	})
];
