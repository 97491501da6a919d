import { actReport, loadReport } from '#lib/edit/server/report.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => loadReport(event, (await event.parent()).region);

export const actions: Actions = { default: (event) => actReport(event) };
