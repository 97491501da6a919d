import type { Server } from 'node:http';
import { uuidv7 } from 'uuidv7';
import {
	newAssessment,
	newEdition,
	newField,
	newGoal,
	newIndicator,
	newMeasure,
	newReading
} from '@konzeptstand/contract/concept.ts';
import { newDecision } from '@konzeptstand/contract/decision.ts';
import { newChapter } from '@konzeptstand/contract/edition.ts';
import { newProject, newStatusReport, newStep } from '@konzeptstand/contract/project.ts';
import { newBody, newMilestone, newMunicipality, newParty, newRegion } from '@konzeptstand/contract/region.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { AttachmentModel } from '../../backend/concept/attachment.model.ts';
import { createChapter } from '../../backend/concept/chapter.service.ts';
import { createEdition } from '../../backend/concept/edition.service.ts';
import { OmissionModel } from '../../backend/concept/omission.model.ts';
import { SeparationModel } from '../../backend/concept/separation.model.ts';
import { createProject } from '../../backend/concept/project.service.ts';
import { reportStatus } from '../../backend/concept/status-report.service.ts';
import { createField, createGoal, createMeasure } from '../../backend/concept/structure.service.ts';
import { addAssessment, addReading, createIndicator, createStep } from '../../backend/concept/tracking.service.ts';
import { createFeed } from '../../backend/council/calendar-feed.service.ts';
import { createDecision } from '../../backend/decision/decision.service.ts';
import { keepDocument } from '../../backend/documents/document-archive.service.ts';
import { TemplateFileModel } from '../../backend/documents/template-file.model.ts';
import { readTemplateFolder } from '../../backend/documents/template-folder.ts';
import { keepFile } from '../../backend/foundation/files/files.ts';
import type { Route } from '../../backend/foundation/http/route.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import type { Actor } from '../../backend/record/record.service.ts';
import { createBody, createMilestone, createMunicipality, createParty } from '../../backend/region/party.service.ts';
import { createRegion } from '../../backend/region/region.service.ts';
import { buildMember, signIn } from './accounts.ts';
import { furnishImport } from './furnished-import.ts';
import { furnishPaper } from './furnished-papers.ts';
import { furnishHistory, furnishReshaping } from './furnished-history.ts';
import { furnishMeetings, STEP_PLACES } from './furnished-meetings.ts';
import type { MeetingFurniture } from './furnished-meetings.ts';
import { furnishRound } from './furnished-round.ts';

/** The text that every such region has made its own. */
const OWN_FILE = 'partials.ort';

type Reshaped = 'Field' | 'Goal' | 'Measure' | 'Chapter';

/** Something of every kind that an address or a body can name, and a second edition beside the first. */
export type Furniture = Record<
	| 'municipalities'
	| 'bodies'
	| 'parties'
	| 'milestones'
	| 'decisions'
	| 'editions'
	| 'otherEdition'
	| 'fields'
	| 'otherField'
	| 'goals'
	| 'otherGoal'
	| 'measures'
	| 'otherMeasure'
	| 'projects'
	| 'otherProject'
	| 'reports'
	| 'steps'
	| 'indicators'
	| 'readings'
	| 'assessments'
	| 'frozenEdition'
	| 'frozenMeasure'
	| 'adoptedEditions'
	| 'chapters'
	| 'otherChapter'
	| 'movedChapter'
	| `${'second' | 'split' | 'dropped'}${Reshaped}`
	| 'droppedIndicator'
	| 'omissions'
	| 'separations'
	| 'amendments'
	| 'attachments'
	| 'members'
	| 'people'
	| 'documents'
	| 'askedProject'
	| 'rounds'
	| 'round-invitations'
	| 'round-answers'
	| 'imports'
	| 'import-mappings'
	| 'papers'
	| 'document-jobs'
	| 'calendar-feeds'
	| keyof MeetingFurniture,
	string
>;

export interface FurnishedRegion {
	id: string;
	key: string;
	/** Id of one thing of each kind, by its name in the address. */
	of: Furniture;
	/** Secret of a link by which a person answers a round. */
	link: string;
}

