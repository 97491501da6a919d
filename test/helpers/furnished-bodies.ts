import type { Route } from '../../backend/foundation/http/route.ts';
import { FURNISHED_SHEET } from './furnished-import.ts';
import { nameOf } from './furnished-region.ts';
import type { FurnishedRegion } from './furnished-region.ts';

const REASON = { reason: 'Doppelt erfasst' };

/** A valid body for every route that takes one, by `method path`. */
export function bodiesFor({ of }: FurnishedRegion): Record<string, Record<string, unknown>> {
	const place = { field: of.fields, goal: of.goals };
	const project = {
		title: 'Neues Projekt',
		municipalities: [of.municipalities],
		leadMunicipality: of.municipalities,
		periods: { planned: '2026/2028' },
		roles: [{ role: 'carrier', party: of.parties }],
		relations: [{ kind: 'continues', project: of.otherProject }],
		responsiblePeople: [of.people]
	};
	const link = { target: { kind: 'measure', id: of.measures } };
	const report = { status: 'running', progress: 60, asOf: '2026-01-09' };
	const step = { title: 'Ausschreibung', planned: '2027', decision: of.decisions };
	const measure = {
		...place,
		code: 'W 3',
		title: 'Neue Maßnahme',
		municipalities: [of.municipalities],
		roles: [{ role: 'responsible', party: of.parties }],
		responsiblePeople: [of.people]
	};
	const indicator = { title: 'Neue Betriebe', unit: 'Anzahl', target: { date: '2030', quantity: { value: 10 } } };
	const decision = {
		body: of.bodies,
		date: '2026-01-09',
		title: 'Neuer Beschluss',
		subjects: [{ kind: 'project', id: of.projects }]
	};
	const task = { title: 'Ausschreiben', party: of.parties, person: of.people, due: '2099-06-10', remindDays: 3 };
	const paper = {
		title: 'Brücke bauen',
		proposal: 'Die Brücke wird gebaut.',
		body: of.bodies,
		costs: [{ municipality: of.municipalities, cents: 100_000 }],
		subjects: [{ kind: 'measure', id: of.measures }],
		effects: [{ type: 'step.fix', subject: of.steps, planned: '2027' }]
	};
	const party = { name: 'Neuer Akteur', kind: 'company', municipality: of.municipalities };
	const milestone = { date: '2026-01-09', title: 'Neuer Meilenstein' };
	const goal = { field: of.fields, parent: null, title: 'Neues Ziel' };
	const edition = {
		year: 2030,
		title: 'Neue Fassung',
		adoption: {
			date: '2030',
			decision: of.decisions,
			results: [{ municipality: of.municipalities, body: of.bodies, date: '2030', number: '7', result: 'accepted' }]
		},
		workPeriod: '2028/2030'
	};
	const places = { municipality: of.municipalities, party: of.parties };
	const region = (path: string): string => `/regions/:region${path}`;
	const chapter = { kind: 'vision', title: 'Neues Kapitel', text: 'Wohin wir wollen.' };
	const split = { parts: [{ title: 'Zweiter Teil', code: 'W 2b' }] };
	const linked = (origin: string) => ({ origins: [origin], reason: 'Laut Fortschreibung' });
	const round = {
		title: 'Stand im Frühjahr',
		projects: [of.askedProject],
		until: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
		asks: ['status', 'text'],
		language: 'de',
		greeting: 'Danke vorab.',
		remindDays: 3
	};
	const body = {
		name: 'Neues Gremium',
		kind: 'council',
		municipality: of.municipalities,
		chairs: [{ year: '2026', municipality: of.municipalities }],
		seats: [{ office: 'Bürgermeister', municipality: of.municipalities, person: of.people, deputyPerson: of.people }]
	};
	const meeting = { day: '2026-11-04', startsAt: '17:00', endsAt: '19:00', chair: of.municipalities };
	const item = {
		type: 'decision',
		title: 'Neuer Punkt',
		subjects: [{ kind: 'measure', id: of.measures }],
		approvesMinutesOf: of.draftedMeetings
	};
	return {
		[`post ${region('/bodies')}`]: body,
		[`patch ${region('/bodies/:id')}`]: body,
		[`post ${region('/meetings')}`]: { body: of.bodies, ...meeting },
		[`patch ${region('/meetings/:id')}`]: meeting,
		[`post ${region('/meeting-years')}`]: { body: of.bodies, year: 2027, weeks: 6 },
		[`post ${region('/meeting-series')}`]: { body: of.bodies, days: ['2027-01-13'], startsAt: '17:00' },
		[`post ${region('/meetings/:id/cancellation')}`]: REASON,
		[`post ${region('/meetings/:id/attendance')}`]: { rows: [{ seat: '1', state: 'deputy', name: 'Erste' }] },
		[`put ${region('/meetings/:id/minutes')}`]: {
			from: '17:30',
			until: '19:00',
			opening: 'Eröffnet.',
			closing: null,
			writer: 'Erste'
		},
		[`post ${region('/meetings/:id/agenda')}`]: { ...item, continues: of.postponedItem },
		[`post ${region('/meetings/:id/agenda-order')}`]: { items: [of.lastItem, of.orderedItem] },
		[`patch ${region('/agenda-items/:id')}`]: item,
		[`put ${region('/agenda-items/:id/minutes')}`]: { minutes: 'Es geht voran.' },
		[`post ${region('/agenda-items/:id/postponement')}`]: { until: '2027-01-13' },
		[`post ${region('/agenda-items/:id/referral')}`]: { body: of.otherBodies },
		'post /setup': {
			token: 'x'.repeat(30),
			name: 'Erste',
			email: 'erste@example.org',
			password: 'lang-genug-und-mehr'
		},
		'patch /people/:id': { name: 'Neuer Name' },
		[`post ${region('/members')}`]: { name: 'Neu', email: 'neu@example.org', roles: ['reader'], ...places },
		[`patch ${region('/members/:id')}`]: { roles: ['council'], ...places },
		[`delete ${region('/members/:id')}`]: REASON,
		[`patch ${region('')}`]: { brand: 'Saalebogen' },
		[`post ${region('/parties')}`]: party,
		[`patch ${region('/parties/:id')}`]: party,
		[`post ${region('/milestones')}`]: milestone,
		[`patch ${region('/milestones/:id')}`]: milestone,
		[`post ${region('/decisions')}`]: decision,
		[`patch ${region('/decisions/:id')}`]: decision,
		[`post ${region('/tasks')}`]: { ...task, decision: of.decisions },
		[`patch ${region('/tasks/:id')}`]: task,
		[`post ${region('/editions')}`]: { ...edition, key: 'rek-2030' },
		[`patch ${region('/editions/:id')}`]: edition,
		[`post ${region('/fields')}`]: {
			edition: of.editions,
			code: 'N',
			title: 'Neues Handlungsfeld',
			origins: [of.otherField]
		},
		[`patch ${region('/fields/:id')}`]: { title: 'Umbenannt' },
		[`post ${region('/goals')}`]: { edition: of.editions, ...goal },
		[`patch ${region('/goals/:id')}`]: goal,
		[`post ${region('/measures')}`]: { edition: of.editions, ...measure },
		[`patch ${region('/measures/:id')}`]: measure,
		[`post ${region('/projects')}`]: { ...project, links: [{ edition: of.editions, ...link }] },
		[`patch ${region('/projects/:id')}`]: project,
		[`put ${region('/projects/:id/links')}`]: { edition: of.editions, links: [link] },
		[`post ${region('/projects/:id/reports')}`]: report,
		[`post ${region('/projects/:id/steps')}`]: step,
		[`post ${region('/steps')}`]: { project: of.projects, ...step },
		[`patch ${region('/steps/:id')}`]: step,
		[`post ${region('/indicators')}`]: { subject: { kind: 'project', id: of.projects }, ...indicator },
		[`patch ${region('/indicators/:id')}`]: indicator,
		[`post ${region('/readings')}`]: { indicator: of.indicators, date: '2026', quantity: { value: 5 } },
		[`post ${region('/chapters')}`]: { edition: of.editions, ...chapter },
		[`patch ${region('/chapters/:id')}`]: chapter,
		[`post ${region('/chapters/:id/move')}`]: { to: 4 },
		[`post ${region('/omissions')}`]: {
			edition: of.editions,
			kind: 'measure',
			item: of.otherMeasure,
			reason: 'Umgesetzt'
		},
		[`post ${region('/separations')}`]: { kind: 'measure', before: of.otherMeasure, after: of.measures },
		[`post ${region('/amendments')}`]: {
			edition: of.frozenEdition,
			type: 'amendment',
			of: { kind: 'measure', id: of.frozenMeasure },
			title: 'Erste Änderung',
			text: 'Es gilt nun anderes.',
			decision: of.decisions,
			date: '2003'
		},
		[`patch ${region('/attachments/:id')}`]: { name: 'lageplan.txt', credit: 'Stadt Saalfeld' },
		[`post ${region('/editions/:id/next')}`]: { key: 'rek-2036', year: 2036, title: 'Die nächste' },
		[`put ${region('/editions/:id/former')}`]: { former: of.otherEdition, reason: 'Laut Vorwort' },
		[`post ${region('/editions/:id/adopt')}`]: {
			date: '2030',
			decision: of.decisions,
			results: [{ municipality: of.municipalities, body: of.bodies, date: '2030', number: '7', result: 'accepted' }],
			sources: [{ title: 'Amtsblatt' }],
			isPast: true
		},
		[`put ${region('/fields/:id/origins')}`]: linked(of.otherField),
		[`put ${region('/goals/:id/origins')}`]: linked(of.otherGoal),
		[`put ${region('/measures/:id/origins')}`]: linked(of.otherMeasure),
		[`put ${region('/chapters/:id/origins')}`]: { origins: [], reason: 'Laut Fortschreibung' },
		[`put ${region('/indicators/:id/origins')}`]: { origins: [], reason: 'Laut Fortschreibung' },
		[`post ${region('/fields/:id/drop')}`]: REASON,
		[`post ${region('/goals/:id/drop')}`]: REASON,
		[`post ${region('/measures/:id/drop')}`]: REASON,
		[`post ${region('/chapters/:id/drop')}`]: REASON,
		[`post ${region('/indicators/:id/drop')}`]: REASON,
		[`post ${region('/fields/:id/merge')}`]: { items: [of.secondField] },
		[`post ${region('/goals/:id/merge')}`]: { items: [of.secondGoal] },
		[`post ${region('/measures/:id/merge')}`]: { items: [of.secondMeasure] },
		[`post ${region('/chapters/:id/merge')}`]: { items: [of.secondChapter] },
		[`post ${region('/fields/:id/split')}`]: split,
		[`post ${region('/goals/:id/split')}`]: split,
		[`post ${region('/measures/:id/split')}`]: split,
		[`post ${region('/chapters/:id/split')}`]: split,
		[`patch ${region('/imports/:id')}`]: {
			edition: of.editions,
			sheets: [FURNISHED_SHEET],
			words: { parties: [{ word: 'Saalfeld', party: of.parties }], municipalities: [] }
		},
		[`post ${region('/imports/:id/taking')}`]: { digest: 'x'.repeat(32), withoutDoubtful: true },
		[`post ${region('/imports/:id/undo')}`]: { reason: 'Falsche Liste' },
		[`post ${region('/imports/:id/mapping')}`]: { name: 'Zuordnung' },
		[`post ${region('/documents')}`]: { template: 'entwicklungskonzept', edition: 'rek-2026', format: 'md' },
		[`post ${region('/documents/check')}`]: { sha256: '0'.repeat(64) },
		[`post ${region('/template-files')}`]: { name: 'jahresbilanz', text: '# {{ region.name }}\n', ...REASON },
		[`patch ${region('/template-files/:name')}`]: { text: '{{ project.title }}\n', ...REASON },
		[`delete ${region('/template-files/:name')}`]: REASON,
		[`post ${region('/template-files/trial')}`]: { name: 'jahresbilanz', text: '# {{ region.name }}\n' },
		[`post ${region('/rounds')}`]: round,
		[`post ${region('/rounds/preview')}`]: round,
		[`patch ${region('/rounds/:id')}`]: { until: round.until },
		[`post ${region('/rounds/:id/release')}`]: { answers: [{ id: of['round-answers'], version: 1 }] },
		[`post ${region('/round-answers/:id/return')}`]: { reason: 'Welcher Abschnitt?' },
		[`post ${region('/own-round/answers')}`]: {
			project: of.askedProject,
			status: 'running',
			progress: 40,
			text: 'Es geht voran.',
			step: { title: 'Abnahme', planned: '2027' }
		},
		[`post ${region('/papers')}`]: paper,
		[`patch ${region('/papers/:id')}`]: paper,
		[`post ${region('/papers/:id/results')}`]: {
			body: of.freeBodies,
			date: '2026-01-09',
			number: '7',
			result: 'accepted'
		},
		[`post ${region('/agenda-items/:id/vote')}`]: { counts: { yes: 3, no: 0, abstained: 0 }, text: 'So beschlossen.' },
		[`post ${region('/decisions/:id/annulment')}`]: REASON,
		[`post ${region('/tasks/:id/progress')}`]: { state: 'under-way' },
		[`post ${region('/meetings/:id/invitation')}`]: { language: 'de' },
		[`post ${region('/calendar-feeds')}`]: { body: of.bodies },
		[`post ${region('/assessments')}`]: { subject: { kind: 'goal', id: of.goals }, asOf: '2026', text: 'Gut.' }
	};
}

/** A withdrawal needs a reason wherever it stands. */
export function bodyFor(route: Route, region: FurnishedRegion): Record<string, unknown> | undefined {
	if (!route.body) return undefined;
	if (route.path.endsWith('/withdrawal')) return REASON;
	const body = bodiesFor(region)[nameOf(route)];
	if (!body) throw new Error(`No body for ${nameOf(route)}: add one to test/helpers/furnished-bodies.ts.`);
	return body;
}
