import { expect } from 'chai';
import { fieldListQuery, goalListQuery, listQuery, measureListQuery } from '@konzeptstand/contract/concept.ts';
import type { ListQuery } from '@konzeptstand/contract/concept.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { readHierarchy } from '../../backend/concept/hierarchy.service.ts';
import { readMeasure } from '../../backend/concept/item.service.ts';
import { readProjectList } from '../../backend/concept/list.service.ts';
import { readOverview } from '../../backend/concept/overview.service.ts';
import { readPartyParts } from '../../backend/concept/party-parts.service.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { readRollUpParts } from '../../backend/concept/roll-up.service.ts';
import { readFieldList, readGoalList, readMeasureList } from '../../backend/concept/structure-list.service.ts';
import { withdrawStructure } from '../../backend/concept/structure.service.ts';
import { record } from '../../backend/record/record.service.ts';
import type { Snapshot } from '../../backend/record/record.service.ts';
import { withdrawLiving } from '../../backend/region/living.service.ts';
import {
	buildEdition,
	buildField,
	buildGoal,
	buildMeasure,
	buildMunicipality,
	buildParty,
	buildProject,
	buildReport,
	inRegion,
	linkTo,
	REGION_ID,
	useTestRegion
} from '../helpers/concept.ts';
import { refusalOf } from '../helpers/refusal.ts';

const DAY = '2026-06-15';
const read = <R>(action: (snapshot: Snapshot) => Promise<R>): Promise<R> =>
	record.read(REGION_ID, (snapshot) => action(snapshot));
const projects = (query: Partial<ListQuery> = {}) =>
	read((snapshot) => readProjectList(REGION_ID, snapshot, { ...listQuery.parse({}), ...query }, SYSTEM_CONTEXT, DAY));
const measures = (query: object = {}) =>
	read((snapshot) =>
		readMeasureList(REGION_ID, snapshot, { ...measureListQuery.parse({}), ...query }, SYSTEM_CONTEXT, DAY)
	);
const goals = (query: object = {}) =>
	read((snapshot) => readGoalList(REGION_ID, snapshot, { ...goalListQuery.parse({}), ...query }, SYSTEM_CONTEXT, DAY));
const tree = (query: Parameters<typeof readHierarchy>[2]) =>
	read((snapshot) => readHierarchy(REGION_ID, snapshot, query, SYSTEM_CONTEXT, DAY));
const titles = ({ rows }: { rows: { title: string }[] }): string[] => rows.map((row) => row.title);

