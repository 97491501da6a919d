import type { ListFormat } from '@konzeptstand/contract/values.ts';

/** One table of all addresses of the frontend, so that no page spells a path of its own. */
type Query = Record<string, string | undefined>;

const withQuery = (path: string, query: Query = {}) => {
	const kept = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
	return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept)}`;
};
const inRegion = (region: string, path = '') => `/${encodeURIComponent(region)}${path}`;
const item =
	(folder: string) =>
	(region: string, id: string, page = '') =>
		inRegion(region, `/${folder}/${encodeURIComponent(id)}${page && `/${page}`}`);

export const links = {
	home: () => '/',
	signIn: (next?: string) => (next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
	signOut: () => '/sign-out',
	setup: () => '/setup',
	preferences: () => '/preferences',
	about: () => '/about',
	apiDocs: () => '/api/v1/docs',

	overview: (region: string, edition?: string) => withQuery(inRegion(region), { edition }),
	/** `query`: edition and the filters of the outline */
	concept: (region: string, query?: Query) => withQuery(inRegion(region, '/concept'), query),
	projects: (region: string, query?: Query) => withQuery(inRegion(region, '/projects'), query),
	/** what a figure is made of: `kind` region, edition, field, goal, measure or municipality; `id` of all but the first two */
	figures: (region: string, query: Query & { kind: string }) => withQuery(inRegion(region, '/figures'), query),
	/** straight from the API: a file, no page */
	listFile: (region: string, list: string, format: ListFormat, query?: Query) =>
		withQuery(`/api/v1/regions/${encodeURIComponent(region)}/${list}`, { ...query, format }),
	/** the same: a whole edition, and the whole region with its record */
	editionFile: (region: string, edition: string, format: ListFormat) =>
		`/api/v1/regions/${encodeURIComponent(region)}/editions/${encodeURIComponent(edition)}/export?format=${format}`,
	packageFile: (region: string) => `/api/v1/regions/${encodeURIComponent(region)}/package`,
	parties: (region: string, query?: Query) => withQuery(inRegion(region, '/parties'), query),
	milestones: (region: string) => inRegion(region, '/milestones'),
	/** `query`: body, year and state */
	meetings: (region: string, query?: Query) => withQuery(inRegion(region, '/meetings'), query),
	newMeeting: (region: string) => inRegion(region, '/meetings/new'),
	/** the days of a whole year, proposed */
	meetingYear: (region: string, query?: Query) => withQuery(inRegion(region, '/meetings/year'), query),
	/** `page`: edit, cancel, invite, take, screen, items/new, items/ID, minutes */
	meeting: item('meetings'),
	/** a page of the council's rooms by its folder: `papers`, `control` */
	council: (region: string, folder: string) => inRegion(region, `/${folder}`),
	bodies: (region: string) => inRegion(region, '/bodies'),
	newBody: (region: string) => inRegion(region, '/bodies/new'),
	body: item('bodies'),
	/** asked by the browser itself; `path` begins below the region */
	councilApi: (region: string, path: string) => `/api/v1/regions/${encodeURIComponent(region)}/${path}`,
	/** a document about a meeting */
	meetingDocument: (region: string, template: string, meeting: string) =>
		withQuery(item('documents')(region, template), { meeting }),
	decisions: (region: string) => inRegion(region, '/decisions'),
	/** `query`: filters */
	papers: (region: string, query?: Query) => withQuery(inRegion(region, '/papers'), query),
	documents: (region: string, query?: Query) => withQuery(inRegion(region, '/documents'), query),
	record: (region: string, query?: Query) => withQuery(inRegion(region, '/record'), query),
	mine: (region: string) => inRegion(region, '/mine'),
	members: (region: string) => inRegion(region, '/members'),
	calendars: (region: string) => inRegion(region, '/calendars'),
	/** what everyone sees, without an account */
	publicMeetings: (region: string) => `/p/${encodeURIComponent(region)}/meetings`,
	rounds: (region: string) => inRegion(region, '/rounds'),
	/** `query`: filters of the projects to ask about */
	newRound: (region: string, query?: Query) => withQuery(inRegion(region, '/rounds/new'), query),
	round: item('rounds'),
	/** straight from the API */
	roundPhoto: (region: string, answer: string) =>
		`/api/v1/regions/${encodeURIComponent(region)}/round-answers/${encodeURIComponent(answer)}/photo`,
	/** the page behind a link, for one person without an account */
	ownRound: (region: string, token: string, page = '') =>
		`/s/${encodeURIComponent(region)}/${encodeURIComponent(token)}${page && `/${page}`}`,

	/** any edition against any other, or one at two dates */
	comparison: (region: string, query?: Query) => withQuery(inRegion(region, '/comparison'), query),
	nextEdition: (region: string, from?: string) => withQuery(inRegion(region, '/editions/next'), { from }),
	/** straight from the API: the file itself, shown or saved */
	attachmentContent: (region: string, id: string, query?: Query) =>
		withQuery(`/api/v1/regions/${encodeURIComponent(region)}/attachments/${encodeURIComponent(id)}/content`, query),

	newChapter: (region: string, edition: string) => withQuery(inRegion(region, '/chapters/new'), { edition }),
	newAmendment: (region: string, query: Query) => withQuery(inRegion(region, '/amendments/new'), query),
	newField: (region: string, edition: string) => withQuery(inRegion(region, '/fields/new'), { edition }),
	newGoal: (region: string, query: Query) => withQuery(inRegion(region, '/goals/new'), query),
	newMeasure: (region: string, query: Query) => withQuery(inRegion(region, '/measures/new'), query),
	newProject: (region: string, query?: Query) => withQuery(inRegion(region, '/projects/new'), query),
	newAssessment: (region: string, query: Query) => withQuery(inRegion(region, '/assessments/new'), query),
	newIndicator: (region: string, query: Query) => withQuery(inRegion(region, '/indicators/new'), query),
	newReading: (region: string, query: Query) => withQuery(inRegion(region, '/readings/new'), query),
	newParty: (region: string) => inRegion(region, '/parties/new'),
	newMilestone: (region: string) => inRegion(region, '/milestones/new'),
	newDecision: (region: string) => inRegion(region, '/decisions/new'),
	/** `query`: what it shall set in motion (`effect` and `subject`, or `step`), and what else it begins with */
	newPaper: (region: string, query?: Query) => withQuery(inRegion(region, '/papers/new'), query),

	/** the page of an edition; while it is a draft, where its writing stands */
	edition: item('editions'),
	chapter: item('chapters'),
	amendment: item('amendments'),
	attachment: item('attachments'),
	/** a page of something by its folder: `measures/…/drop` */
	thing: (region: string, folder: string, id: string, page = '') => item(folder)(region, id, page),
	field: item('fields'),
	goal: item('goals'),
	measure: item('measures'),
	project: item('projects'),
	party: item('parties'),
	indicator: item('indicators'),
	milestone: item('milestones'),
	decision: item('decisions'),
	/** the vote on one item of a meeting's agenda */
	vote: (region: string, meeting: string, agendaItem: string) =>
		item('meetings')(region, meeting, `items/${encodeURIComponent(agendaItem)}/vote`),
	/** `page`: result, edit, files */
	paper: item('papers'),
	document: item('documents'),
	keptDocuments: (region: string, query?: Query) => withQuery(inRegion(region, '/documents/kept'), query),
	documentCheck: (region: string) => inRegion(region, '/documents/check'),
	/** how far an ordered document is, and what became of it */
	documentOrder: item('documents/orders'),
	/** straight from the API: a file, no page */
	documentFile: (region: string, id: string) =>
		`/api/v1/regions/${encodeURIComponent(region)}/documents/${encodeURIComponent(id)}/file`,
	/** asked by the browser itself */
	documentCheckApi: (region: string) => `/api/v1/regions/${encodeURIComponent(region)}/documents/check`,
	templateFiles: (region: string) => inRegion(region, '/documents/templates'),
	/** `page`: versions, preview or shipped */
	templateFile: item('documents/templates'),
	/** asked by the browser itself */
	templateTrialApi: (region: string) => `/api/v1/regions/${encodeURIComponent(region)}/template-files/trial`,
	/** lists from spreadsheets: send one, see those that were sent */
	imports: (region: string) => inRegion(region, '/imports'),
	/** a list that was sent; `page`: take, undo, discard */
	import: item('imports'),
	importMapping: item('imports/mappings'),
	/** straight from the API: a file, no page */
	importReturned: (region: string, id: string) =>
		`/api/v1/regions/${encodeURIComponent(region)}/imports/${encodeURIComponent(id)}/returned`,
	entry: item('record'),
	member: item('members'),
	/** the form for a new status report: two clicks from any row */
	report: (region: string, project: string) => item('projects')(region, project, 'report'),
	/** the form that places a project under a measure or a goal */
	place: (region: string, project: string) => item('projects')(region, project, 'place')
} as const;
