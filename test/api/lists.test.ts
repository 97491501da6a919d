import { expect } from 'chai';
import supertest from 'supertest';
import type { MeasureRow } from '@konzeptstand/contract/concept.ts';
import type { Hierarchy } from '@konzeptstand/contract/hierarchy.ts';
import type { ProjectRow } from '@konzeptstand/contract/project.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { STATUSES } from '@konzeptstand/contract/status.ts';
import { RealRegion } from '../helpers/real-region.ts';

const EDITION = 'rek-2002';

describe('Lists of the real region', function () {
	this.timeout(60_000);
	const region = new RealRegion().use();
	let projects: ProjectRow[];
	let placed: ProjectRow[];
	let measures: MeasureRow[];

	const list = async <T>(path: string, query = ''): Promise<T[]> =>
		(await region.read<{ rows: T[] }>(`/${path}?limit=500&${query}`)).rows;
	const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

	beforeEach(async () => {
		projects = await list('projects');
		placed = await list('projects', `edition=${EDITION}`);
		measures = await list('measures', `edition=${EDITION}`);
	});

	/** The filtered list is the whole list without the others, in the same order. */
	async function expectOnly<T extends { id: string }>(
		path: string,
		all: readonly T[],
		query: string,
		isWanted: (row: T) => boolean
	): Promise<number> {
		const found = await list<T>(path, query);
		const wanted = all.filter(isWanted);
		expect(idsOf(found), `${path}?${query}`).to.deep.equal(idsOf(wanted));
		return found.length;
	}

	it('hold everything where nothing is asked for', () => {
		expect(projects).to.have.length(76);
		expect(placed.length).to.be.above(0).and.below(76);
		expect(measures).to.have.length(10);
	});

	describe('of projects show only', () => {
		it('those of a status, each in one of them', async () => {
			let total = 0;
			for (const status of STATUSES)
				total += await expectOnly('projects', projects, `status=${status}`, (row) => row.current.status === status);
			expect(total).to.equal(projects.length);
		});

		it('those of a town, of which one may lie in several', async () => {
			const towns = new Set(projects.flatMap((row) => idsOf(row.municipalities)));
			expect(towns).to.have.property('size', 3);
			for (const town of towns) {
				const isThere = (row: ProjectRow): boolean => idsOf(row.municipalities).includes(town);
				expect(await expectOnly('projects', projects, `municipality=${town}`, isThere)).to.be.above(0);
				const isRunning = (row: ProjectRow): boolean => isThere(row) && row.current.status === 'completed';
				await expectOnly('projects', projects, `municipality=${town}&status=completed`, isRunning);
			}
		});

		it('those that are late, outdated or delayed, or those that are not', async () => {
			for (const [name, isSo] of [
				['late', (row: ProjectRow) => row.current.isLate],
				['outdated', (row: ProjectRow) => row.current.isOutdated],
				['delayed', (row: ProjectRow) => row.current.isDelayed]
			] as const) {
				const some = await expectOnly('projects', projects, `${name}=true`, isSo);
				const others = await expectOnly('projects', projects, `${name}=false`, (row) => !isSo(row));
				expect(some + others).to.equal(projects.length);
			}
			expect((await list('projects', 'outdated=true')).length).to.be.above(0);
			expect(await list('projects', 'delayed=true')).to.have.length(1);
		});

		it('those of a field and of a measure in an edition', async () => {
			const fields = new Set(placed.flatMap((row) => (row.field ? [row.field.id] : [])));
			expect(fields.size).to.be.above(1);
			for (const field of fields) {
				const query = `edition=${EDITION}&field=${field}`;
				await expectOnly('projects', placed, query, (row) => row.field?.id === field);
			}
			for (const { id } of measures) {
				const query = `edition=${EDITION}&measure=${id}`;
				await expectOnly('projects', placed, query, (row) => row.place?.id === id);
			}
			await expectOnly('projects', placed, `edition=${EDITION}&unplaced=false`, (row) => row.place !== null);
		});

		it('those below a key measure', async () => {
			const keys = idsOf(measures.filter((row) => row.isKeyMeasure));
			const isBelow = (row: ProjectRow): boolean => keys.includes(row.place?.id ?? '');
			await expectOnly('projects', placed, `edition=${EDITION}&keyMeasure=true`, isBelow);
			await expectOnly('projects', placed, `edition=${EDITION}&keyMeasure=false`, (row) => !isBelow(row));
		});

		it('those of whoever asks', async () => {
			expect(await list('projects', 'mine=true')).to.deep.equal([]);
			const [first] = projects;
			const answer = await supertest(region.server)
				.patch(`/api/v1/regions/${region.key}/projects/${first!.id}`)
				.set('Cookie', region.planner.cookie)
				.set('If-Match', `"${first!.version}"`)
				.send({ responsiblePeople: [region.planner.person] });
			expect(answer.status, answer.text).to.equal(200);
			expect(idsOf(await list('projects', 'mine=true'))).to.deep.equal([first!.id]);
			await expectOnly('projects', projects, 'mine=false', (row) => row.id !== first!.id);
		});

		it('those whose words are asked for, however they are written', async () => {
			const bahnbogen = idsOf(projects.filter((row) => row.title.includes('Bahnbogen')));
			expect(bahnbogen).to.have.length.above(0);
			for (const text of ['Bahnbogen', 'bahnbogen', 'BAHNBOGEN', 'gera bahnbog', 'bahnbogen%20Geraer'])
				expect(idsOf(await list('projects', `text=${text}`)), text).to.include.members(
					text.includes('era') ? bahnbogen.slice(0, 1) : bahnbogen
				);
			expect(await list('projects', 'text=.*')).to.deep.equal([]);
			expect(await list('projects', 'text=Bahnbogen%20Hamburg')).to.deep.equal([]);
			expect(idsOf(await list('projects', 'text=gru'))).to.include.members(
				idsOf(projects.filter((row) => /gr[üu]/i.test(row.title)))
			);
		});
	});

	describe('of measures show only', () => {
		it('key measures, or the others', async () => {
			const query = `edition=${EDITION}&keyMeasure=`;
			const keys = await expectOnly('measures', measures, `${query}true`, (row) => row.isKeyMeasure);
			expect(keys + (await expectOnly('measures', measures, `${query}false`, (row) => !row.isKeyMeasure))).to.equal(
				measures.length
			);
		});

		it('those of a field, and those with a word', async () => {
			for (const field of new Set(measures.map((row) => row.field?.id))) {
				const query = `edition=${EDITION}&field=${field!}`;
				await expectOnly('measures', measures, query, (row) => row.field?.id === field);
			}
			const [first] = measures;
			const word = first!.title.split(' ')[0]!;
			expect(idsOf(await list('measures', `edition=${EDITION}&text=${encodeURIComponent(word)}`))).to.include(
				first!.id
			);
		});
	});

	it('show in the outline exactly the projects that the list shows under the same filter', async () => {
		const [town] = projects.flatMap((row) => idsOf(row.municipalities));
		for (const filter of [
			'status=completed',
			'status=unknown',
			`municipality=${town!}`,
			'outdated=true',
			'delayed=true'
		]) {
			const query = `edition=${EDITION}&${filter}`;
			const outline = await region.read<Hierarchy>(`/hierarchy?${query}`);
			expect(
				projectsOf([outline.fields, outline.goals, outline.unplaced.measures, outline.unplaced.projects]),
				filter
			).to.have.members(idsOf(await list('projects', query)));
		}
	});

	describe('stand in the order that is asked for', () => {
		const collator = new Intl.Collator('de', { numeric: true, sensitivity: 'base' });
		const ORDERS: [
			sort: string,
			valueOf: (row: ProjectRow) => string | number | null,
			compare: (a: never, b: never) => number
		][] = [
			['title', (row) => row.title, collator.compare as (a: never, b: never) => number],
			['code', (row) => row.code, collator.compare as (a: never, b: never) => number],
			['status', (row) => STATUSES.indexOf(row.current.status), (a: number, b: number) => a - b],
			['progress', (row) => row.current.progress, (a: number, b: number) => a - b],
			['asOf', (row) => row.current.asOf, compareEdtf as (a: never, b: never) => number]
		];
		for (const [sort, valueOf, compare] of ORDERS) {
			it(`by ${sort}, forwards and backwards, with what is unknown last`, async () => {
				for (const direction of [1, -1]) {
					const rows = await list<ProjectRow>('projects', `sort=${direction === 1 ? '' : '-'}${sort}`);
					expect(idsOf(rows)).to.have.members(idsOf(projects));
					const values = rows.map(valueOf);
					const known = values.filter((value) => value !== null);
					expect(values.slice(known.length).every((value) => value === null)).to.equal(true);
					for (let index = 1; index < known.length; index += 1) {
						const order = direction * compare(known[index - 1] as never, known[index] as never);
						expect(order, `${String(known[index - 1])}, ${String(known[index])}`).to.be.at.most(0);
					}
				}
			});
		}

		it('measures by their codes as people sort: W 2 before W 10', async () => {
			const codes = (await list<MeasureRow>('measures', `edition=${EDITION}&sort=code`)).map((row) => row.code);
			expect(codes).to.deep.equal([...codes].sort((a, b) => collator.compare(a ?? '', b ?? '')));
		});
	});
});

/** Ids of all projects in a part of the outline, however deep. */
function projectsOf(part: unknown): string[] {
	if (Array.isArray(part)) return part.flatMap(projectsOf);
	if (typeof part !== 'object' || part === null) return [];
	if ('kind' in part && part.kind === 'project') return [(part as unknown as { id: string }).id];
	return Object.values(part).flatMap(projectsOf);
}