describe('The lists', () => {
	useTestRegion();
	let edition: string;
	beforeEach(async () => {
		edition = (await buildEdition())._id;
	});

	it('sort by what is asked, and put what is not known last in either direction', async () => {
		const half = await buildProject({ title: 'halb' });
		const begun = await buildProject({ title: 'begonnen' });
		await buildProject({ title: 'unbekannt' });
		await buildReport(half._id, { progress: 50, asOf: '2026' });
		await buildReport(begun._id, { progress: 5, asOf: '2025' });
		expect(titles(await projects({ sort: 'progress' }))).to.deep.equal(['begonnen', 'halb', 'unbekannt']);
		expect(titles(await projects({ sort: '-progress' }))).to.deep.equal(['halb', 'begonnen', 'unbekannt']);
		expect(titles(await projects({ sort: '-asOf' }))).to.deep.equal(['halb', 'begonnen', 'unbekannt']);
		expect(titles(await projects({ sort: '-title' }))).to.deep.equal(['unbekannt', 'halb', 'begonnen']);
		expect(titles(await projects({ sort: 'status' }))).to.deep.equal(['begonnen', 'halb', 'unbekannt']);
	});

	it('sort codes as people do', async () => {
		for (const code of ['W 10', 'W 2', 'F 1']) await buildMeasure(edition, { code, title: code });
		expect(titles(await measures())).to.deep.equal(['F 1', 'W 2', 'W 10']);
		expect(titles(await measures({ sort: '-code' }))).to.deep.equal(['W 10', 'W 2', 'F 1']);
	});

	it('come in pages that neither overlap nor leave anything out', async () => {
		for (const title of ['a', 'b', 'c', 'd', 'e']) await buildProject({ title });
		const pages = await Promise.all([0, 2, 4].map((offset) => projects({ limit: 2, offset })));
		expect(pages.flatMap(titles)).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
		expect(pages.map((page) => page.total)).to.deep.equal([5, 5, 5]);
	});

	it('find projects by where they stand: field, goal, measure, key measure, nowhere', async () => {
		const field = await buildField(edition);
		const goal = await buildGoal(edition, { field: field._id });
		const sub = await buildGoal(edition, { parent: goal._id });
		const measure = await buildMeasure(edition, { goal: goal._id, isKeyMeasure: true });
		const at = (kind: 'measure' | 'goal', id: string) => [linkTo(edition, { kind, id })];
		await buildProject({ title: 'der Maßnahme', links: at('measure', measure._id) });
		await buildProject({ title: 'des Unterziels', links: at('goal', sub._id) });
		await buildProject({ title: 'ohne Platz', links: [linkTo(edition, null)] });
		await buildProject({ title: 'ohne Fassung' });
		const all = ['der Maßnahme', 'des Unterziels'];
		expect(titles(await projects({ field: field._id }))).to.deep.equal(all);
		expect(titles(await projects({ goal: goal._id }))).to.deep.equal(all);
		expect(titles(await projects({ goal: sub._id }))).to.deep.equal(['des Unterziels']);
		expect(titles(await projects({ measure: measure._id }))).to.deep.equal(['der Maßnahme']);
		expect(titles(await projects({ keyMeasure: true }))).to.deep.equal(['der Maßnahme']);
		expect(titles(await projects({ unplaced: true }))).to.deep.equal(['ohne Fassung', 'ohne Platz']);
		expect(titles(await projects({ edition: 'rek-2026' }))).to.deep.equal([...all, 'ohne Platz']);
		const [first] = (await projects({ measure: measure._id })).rows;
		expect([first?.field?.code, first?.place?.code, first?.edition?.title]).to.deep.equal(['W', 'W 2', 'Konzept']);
	});

	it('find measures and goals by what stands below them', async () => {
		const field = await buildField(edition);
		const goal = await buildGoal(edition, { field: field._id, title: 'Arbeit' });
		await buildGoal(edition, { title: 'Wohnen' });
		const measure = await buildMeasure(edition, { goal: goal._id });
		await buildMeasure(edition, { code: 'W 3', title: 'leer' });
		const project = await buildProject({ links: [linkTo(edition, { kind: 'measure', id: measure._id })] });
		await buildReport(project._id, { status: 'running', asOf: '2026-06' });
		expect(titles(await measures({ status: 'running' }))).to.deep.equal(['Gewerbegebiet entwickeln']);
		expect(titles(await goals({ status: 'running' }))).to.deep.equal(['Arbeit']);
		expect(titles(await goals({ status: 'paused' }))).to.deep.equal([]);
		expect(titles(await measures({ field: field._id })), 'in the field of its goal').to.have.length(1);
		expect((await measures({ field: field._id })).rows[0]?.field?.code).to.equal('W');
		expect(titles(await measures({ unplaced: true }))).to.deep.equal(['leer']);
	});

	it('show what was withdrawn in the place of what stands, when asked', async () => {
		const goal = await buildGoal(edition);
		const measure = await buildMeasure(edition);
		const project = await buildProject({ title: 'doppelt' });
		await buildProject();
		await inRegion((work) => withdrawStructure(work, 'goal', goal._id, 1, 'doppelt'));
		await inRegion((work) => withdrawStructure(work, 'measure', measure._id, 1, 'doppelt'));
		await inRegion((work) => withdrawLiving(work, ProjectModel, project._id, 1, 'doppelt'));
		expect(titles(await projects())).to.deep.equal(['Geraer Bahnbogen']);
		expect(titles(await projects({ withdrawn: true }))).to.deep.equal(['doppelt']);
		expect((await goals()).total + (await measures()).total).to.equal(0);
		expect((await goals({ withdrawn: true })).rows[0]?.id).to.equal(goal._id);
		expect((await measures({ withdrawn: true })).rows[0]).to.include({ id: measure._id, version: 2 });
	});

	it('say so when there is no such edition', async () => {
		const fields = (query: { edition: string }) =>
			read((snapshot) => readFieldList(REGION_ID, snapshot, { ...fieldListQuery.parse({}), ...query }, DAY));
		for (const list of [projects, measures, goals, fields])
			expect(await refusalOf(list({ edition: 'gibt-es-nicht' }))).to.equal('not_found edition:not_found');
	});
});

