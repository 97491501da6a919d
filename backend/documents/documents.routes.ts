import { z } from 'zod';
import { documentQuery, templateList } from '@konzeptstand/contract/document.ts';
import type { DocumentFormat } from '@konzeptstand/contract/document.ts';
import { key } from '@konzeptstand/contract/values.ts';
import { defineRoute, RawReply } from '../foundation/http/route.ts';
import { listTemplates, makeDocument } from './documents.service.ts';

const TYPES: Record<DocumentFormat, string> = {
	md: 'text/markdown; charset=utf-8',
	html: 'text/html; charset=utf-8',
	pdf: 'application/pdf',
	pdfa: 'application/pdf',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	odt: 'application/vnd.oasis.opendocument.text'
};

export const documentRoutes = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/templates',
		permission: 'document.generate',
		summary: 'Templates from which documents can be made',
		response: templateList,
		handle: async () => ({ rows: await listTemplates() })
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/documents/:template',
		permission: 'document.generate',
		summary:
			'A document made from a template and the data as they are now, as Markdown, HTML, PDF/UA-1, PDF/A-2a (pdfa), DOCX or ODT',
		params: z.object({ region: key, template: key }),
		query: documentQuery,
		response: null,
		handle: async ({ region, params, query, day }) => {
			const document = await makeDocument(region, { template: params.template, ...query, day });
			return new RawReply(TYPES[query.format], document.bytes, {
				filename: query.download === 'true' ? document.filename : null,
				headers: { ETag: document.etag, 'Cache-Control': 'private, no-cache', Vary: 'Cookie' }
			});
		}
	})
] as const;
