import type { BrowserContext } from 'playwright-core';
import type { Hierarchy } from '@konzeptstand/contract/hierarchy.ts';

/** The example's region and the edition that has content. */
export const REGION = '/saalebogen';
export const EDITION = 'rek-2002';

/** An id that nothing has. */
export const UNKNOWN = '01890000-0000-7000-8000-00000000dead';

/** Something of a list's answer, as far as addresses need it. */
type Row = { id: string; key?: string | null };

/**
 * Every page of the product by name, with things of the example that have as much on them as possible.
 * @param context signed in as somebody who may read them
 */
export async function findPageAddresses(context: BrowserContext): Promise<Record<string, string>> {
	const get = <T>(path: string): Promise<T> => askApi<T>(context, `/regions${REGION}${path}`);
	const first = async (path: string, isIt: (row: Row) => boolean = () => true): Promise<string> => {
		const { rows } = await get<{ rows: Row[] }>(path);
		return rows.find(isIt)?.id ?? fail(`nothing in ${path}`);
	};
	const hierarchy = await get<Hierarchy>(`/hierarchy?edition=${EDITION}`);
	const field = hierarchy.fields.find(({ code }) => code === 'W') ?? fail('no field W');
	const measure = field.measures.find(({ code }) => code === 'W 2') ?? fail('no measure W 2');
	const project = measure.projects.find(({ title }) => title.startsWith('Gewerbe- und')) ?? fail('no Geraer Bahnbogen');
	const { steps } = await get<{ steps: Row[] }>(`/projects/${project.id}`);
	const goal = await first(`/goals?edition=${EDITION}`);
	const indicator = await first('/indicators');
	const party = await first('/parties');
	const milestone = await first('/milestones');
	const decision = await first('/decisions');
	// none stands in the example: then it is a page that is not there
	const { rows: papers } = await get<{ rows: Row[] }>('/papers');
	const paper = papers[0]?.id ?? UNKNOWN;
	const { rows: votedIn } = await get<{ rows: Row[] }>('/meetings');
	const reading = await first('/readings');
	const assessment = await first('/assessments');
	// what has not been ordered yet is looked at as well: as a page that is not there
	const { rows: documents } = await get<{ rows: Row[] }>('/documents');
	const document = documents[0]?.id ?? UNKNOWN;
	// who may not see rounds is told so, whatever the id
	const rounds = await context.request.get(`/api/v1/regions${REGION}/rounds`);
	const round = rounds.ok() ? (((await rounds.json()) as { rows: Row[] }).rows[0]?.id ?? UNKNOWN) : UNKNOWN;
	const { bodies } = await get<{ bodies: Row[] }>('');
	const body = bodies[0]?.id ?? fail('no body');
	// nobody has met yet in the example: what is not there is looked at as well
	const meetings = await context.request.get(`/api/v1/regions${REGION}/meetings`);
	const meeting = meetings.ok() ? (((await meetings.json()) as { rows: Row[] }).rows[0]?.id ?? UNKNOWN) : UNKNOWN;
	const edition = await first('/editions', ({ key }) => key === EDITION);
	const newest = await first('/editions', ({ key }) => key === 'rek-2022');
	// who may not see the members is shown that instead, whatever the id
	const members = await context.request.get(`/api/v1/regions${REGION}/members`);
	const member = members.ok() ? ((await members.json()) as { rows: Row[] }).rows[0]?.id : project.id;
	const lists = await context.request.get(`/api/v1/regions${REGION}/imports`);
	const list = lists.ok() ? ((await lists.json()) as { rows: Row[] }).rows[0]?.id : undefined;

	const thing = (name: string, folder: string, id: string, pages: readonly string[]): [string, string][] =>
		pages.map((page) => [page === '' ? name : `${page} ${name}`, `${REGION}/${folder}/${id}${page && `/${page}`}`]);
	return {
		overview: REGION,
		'overview of another edition': `${REGION}?edition=rek-1996`,
		concept: `${REGION}/concept?edition=${EDITION}`,
		'concept, filtered': `${REGION}/concept?edition=${EDITION}&status=completed&text=stadt`,
		'next edition': `${REGION}/editions/next?from=${EDITION}`,
		comparison: `${REGION}/comparison?before=${EDITION}&after=rek-2022`,
		'comparison side by side': `${REGION}/comparison?before=${EDITION}&after=rek-2022&view=side`,
		'comparison as one text': `${REGION}/comparison?before=${EDITION}&after=rek-2022&view=text`,
		projects: `${REGION}/projects`,
		parties: `${REGION}/parties`,
		milestones: `${REGION}/milestones`,
		decisions: `${REGION}/decisions`,
		'vote on an agenda item': `${REGION}/meetings/${votedIn[0]?.id ?? UNKNOWN}/items/${UNKNOWN}/vote`,
		papers: `${REGION}/papers`,
		'papers, filtered': `${REGION}/papers?state=open&text=nichts`,
		'new papers': `${REGION}/papers/new?effect=measure.approve&subject=${measure.id}`,
		documents: `${REGION}/documents`,
		'document to read': `${REGION}/documents/entwicklungskonzept?edition=${EDITION}`,
		'kept documents': `${REGION}/documents/kept`,
		'check of a document': `${REGION}/documents/check`,
		templates: `${REGION}/documents/templates`,
		...Object.fromEntries(thing('template', 'documents/templates', 'projektsteckbrief', ['', 'versions', 'shipped'])),
		'partial of templates': `${REGION}/documents/templates/partials.massnahme`,
		...Object.fromEntries(thing('ordered document', 'documents/orders', document, ['', 'cancel'])),
		...Object.fromEntries(
			['entwicklungskonzept', 'umsetzungsbericht', 'umsetzungsbilanz', 'jahresbilanz', 'fortschreibung-vergleich'].map(
				(template) => [
					`document ${template}`,
					`/api/v1/regions${REGION}/documents/${template}?format=html&edition=${EDITION}`
				]
			)
		),
		'document massnahmenblatt': `/api/v1/regions${REGION}/documents/massnahmenblatt?format=html&measure=${measure.id}`,
		'document projekt-expose-en': `/api/v1/regions${REGION}/documents/projekt-expose-en?format=html&project=${project.id}`,
		'document projektsteckbrief': `/api/v1/regions${REGION}/documents/projektsteckbrief?format=html&project=${project.id}`,
		'document beschlusskontrolle': `/api/v1/regions${REGION}/documents/beschlusskontrolle?format=html&body=${body}`,
		imports: `${REGION}/imports`,
		...Object.fromEntries(thing('import', 'imports', list ?? UNKNOWN, ['', 'take', 'undo', 'discard'])),
		'mapping of an import': `${REGION}/imports/mappings/${UNKNOWN}`,
		record: `${REGION}/record`,
		'record entry': `${REGION}/record/1`,
		mine: `${REGION}/mine`,
		calendars: `${REGION}/calendars`,
		rounds: `${REGION}/rounds`,
		'new round': `${REGION}/rounds/new`,
		round: `${REGION}/rounds/${round}`,
		meetings: `${REGION}/meetings`,
		'new meeting': `${REGION}/meetings/new`,
		'year of meetings': `${REGION}/meetings/year?body=${body}&year=2029&weeks=6`,
		...Object.fromEntries(
			thing('meeting', 'meetings', meeting, [
				'',
				'edit',
				'cancel',
				'close',
				'invite',
				'minutes',
				'take',
				'screen',
				'items/new',
				`items/${UNKNOWN}`
			])
		),
		preparation: `${REGION}/preparation`,
		'own page for the council': `${REGION}/council`,
		'control of decisions': `${REGION}/control`,
		'control of decisions, filtered': `${REGION}/control?state=overdue&body=${body}`,
		tasks: `${REGION}/tasks`,
		'new tasks': `${REGION}/tasks/new?decision=${decision}`,
		...Object.fromEntries(thing('task', 'tasks', UNKNOWN, ['', 'edit', 'withdraw'])),
		bodies: `${REGION}/bodies`,
		'new body': `${REGION}/bodies/new`,
		...Object.fromEntries(thing('body', 'bodies', body, ['', 'edit', 'withdraw'])),
		members: `${REGION}/members`,
		'new member': `${REGION}/members/new`,
		...Object.fromEntries(thing('member', 'members', member ?? '', ['', 'password', 'remove'])),
		'figures of the region': `${REGION}/figures?kind=region`,
		'figures of a measure': `${REGION}/figures?kind=measure&id=${measure.id}`,
		...Object.fromEntries([
			...thing('field', 'fields', field.id, ['', 'edit', 'move', 'withdraw']),
			...thing('goal', 'goals', goal, ['', 'edit', 'move', 'withdraw']),
			...thing('measure', 'measures', measure.id, [
				'',
				'edit',
				'move',
				'withdraw',
				'drop',
				'merge',
				'split',
				'origins',
				'files'
			]),
			...thing('project', 'projects', project.id, ['', 'edit', 'place', 'report', 'withdraw', 'steps/new']),
			...steps.slice(0, 1).flatMap(({ id }) => thing('step', `projects/${project.id}/steps`, id, ['edit'])),
			...thing('indicator', 'indicators', indicator, ['', 'edit', 'withdraw']),
			...thing('party', 'parties', party, ['', 'edit', 'withdraw']),
			...thing('milestone', 'milestones', milestone, ['edit', 'withdraw']),
			...thing('decision', 'decisions', decision, ['', 'edit', 'withdraw', 'annul']),
			...thing('paper', 'papers', paper, ['', 'edit', 'withdraw', 'result']),
			...thing('reading', 'readings', reading, ['withdraw']),
			...thing('assessment', 'assessments', assessment, ['withdraw']),
			...thing('edition', 'editions', edition, ['', 'edit', 'chapters', 'balance', 'former', 'files']),
			...thing('newest edition', 'editions', newest, ['', 'chapters', 'adopt'])
		]),
		...Object.fromEntries(
			[
				'fields',
				'goals',
				'measures',
				'projects',
				'editions',
				'chapters',
				'amendments',
				'parties',
				'milestones',
				'decisions'
			].map((folder) => [`new ${folder}`, `${REGION}/${folder}/new?edition=${EDITION}`])
		),
		'new indicators': `${REGION}/indicators/new?subject=measure:${measure.id}`,
		'new readings': `${REGION}/readings/new?indicator=${indicator}`,
		'new assessments': `${REGION}/assessments/new?subject=measure:${measure.id}`,
		'description of the API': '/api/v1/docs',
		about: '/about',
		'page that does not exist': `${REGION}/projects/${UNKNOWN}`
	};
}

/** Pages that anybody sees, signed in or not. */
export const OPEN_PAGES = {
	'sign-in': '/sign-in',
	setup: '/setup',
	about: '/about',
	'meetings for the public': `/p${REGION}/meetings`,
	'meetings of a region that publishes none': '/p/nirgends/meetings',
	'link that is not valid': `/s${REGION}/${'x'.repeat(43)}`
};

/** The API's answer to the person whose window this is. */
export async function askApi<T>(context: BrowserContext, path: string): Promise<T> {
	const response = await context.request.get(`/api/v1${path}`);
	if (!response.ok()) throw new Error(`${response.status()} for ${path}: ${await response.text()}`);
	return (await response.json()) as T;
}

function fail(message: string): never {
	throw new Error(message);
}