describe('The outline', () => {
	useTestRegion();
	let edition: string;
	beforeEach(async () => {
		edition = (await buildEdition())._id;
	});

	it('keeps all that stands below what a search finds, and only what is found where it finds nothing', async () => {
		const field = await buildField(edition, { title: 'Wirtschaft' });
		const measure = await buildMeasure(edition, { field: field._id, title: 'Gewerbegebiete' });
		await buildMeasure(edition, { field: field._id, code: 'W 3', title: 'Handel' });
		for (const title of ['Am Kulm', 'Bahnbogen'])
			await buildProject({ title, links: [linkTo(edition, { kind: 'measure', id: measure._id })] });
		const found = async (text: string) =>
			(await tree({ text })).fields.flatMap((one) =>
				one.measures.map((below) => [below.title, ...below.projects.map((project) => project.title)])
			);
		expect(await found('wirtschaft')).to.deep.equal([['Gewerbegebiete', 'Am Kulm', 'Bahnbogen'], ['Handel']]);
		expect(await found('gewerbe')).to.deep.equal([['Gewerbegebiete', 'Am Kulm', 'Bahnbogen']]);
		expect(await found('kulm')).to.deep.equal([['Gewerbegebiete', 'Am Kulm']]);
		expect(await found('nirgends')).to.deep.equal([]);
	});

	it('filters by town without touching the figures', async () => {
		const town = await buildMunicipality();
		const measure = await buildMeasure(edition);
		const links = [linkTo(edition, { kind: 'measure', id: measure._id })];
		await buildProject({ title: 'in Saalfeld', municipalities: [town._id], links });
		await buildProject({ title: 'anderswo', links });
		const { unplaced, rollUp } = await tree({ municipality: town._id });
		expect(unplaced.measures[0]?.projects.map((one) => one.title)).to.deep.equal(['in Saalfeld']);
		expect([unplaced.measures[0]?.rollUp.projects, rollUp.projects]).to.deep.equal([2, 2]);
	});
});

describe('A figure', () => {
	useTestRegion();

	it('opens for what stands in another edition than the chosen one, and adds up to the cent', async () => {
		await buildEdition();
		const older = (await buildEdition({ key: 'rek-2002', year: 2002 }))._id;
		const measure = await buildMeasure(older);
		const links = [linkTo(older, { kind: 'measure', id: measure._id })];
		await buildProject({ title: 'a', links, costs: [{ cents: 199 }] });
		await buildProject({ title: 'b', links, costs: [{ cents: 202, relation: 'about' }] });
		await buildProject({ title: 'c', links });
		const open = (kind: 'measure' | 'edition', id: string) =>
			read((snapshot) => readRollUpParts(REGION_ID, snapshot, { kind, id }, DAY));
		const opened = await open('measure', measure._id);
		expect(opened.rollUp.costs).to.deep.equal({ cents: 401, inexact: 1, unknown: 1 });
		expect(opened.parts.reduce((sum, part) => sum + (part.costCents ?? 0), 0)).to.equal(401);
		expect((await open('edition', older)).parts).to.have.length(3);
		expect(await refusalOf(open('measure', older))).to.equal('not_found');
	});
});

