import { newProject, newStep } from '@konzeptstand/contract/project.ts';
import { newTask } from '@konzeptstand/contract/follow-up.ts';
import { newDecision } from '@konzeptstand/contract/decision.ts';
import { newPaper } from '@konzeptstand/contract/paper.ts';
import { AttachmentModel } from '../../backend/concept/attachment.model.ts';
import type { AttachmentItem } from '../../backend/concept/attachment.model.ts';
import { createProject } from '../../backend/concept/project.service.ts';
import { createStep } from '../../backend/concept/tracking.service.ts';
import { AgendaItemModel, MeetingModel, NO_MINUTES } from '../../backend/council/meeting.model.ts';
import type { AgendaItem, MeetingItem } from '../../backend/council/meeting.model.ts';
import { PaperModel } from '../../backend/council/paper.model.ts';
import { TaskModel } from '../../backend/council/task.model.ts';
import { DecisionModel, TYPED } from '../../backend/decision/decision.model.ts';
import type { DecisionItem } from '../../backend/decision/decision.model.ts';
import type { Work } from '../../backend/record/record.service.ts';
import { createParty } from '../../backend/region/party.service.ts';
import { newParty } from '@konzeptstand/contract/region.ts';
import { buildCouncil } from './council.ts';
import { inRegion } from './concept.ts';

/** A meeting as documents show it: held, with public and closed items, papers, decisions and tasks. */

/** Stands in every text that only the council may read. */
export const CLOSED = 'GEHEIM';

const item = (
	fields: Partial<AgendaItem> & Pick<AgendaItem, 'meeting' | 'position' | 'title'>
): Partial<AgendaItem> => ({
	type: 'decision',
	isPublic: true,
	text: null,
	subjects: [],
	paper: null,
	approvesMinutesOf: null,
	continues: null,
	outcome: 'decided',
	minutes: null,
	postponedTo: null,
	referredTo: null,
	decision: null,
	...fields
});

const closed = (what: string) => ({
	title: `${CLOSED} ${what}`,
	text: `${CLOSED} Text ${what}`,
	sources: [{ title: `${CLOSED} Quelle ${what}`, address: null }]
});

/** Ids of what there is. */
export async function buildHeldMeeting() {
	const council = await buildCouncil({ key: 'rat' });
	const [saalfeld, rudolstadt] = council.towns;
	return inRegion(async (work) => {
		const project = await createProject(work, newProject.parse({ title: 'Uferweg', code: 'V 1' }));
		const step = await createStep(
			work,
			newStep.parse({ project: project._id, title: 'Planfeststellung', planned: '2026' })
		);
		const other = await createProject(work, newProject.parse({ title: `${CLOSED}es Vorhaben`, code: 'X 9' }));
		const body = council.body._id;
		const meeting = await work.create(MeetingModel, heldMeeting(body, council));
		const former = await work.create(MeetingModel, {
			...heldMeeting(body, council),
			number: '2026-01',
			day: '2026-01-14',
			state: 'minutes-approved',
			minutes: NO_MINUTES,
			approvedIn: meeting._id
		});
		const at = { meeting: meeting._id, body, date: '2026-03-04' };
		const paper = await work.create(PaperModel, {
			...newPaper.parse({
				title: 'Brücke bauen',
				proposal: 'Die Brücke wird **gebaut**.',
				reason: 'Sie fehlt.',
				body,
				costs: [
					{ municipality: saalfeld, year: 2027, cents: 120_000_50 },
					{ municipality: saalfeld, year: 2028, cents: 80_000_00 },
					{ municipality: rudolstadt, cents: 40_000_00, note: 'einmalig' }
				],
				subjects: [{ kind: 'project', id: project._id }],
				effects: [{ type: 'step.move', subject: step._id, planned: '2027-05' }],
				sources: [{ title: 'Gutachten', address: null }]
			}),
			number: '2026/01',
			state: 'in-force'
		});
		const closedPaper = await work.create(PaperModel, {
			...newPaper.parse({
				title: `${CLOSED} Vorlage`,
				proposal: `${CLOSED} Vorschlag`,
				reason: `${CLOSED} Grund`,
				isPublic: false,
				body,
				costs: [{ municipality: saalfeld, cents: 77_700, note: `${CLOSED} Hinweis` }],
				subjects: [{ kind: 'step', id: step._id }],
				sources: closed('Vorlage').sources
			}),
			number: '2026/02',
			state: 'in-force'
		});
		await attach(work, paper._id, 'Lageplan.pdf', 'application/pdf', 1_234_567);
		await attach(work, paper._id, 'Kosten [netto].csv', 'text/csv', 300);
		await attach(work, closedPaper._id, `${CLOSED} Kaufvertrag.pdf`, 'application/pdf', 5_000);
		const items = {
			minutes: await work.create(
				AgendaItemModel,
				item({
					meeting: meeting._id,
					position: 0,
					title: 'Niederschrift der letzten Sitzung',
					approvesMinutesOf: former._id
				})
			),
			bridge: await work.create(
				AgendaItemModel,
				item({
					meeting: meeting._id,
					position: 1,
					title: 'Brücke',
					text: 'Der Bau ist *vorbereitet*.',
					paper: paper._id,
					subjects: [{ kind: 'step', id: step._id }],
					minutes: 'Alle sind dafür.'
				})
			),
			closed: await work.create(
				AgendaItemModel,
				item({
					...closed('Punkt'),
					meeting: meeting._id,
					position: 2,
					isPublic: false,
					subjects: [{ kind: 'project', id: other._id }],
					minutes: `${CLOSED} Gesagtes`
				})
			),
			// Public by itself: its paper closes it.
			closedByPaper: await work.create(
				AgendaItemModel,
				item({ ...closed('mit Vorlage'), meeting: meeting._id, position: 3, paper: closedPaper._id })
			),
			last: await work.create(
				AgendaItemModel,
				item({
					meeting: meeting._id,
					position: 4,
					title: 'Radweg',
					type: 'information',
					outcome: 'postponed',
					postponedTo: '2026-04-15'
				})
			)
		};
		const decide = (fields: Partial<DecisionItem> & Pick<DecisionItem, 'title'>): Promise<DecisionItem> =>
			work.create(DecisionModel, {
				...newDecision.parse({ title: fields.title, result: 'accepted' }),
				...TYPED,
				...at,
				...fields
			});
		const bridge = await decide({
			number: '2026-02/1',
			title: 'Brücke bauen',
			text: 'Die Brücke wird gebaut.',
			paper: paper._id,
			agendaItem: items.bridge._id,
			votes: {
				cast: [
					{ seat: '1', vote: 'yes' },
					{ seat: '2', vote: 'yes' },
					{ seat: '3', vote: 'abstained' }
				],
				counts: { yes: 2, no: 0, abstained: 1 },
				unmet: []
			},
			effect: { state: 'in-force', at: null, reason: null }
		});
		const secret = await decide({
			...closed('Beschluss'),
			number: '2026-02/2',
			agendaItem: items.closed._id,
			isPublic: false
		});
		// Typed as public, but taken on a closed item and on a closed paper.
		const slipped = await decide({
			...closed('Beschluss zur Vorlage'),
			number: '2026-02/3',
			paper: closedPaper._id,
			agendaItem: items.closedByPaper._id
		});
		// A closed decision on a public item.
		const closedOnly = await decide({
			...closed('nur der Beschluss'),
			number: '2026-02/4',
			agendaItem: items.minutes._id,
			isPublic: false
		});
		for (const [on, { _id: decision }] of [
			[items.minutes, closedOnly],
			[items.bridge, bridge],
			[items.closed, secret],
			[items.closedByPaper, slipped]
		] as const)
			await work.update(AgendaItemModel, on._id, null, { decision });
		await buildTasks(work, { bridge, secret, closedOnly, slipped, item: items.closed._id });
		return {
			body,
			project: project._id,
			meeting: meeting._id,
			former: former._id,
			paper: paper._id,
			closedPaper: closedPaper._id
		};
	});
}

