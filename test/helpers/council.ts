import type { Server } from 'node:http';
import supertest from 'supertest';
import type { z } from 'zod';
import type { Role } from '@konzeptstand/contract/account.ts';
import { newAgendaItem, newMeeting } from '@konzeptstand/contract/meeting.ts';
import { newBody, newMunicipality, newRegion } from '@konzeptstand/contract/region.ts';
import { addItem } from '../../backend/council/agenda.service.ts';
import { AgendaItemModel, MeetingModel } from '../../backend/council/meeting.model.ts';
import type { AgendaItem, MeetingItem } from '../../backend/council/meeting.model.ts';
import { createMeeting, noteAttendance } from '../../backend/council/meeting.service.ts';
import { createBody, createMunicipality } from '../../backend/region/party.service.ts';
import type { BodyItem } from '../../backend/region/region.model.ts';
import { createRegion } from '../../backend/region/region.service.ts';
import { buildMember, signIn } from './accounts.ts';
import { inRegion, REGION_ID, REGION_KEY } from './concept.ts';

/** Builders of a small cooperation with its council for tests. */

export interface Council {
	/** Ids of Saalfeld, Rudolstadt and Bad Blankenburg. */
	towns: [string, string, string];
	/** The three mayors, one seat each; all towns must be there and agree. */
	body: BodyItem;
}

const TOWNS = [
	['saalfeld', 'Saalfeld', '16073077'],
	['rudolstadt', 'Rudolstadt', '16073076'],
	['bad-blankenburg', 'Bad Blankenburg', '16073005']
] as const;

/** The test region in Thuringia with three towns and the Rat der Bürgermeister. */
export async function buildCouncil(fields: Partial<z.input<typeof newBody>> = {}): Promise<Council> {
	return inRegion(async (work) => {
		await createRegion(work, newRegion.parse({ key: REGION_KEY, name: 'Probe am Saalebogen', state: 'Thüringen' }));
		const towns: string[] = [];
		for (const [key, name, ags] of TOWNS)
			towns.push((await createMunicipality(work, newMunicipality.parse({ key, name, ags })))._id);
		const body = await createBody(
			work,
			newBody.parse({
				name: 'Rat der Bürgermeister',
				kind: 'deciding',
				rhythmWeeks: 6,
				votingRule: 'unanimity-of-towns',
				quorum: 'all-towns',
				seats: towns.map((municipality, index) => ({
					office: `Bürgermeister von ${TOWNS[index]?.[1] ?? ''}`,
					municipality,
					deputy: 'Beigeordneter'
				})),
				...fields
			})
		);
		return { towns: towns as Council['towns'], body };
	});
}

export function buildBody(fields: Partial<z.input<typeof newBody>> = {}): Promise<BodyItem> {
	return inRegion((work) =>
		createBody(work, newBody.parse({ name: 'Gemeinsamer Ausschuss', kind: 'advisory', ...fields }))
	);
}

export function buildMeeting(body: string, fields: Partial<z.input<typeof newMeeting>> = {}): Promise<MeetingItem> {
	return inRegion((work) => createMeeting(work, newMeeting.parse({ body, day: '2026-03-04', ...fields })));
}

export async function buildItem(
	meeting: string,
	fields: Partial<z.input<typeof newAgendaItem>> = {}
): Promise<AgendaItem> {
	await inRegion((work) => addItem(work, meeting, newAgendaItem.parse({ title: 'Bericht', ...fields })));
	const found = await AgendaItemModel.findOne({ meeting }).sort({ position: -1 }).lean<AgendaItem>();
	if (!found) throw new Error('It was not put on the agenda.');
	return found;
}

/** Opens a meeting with these seats there, or all. */
export async function openMeeting(id: string, present?: readonly string[]): Promise<MeetingItem> {
	const { version } = await readMeetingItem(id);
	return inRegion(async (work) => {
		const opened = await noteAttendance(work, id, version, { rows: [] });
		const seats = present ?? opened.attendance.map(({ seat }) => seat);
		const rows = seats.map((seat) => ({ seat, state: 'present' as const, name: null }));
		return noteAttendance(work, id, opened.version, { rows });
	});
}

export async function readMeetingItem(id: string): Promise<MeetingItem> {
	const found = await MeetingModel.findById(id).lean<MeetingItem>();
	if (!found) throw new Error('There is no such meeting.');
	return found;
}

export async function readAgendaItem(id: string): Promise<AgendaItem> {
	const found = await AgendaItemModel.findById(id).lean<AgendaItem>();
	if (!found) throw new Error('There is no such item.');
	return found;
}

/** Somebody with a role in the test region, who asks its API. */
export async function askAs(server: Server, role: Role) {
	const email = `${role}@example.org`;
	const { person } = await buildMember(email, [role], { region: REGION_ID });
	const cookie = await signIn(server, email);
	const ask = (method: 'get' | 'post' | 'patch' | 'put') => (path: string) =>
		supertest(server)[method](`/api/v1/regions/${REGION_KEY}${path}`).set('Cookie', cookie);
	return { person, get: ask('get'), post: ask('post'), patch: ask('patch'), put: ask('put') };
}
