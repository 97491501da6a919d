import { expect } from 'chai';
import type { APIResponse, BrowserContext } from 'playwright-core';
import type { AgendaItem, Meeting } from '@konzeptstand/contract/meeting.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { askApi, REGION } from './page-addresses.ts';

const API = `/api/v1/regions${REGION}`;

async function answerOf<T>(answer: APIResponse): Promise<T> {
	expect(answer.ok(), await answer.text()).to.equal(true);
	return (await answer.json()) as T;
}

/** By the API, where the pages of planning are not what is looked at. @param items of the agenda, by their titles */
export async function planMeeting(
	context: BrowserContext,
	day: string,
	items: readonly { title: string; type?: AgendaItem['type']; isPublic?: boolean }[]
): Promise<Meeting> {
	const { bodies } = await askApi<Region>(context, `/regions${REGION}`);
	const body = bodies.find(({ kind }) => kind === 'deciding')?.id;
	let meeting = await answerOf<Meeting>(await context.request.post(`${API}/meetings`, { data: { body, day } }));
	for (const item of items) {
		meeting = await answerOf<Meeting>(
			await context.request.post(`${API}/meetings/${meeting.id}/agenda`, { data: item })
		);
	}
	return meeting;
}

export const readMeeting = (context: BrowserContext, id: string): Promise<Meeting> =>
	askApi<Meeting>(context, `/regions${REGION}/meetings/${id}`);

/** How often something was done to an item or a meeting, by the record. */
export async function countEntries(context: BrowserContext, item: string, action: string): Promise<number> {
	const { rows } = await askApi<{ rows: { action: string }[] }>(
		context,
		`/regions${REGION}/record?item=${item}&limit=100`
	);
	return rows.filter((entry) => entry.action === action).length;
}
