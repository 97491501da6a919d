import type { MeetingRow } from '@konzeptstand/contract/meeting.ts';
import { regionPath } from '#lib/council/server/meeting.ts';
import { allRows } from '#lib/edit/server/options.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region } = await event.parent();
	const query: Record<string, string> = {};
	for (const name of ['body', 'state']) {
		const value = event.url.searchParams.get(name);
		if (value) query[name] = value;
	}
	const today = todayIn(region);
	const rows = await allRows<MeetingRow>(event, `${regionPath(event)}/meetings`, query);
	const isComing = ({ day, state }: MeetingRow) => day >= today && (state === 'planned' || state === 'invited');
	const byDay = (a: MeetingRow, b: MeetingRow) => a.day.localeCompare(b.day);
	const past = rows.filter((row) => !isComing(row)).sort((a, b) => byDay(b, a));
	const years = [...new Set(past.map(({ day }) => day.slice(0, 4)))];
	return {
		coming: rows.filter(isComing).sort(byDay),
		past: years.map((year) => ({ year, meetings: past.filter(({ day }) => day.startsWith(year)) })),
		thisYear: today.slice(0, 4)
	};
};
import { todayIn } from '#lib/format.ts';
