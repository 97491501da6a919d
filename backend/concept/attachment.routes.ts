import {
	attachment,
	attachmentChange,
	attachmentList,
	attachmentListQuery,
	attachmentUpload
} from '@konzeptstand/contract/edition.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { may } from '../accounts/accounts.service.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { defineRoute, RawReply } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { record } from '../record/record.service.ts';
import {
	changeAttachment,
	readAttachment,
	readAttachmentList,
	readContent,
	restoreAttachment,
	uploadAttachment,
	withdrawAttachment
} from './attachment.service.ts';
import { attachmentTable } from './edition-part-tables.ts';

/** Somebody else's file: kept by the browser, never run or shown as a page of ours. */
const INERT = { 'Content-Security-Policy': "default-src 'none'; sandbox", 'X-Content-Type-Options': 'nosniff' };

const reads = { permission: 'concept.read', cached: true, method: 'get' } as const;
const isCreation = (route: Route): boolean => route.method === 'post' && route.path.endsWith('/attachments');

/** Files of items: sent and served as they are, described as JSON. */
export const attachmentRoutes: readonly Route[] = [
	defineRoute({
		...reads,
		path: '/regions/:region/attachments',
		summary: 'Files, of one item or of all',
		params: regionParameters,
		query: attachmentListQuery,
		response: attachmentList,
		handle: ({ region, snapshot, query, may }) => readAttachmentList(region.id, snapshot, query, may('council.closed')),
		table: attachmentTable
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/attachments',
		permission: 'concept.edit',
		summary: 'Attach a file to an item: the file is the body, what is said of it stands in the query',
		params: regionParameters,
		query: attachmentUpload,
		takesFile: true,
		response: attachment,
		status: 201,
		handle: async ({ region, actor, query, file, may }) => {
			if (!file) throw new ApplicationError('unsupported_media_type');
			const id = await uploadAttachment(actor, region.id, query, file);
			return record.read(region.id, (snapshot) => readAttachment(region.id, id, snapshot, may('council.closed')));
		}
	}),
	defineRoute({
		...reads,
		path: '/regions/:region/attachments/:id/content',
		summary: 'The file itself, to keep',
		params: itemParameters,
		response: null,
		handle: async ({ region, params, snapshot, may }) => {
			const { name, type, content } = await readContent(region.id, params.id, snapshot, may('council.closed'));
			const full = type.startsWith('text/') ? `${type}; charset=utf-8` : type;
			return new RawReply(full, content, { filename: name, headers: INERT });
		}
	}),
	...editingRoutes({
		path: 'attachments',
		kind: 'attachment',
		permission: 'concept.edit',
		input: attachmentChange,
		change: attachmentChange,
		output: attachment,
		// Files come by the route above.
		create: () => Promise.reject(new ApplicationError('unsupported_media_type')),
		update: (work, id, version, patch) => changeAttachment(work, id, version, given(patch)),
		withdraw: withdrawAttachment,
		restore: restoreAttachment,
		read: (region, id, snapshot, actor) =>
			readAttachment(region, id, snapshot, may(actor, 'council.closed', { region }))
	}).filter((route) => !isCreation(route))
];

/** Without what was not sent. */
function given<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
	return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as never;
}
