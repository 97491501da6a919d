import { actMeetingEdit, loadMeetingEdit } from '#lib/council/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => loadMeetingEdit(event, await event.parent());

export const actions: Actions = { default: actMeetingEdit };