/** A region with one of everything, all of it living and in version 1, and a reader as its member. */
export async function furnishRegion(id: string, key: string): Promise<FurnishedRegion> {
	const of = await record.change(SYSTEM, { region: id, action: 'test.build' }, async (work) => {
		await createRegion(work, newRegion.parse({ key, name: `Raum ${key}` }));
		const town = await createMunicipality(
			work,
			newMunicipality.parse({ key: 'saalfeld', name: 'Saalfeld', ags: '16073077' })
		);
		const body = await createBody(
			work,
			newBody.parse({
				name: 'Rat der Bürgermeister',
				kind: 'deciding',
				seats: [{ office: 'Bürgermeister', municipality: town._id }]
			})
		);
		const party = await createParty(work, newParty.parse({ name: 'Stadt Saalfeld', kind: 'municipality' }));
		const milestone = await createMilestone(work, newMilestone.parse({ date: '2013', title: 'Vertrag' }));
		const decision = await createDecision(work, newDecision.parse({ body: body._id, title: 'Beschluss' }));
		const history = await furnishHistory(work);
		const otherEdition = history.otherEdition;
		const edition = await createEdition(
			work,
			newEdition.parse({ key: 'rek-2026', year: 2026, title: 'Konzept', former: otherEdition._id })
		);
		const inEdition = async (edition: string) => {
			const field = await createField(work, newField.parse({ edition, code: 'W', title: 'Wirtschaft' }));
			const goal = await createGoal(work, newGoal.parse({ edition, field: field._id, title: 'Arbeit' }));
			const place = { edition, field: field._id, goal: goal._id };
			return {
				field,
				goal,
				measure: await createMeasure(work, newMeasure.parse({ ...place, code: 'W 2', title: 'Gewerbegebiet' }))
			};
		};
		const here = await inEdition(edition._id);
		const there = await inEdition(otherEdition._id);
		const chapter = await createChapter(
			work,
			newChapter.parse({ edition: edition._id, title: 'Lage', text: 'Am Fluss.' })
		);
		const omission = await work.create(OmissionModel, {
			edition: edition._id,
			kind: 'measure',
			item: there.measure._id,
			reason: 'Umgesetzt'
		});
		const separation = await work.create(SeparationModel, {
			kind: 'field',
			before: there.field._id,
			after: here.field._id
		});
		const attachment = await work.create(AttachmentModel, {
			of: { kind: 'chapter', id: chapter._id },
			file: 'a'.repeat(64),
			name: 'lage.txt',
			type: 'text/plain',
			size: 3
		});
		const project = await createProject(
			work,
			newProject.parse({
				title: 'Geraer Bahnbogen',
				municipalities: [town._id],
				links: [{ edition: edition._id, target: { kind: 'measure', id: here.measure._id } }]
			})
		);
		const otherProject = await createProject(work, newProject.parse({ title: 'Anderes Projekt' }));
		const report = await reportStatus(
			work,
			SYSTEM_CONTEXT,
			newStatusReport.parse({ project: otherProject._id, status: 'running' })
		);
		const step = await createStep(work, newStep.parse({ project: project._id, title: 'Planung' }));
		const indicator = await createIndicator(
			work,
			newIndicator.parse({ subject: { kind: 'measure', id: here.measure._id }, title: 'Betriebe', unit: 'Anzahl' })
		);
		const reading = await addReading(work, newReading.parse({ indicator: indicator._id, quantity: { value: 3 } }));
		const assessment = await addAssessment(
			work,
			SYSTEM_CONTEXT,
			newAssessment.parse({ subject: { kind: 'goal', id: here.goal._id }, text: 'Läuft.' })
		);
		const [{ files }, name] = [await readTemplateFolder('entwicklungskonzept'), OWN_FILE];
		const text = files['partials/ort.md'] ?? '';
		await work.create(TemplateFileModel, { name, text, basis: text });
		return {
			municipalities: town._id,
			bodies: body._id,
			parties: party._id,
			milestones: milestone._id,
			decisions: decision._id,
			editions: edition._id,
			otherEdition: otherEdition._id,
			fields: here.field._id,
			otherField: there.field._id,
			goals: here.goal._id,
			otherGoal: there.goal._id,
			measures: here.measure._id,
			otherMeasure: there.measure._id,
			projects: project._id,
			otherProject: otherProject._id,
			reports: report._id,
			steps: step._id,
			indicators: indicator._id,
			readings: reading._id,
			assessments: assessment._id,
			...history.of,
			...(await furnishReshaping(work, otherEdition._id)),
			chapters: chapter._id,
			omissions: omission._id,
			separations: separation._id,
			attachments: attachment._id,
			...(await furnishImport(work, edition._id)),
			...(await furnishMeetings(work, body._id, town._id)),
			...(await furnishPaper(work, body._id, otherProject._id))
		};
	});
	const { membership, person } = await buildMember(ownerOf(key), ['reader'], { region: id });
	const owner: Actor = { kind: 'person', id: person };
	const feed = await record.change(owner, { region: id, action: 'test.build' }, (work) =>
		createFeed(work, uuidv7(), of.bodies)
	);
	const documents = await furnishDocument(id, key, of.editions);
	const round = await furnishRound(id, person);
	// An order that is done is found under the id of its document.
	const people = { members: membership, people: person, 'calendar-feeds': feed._id };
	return { id, key, of: { ...of, ...people, documents, 'document-jobs': documents, ...round.of }, link: round.link };
}

