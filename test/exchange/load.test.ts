import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { ImportFile } from '@konzeptstand/contract/exchange.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { FieldModel, EditionModel, GoalModel, MeasureModel } from '../../backend/concept/edition.model.ts';
import { AssessmentModel, IndicatorModel, ReadingModel } from '../../backend/concept/indicator.model.ts';
import { changeProject } from '../../backend/concept/project.service.ts';
import { ProjectModel, StatusReportModel, StepModel } from '../../backend/concept/project.model.ts';
import type { ProjectItem } from '../../backend/concept/project.model.ts';
import { reportStatus } from '../../backend/concept/status-report.service.ts';
import { DecisionModel } from '../../backend/decision/decision.model.ts';
import { LOAD_ACTION, loadImport, loadRegion, readImport } from '../../backend/exchange/exchange.service.ts';
import type { LoadOutcome } from '../../backend/exchange/exchange.service.ts';
import { ApplicationError } from '../../backend/foundation/errors.ts';
import { findEntries } from '../../backend/record/entries.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import {
	BodyModel,
	MilestoneModel,
	MunicipalityModel,
	PartyModel,
	RegionModel
} from '../../backend/region/region.model.ts';
import type { RegionItem } from '../../backend/region/region.model.ts';
import { forgetRegions } from '../../backend/region/region.service.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { EXAMPLE_FILE, sourceOfTheExample } from '../helpers/source-of-the-example.ts';

const shipped = readImport(readFileSync(EXAMPLE_FILE));
/** A copy that the test may change. */
const example = (): ImportFile => structuredClone(shipped);
const load = (file: ImportFile): Promise<LoadOutcome> => loadImport(SYSTEM_CONTEXT, file);
const PLANNER = { kind: 'person', id: '01890000-0000-7000-8000-0000000000aa' } as const;

async function projectByKey(key: string): Promise<ProjectItem> {
	const found = await ProjectModel.findOne({ key }).lean<ProjectItem>();
	if (!found) throw new Error(`No project ${key}`);
	return found;
}

function projectIn(file: ImportFile, key: string): ImportFile['projects'][number] {
	const found = file.projects.find((project) => project.key === key);
	if (!found) throw new Error(`No project ${key} in the file`);
	return found;
}

async function entries(region: string): Promise<number> {
	return (await findEntries(region, { limit: 1, offset: 0, maySeeClosed: true })).total;
}

