import { z } from 'zod';
import {
	adoptedDocuments,
	documentCheck,
	documentFormat,
	documentCheckResult,
	documentJob,
	documentJobList,
	documentList,
	documentListQuery,
	documentOrder,
	documentQuery,
	templateList
} from '@konzeptstand/contract/document.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { key } from '@konzeptstand/contract/values.ts';
import { defineRoute, RawReply } from '../foundation/http/route.ts';
import { askAgain, listAdoptedDocuments, readAdoptedDocuments } from './adopted-documents.service.ts';
import { requireAudience } from './document-audience.ts';
import { findDocumentsByHash, listDocuments, readDocumentFile } from './document-archive.service.ts';
import { cancelOrder, listOrders, orderDocument, readOrder } from './document-order.service.ts';
import { listTemplates, makeDocument } from './documents.service.ts';
import { FORMATS } from './formats.ts';

export const documentRoutes = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/templates',
		permission: 'document.generate',
		summary: 'Templates from which documents can be made, and the formats in which they can',
		response: templateList,
		handle: async ({ region }) => ({ rows: await listTemplates(region.id), formats: documentFormat.options })
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/documents',
		permission: 'document.generate',
		summary: 'Documents that were made and kept, newest first',
		params: regionParameters,
		query: documentListQuery,
		response: documentList,
		handle: ({ actor, region, query }) => listDocuments(actor, region.id, query)
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/documents',
		permission: 'document.keep',
		summary: 'Order a document that is made beside everything else and kept; two at a time, the rest waits',
		params: regionParameters,
		body: documentOrder,
		response: documentJob,
		status: 202,
		handle: async ({ region, actor, body, language }) =>
			readOrder(actor, region.id, await orderDocument(actor, region.id, body), language)
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/documents/check',
		permission: 'document.generate',
		summary: 'Whether a file is one that was made and kept here, and from which state; it is not stored',
		params: regionParameters,
		body: documentCheck,
		response: documentCheckResult,
		isQuestion: true,
		takesFileHash: true,
		handle: async ({ actor, region, body }) => ({
			...body,
			rows: await findDocumentsByHash(actor, region.id, body.sha256)
		})
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/documents/:id/file',
		permission: 'document.generate',
		summary: 'The file of a kept document',
		params: itemParameters,
		response: null,
		handle: async ({ actor, region, params }) => {
			const { bytes, name, format, file } = await readDocumentFile(actor, region.id, params.id);
			return new RawReply(FORMATS[format].type, bytes, {
				filename: name,
				headers: { ETag: `"${file}"`, 'Cache-Control': 'private, no-cache', Vary: 'Cookie' }
			});
		}
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/document-jobs',
		permission: 'document.generate',
		summary: 'Ordered documents that are not done, oldest first',
		params: regionParameters,
		response: documentJobList,
		handle: async ({ actor, region, language }) => ({
			rows: await listOrders(actor, region.id, language),
			adoptions: await listAdoptedDocuments(region.id, language)
		})
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/document-jobs/:id',
		permission: 'document.generate',
		summary: 'How far an ordered document is, or what became of it',
		params: itemParameters,
		response: documentJob,
		handle: ({ actor, region, params, language }) => readOrder(actor, region.id, params.id, language)
	}),
	defineRoute({
		method: 'delete',
		path: '/regions/:region/document-jobs/:id',
		permission: 'document.keep',
		summary: 'Call an ordered document off; what is being made is ended, what is done stays',
		params: itemParameters,
		response: documentJob,
		handle: ({ actor, region, params, language }) => cancelOrder(actor, region.id, params.id, language)
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/editions/:id/documents',
		permission: 'document.generate',
		summary: 'Documents that the adoption of an edition has left, or how far they are',
		params: itemParameters,
		response: adoptedDocuments,
		handle: ({ region, params, language }) => readAdoptedDocuments(region.id, params.id, language)
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/editions/:id/documents',
		permission: 'document.keep',
		summary: 'Ask once more for the documents of an adoption that were not made',
		params: itemParameters,
		response: adoptedDocuments,
		status: 202,
		handle: ({ region, actor, params, language }) => askAgain(actor, region.id, params.id, language)
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/documents/:template',
		permission: 'document.generate',
		summary: 'A document made from a template and the data as they are now, to look at; it is not kept',
		params: z.object({ region: key, template: key }),
		query: documentQuery,
		response: null,
		handle: async ({ actor, region, params, query, day }) => {
			requireAudience(actor, region.id, query);
			const document = await makeDocument(region, { template: params.template, ...query, day });
			return new RawReply(FORMATS[query.format].type, document.bytes, {
				filename: query.download === 'true' ? document.filename : null,
				headers: { ETag: document.etag, 'Cache-Control': 'private, no-cache', Vary: 'Cookie' }
			});
		}
	})
] as const;
