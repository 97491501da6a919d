import type {
	DocumentControl,
	DocumentDecision,
	DocumentItem,
	DocumentMeeting,
	DocumentPaper,
	DocumentTask
} from '../../backend/documents/council-parts.ts';
import type { DocumentData } from '../../backend/documents/document-data.ts';
import { buildDocumentData } from './document-data.ts';

/** A made-up council as templates see it. */

const BODY = 'Rat der Bürgermeister';
const LAST = { number: '2026-02', day: '2026-10-14', body: BODY };

export function buildDocumentDecision(fields: Partial<DocumentDecision> = {}): DocumentDecision {
	return {
		number: '2026-02/1',
		date: '2026-10-14',
		title: 'Uferweg: Bauabschnitt 2',
		text: 'Der zweite Abschnitt wird **2027** gebaut.',
		result: 'accepted',
		by: BODY,
		isPublic: true,
		counts: { yes: 2, no: 0, abstained: 1 },
		votes: [
			{ office: 'Bürgermeister', municipality: 'Musterstadt', vote: 'yes' },
			{ office: 'Bürgermeisterin', municipality: 'Beispielhausen', vote: 'yes' },
			{ office: 'Regionalmanagement', municipality: null, vote: 'abstained' }
		],
		effect: 'in-force',
		sources: [1],
		...fields
	};
}

export function buildDocumentTask(fields: Partial<DocumentTask> = {}): DocumentTask {
	return {
		title: 'Ausschreibung vorbereiten',
		party: 'Stadt Musterstadt',
		due: '2026-11-01',
		state: 'under-way',
		isOverdue: true,
		doneOn: null,
		delayReason: 'Das Gutachten *fehlt* noch.',
		...fields
	};
}

export function buildDocumentPaper(fields: Partial<DocumentPaper> = {}): DocumentPaper {
	return {
		number: '2026/07',
		title: 'Brücke am alten Hafen',
		isPublic: true,
		state: 'open',
		rule: 'joint',
		body: BODY,
		proposal: 'Die Brücke wird erneuert.\n\n- Bau ab 2027\n- Freigabe 2028',
		reason: 'Das Geländer ist *nicht* mehr sicher.',
		costs: [
			{
				municipality: 'Beispielhausen',
				rows: [{ year: null, cents: 4_000_000, note: null }],
				cents: 4_000_000
			},
			{
				municipality: 'Musterstadt',
				rows: [
					{ year: 2027, cents: 12_000_050, note: 'mit Planung' },
					{ year: 2028, cents: 8_000_000, note: null }
				],
				cents: 20_000_050
			}
		],
		cents: 24_000_050,
		subjects: [
			{ kind: 'Projekt', code: 'V 1.2', title: 'Uferweg am alten Hafen' },
			{ kind: 'Projektschritt', code: null, title: 'Freigabe' }
		],
		effects: [
			{
				type: 'step.move',
				code: null,
				title: 'Freigabe',
				of: { code: 'V 1.2', title: 'Uferweg am alten Hafen' },
				planned: '2028-05'
			},
			{ type: 'project.approve', code: 'V 1.2', title: 'Uferweg am alten Hafen', of: null, planned: null }
		],
		results: [
			{
				body: 'Gemeinsamer Ausschuss',
				municipality: null,
				isRecommendation: true,
				decision: buildDocumentDecision({ number: null, result: 'recommended', by: 'Gemeinsamer Ausschuss', votes: [] })
			},
			{ body: 'Stadtrat Musterstadt', municipality: 'Musterstadt', isRecommendation: false, decision: null }
		],
		attachments: [{ name: 'Lageplan.pdf', kind: 'PDF', bytes: 1_234_567 }],
		agenda: [{ number: '2026-03', day: '2026-12-02', body: BODY }],
		sources: [1],
		...fields
	};
}

export function buildDocumentItem(fields: Partial<DocumentItem> = {}): DocumentItem {
	return {
		number: 1,
		isPublic: true,
		isHidden: false,
		type: 'information',
		title: 'Bericht des Regionalmanagements',
		text: null,
		subjects: [],
		paper: null,
		approvesMinutesOf: null,
		continues: null,
		outcome: 'noted',
		minutes: null,
		postponedTo: null,
		referredTo: null,
		decision: null,
		tasks: [],
		sources: [],
		...fields
	};
}

const HIDDEN = buildDocumentItem({
	number: 4,
	isPublic: false,
	isHidden: true,
	type: null,
	title: null,
	outcome: null
});

