/** One table of all addresses of the frontend, so that no page spells a path of its own. */
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

	overview: (region: string) => inRegion(region),
	concept: (region: string, edition?: string) =>
		inRegion(region, '/concept') + (edition ? `?edition=${encodeURIComponent(edition)}` : ''),
	projects: (region: string) => inRegion(region, '/projects'),
	parties: (region: string) => inRegion(region, '/parties'),
	documents: (region: string) => inRegion(region, '/documents'),
	record: (region: string) => inRegion(region, '/record'),
	mine: (region: string) => inRegion(region, '/mine'),

	field: item('fields'),
	goal: item('goals'),
	measure: item('measures'),
	project: item('projects'),
	party: item('parties'),
	indicator: item('indicators'),
	document: item('documents'),
	entry: item('record'),
	/** the form for a new status report: two clicks from any row */
	report: (region: string, project: string) => item('projects')(region, project, 'report'),
	/** the form that places a project under a measure or a goal */
	place: (region: string, project: string) => item('projects')(region, project, 'place')
} as const;