describe('Loading an import file', function () {
	this.timeout(60_000);
	useTestDatabase();
	before(prepareStore);
	beforeEach(() => {
		record.forgetHeads();
		forgetRegions();
	});

	it('brings the real region into the database whole, as one entry of its record', async () => {
		const outcome = await loadRegion(SYSTEM_CONTEXT, EXAMPLE_FILE.pathname);
		const { counts, statuses } = sourceOfTheExample;
		expect({
			municipalities: await MunicipalityModel.countDocuments(),
			editions: await EditionModel.countDocuments(),
			fields: await FieldModel.countDocuments(),
			goals: await GoalModel.countDocuments(),
			measures: await MeasureModel.countDocuments(),
			projects: await ProjectModel.countDocuments(),
			milestones: await MilestoneModel.countDocuments(),
			indicators: await IndicatorModel.countDocuments(),
			readings: await ReadingModel.countDocuments(),
			outcomes: await AssessmentModel.countDocuments()
		}).to.deep.equal({
			municipalities: counts['municipalities'],
			editions: counts['editions'],
			fields: counts['fields'],
			goals: counts['goals'],
			measures: counts['measures'],
			projects: counts['projects'],
			milestones: counts['milestones'],
			indicators: counts['indicators'],
			readings: counts['readings'],
			outcomes: counts['outcomes']
		});
		const { rows, total } = await findEntries(outcome.region.id, { limit: 1, offset: 0, maySeeClosed: true });
		expect(total).to.equal(1);
		expect(rows[0]).to.include({ action: LOAD_ACTION, sequence: 1 });
		expect(rows[0]?.actor).to.include({ kind: 'system' });
		expect((await record.verify(outcome.region.id)).isIntact).to.equal(true);

		const current = (status: Status) => ProjectModel.countDocuments({ 'current.status': status });
		expect(await current('completed'))
			.to.equal(statuses['abgeschlossen'])
			.and.equal(39);
		expect(await current('running'))
			.to.equal(statuses['laufend'])
			.and.equal(10);
		expect(await current('planned')).to.equal(7);
		expect(await ProjectModel.countDocuments({ 'current.isDelayed': true })).to.equal(1);
		expect(await current('decided')).to.equal(3);
		expect(await current('rejected')).to.equal(3);
		expect(await current('stopped')).to.equal(1);
		expect(await current('unknown')).to.equal(13);
		const withMeasure = { links: { $elemMatch: { counts: true, 'target.kind': 'measure' } } };
		expect(await ProjectModel.countDocuments({ $nor: [withMeasure] })).to.equal(55);
		expect(await MeasureModel.countDocuments({ goal: null })).to.equal(14);
	});

	it('leaves null what the source does not know, in the database too', async () => {
		await load(example());
		const parties = new Set((await PartyModel.find().lean()).map((party) => party._id));
		for (const source of sourceOfTheExample.projects) {
			const project = await projectByKey(source.key);
			expect(
				{
					cents: project.costs[0]?.cents ?? null,
					hasPeriod: project.periods.planned !== null || project.periods.actual !== null,
					hasCarrier: project.roles.some(({ role, party }) => role === 'carrier' && parties.has(party)),
					hasFunding: project.fundings.length > 0,
					hasEdition: project.links.some((link) => link.counts),
					hasDate: project.current.asOf !== null,
					progress: project.current.progress,
					hasReport: project.current.report !== null
				},
				source.key
			).to.deep.equal({
				cents: source.costsEur === null ? null : Math.round(source.costsEur * 100),
				hasPeriod: source.period !== null,
				hasCarrier: source.carrier !== null,
				hasFunding: source.fundings !== null,
				hasEdition: source.edition !== null,
				hasDate: source.statusDate !== null,
				progress: null,
				hasReport: source.status !== null || source.statusFact !== null
			});
		}
	});

	it('sets the documented state of past editions, and their text is frozen', async () => {
		await load(example());
		const states = await EditionModel.find().sort({ year: 1 }).lean();
		expect(states.map(({ key, state }) => [key, state])).to.deep.equal([
			['rek-1996', 'superseded'],
			['rek-2002', 'adopted'],
			['rek-2022', 'unconfirmed']
		]);
		const decision = await DecisionModel.findOne({ key: 'beschluss-rek-2002' }).lean();
		expect(states[1]?.adoption?.decision).to.equal(decision?._id);
	});

	it('ties decisions, bodies, steps and notes to what they concern', async () => {
		await load(example());
		const project = await projectByKey('fnp');
		const decisions = await DecisionModel.find({ 'subjects.id': project._id }).lean();
		expect(decisions.map(({ result }) => result).sort()).to.deep.equal([
			'accepted',
			'accepted',
			'accepted',
			'accepted',
			'recommended'
		]);
		const council = await BodyModel.findOne({ key: 'rat-der-buergermeister' }).lean();
		expect(council?.chairs).to.have.length(5);
		expect(await StepModel.countDocuments()).to.equal(6);
		expect(project.contradictions[0]?.text).to.include('2016').and.include('2017');
	});

	it('changes nothing and leaves no entry when the same file comes again', async () => {
		const { region } = await load(example());
		const again = await load(example());
		expect(again).to.deep.equal({ region, added: {}, supplemented: [], leftAlone: [] });
		expect(await entries(region.id)).to.equal(1);
	});

	it('adds what a newer file knows: new items, reports, readings, links, statements and facts unknown so far', async () => {
		const { region } = await load(example());
		const newer = example();
		const project = projectIn(newer, 'geraer-bahnbogen');
		project.costs.push({ ...projectIn(newer, 'b90n').costs[0]!, cents: 120_000_000 });
		project.notes.push({ topic: 'Neu', text: 'Später gefunden', sources: [] });
		project.reports.push({ ...projectIn(newer, 'inkontakt').reports[0]!, key: 'bahnbogen-2026', asOf: '2026-03' });
		const indicator = newer.indicators[0]!;
		indicator.readings.push({ ...indicator.readings[0]!, key: 'inkontakt-aussteller-2026', date: '2026' });
		newer.projects.push({ ...projectIn(newer, 'app'), key: 'neues-projekt', title: 'Neues Projekt', reports: [] });
		const outcome = await load(newer);
		expect(outcome.added).to.deep.equal({ project: 1, 'status-report': 1, reading: 1 });
		expect(outcome.supplemented).to.deep.equal([
			{ kind: 'project', key: 'geraer-bahnbogen', fields: ['costs', 'notes'] }
		]);
		expect(outcome.leftAlone).to.deep.equal([]);
		expect((await projectByKey('geraer-bahnbogen')).current).to.include({ status: 'running', asOf: '2026-03' });
		expect(await entries(region.id)).to.equal(2);
		expect((await record.verify(region.id)).isIntact).to.equal(true);
	});

	it('never overwrites what stands there, and says what it left alone', async () => {
		await load(example());
		const newer = example();
		projectIn(newer, 'b90n').title = 'Anderer Titel';
		projectIn(newer, 'b90n').reports[0]!.text = 'Anderer Text';
		const outcome = await load(newer);
		expect(outcome.leftAlone).to.deep.equal([
			{ kind: 'project', key: 'b90n', field: 'title', reason: 'differs' },
			{ kind: 'status-report', key: 'b90n-stand-2017-12-20', field: 'text', reason: 'differs' }
		]);
		expect((await projectByKey('b90n')).title).to.equal('B 90n Anschlussstelle Stadtilm (A 71) - Nahwinden');
	});

	it('does not touch a field that a person has changed since, even where the person emptied it', async () => {
		const { region } = await load(example());
		const { _id } = await projectByKey('b90n');
		const cleared = { description: null, kind: 'Bundesstraße' };
		await record.change(PLANNER, { region: region.id, action: 'concept.edit' }, (work) =>
			changeProject(work, _id, 1, cleared)
		);
		const newer = example();
		projectIn(newer, 'b90n').kind = 'Fernstraße';
		projectIn(newer, 'b90n').leadMunicipality = 'rudolstadt';
		const outcome = await load(newer);
		expect(outcome.leftAlone).to.deep.equal([
			{ kind: 'project', key: 'b90n', field: 'description', reason: 'changed' },
			{ kind: 'project', key: 'b90n', field: 'kind', reason: 'changed' }
		]);
		expect(outcome.supplemented).to.deep.equal([{ kind: 'project', key: 'b90n', fields: ['leadMunicipality'] }]);
		expect(await projectByKey('b90n')).to.include(cleared);
	});

	it('does not let an undated report of a newer file overtake what somebody has reported', async () => {
		const { region } = await load(example());
		const { _id } = await projectByKey('leitsystem-ru');
		const planned = { status: 'completed', asOf: '2026-01', basis: 'stated', progress: 100 } as const;
		await record.change(PLANNER, { region: region.id, action: 'project.report' }, (work) =>
			reportStatus(work, SYSTEM_CONTEXT, {
				...projectIn(example(), 'leitsystem-ru').reports[0]!,
				...planned,
				key: null,
				project: _id,
				corrects: null
			})
		);
		const newer = example();
		const reports = projectIn(newer, 'leitsystem-ru').reports;
		reports.push({ ...reports[0]!, key: 'leitsystem-ru-undatiert-2' });
		const outcome = await load(newer);
		expect(outcome.leftAlone).to.deep.equal([
			{ kind: 'status-report', key: 'leitsystem-ru-undatiert-2', field: null, reason: 'undated' }
		]);
		expect((await projectByKey('leitsystem-ru')).current.status).to.equal('completed');
		expect(await StatusReportModel.countDocuments({ key: 'leitsystem-ru-undatiert-2' })).to.equal(0);
	});

	it('completes the copy of an edition that a source documents as adopted, and settles it again', async () => {
		await load(example());
		const newer = example();
		const known = newer.measures.find(({ key }) => key === 'rek-2002-f-4')!;
		newer.measures.push({ ...known, key: 'rek-2002-i-3', code: 'I 3', title: 'Später gefundene Maßnahme' });
		known.roles.push({ role: 'responsible', party: 'stadt-saalfeld', part: null, isInferred: false });
		const outcome = await load(newer);
		expect(outcome.added).to.deep.equal({ measure: 1 });
		expect(outcome.supplemented).to.deep.equal([{ kind: 'measure', key: 'rek-2002-f-4', fields: ['roles'] }]);
		expect((await EditionModel.findOne({ key: 'rek-2002' }).lean())?.state).to.equal('adopted');
	});

	it('leaves a withdrawn item withdrawn', async () => {
		const { region } = await load(example());
		const { _id } = await projectByKey('app');
		await record.change(PLANNER, { region: region.id, action: 'concept.edit' }, (work) =>
			work.withdraw(ProjectModel, _id, null, 'Idee verworfen')
		);
		const outcome = await load(example());
		expect(outcome.leftAlone).to.deep.equal([{ kind: 'project', key: 'app', field: null, reason: 'withdrawn' }]);
		expect((await projectByKey('app')).withdrawn).to.not.equal(null);
	});

	it('writes nothing at all when one key leads nowhere, and names every such place', async () => {
		const file = example();
		projectIn(file, 'b90n').roles[0]!.party = 'niemand';
		file.measures[0]!.field = 'rek-2002-z';
		file.goals.push({ ...file.goals[0]! });
		const error = await load(file).catch((refused: unknown) => refused);
		expect(error).to.be.instanceOf(ApplicationError);
		const index = file.projects.findIndex(({ key }) => key === 'b90n');
		expect((error as ApplicationError).errors.map(({ field, code }) => [field, code])).to.deep.equal([
			[`goals[17].key`, 'duplicate_key'],
			['measures[0].field', 'unknown_key'],
			[`projects[${String(index)}].roles[0].party`, 'unknown_key']
		]);
		expect(await RegionModel.countDocuments()).to.equal(0);
	});

	it('names the place in the file when a rule of the concept refuses an item', async () => {
		const file = example();
		const goal = file.goals.find(({ parent }) => parent !== null)!;
		goal.field = 'rek-2022-hf2';
		const error = (await load(file).catch((refused: unknown) => refused)) as ApplicationError;
		const place = `goals[${String(file.goals.indexOf(goal))}] (${goal.key}).field`;
		expect(error.errors).to.deep.equal([{ field: place, code: 'other_field' }]);
		expect(await RegionModel.countDocuments()).to.equal(0);
	});

	it('is for the installation’s administration only', async () => {
		const person = { ...SYSTEM_CONTEXT, kind: 'person' as const, id: PLANNER.id };
		const error = (await loadImport(person, example()).catch((refused: unknown) => refused)) as ApplicationError;
		expect(error.code).to.equal('not_permitted');
	});

	it('keeps two regions of the same keys apart', async () => {
		const first = await load(example());
		const other = example();
		other.region.key = 'anderswo';
		for (const indicator of other.indicators) {
			if (indicator.subject.kind === 'region') indicator.subject.key = 'anderswo';
		}
		const second = await load(other);
		expect(second.region.id).to.not.equal(first.region.id);
		expect(await ProjectModel.countDocuments({ region: first.region.id })).to.equal(76);
		expect(await ProjectModel.countDocuments({ region: second.region.id })).to.equal(76);
		const regions = await RegionModel.find().lean<RegionItem[]>();
		expect(regions.map(({ key }) => key).sort()).to.deep.equal(['anderswo', 'saalebogen']);
	});
});
