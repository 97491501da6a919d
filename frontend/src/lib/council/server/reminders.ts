import type { z } from 'zod';
import type { RequestEvent } from '@sveltejs/kit';
import type { reminderList } from '@konzeptstand/contract/follow-up.ts';
import { apiFind } from '#lib/server/api.ts';
import type { Reminders } from '../task-words.ts';
import { regionPath } from './meeting.ts';

/** What became of the reminders of tasks. @param task of this one alone */
export async function remindersOf(event: RequestEvent<{ region: string }>, task?: string): Promise<Reminders> {
	const found = await apiFind<z.output<typeof reminderList>>(event, `${regionPath(event)}/task-reminders`, { task });
	return Object.fromEntries((found?.rows ?? []).map((row) => [row.task, row]));
}
