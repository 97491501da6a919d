import { expect } from 'chai';
import type { ImportDoubt, ImportView } from '@konzeptstand/contract/import.ts';
import { MeasureModel } from '../../../backend/concept/edition.model.ts';
import {
	buildField,
	buildMeasure,
	buildMunicipality,
	buildParty,
	buildProject,
	freezeEdition,
	linkTo,
	REGION_ID
} from '../../helpers/concept.ts';
import { EMPTY_WORDS, HEAD, ListPlanner, ROWS, standingProjects } from '../../helpers/list-planner.ts';
import { tableXlsx } from '../../helpers/spreadsheets.ts';

describe('A list from a spreadsheet', function () {
	this.timeout(30_000);
	const planner = new ListPlanner().use();

	it('is understood by its columns, and shows what would be new before anything is', async () => {
		const list = await planner.send(tableXlsx(HEAD, ROWS));
		expect(list.sheets[0]?.columns.map(({ field }) => field)).to.deep.equal([
			'number',
			'field',
			'project',
			'carrier',
			'costs',
			'period',
			'status',
			'as-of'
		]);
		// The third field is named in a doubtful row alone.
		expect(list.summary.field.new).to.equal(1);
		expect(list.summary.project.new).to.equal(2);
		expect(list.summary.doubtfulRows).to.equal(1);
		expect(await standingProjects()).to.have.length(0);
	});

	it('names each doubt by row, column and value in both languages, with a proposal', async () => {
		const list = await planner.send(tableXlsx(HEAD, ROWS));
		const [doubt] = (await planner.ask('get', `/imports/${list.id}/doubts?open=true`).expect(200)).body.rows;
		expect(doubt).to.include({ row: 4, column: 'F', code: 'part_of_year', value: 'Frühjahr 2016', isOpen: true });
		expect(doubt.text.de).to.contain('Frühjahr 2016');
		expect(doubt.text.en).to.contain('Frühjahr 2016');
		expect(doubt.proposal.value).to.equal('etwa 2016');
	});

	it('says of each column which of its words were read as not known, and how often', async () => {
		const rows = [
			['Radweg', 'k. A.', '–'],
			['Brücke', 'Stadt Saalfeld', 'k. A.'],
			['Bahnhof', 'k. A.', '2026']
		];
		const list = await planner.send(tableXlsx(['Projekt', 'Träger', 'Zeitraum'], rows));
		expect(list.sheets[0]?.columns.map(({ unknownWords }) => unknownWords)).to.deep.equal([
			[],
			[{ word: 'k. A.', count: 2 }],
			[
				{ word: '–', count: 1 },
				{ word: 'k. A.', count: 1 }
			]
		]);
		expect(list.summary.doubtfulRows).to.equal(0);
	});

	it('offers what is only called alike, and takes it for the same only on a word', async () => {
		await buildProject({ title: 'Gründerzentrum Saalfeld' });
		let list = await planner.send(tableXlsx(['Projekt', 'Status'], [['Gründerzentrums Saalfeld', 'fertig']]));
		expect(list.summary.doubts.map(({ code }) => code)).to.deep.equal(['similar_title']);
		const asNew = await planner.change(list, { decisions: [{ doubt: 'similar_title', choice: 'new' }] });
		expect(asNew.summary.project.new).to.equal(1);
		list = await planner.change(asNew, { decisions: [{ doubt: 'similar_title', choice: 'proposal' }] });
		expect(list.summary.project).to.deep.equal({ new: 0, changed: 1, unchanged: 0 });
	});

	it('asks where a number has another name so far', async () => {
		await buildProject({ code: '1', title: 'Radweg an der Saale' });
		const list = await planner.send(
			tableXlsx(['Nr.', 'Projekt', 'Status'], [['1', 'Neubau einer Schwimmhalle', 'fertig']])
		);
		expect(list.summary.doubts.map(({ code }) => code)).to.deep.equal(['other_title']);
	});

	it('asks for the status of a new project that has a progress alone, instead of losing it', async () => {
		await buildProject({ title: 'Marktplatz' });
		const rows = [
			['Neue Halle', '40 %'],
			['Alte Halle', '100 %']
		];
		const list = await planner.send(tableXlsx(['Projekt', 'Fortschritt'], rows));
		expect(list.summary.doubts.map(({ code }) => code)).to.deep.equal(['progress_without_status']);
		const { body } = await planner.ask('get', `/imports/${list.id}/doubts?open=true`).expect(200);
		expect(body.rows.map((doubt: ImportDoubt) => doubt.proposal?.value)).to.deep.equal(['running', 'completed']);
		await planner.take(
			await planner.change(list, { decisions: [{ doubt: 'progress_without_status', choice: 'proposal' }] })
		);
		const [hall] = (await standingProjects()).filter(({ title }) => title === 'Neue Halle');
		expect(hall?.current).to.include({ status: 'running', progress: 40 });
	});

	it('asks about each unknown word of a cell by itself', async () => {
		const rows = [['Brücke', 'Neustadt, Altdorf']];
		const list = await planner.send(tableXlsx(['Projekt', 'Städte'], rows));
		const { body } = await planner.ask('get', `/imports/${list.id}/doubts?open=true`).expect(200);
		const doubts = body.rows as ImportDoubt[];
		expect(doubts.map(({ value }) => value)).to.deep.equal(['Neustadt', 'Altdorf']);
		expect(new Set(doubts.map(({ id }) => id)).size).to.equal(2);
	});

	it('puts projects below the measures of their edition', async () => {
		const measure = await buildMeasure(planner.edition, { code: 'W 2', title: 'Gewerbegebiete' });
		const project = await buildProject({ title: 'Gebiet Nord', links: [linkTo(planner.edition, null)] });
		const list = await planner.send(
			tableXlsx(
				['Maßnahme', 'Projekt'],
				[
					['W 2 Gewerbegebiete', 'Gebiet Nord'],
					['W 2 Gewerbegebiete', 'Gebiet Süd']
				]
			)
		);
		expect(list.summary.measure).to.deep.equal({ new: 0, changed: 0, unchanged: 1 });
		await planner.take(list);
		const all = await standingProjects();
		expect(all.map(({ links }) => links[0]?.target?.id)).to.deep.equal([measure._id, measure._id]);
		expect(all.some(({ _id }) => _id === project._id)).to.equal(true);
	});

	it('makes a measure and a project of a row that is a measure with a status', async () => {
		const list = await planner.send(
			tableXlsx(
				['Nr.', 'Maßnahme', 'Priorität', 'Status'],
				[
					['1', 'Gewerbegebiet', 'hoch', 'läuft'],
					['2', 'Radweg', 'mittel', 'fertig']
				]
			)
		);
		expect(list.sheets[0]?.rows).to.equal('measure-and-project');
		await planner.take(list);
		const measures = await MeasureModel.find({ region: REGION_ID }).sort({ code: 1 }).lean();
		expect(measures.map(({ code, priority }) => [code, priority])).to.deep.equal([
			['1', 'high'],
			['2', 'medium']
		]);
		const all = await standingProjects();
		expect(all.map(({ title, current }) => [title, current.status])).to.have.deep.members([
			['Gewerbegebiet', 'running'],
			['Radweg', 'completed']
		]);
		expect(all.map(({ links }) => links[0]?.target?.id)).to.have.members(measures.map(({ _id }) => _id));
	});

	it('writes nothing into an adopted edition, but takes the projects of its measures', async () => {
		const field = await buildField(planner.edition);
		await buildMeasure(planner.edition, { field: field._id, code: 'W 2', title: 'Gewerbegebiete' });
		await freezeEdition(planner.edition);
		let list = await planner.send(
			tableXlsx(
				['Maßnahme', 'Projekt'],
				[
					['W 2 Gewerbegebiete', 'Gebiet Nord'],
					['W 3 Neues', 'Gebiet Süd']
				]
			)
		);
		expect(list.isFrozen).to.equal(true);
		expect(list.summary.doubts.map(({ code }) => code)).to.deep.equal(['frozen']);
		list = await planner.change(list, { decisions: [{ doubt: 'frozen', choice: 'empty' }] });
		await planner.take(list);
		expect(await standingProjects()).to.have.length(2);
		expect(await MeasureModel.countDocuments({ region: REGION_ID })).to.equal(1);
	});

	it('knows organisations and towns by their names, and asks about those it does not know', async () => {
		await buildMunicipality();
		const party = await buildParty({ name: 'LEG Thüringen', shortName: 'LEG', kind: 'company' });
		let list = await planner.send(
			tableXlsx(
				['Projekt', 'Träger', 'Kommune'],
				[
					['Radweg', 'LEG', 'Saalfeld'],
					['Brücke', 'LEG Thüringens', 'Nirgendwo']
				]
			)
		);
		expect(list.summary.doubts.map(({ code }) => code)).to.have.members(['similar_party', 'unknown_municipality']);
		const [doubt] = (await planner.ask('get', `/imports/${list.id}/doubts?code=similar_party`).expect(200)).body.rows;
		expect(doubt.column).to.equal('B');
		list = await planner.change(list, {
			words: {
				...EMPTY_WORDS,
				parties: [{ word: 'LEG Thüringens', party: party._id }],
				municipalities: [{ word: 'Nirgendwo', municipality: null }]
			}
		});
		expect(list.summary.openDoubts).to.equal(0);
		await planner.take(list);
		expect((await standingProjects()).flatMap(({ roles }) => roles.map((role) => role.party))).to.deep.equal([
			party._id,
			party._id
		]);
	});

	it('learns words for statuses, and keeps a mapping for the next list of its kind', async () => {
		let list = await planner.send(
			tableXlsx(
				['Vorhaben', 'Ampel'],
				[
					['Radweg', 'grün'],
					['Brücke', 'rot']
				]
			)
		);
		const sheet = list.sheets[0] as ImportView['sheets'][number];
		const columns = sheet.columns.map(({ letter, header, unit, field }) => ({
			letter,
			header,
			unit,
			field: header === 'Ampel' ? ('status' as const) : field
		}));
		const { rowCount: _count, ...settings } = sheet;
		void _count;
		list = await planner.change(list, { sheets: [{ ...settings, columns }] });
		expect(list.summary.doubts.map(({ code }) => code)).to.deep.equal(['unknown_status']);
		list = await planner.change(list, {
			words: {
				...EMPTY_WORDS,
				statuses: [
					{ word: 'grün', status: 'running' },
					{ word: 'rot', status: 'paused' }
				]
			}
		});
		expect(list.summary.openDoubts).to.equal(0);
		const mapping = (await planner.ask('post', `/imports/${list.id}/mapping`).send({ name: 'Ampelliste' }).expect(201))
			.body;
		const next = await planner.send(tableXlsx(['Ampel', 'Vorhaben'], [['grün', 'Turm']]));
		expect(next.mapping?.title).to.equal('Ampelliste');
		expect(next.sheets[0]?.columns.map(({ field }) => field)).to.deep.equal(['status', 'project']);
		expect(next.summary.openDoubts).to.equal(0);
		await planner.ask('delete', `/import-mappings/${mapping.id}`, 1).expect(204);
		expect((await planner.ask('get', '/import-mappings').expect(200)).body.rows).to.have.length(0);
	});

	it('comes as pasted rows too, and is discarded with a word', async () => {
		const answer = await planner
			.ask('post', '/imports?name=Aus%20Excel&pasted=true')
			.set('Content-Type', 'text/plain')
			.send('Projekt\tStatus\nRadweg\tfertig\n')
			.expect(201);
		expect(answer.body.kind).to.equal('pasted');
		expect(answer.body.summary.project.new).to.equal(1);
		await planner.ask('delete', `/imports/${answer.body.id}`, 1).expect(204);
		await planner.ask('get', `/imports/${answer.body.id}`).expect(404);
	});
});