export function buildDocumentMeeting(fields: Partial<DocumentMeeting> = {}): DocumentMeeting {
	const { projects, goals, fields: concept, edition, milestones } = buildDocumentData();
	const project = projects[0]!;
	const [step] = project.steps;
	const goal = concept[0]?.goals[0] ?? goals[0];
	return {
		number: '2026-03',
		kind: 'ordinary',
		state: 'minutes-drafted',
		title: null,
		body: BODY,
		day: '2026-12-02',
		startsAt: '17:30',
		endsAt: '19:00',
		place: 'Rathaus Musterstadt, Saal 1',
		chair: null,
		guests: 'Planungsbüro *Muster*',
		cancelReason: null,
		attendance: [
			{ office: 'Bürgermeister', municipality: 'Musterstadt', name: 'Alex Muster', state: 'present' },
			{ office: 'Bürgermeisterin', municipality: 'Beispielhausen', name: null, state: 'deputy' },
			{ office: 'Regionalmanagement', municipality: null, name: null, state: 'excused' }
		],
		hasQuorum: true,
		quorumSeats: 2,
		minutes: {
			from: '17:32',
			until: null,
			opening: 'Die Einladung war **fristgerecht**.',
			closing: null,
			writer: null,
			approvedIn: null
		},
		items: [
			buildDocumentItem({ type: 'decision', title: 'Niederschrift', approvesMinutesOf: LAST, outcome: 'decided' }),
			buildDocumentItem({
				number: 2,
				text: 'Mündlicher Bericht.',
				continues: LAST,
				minutes: 'Der Bericht wird *vorgetragen*.\n\n- Uferweg\n- Brücke',
				sources: [1],
				tasks: [buildDocumentTask({ title: 'Bericht versenden', isOverdue: false, state: 'open', party: null })]
			}),
			buildDocumentItem({
				number: 3,
				type: 'decision',
				title: 'Brücke am alten Hafen',
				paper: buildDocumentPaper(),
				subjects: buildDocumentPaper().subjects,
				outcome: 'decided',
				decision: buildDocumentDecision({ number: '2026-03/1', date: '2026-12-02', title: 'Brücke', effect: 'waiting' })
			}),
			HIDDEN,
			buildDocumentItem({ number: 5, title: 'Radwegekonzept', outcome: 'postponed', postponedTo: '2027-01-20' })
		],
		hiddenItems: 1,
		standing: {
			editions: edition ? [{ title: edition.title, year: edition.year, state: edition.state }] : [],
			goals: goal ? [{ code: goal.code, title: goal.title, rollUp: goal.rollUp }] : [],
			measures: [{ code: 'N 9', title: 'Maßnahme einer anderen Fassung', rollUp: null }],
			projects: [project],
			steps: step ? [{ ...step, project: { code: project.code, title: project.title } }] : [],
			milestones: milestones.slice(0, 1).map(({ title, date }) => ({ title, date }))
		},
		...fields
	};
}

export const EMPTY_MEETING: Partial<DocumentMeeting> = {
	state: 'planned',
	startsAt: null,
	endsAt: null,
	place: null,
	guests: null,
	attendance: [],
	hasQuorum: null,
	quorumSeats: null,
	minutes: { from: null, until: null, opening: null, closing: null, writer: null, approvedIn: null },
	items: [],
	hiddenItems: 0,
	standing: { editions: [], goals: [], measures: [], projects: [], steps: [], milestones: [] }
};

export function buildDocumentControl(): DocumentControl {
	return {
		rows: [
			{ decision: buildDocumentDecision(), meeting: LAST, state: 'overdue', tasks: [buildDocumentTask()] },
			{
				decision: buildDocumentDecision({ number: '2026-02/2', title: 'Radwegekonzept', sources: [] }),
				meeting: LAST,
				state: 'open',
				tasks: [
					buildDocumentTask({
						title: 'Entwurf',
						party: null,
						due: null,
						state: 'open',
						isOverdue: false,
						delayReason: null
					}),
					buildDocumentTask({
						title: 'Abstimmung',
						due: '2027-03-31',
						state: 'open',
						isOverdue: false,
						delayReason: null
					})
				]
			},
			{
				decision: buildDocumentDecision({ number: null, title: 'Treidelpfad umbenennen' }),
				meeting: null,
				state: 'done',
				tasks: [
					buildDocumentTask({
						state: 'done',
						isOverdue: false,
						doneOn: '2026-08-15',
						delayReason: null,
						title: 'Schilder'
					})
				]
			},
			{
				decision: buildDocumentDecision({ number: '2025-05/3', effect: 'none' }),
				meeting: null,
				state: 'nothing',
				tasks: []
			}
		],
		counts: { overdue: 1, open: 1, underWay: 0, done: 1, nothing: 1 }
	};
}
export const EMPTY_CONTROL: DocumentControl = {
	rows: [],
	counts: { overdue: 0, open: 0, underWay: 0, done: 0, nothing: 0 }
};

const BODY_DATA = { name: BODY, kind: 'deciding' as const, municipality: null, role: null };

/** What a template about the council is given besides, by its manifest; with nothing in it where that is asked for. */
export function councilDataFor(
	{ subject, requires }: { subject: string; requires: readonly string[] },
	isEmpty = false
): Partial<DocumentData> {
	if (subject !== 'meeting' && subject !== 'paper' && subject !== 'body') return {};
	const paper = isEmpty
		? { reason: null, costs: [], cents: null, subjects: [], effects: [], results: [], attachments: [], agenda: [] }
		: {};
	return {
		audience: 'public',
		...(subject === 'meeting' ? { meeting: buildDocumentMeeting(isEmpty ? EMPTY_MEETING : {}) } : {}),
		...(subject === 'paper' ? { paper: buildDocumentPaper(paper) } : { body: BODY_DATA }),
		...(requires.includes('control') ? { control: isEmpty ? EMPTY_CONTROL : buildDocumentControl() } : {})
	};
}
