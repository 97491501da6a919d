import { expect } from 'chai';
import type { BrowserContext } from 'playwright-core';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { askApi, REGION } from './page-addresses.ts';

/** Papers of the served example, made by its API as the person whose window it is. */

type Fields = Record<string, unknown>;

export const regionOf = (context: BrowserContext): Promise<Region> => askApi<Region>(context, `/regions${REGION}`);

export async function sendApi<T>(context: BrowserContext, path: string, data: Fields): Promise<T> {
	const answer = await context.request.post(`/api/v1/regions${REGION}${path}`, { data });
	expect(answer.ok(), `${path}: ${await answer.text()}`).to.equal(true);
	return (await answer.json()) as T;
}

/** An open paper of the body that decides. */
export async function makePaper(context: BrowserContext, fields: Fields): Promise<Paper> {
	const { bodies } = await regionOf(context);
	const body = bodies.find(({ kind }) => kind === 'deciding')?.id;
	const own = { title: 'Radweg an der Saale', proposal: 'Der Radweg wird gebaut.', body };
	return sendApi<Paper>(context, '/papers', { ...own, ...fields });
}
