import {
	importChange,
	importDoubtList,
	importDoubtsQuery,
	importList,
	importListQuery,
	importRowList,
	importRowsQuery,
	importUpload,
	importView,
	takeImport,
	undoImport
} from '@konzeptstand/contract/import.ts';
import { importMapping, importMappingList, newMapping } from '@konzeptstand/contract/import-mapping.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { ApplicationError } from '../../foundation/errors.ts';
import { defineRoute, RawReply } from '../../foundation/http/route.ts';
import type { Route } from '../../foundation/http/route.ts';
import {
	changeImport,
	discardImport,
	discardMapping,
	keepMapping,
	listMappings,
	readMapping,
	receiveList
} from './import.service.ts';
import { listImports, readImport, readImportDoubts, readImportRows, readReturned } from './import-view.service.ts';
import { orderTaking, undoTaking } from './taking.service.ts';

const permission = 'import.write';
const imports = '/regions/:region/imports';
const one = `${imports}/:id`;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Lists from spreadsheets: sent, looked at, corrected, taken, taken back. */
export const importRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: imports,
		permission,
		summary: 'Lists that were sent, newest first',
		params: regionParameters,
		query: importListQuery,
		response: importList,
		handle: ({ region, query }) => listImports(region.id, query)
	}),
	defineRoute({
		method: 'post',
		path: imports,
		permission,
		summary: 'Send a spreadsheet (XLSX, ODS, CSV) as the body, or rows copied from one; nothing is taken yet',
		params: regionParameters,
		query: importUpload,
		takesFile: true,
		response: importView,
		status: 201,
		handle: async ({ region, actor, query, file, day, language }) => {
			if (!file) throw new ApplicationError('unsupported_media_type');
			const sent = { name: query.name, bytes: file, isPasted: query.pasted ?? false };
			const id = await receiveList(actor, region, day, sent);
			return readImport(region, id, day, language);
		}
	}),
	defineRoute({
		method: 'get',
		path: one,
		permission,
		summary: 'A list as it is understood, and what taking it would do',
		params: itemParameters,
		response: importView,
		handle: ({ region, params, day, language }) => readImport(region, params.id, day, language)
	}),
	defineRoute({
		method: 'patch',
		path: one,
		permission,
		summary: 'Correct how a list is understood, and decide doubts',
		params: itemParameters,
		body: importChange,
		response: importView,
		ifMatch: true,
		handle: async ({ region, actor, params, body, version, day, language }) => {
			await changeImport(actor, region, params.id, version, day, body);
			return readImport(region, params.id, day, language);
		}
	}),
	defineRoute({
		method: 'delete',
		path: one,
		permission,
		summary: 'Discard a list that was not taken; its file goes with it',
		params: itemParameters,
		response: null,
		ifMatch: true,
		handle: async ({ region, actor, params, version }) => {
			await discardImport(actor, region.id, params.id, version);
			return null;
		}
	}),
	defineRoute({
		method: 'get',
		path: `${one}/rows`,
		permission,
		summary: 'What each row stands for, and what would become of it',
		params: itemParameters,
		query: importRowsQuery,
		response: importRowList,
		handle: ({ region, params, query, day }) => readImportRows(region, params.id, day, query)
	}),
	defineRoute({
		method: 'get',
		path: `${one}/doubts`,
		permission,
		summary: 'Everything that is not plain, with its place, its value and a proposal where one is safe',
		params: itemParameters,
		query: importDoubtsQuery,
		response: importDoubtList,
		handle: ({ region, params, query, day }) => readImportDoubts(region, params.id, day, query)
	}),
	defineRoute({
		method: 'get',
		path: `${one}/returned`,
		permission,
		summary: 'The rows that would stay behind, as XLSX with a column of reasons',
		params: itemParameters,
		response: null,
		handle: async ({ region, params, day, language }) => {
			const { name, content } = await readReturned(region, params.id, day, language);
			return new RawReply(XLSX, content, { filename: name });
		}
	}),
	defineRoute({
		method: 'post',
		path: `${one}/taking`,
		permission,
		summary: 'Take the list as it was seen: whole or not at all, in one entry, beside everything else',
		params: itemParameters,
		body: takeImport,
		response: importView,
		status: 202,
		ifMatch: true,
		handle: async ({ region, actor, params, body, version, day, language }) => {
			await orderTaking(actor, region, params.id, version, day, body);
			return readImport(region, params.id, day, language);
		}
	}),
	defineRoute({
		method: 'post',
		path: `${one}/undo`,
		permission,
		summary: 'Undo the taking as a whole, while nothing was built on it',
		params: itemParameters,
		body: undoImport,
		response: importView,
		ifMatch: true,
		handle: async ({ region, actor, params, body, version, day, language }) => {
			await undoTaking(actor, region.id, params.id, version, body.reason);
			return readImport(region, params.id, day, language);
		}
	}),
	defineRoute({
		method: 'post',
		path: `${one}/mapping`,
		permission,
		summary: 'Keep how the list is understood, for the next of its kind',
		params: itemParameters,
		body: newMapping,
		response: importMapping,
		status: 201,
		handle: async ({ region, actor, params, body }) =>
			readMapping(region.id, await keepMapping(actor, region.id, params.id, body.name))
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/import-mappings',
		permission,
		summary: 'Kept ways of understanding lists, by name',
		params: regionParameters,
		response: importMappingList,
		handle: ({ region }) => listMappings(region.id)
	}),
	defineRoute({
		method: 'delete',
		path: '/regions/:region/import-mappings/:id',
		permission,
		summary: 'Discard a kept way of understanding lists',
		params: itemParameters,
		response: null,
		ifMatch: true,
		handle: async ({ region, actor, params, version }) => {
			await discardMapping(actor, region.id, params.id, version);
			return null;
		}
	})
];