describe('The start page', () => {
	useTestRegion();
	const overview = () => read((snapshot) => readOverview(REGION_ID, snapshot, null, DAY));

	it('counts what stands in the edition, and every project of the region', async () => {
		const edition = (await buildEdition())._id;
		const field = await buildField(edition);
		await buildField(edition, { code: 'Q', title: 'Familie', kind: 'cross-cutting' });
		const goal = await buildGoal(edition, { field: field._id });
		await buildGoal(edition, { parent: goal._id });
		await buildMeasure(edition, { isKeyMeasure: true });
		await buildProject({ links: [linkTo(edition, null)] });
		await buildProject({ title: 'ohne Fassung' });
		const { counts, rollUp, regionRollUp } = await overview();
		expect(counts).to.deep.equal({
			fields: 1,
			crossCutting: 1,
			goals: 1,
			subGoals: 1,
			measures: 1,
			measuresWithoutGoal: 1,
			keyMeasures: 1,
			projects: 1,
			projectsWithoutPlace: 1,
			projectsWithoutEdition: 1
		});
		expect([rollUp.projects, regionRollUp.projects]).to.deep.equal([1, 2]);
	});

	it('stands while there is no edition yet', async () => {
		await buildProject();
		const { edition, regionRollUp } = await overview();
		expect([edition, regionRollUp.projects]).to.deep.equal([null, 1]);
	});

	it('lets late, delayed and outdated push none of each other out', async () => {
		await buildEdition();
		for (let index = 0; index < 11; index += 1) {
			const late = await buildProject({ title: `spät ${index}`, periods: { planned: '2020', actual: null } });
			await buildReport(late._id, { asOf: '2026-06' });
		}
		const delayed = await buildProject({ title: 'verzögert' });
		await buildReport(delayed._id, { asOf: '2026-06', isDelayed: true, delayReason: 'Lieferzeiten' });
		const outdated = await buildProject({ title: 'veraltet' });
		await buildReport(outdated._id, { asOf: '2020' });
		const shown = (await overview()).attention.map((one) => one.title);
		expect(shown).to.have.length(12).and.to.include.members(['verzögert', 'veraltet']);
	});

	it('tells the latest reports, without those on what was withdrawn', async () => {
		await buildEdition();
		const gone = await buildProject({ title: 'doppelt' });
		const kept = await buildProject();
		await buildReport(kept._id, { progress: 10, asOf: '2026' });
		await buildReport(gone._id);
		await inRegion((work) => withdrawLiving(work, ProjectModel, gone._id, null, 'doppelt'));
		expect((await overview()).latestReports.map((one) => one.project.title)).to.deep.equal(['Geraer Bahnbogen']);
	});
});

describe('A party', () => {
	useTestRegion();

	it('shows where it has a part, and which', async () => {
		const edition = (await buildEdition())._id;
		const party = await buildParty();
		const measure = await buildMeasure(edition, { roles: [{ role: 'responsible', party: party._id }] });
		const project = await buildProject({
			links: [linkTo(edition, { kind: 'measure', id: measure._id })],
			roles: [
				{ role: 'carrier', party: party._id },
				{ role: 'funder', party: party._id, part: 'Eigenanteil' }
			]
		});
		const parts = await read((snapshot) => readPartyParts(REGION_ID, party._id, snapshot, DAY));
		expect(parts.party.title).to.equal('Stadt Saalfeld');
		expect(parts.projects.map((one) => [one.id, one.roles.map(({ role }) => role)])).to.deep.equal([
			[project._id, ['carrier', 'funder']]
		]);
		expect(parts.measures.map((one) => [one.code, one.edition.title])).to.deep.equal([['W 2', 'Konzept']]);
	});
});

describe('The page of a measure', () => {
	useTestRegion();

	it('shows contributing projects beside those that count, and counts only these', async () => {
		const edition = (await buildEdition())._id;
		const measure = await buildMeasure(edition);
		const target = { kind: 'measure' as const, id: measure._id };
		await buildProject({ title: 'zählt', links: [linkTo(edition, target)] });
		await buildProject({ title: 'trägt bei', links: [linkTo(edition, target, false)] });
		const page = await read((snapshot) => readMeasure(REGION_ID, measure._id, snapshot, DAY));
		expect(page.projects.map((one) => [one.title, one.counts])).to.deep.equal([
			['trägt bei', false],
			['zählt', true]
		]);
		expect(page.rollUp.projects).to.equal(1);
	});
});
