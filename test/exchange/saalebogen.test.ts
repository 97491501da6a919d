import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { ImportFile } from '@konzeptstand/contract/exchange.ts';
import { readImport } from '../../backend/exchange/exchange.service.ts';
import { EXAMPLE_FILE, sourceOfTheExample } from '../helpers/source-of-the-example.ts';

const STATUS: Record<string, string> = {
	abgeschlossen: 'completed',
	laufend: 'running',
	beschlossen: 'decided',
	geplant: 'planned',
	verzoegert: 'planned',
	gestoppt: 'stopped',
	abgelehnt: 'rejected'
};
const BASIS = { woertlich: 'stated', sachlich: 'inferred' };
const RELATION: Record<string, string> = { 'mehr als': 'more-than', gut: 'more-than', knapp: 'almost', rund: 'about' };
/** "etwa 2001": the only date that its source gives as about. */
const ABOUT = new Map([['2001', '2001~']]);

const { counts, projects: sourceProjects } = sourceOfTheExample;

describe('The real region that ships with the product', () => {
	let file: ImportFile;
	before(() => {
		file = readImport(readFileSync(EXAMPLE_FILE));
	});

	it('says where its facts come from, of which day they are, and that they may be out of date', () => {
		expect(file.origin.collected).to.equal('2026-11-23');
		expect(file.origin.rules).to.not.be.empty;
		expect(file.region.notice).to.include('öffentlich zugänglichen Quellen').and.include('überholt');
		expect(file.region.noticeEn).to.include('public sources').and.include('out of date');
	});

	it('holds as many of everything as the source', () => {
		const readings = file.indicators.flatMap((indicator) => indicator.readings);
		const notes = (topic: string) => file.region.notes.filter((note) => note.topic?.startsWith(topic)).length;
		const edition = file.editions.find(({ key }) => key === 'rek-2022');
		expect({
			municipalities: file.municipalities.length,
			editions: file.editions.length,
			fields: file.fields.length,
			goals: file.goals.length,
			subGoals: file.goals.filter((goal) => goal.parent !== null).length,
			measures: file.measures.length,
			projects: file.projects.length,
			milestones: file.milestones.length,
			indicators: file.indicators.length,
			readings: readings.length,
			outcomes: file.assessments.length,
			chairs: file.bodies.flatMap((body) => body.chairs).length,
			gaps: notes('Lücken'),
			conflicts: new Set(
				[...file.projects, ...file.indicators].flatMap((one) => one.contradictions.map(({ text }) => text))
			).size,
			fundingLandscape: notes('Förderlandschaft'),
			publicCommunication: notes('Öffentlichkeitsarbeit'),
			cooperationPrinciples: notes('Kooperationsgrundsatz'),
			participation: edition?.notes.filter((note) => note.topic?.startsWith('Beteiligung')).length
		}).to.deep.equal(counts);
		expect(counts).to.include({ editions: 3, fields: 12, goals: 17, measures: 14, projects: 76, indicators: 6 });
		expect(counts).to.include({ milestones: 18, conflicts: 5, readings: 20 });
	});

	it('keeps the state of each edition: one superseded and empty, one adopted, one unconfirmed', () => {
		expect(file.editions.map(({ key, state }) => [key, state])).to.deep.equal([
			['rek-1996', 'superseded'],
			['rek-2002', 'adopted'],
			['rek-2022', 'unconfirmed']
		]);
		const below = [...file.fields, ...file.goals, ...file.measures].map(({ edition }) => edition);
		expect(below).to.not.include('rek-1996');
		const [, adopted, current] = file.editions;
		expect(adopted?.measureTotal?.quantity).to.deep.equal({ value: 50, maximum: null, relation: 'more-than' });
		expect(adopted?.adoption?.date).to.equal(null);
		expect(current?.adoption?.decision).to.equal(null);
		expect(current?.levels.measure).to.equal('Leitprojekt');
	});

	it('knows of each project exactly what the source knows', () => {
		for (const [index, source] of sourceProjects.entries()) {
			const project = file.projects[index];
			if (!project) throw new Error(`${source.key} is missing`);
			const [cost] = project.costs;
			const [placed] = project.links.filter((link) => link.counts);
			const { planned, actual } = project.periods;
			const carriers = project.roles.filter(({ role }) => role === 'carrier');
			expect(
				{
					key: project.key,
					edition: placed?.edition ?? null,
					hasMeasure: placed?.target?.kind === 'measure',
					isInferred: placed?.isInferred ?? false,
					municipalities: project.municipalities.length,
					hasCarrier: carriers.length > 0,
					years: (planned ?? actual)?.match(/\d{4}/g) ?? null,
					costCents: cost?.cents ?? null,
					fundings: project.fundings.length === 0 ? null : project.fundings.map(({ rate }) => rate),
					code: project.code,
					steps: project.steps.length,
					documented: project.isDocumentedInConcept,
					sources: project.sources.length
				},
				source.key
			).to.deep.equal({
				key: source.key,
				edition: source.edition,
				hasMeasure: source.measure !== null,
				isInferred: source.link === 'inferred',
				municipalities: source.municipalities,
				hasCarrier: source.carrier !== null,
				years: source.period?.match(/\d{4}/g) ?? null,
				costCents: source.costsEur === null ? null : Math.round(source.costsEur * 100),
				fundings: source.fundings?.map(([rate]) => rate) ?? null,
				code: source.programmeCode,
				steps: source.steps,
				documented: source.documented,
				sources: source.sources
			});
		}
	});

	it('reports of each project the status that the source gives, on its date and basis, and nothing where it gives none', () => {
		for (const [index, source] of sourceProjects.entries()) {
			const reports = file.projects[index]?.reports ?? [];
			if (source.status === null && source.statusFact === null) {
				expect(reports, source.key).to.deep.equal([]);
				continue;
			}
			expect(reports, source.key).to.have.length(1);
			const date = source.statusDate;
			expect(reports[0], source.key).to.deep.include({
				status: source.status === null ? 'unknown' : STATUS[source.status],
				isDelayed: source.status === 'verzoegert',
				asOf: date === null ? null : source.key === 'saalemaxx' ? ABOUT.get(date) : date,
				basis: source.statusBasis === null ? null : BASIS[source.statusBasis],
				text: source.statusFact,
				progress: null
			});
		}
	});

	it('knows of goals, fields and measures what the source knows; no measure serves a goal', () => {
		expect(
			file.goals.map(({ key, code, parent, field }) => [key, code, parent, field?.split('-').at(-1) ?? null])
		).to.deep.equal(
			sourceOfTheExample.goals.map(({ key, code, parent, field }) => [key, code, parent, field?.toLowerCase() ?? null])
		);
		expect(
			file.fields.map((field) => ({
				key: field.key,
				description: field.description,
				codeInferred: field.isCodeInferred,
				titleInferred: field.isTitleInferred,
				crossCutting: field.kind === 'cross-cutting'
			}))
		).to.deep.equal(sourceOfTheExample.fields);
		expect(
			file.measures.map((measure) => ({
				key: measure.key,
				code: measure.code,
				field: measure.field,
				goal: measure.goal,
				keyMeasure: measure.isKeyMeasure,
				hasResponsible: measure.roles.some(({ role }) => role === 'responsible'),
				municipalities: measure.municipalities.length,
				outcomeDate: outcomeOf(file, measure.key),
				sources: measure.sources.length
			}))
		).to.deep.equal(
			sourceOfTheExample.measures.map(({ responsible, ...measure }) => ({
				...measure,
				field: `${measure.key.slice(0, 8)}-${measure.field.toLowerCase()}`,
				hasResponsible: responsible !== null
			}))
		);
		expect(file.measures.filter((measure) => measure.goal !== null)).to.deep.equal([]);
	});

	it('keeps every reading with its date, value and how exact it is', () => {
		expect(
			file.indicators.map(({ title, unit, target, readings }) => ({
				title,
				unit,
				target: target?.quantity.value ?? null,
				values: readings.map(({ date, quantity }) => [date, quantity.value, quantity.relation])
			}))
		).to.deep.equal(
			sourceOfTheExample.readings.map(({ values, ...indicator }) => ({
				...indicator,
				values: values.map(([date, value, relation]) => [date, value, relation === null ? 'exact' : RELATION[relation]])
			}))
		);
	});

	it('keeps every milestone in the precision of its source', () => {
		expect(file.milestones.map(({ date, title }) => [date, title])).to.deep.equal(sourceOfTheExample.milestones);
	});

	it('splits a carrier that names several into parties with their parts', () => {
		const project = file.projects.find(({ key }) => key === 'vw-liszt');
		expect(project?.roles.map(({ role, party, part }) => [role, party, part])).to.deep.equal([
			['carrier', 'ruwo', 'Rückbau'],
			['carrier', 'wgr', 'Sanierung']
		]);
	});

	it('keeps amounts as inexact as the source and shows competing ones side by side', () => {
		const costsOf = (wanted: string) =>
			file.projects
				.find(({ key }) => key === wanted)
				?.costs.map(({ cents, relation, kind, tax }) => [cents, relation, kind, tax]);
		expect(costsOf('saalemaxx-haeuser')).to.deep.equal([[150_000_000, 'about', 'unknown', 'net']]);
		expect(costsOf('ou-gorndorf')).to.deep.equal([[1_400_000_000, 'exact', 'planned', 'unknown']]);
		expect(costsOf('b90n')).to.deep.equal([
			[5_250_000_000, 'exact', 'unknown', 'unknown'],
			[5_000_000_000, 'almost', 'unknown', 'unknown']
		]);
		const support = file.projects.find(({ key }) => key === 'saalemaxx-sanierung')?.fundings[0];
		expect(support?.amount).to.include({ cents: 70_000_000, relation: 'more-than' });
	});

	it('gives every fact of the concept a source', () => {
		const without = [
			...file.fields,
			...file.goals,
			...file.measures,
			...file.projects,
			...file.milestones,
			...file.assessments
		]
			.filter(({ sources }) => sources.length === 0)
			.map(({ key }) => key);
		expect(without).to.deep.equal([]);
	});
});

function outcomeOf(file: ImportFile, measure: string): string | null {
	const found = file.assessments.find(({ subject }) => subject.key === measure);
	return found ? found.asOf : 'none';
}
