import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Permission } from '@konzeptstand/contract/account.ts';
import type { AgendaItem, Meeting } from '@konzeptstand/contract/meeting.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import type { Section } from '#lib/edit/description.ts';
import { CARRIED } from '#lib/edit/edit-failure.ts';
import { fingerprintsOf } from '#lib/edit/server/fingerprints.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { loadOptions } from '#lib/edit/server/options.ts';
import { conflicting, goBack, isSubmitted, pick, readSubmitted, refused } from '#lib/edit/server/saving.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { toBody, toValues } from '#lib/edit/values.ts';
import type { Body } from '#lib/edit/values.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { apiSend } from '#lib/server/api.ts';
import { agendaItemSections, meetingSections } from '../forms.ts';
import { getMeeting, itemPath, meetingPath, regionPath } from './meeting.ts';
import type { MeetingEvent } from './meeting.ts';

/** The forms of meetings and of points on their agenda: filled, read, compared and sent like all others. */

interface Above {
	readonly region: Region;
	readonly may: readonly Permission[];
}
type RegionEvent = RequestEvent<{ region: string }>;

const fieldsIn = (sections: readonly Section[]) => sections.flatMap(({ fields }) => fields);

async function filled(
	event: RegionEvent,
	{ region, may }: Above,
	sections: readonly Section[],
	stored: Body,
	version: number | null
) {
	requireMay(may, 'council.prepare');
	const fields = fieldsIn(sections);
	const locale = getLocale();
	const values = toValues(fields, stored, locale);
	return {
		values,
		version,
		base: version === null ? null : JSON.stringify(fingerprintsOf(toBody(fields, values, locale).body)),
		options: await loadOptions(event, fields, {
			region,
			edition: region.editions.find(({ isDefault }) => isDefault)?.key ?? null,
			item: stored
		}),
		idempotencyKey: version === null ? crypto.randomUUID() : null
	};
}

/** Sends what was typed: a new one whole, a change only with what changed. `given`: what no field asks for. */
async function send<Answer>(
	event: RegionEvent,
	sections: readonly Section[],
	{ isNew, path, given = {} }: { isNew: boolean; path: string; given?: Body },
	{ reshape = (body) => body, after }: { reshape?: (body: Body) => Body; after: (answer: Answer) => string }
) {
	const fields = fieldsIn(sections);
	const read = await readSubmitted(event, fields);
	if (!isSubmitted(read)) return read;
	const sent = await apiSend<Answer>(
		event,
		isNew ? 'POST' : 'PATCH',
		path,
		isNew ? { ...given, ...reshape(read.body) } : reshape(pick(read.body, read.changed)),
		{ key: isNew ? read.form.text(CARRIED.key) : null, version: isNew ? null : read.form.text(CARRIED.version) }
	);
	if (!sent.ok) {
		const { problem } = sent;
		if (problem.code !== 'version_conflict' || !problem.current) return refused(fields, read, problem);
		return conflicting(fields, read, { ...problem, current: published(problem.current as Body) });
	}
	return goBack(after(sent.data));
}

export const loadNewMeeting = (event: RegionEvent, above: Above) =>
	filled(
		event,
		above,
		meetingSections(true),
		{ body: event.url.searchParams.get('body') ?? above.region.bodies.find(({ kind }) => kind === 'deciding')?.id },
		null
	);

export const actNewMeeting = (event: RegionEvent) =>
	send<Meeting>(
		event,
		meetingSections(true),
		{ isNew: true, path: `${regionPath(event)}/meetings` },
		{
			after: (meeting) => {
				leaveNotice(event.cookies, event.url, { text: m.council_meeting_made(), details: [] });
				return links.meeting(event.params.region, meeting.id);
			}
		}
	);

export async function loadMeetingEdit(event: MeetingEvent, above: Above) {
	const meeting = await getMeeting(event);
	return { meeting, ...(await filled(event, above, meetingSections(false), meeting as Body, meeting.version)) };
}

export const actMeetingEdit = (event: MeetingEvent) =>
	send<Meeting>(
		event,
		meetingSections(false),
		{ isNew: false, path: meetingPath(event) },
		{
			after: (meeting) => {
				leaveNotice(event.cookies, event.url, { text: m.council_meeting_saved(), details: [] });
				return links.meeting(event.params.region, meeting.id);
			}
		}
	);

/** The form asks with two words what is kept as yes or no. */
const published = (item: Body): Body =>
	'isPublic' in item ? { ...item, publicity: item.isPublic === false ? 'closed' : 'public' } : item;
const unpublished = ({ publicity, ...body }: Body): Body =>
	publicity === undefined ? body : { ...body, isPublic: publicity !== 'closed' };

export async function loadNewItem(event: MeetingEvent, above: Above) {
	const meeting = await getMeeting(event);
	const begun = { body: meeting.body, type: 'information', publicity: 'public' };
	return { meeting, ...(await filled(event, above, agendaItemSections, begun, null)) };
}

const backToAgenda = (event: MeetingEvent, said: string) => ({
	reshape: unpublished,
	after: () => {
		leaveNotice(event.cookies, event.url, { text: said, details: [] });
		return `${links.meeting(event.params.region, event.params.id)}#agenda`;
	}
});

export const actNewItem = (event: MeetingEvent) =>
	send<Meeting>(
		event,
		agendaItemSections,
		{ isNew: true, path: meetingPath(event, '/agenda') },
		backToAgenda(event, m.council_item_added())
	);

export async function loadItemEdit(
	event: MeetingEvent & RequestEvent<{ region: string; id: string; item: string }>,
	above: Above
) {
	const meeting = await getMeeting(event);
	const item: AgendaItem =
		meeting.agenda.find(({ id }) => id === event.params.item) ?? error(404, { message: m.error_not_found_text() });
	const stored = published({ ...item, body: meeting.body });
	return { meeting, item, ...(await filled(event, above, agendaItemSections, stored, item.version)) };
}

export const actItemEdit = (event: MeetingEvent & RequestEvent<{ region: string; id: string; item: string }>) =>
	send<Meeting>(
		event,
		agendaItemSections,
		{ isNew: false, path: itemPath(event, event.params.item) },
		backToAgenda(event, m.council_item_saved())
	);