/** Address of the reader who is the region's member. */
const ownerOf = (key: string): string => `leserin@${key}.example.org`;

async function furnishDocument(region: string, key: string, edition: string): Promise<string> {
	const bytes = Buffer.from(`# Konzept ${key}`);
	const file = await keepFile(bytes);
	const { manifest } = await readTemplateFolder('entwicklungskonzept');
	const made = {
		bytes,
		state: { day: '2026-11-24', sequence: 1, template: manifest.key, templateVersion: manifest.version },
		filename: `${key}-entwicklungskonzept.md`,
		manifest,
		about: { edition, project: null, measure: null, year: null, key: null },
		format: 'md' as const
	};
	const { _id } = await record.change(SYSTEM, { region, action: 'document.keep' }, (work) =>
		keepDocument(work, uuidv7(), made, file, SYSTEM)
	);
	return _id;
}

/** Everybody who is needed to reach every route; each with the cookie of a session. */
export async function signInEverybody(server: Server, region: FurnishedRegion) {
	const roles = ['planner', 'manager', 'reader', 'council', 'auditor', 'contributor'] as const;
	const cookies: Partial<Record<(typeof roles)[number] | 'administrator' | 'stranger' | 'owner', string>> = {};
	cookies.owner = await signIn(server, ownerOf(region.key));
	for (const role of roles) {
		await buildMember(`${role}@example.org`, [role], { region: region.id });
		cookies[role] = await signIn(server, `${role}@example.org`);
	}
	await buildMember('administrator@example.org', [], { isAdministrator: true });
	cookies.administrator = await signIn(server, 'administrator@example.org');
	await buildMember('stranger@example.org', []);
	cookies.stranger = await signIn(server, 'stranger@example.org');
	return cookies as Required<typeof cookies>;
}

export type Cookies = Awaited<ReturnType<typeof signInEverybody>>;

export const nameOf = (route: Route): string => `${route.method} ${route.path}`;

/** The address of a route about the thing of its kind in this region. */
export function addressOf(route: Route, region: FurnishedRegion, id = idFor(route, region)): string {
	const path = route.path
		.replace(':region', region.key)
		.replace(':id', id)
		.replace(':sequence', '1')
		.replace(':template', 'entwicklungskonzept')
		.replace(':name', OWN_FILE);
	return `/api/v1${path}${route.takesFile ? fileQuery(route, region) : ''}`;
}

/** What is said of a file that is sent. */
function fileQuery(route: Route, { of }: FurnishedRegion): string {
	if (route.path.endsWith('/imports')) return '?name=liste.csv';
	return route.path.endsWith('/photo')
		? `?project=${of.askedProject}&name=bild.png&alt=Baustelle&credit=Stadt&hasRights=true`
		: `?kind=project&id=${of.projects}&name=plan.txt`;
}

/** The id that an address of this route takes. */
export function idFor(route: Route, region: FurnishedRegion): string {
	const [, kind, action = ''] = /\/([a-z-]+)\/:id(?:\/(\w+))?/.exec(route.path) ?? [];
	if (kind === undefined) return '';
	if (route.method === 'post' && kind === 'editions' && action === 'documents') return region.of.adoptedEditions;
	const place = STEP_PLACES[/([a-z-]+)\/:id(\/[a-z-]+)?/.exec(route.path)?.slice(1).join('') ?? ''];
	if (place !== undefined) return region.of[place];
	const prefix = { merge: 'other', split: 'split', drop: 'dropped', move: 'moved' }[action];
	const name = prefix === undefined ? kind : `${prefix}${kind.charAt(0).toUpperCase()}${kind.slice(1, -1)}`;
	return region.of[name as keyof Furniture];
}

/** Somebody who may ask this route everything. */
export function cookieFor(route: Route, cookies: Cookies): string {
	if (route.permission === 'installation.manage') return cookies.administrator;
	// Of what is one's own: the one member that the region was furnished with.
	if (route.permission === 'calendar.keep') return cookies.owner;
	return cookies.manager;
}