const attach = (work: Work, id: string, name: string, type: string, size: number): Promise<AttachmentItem> =>
	work.create(AttachmentModel, {
		of: { kind: 'paper', id },
		file: '0'.repeat(64),
		...{ name, type, size, width: null, height: null, alt: null, credit: null }
	});

async function buildTasks(
	work: Work,
	of: { bridge: DecisionItem; secret: DecisionItem; closedOnly: DecisionItem; slipped: DecisionItem; item: string }
): Promise<void> {
	const party = await createParty(work, newParty.parse({ name: 'Bauhof', kind: 'other' }));
	const task = (fields: object): Promise<unknown> =>
		work.create(TaskModel, { ...newTask.parse({ party: party._id, ...fields }), reminder: null } as never);
	await task({
		title: 'Ausschreiben',
		decision: of.bridge._id,
		due: '2026-04-01',
		delayReason: 'Das Gutachten fehlt.'
	});
	await task({ title: 'Abrechnen', decision: of.bridge._id, due: '2030-04-01' });
	for (const decision of [of.secret, of.closedOnly, of.slipped])
		await task({
			title: `${CLOSED} Aufgabe`,
			decision: decision._id,
			due: '2026-04-01',
			delayReason: `${CLOSED} Verzug`
		});
	await task({ title: `${CLOSED} Aufgabe des Punkts`, agendaItem: of.item });
}

const heldMeeting = (body: string, { towns }: { towns: readonly string[] }): Partial<MeetingItem> => ({
	body,
	kind: 'ordinary',
	day: '2026-03-04',
	startsAt: '17:30',
	endsAt: null,
	place: 'Rathaus',
	title: null,
	chair: towns[1] ?? null,
	guests: null,
	number: '2026-02',
	state: 'minutes-drafted',
	// Winter time: 17:32 in the region.
	openedAt: '2026-03-04T16:32:00.000Z',
	closedAt: '2026-03-04T18:05:00.000Z',
	cancelReason: null,
	attendance: towns.map((municipality, index) => ({
		seat: String(index + 1),
		office: 'Bürgermeister',
		municipality,
		state: index === 1 ? ('deputy' as const) : ('present' as const),
		name: null
	})),
	minutes: {
		from: '17:32',
		until: '19:05',
		opening: 'Die Einladung war fristgerecht.',
		closing: null,
		writer: 'Regionalmanagement'
	},
	mails: [],
	invited: null,
	calendarSequence: 0,
	approvedIn: null
});
