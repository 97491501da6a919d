import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Language } from '@konzeptstand/contract/values.ts';
import { aboutFile, tableFile } from '../table/table-file.ts';
import type { TableFormat } from '../table/table-file.ts';
import { RawReply } from './route.ts';
import type { Route, RouteRegion, RouteSnapshot } from './route.ts';

/** A list as a file: all that its filters leave, in the format that was asked for. */

/** Whether a request asks for a list as a file and not for one page of it. */
export function isListFile(route: Route, query: unknown): boolean {
	return route.table !== undefined && (query as { format?: string } | undefined)?.format !== undefined;
}

/** What the file is made for. */
interface Asked {
	region: RouteRegion;
	query: unknown;
	day: string;
	language: Language;
}

/** Says how much is in a file, or which file it is: nothing that a filter would leave out. */
const NO_FILTER = new Set(['format', 'limit', 'offset']);

/** @param list the route's whole answer */
export function listFile(route: Route, list: unknown, asked: Asked, head: RouteSnapshot['head']): RawReply {
	const { region, day, language } = asked;
	const query = asked.query as Record<string, unknown>;
	const name = `${region.key}-${route.path.split('/').at(-1) ?? 'list'}`;
	const format = query['format'] as TableFormat | 'json';
	if (format === 'json')
		return new RawReply('application/json; charset=utf-8', JSON.stringify(list), { filename: `${name}.json` });
	const filters = Object.entries(query)
		.filter(([filter, value]) => !NO_FILTER.has(filter) && value !== undefined)
		.map(([filter, value]) => [filter, String(value)] as const);
	const table = (route.table as NonNullable<Route['table']>)(list, language);
	const writing = { language, timeZone: region.timeZone };
	const about = aboutFile(region.key, head, day, filters, writing);
	const file = tableFile(format, [table], about, day, writing);
	return new RawReply(file.type, file.content, { filename: `${name}.${file.extension}` });
}

/** Sends a file. One that breaks off while it is made breaks the connection too, so that nobody takes it for whole. */
export async function sendRaw(response: Response, reply: RawReply): Promise<void> {
	for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
	if (reply.filename) response.attachment(reply.filename);
	response.type(reply.type);
	const { body } = reply;
	if (typeof body === 'string' || Buffer.isBuffer(body)) response.send(body);
	else
		await pipeline(body, response).catch((error: unknown) => {
			// Who asked went away: nobody waits for the rest.
			if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
		});
}
