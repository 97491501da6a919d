import { expect } from 'chai';
import supertest from 'supertest';
import type { ImportRow, ImportView } from '@konzeptstand/contract/import.ts';
import { prepareDatabase } from '../../../backend/database-preparation.ts';
import { EditionModel, FieldModel, MeasureModel } from '../../../backend/concept/edition.model.ts';
import { ProjectModel, StatusReportModel } from '../../../backend/concept/project.model.ts';
import type { ProjectItem } from '../../../backend/concept/project.model.ts';
import { createLog } from '../../../backend/foundation/log.ts';
import { record } from '../../../backend/record/record.service.ts';
import { PartyModel } from '../../../backend/region/region.model.ts';
import { buildMember, signIn } from '../../helpers/accounts.ts';
import { useApplication } from '../../helpers/application.ts';
import {
	buildEdition,
	buildField,
	buildMeasure,
	buildMunicipality,
	buildParty,
	buildProject,
	buildRegion,
	buildReport,
	freezeEdition,
	linkTo,
	REGION_ID,
	REGION_KEY
} from '../../helpers/concept.ts';
import { useTestDatabase } from '../../helpers/database.ts';
import { eventually } from '../../helpers/eventually.ts';
import { tableXlsx } from '../../helpers/spreadsheets.ts';
import { readWorkbook } from '../../../backend/exchange/spreadsheet/read-workbook.ts';
import { closeImports } from '../../../backend/exchange/exchange.service.ts';

const HEAD = ['Nr.', 'Handlungsfeld', 'Projekt', 'Träger', 'Kosten', 'Zeitraum', 'Status', 'Stand vom'];
const ROWS = [
	['1', 'Wirtschaft', 'Gewerbegebiet Ost', 'Stadt Saalfeld', '1.234,50 €', '2014/15', 'in Umsetzung', '09.01.2024'],
	['2', 'Wirtschaft', 'Gründerzentrum', 'Stadtwerke GmbH', 'ca. 2 Mio.', '2016 - 2018', 'fertig', '09.01.2024'],
	['3', 'Verkehr', 'Bahnhofsumfeld', 'Stadt Saalfeld', 'k. A.', 'Frühjahr 2016', 'geplant', '09.01.2024']
];

/** A planner at work with lists, over HTTP. */
describe('A list from a spreadsheet', function () {
	this.timeout(30_000);
	useTestDatabase();
	const application = useApplication();
	let cookie: string;
	let edition: string;

	beforeEach(async () => {
		await prepareDatabase(createLog('silent'));
		await buildRegion();
		edition = (await buildEdition())._id;
		await buildMember('planerin@example.org', ['planner'], { region: REGION_ID });
		cookie = await signIn(application.server, 'planerin@example.org');
	});
	after(closeImports);

	const base = `/api/v1/regions/${REGION_KEY}`;
	const ask = (method: 'get' | 'post' | 'patch' | 'delete', path: string) =>
		supertest(application.server)[method](`${base}${path}`).set('Cookie', cookie);
	async function send(bytes: Buffer, name = 'liste.xlsx'): Promise<ImportView> {
		const answer = await ask('post', `/imports?name=${encodeURIComponent(name)}`)
			.set('Content-Type', 'application/octet-stream')
			.send(bytes);
		expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
		return answer.body as ImportView;
	}
	const rowsOf = async (list: ImportView, query = ''): Promise<ImportRow[]> =>
		((await ask('get', `/imports/${list.id}/rows?limit=500${query}`).expect(200)).body as { rows: ImportRow[] }).rows;
	async function change(list: ImportView, body: object): Promise<ImportView> {
		const answer = await ask('patch', `/imports/${list.id}`)
			.set('If-Match', `"${String(list.version)}"`)
			.send(body);
		expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
		return answer.body as ImportView;
	}
	const read = async (id: string): Promise<ImportView> =>
		(await ask('get', `/imports/${id}`).expect(200)).body as ImportView;
	async function take(list: ImportView, withoutDoubtful = false): Promise<ImportView> {
		const answer = await ask('post', `/imports/${list.id}/taking`)
			.set('If-Match', `"${String(list.version)}"`)
			.send({ digest: list.digest, withoutDoubtful });
		expect(answer.status, JSON.stringify(answer.body)).to.equal(202);
		let now = answer.body as ImportView;
		await eventually(async () => {
			now = await read(list.id);
			expect(now.job?.failure ?? null).to.equal(null);
			return now.state === 'taken';
		});
		return now;
	}
	const accepted = (list: ImportView) =>
		list.summary.doubts.filter(({ open }) => open > 0).map(({ code }) => ({ doubt: code, choice: 'proposal' }));
	const projects = () =>
		ProjectModel.find({ region: REGION_ID, withdrawn: null }).sort({ code: 1 }).lean<ProjectItem[]>();

	it('is understood by its columns, and shows what would be new before anything is', async () => {
		const list = await send(tableXlsx(HEAD, ROWS));
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
		expect(await projects()).to.have.length(0);
	});

	it('names each doubt by row, column and value in both languages, with a proposal', async () => {
		const list = await send(tableXlsx(HEAD, ROWS));
		const [doubt] = (await ask('get', `/imports/${list.id}/doubts?open=true`).expect(200)).body.rows;
		expect(doubt).to.include({ row: 4, column: 'F', code: 'part_of_year', value: 'Frühjahr 2016', isOpen: true });
		expect(doubt.text.de).to.contain('Frühjahr 2016');
		expect(doubt.text.en).to.contain('Frühjahr 2016');
		expect(doubt.proposal.value).to.equal('etwa 2016');
	});

	it('is taken whole, in one entry, once its doubts are decided', async () => {
		let list = await send(tableXlsx(HEAD, ROWS));
		list = await change(list, { decisions: accepted(list) });
		expect(list.summary.openDoubts).to.equal(0);
		const taken = await take(list);
		const all = await projects();
		expect(all.map(({ code, title }) => `${String(code)} ${title}`)).to.deep.equal([
			'1 Gewerbegebiet Ost',
			'2 Gründerzentrum',
			'3 Bahnhofsumfeld'
		]);
		expect(all[0]?.costs[0]).to.deep.include({ cents: 123_450, relation: 'exact', kind: 'planned' });
		expect(all[1]?.costs[0]).to.deep.include({ cents: 200_000_000, relation: 'about' });
		expect(all[2]?.costs).to.have.length(0);
		expect(all.map(({ periods }) => periods.planned)).to.deep.equal(['2014/2015', '2016/2018', '2016~']);
		expect(all.map(({ current }) => current.status)).to.deep.equal(['running', 'completed', 'planned']);
		expect(await PartyModel.distinct('name', { region: REGION_ID })).to.have.members([
			'Stadt Saalfeld',
			'Stadtwerke GmbH'
		]);
		const entry = (await ask('get', `/record/${String(taken.taken?.sequence)}`).expect(200)).body;
		expect(entry.action).to.equal('import.take');
		// Two parties, two fields, three projects with their reports, and the list itself.
		expect(entry.changeCount).to.equal(2 + 2 + 3 + 3 + 1);
		expect((await record.verify(REGION_ID)).isIntact).to.equal(true);
	});

	it('changes nothing when the same list comes again, and updates what it says otherwise a year later', async () => {
		let list = await send(tableXlsx(HEAD, ROWS));
		list = await change(list, { decisions: accepted(list) });
		await take(list);
		let again = await send(tableXlsx(HEAD, ROWS));
		again = await change(again, { decisions: accepted(again) });
		expect(again.summary.project).to.deep.equal({ new: 0, changed: 0, unchanged: 3 });
		expect(again.mayTake).to.equal(false);
		const later = structuredClone(ROWS);
		(later[0] as string[])[4] = '1.500,00 €';
		(later[0] as string[])[6] = 'abgeschlossen';
		(later[0] as string[])[7] = '09.01.2025';
		let next = await send(tableXlsx(HEAD, later));
		next = await change(next, { decisions: accepted(next) });
		expect(next.summary.project).to.deep.equal({ new: 0, changed: 1, unchanged: 2 });
		const [changed] = await rowsOf(next, '&outcome=changed');
		expect(changed?.matchedBy).to.equal('number');
		expect(changed?.changes.map(({ field }) => field)).to.deep.equal(['costs', 'status']);
		await take(next);
		const all = await projects();
		expect(all).to.have.length(3);
		expect(all[0]?.costs).to.have.length(1);
		expect(all[0]?.costs[0]?.cents).to.equal(150_000);
		expect(all[0]?.current.status).to.equal('completed');
		expect(await StatusReportModel.countDocuments({ region: REGION_ID })).to.equal(4);
	});

	it('is undone as a whole: what it made is withdrawn, what it changed is as it was', async () => {
		const known = await buildProject({ code: '1', title: 'Gewerbegebiet Ost', description: 'Wie es war' });
		let list = await send(
			tableXlsx(
				[...HEAD, 'Beschreibung'],
				ROWS.map((row) => [...row, 'Wie es ist'])
			)
		);
		list = await change(list, { decisions: accepted(list) });
		const taken = await take(list);
		expect((await ProjectModel.findById(known._id).lean<ProjectItem>())?.description).to.equal('Wie es ist');
		const undone = (
			await ask('post', `/imports/${list.id}/undo`)
				.set('If-Match', `"${String(taken.version)}"`)
				.send({})
				.expect(200)
		).body as ImportView;
		expect(undone.state).to.equal('undone');
		const all = await projects();
		expect(all.map(({ title }) => title)).to.deep.equal(['Gewerbegebiet Ost']);
		expect(all[0]?.description).to.equal('Wie es war');
		expect(all[0]?.current.status).to.equal('unknown');
		expect(await FieldModel.countDocuments({ region: REGION_ID, withdrawn: null })).to.equal(0);
		expect(await PartyModel.countDocuments({ region: REGION_ID, withdrawn: null })).to.equal(0);
		expect((await record.verify(REGION_ID)).isIntact).to.equal(true);
		await take(undone);
		expect(await projects()).to.have.length(3);
	});

	it('is not undone any more once something was built on it, and says what', async () => {
		let list = await send(tableXlsx(HEAD, ROWS));
		list = await change(list, { decisions: accepted(list) });
		const taken = await take(list);
		const [project] = await projects();
		await buildReport(project?._id ?? '', { status: 'completed', asOf: '2025' });
		const answer = await ask('post', `/imports/${list.id}/undo`)
			.set('If-Match', `"${String(taken.version)}"`)
			.send({})
			.expect(409);
		expect(answer.body.errors[0].message).to.contain('Gewerbegebiet Ost');
		expect(await projects()).to.have.length(3);
	});

	it('leaves doubtful rows behind only when that is said, and gives them back with their reasons', async () => {
		const list = await send(tableXlsx(HEAD, ROWS));
		const refused = await ask('post', `/imports/${list.id}/taking`)
			.set('If-Match', `"${String(list.version)}"`)
			.send({ digest: list.digest })
			.expect(409);
		expect(refused.body.errors[0].field).to.equal('withoutDoubtful');
		const file = await ask('get', `/imports/${list.id}/returned`)
			.buffer(true)
			.parse((response, done) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('end', () => {
					done(null, Buffer.concat(parts));
				});
			});
		await take(list, true);
		expect((await projects()).map(({ code }) => code)).to.deep.equal(['1', '2']);
		const [sheet] = readWorkbook(file.body as Buffer, { encoding: null, separator: null }).sheets;
		expect(sheet?.rows[0]?.cells.at(-1)?.text).to.equal('Grund der Zurückweisung');
		expect(sheet?.rows[1]?.cells.at(-1)?.text).to.contain('Frühjahr 2016');
		let back = await send(file.body as Buffer, 'offen.xlsx');
		expect(back.sheets[0]?.columns.at(-1)?.field).to.equal('reasons');
		back = await change(back, { decisions: accepted(back) });
		expect(back.summary.project).to.deep.equal({ new: 1, changed: 0, unchanged: 0 });
		await take(back);
		expect(await projects()).to.have.length(3);
	});

	it('takes nothing but what was seen', async () => {
		let list = await send(tableXlsx(HEAD, ROWS));
		list = await change(list, { decisions: accepted(list) });
		await buildProject({ code: '2', title: 'Gründerzentrum' });
		const answer = await ask('post', `/imports/${list.id}/taking`)
			.set('If-Match', `"${String(list.version)}"`)
			.send({ digest: list.digest })
			.expect(409);
		expect(answer.body.errors[0].field).to.equal('digest');
		expect(await projects()).to.have.length(1);
	});

	it('offers what is only called alike, and takes it for the same only on a word', async () => {
		await buildProject({ title: 'Gründerzentrum Saalfeld' });
		let list = await send(tableXlsx(['Projekt', 'Status'], [['Gründerzentrums Saalfeld', 'fertig']]));
		expect(list.summary.doubts.map(({ code }) => code)).to.deep.equal(['similar_title']);
		const asNew = await change(list, { decisions: [{ doubt: 'similar_title', choice: 'new' }] });
		expect(asNew.summary.project.new).to.equal(1);
		list = await change(asNew, { decisions: [{ doubt: 'similar_title', choice: 'proposal' }] });
		expect(list.summary.project).to.deep.equal({ new: 0, changed: 1, unchanged: 0 });
	});

	it('asks where a number has another name so far', async () => {
		await buildProject({ code: '1', title: 'Radweg an der Saale' });
		const list = await send(tableXlsx(['Nr.', 'Projekt', 'Status'], [['1', 'Neubau einer Schwimmhalle', 'fertig']]));
		expect(list.summary.doubts.map(({ code }) => code)).to.deep.equal(['other_title']);
	});

	it('puts projects below the measures of their edition', async () => {
		const measure = await buildMeasure(edition, { code: 'W 2', title: 'Gewerbegebiete' });
		const project = await buildProject({ title: 'Gebiet Nord', links: [linkTo(edition, null)] });
		const list = await send(
			tableXlsx(
				['Maßnahme', 'Projekt'],
				[
					['W 2 Gewerbegebiete', 'Gebiet Nord'],
					['W 2 Gewerbegebiete', 'Gebiet Süd']
				]
			)
		);
		expect(list.summary.measure).to.deep.equal({ new: 0, changed: 0, unchanged: 1 });
		await take(list);
		const all = await projects();
		expect(all.map(({ links }) => links[0]?.target?.id)).to.deep.equal([measure._id, measure._id]);
		expect(all.some(({ _id }) => _id === project._id)).to.equal(true);
	});

	it('makes a measure and a project of a row that is a measure with a status', async () => {
		const list = await send(
			tableXlsx(
				['Nr.', 'Maßnahme', 'Priorität', 'Status'],
				[
					['1', 'Gewerbegebiet', 'hoch', 'läuft'],
					['2', 'Radweg', 'mittel', 'fertig']
				]
			)
		);
		expect(list.sheets[0]?.rows).to.equal('measure-and-project');
		await take(list);
		const measures = await MeasureModel.find({ region: REGION_ID }).sort({ code: 1 }).lean();
		expect(measures.map(({ code, priority }) => [code, priority])).to.deep.equal([
			['1', 'high'],
			['2', 'medium']
		]);
		const all = await projects();
		expect(all.map(({ title, current }) => [title, current.status])).to.have.deep.members([
			['Gewerbegebiet', 'running'],
			['Radweg', 'completed']
		]);
		expect(all.map(({ links }) => links[0]?.target?.id)).to.have.members(measures.map(({ _id }) => _id));
	});

	it('writes nothing into an adopted edition, but takes the projects of its measures', async () => {
		const field = await buildField(edition);
		await buildMeasure(edition, { field: field._id, code: 'W 2', title: 'Gewerbegebiete' });
		await freezeEdition(edition);
		let list = await send(
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
		list = await change(list, { decisions: [{ doubt: 'frozen', choice: 'empty' }] });
		await take(list);
		expect(await projects()).to.have.length(2);
		expect(await MeasureModel.countDocuments({ region: REGION_ID })).to.equal(1);
	});

	it('knows organisations and towns by their names, and asks about those it does not know', async () => {
		await buildMunicipality();
		const party = await buildParty({ name: 'LEG Thüringen', shortName: 'LEG', kind: 'company' });
		let list = await send(
			tableXlsx(
				['Projekt', 'Träger', 'Kommune'],
				[
					['Radweg', 'LEG', 'Saalfeld'],
					['Brücke', 'LEG Thüringens', 'Nirgendwo']
				]
			)
		);
		expect(list.summary.doubts.map(({ code }) => code)).to.have.members(['similar_party', 'unknown_municipality']);
		const [doubt] = (await ask('get', `/imports/${list.id}/doubts?code=similar_party`).expect(200)).body.rows;
		expect(doubt.column).to.equal('B');
		list = await change(list, {
			words: {
				...EMPTY_WORDS,
				parties: [{ word: 'LEG Thüringens', party: party._id }],
				municipalities: [{ word: 'Nirgendwo', municipality: null }]
			}
		});
		expect(list.summary.openDoubts).to.equal(0);
		await take(list);
		expect((await projects()).flatMap(({ roles }) => roles.map((role) => role.party))).to.deep.equal([
			party._id,
			party._id
		]);
	});

	it('learns words for statuses, and keeps a mapping for the next list of its kind', async () => {
		let list = await send(
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
		list = await change(list, { sheets: [{ ...settings, columns }] });
		expect(list.summary.doubts.map(({ code }) => code)).to.deep.equal(['unknown_status']);
		list = await change(list, {
			words: {
				...EMPTY_WORDS,
				statuses: [
					{ word: 'grün', status: 'running' },
					{ word: 'rot', status: 'paused' }
				]
			}
		});
		expect(list.summary.openDoubts).to.equal(0);
		const mapping = (await ask('post', `/imports/${list.id}/mapping`).send({ name: 'Ampelliste' }).expect(201)).body;
		const next = await send(tableXlsx(['Ampel', 'Vorhaben'], [['grün', 'Turm']]));
		expect(next.mapping?.title).to.equal('Ampelliste');
		expect(next.sheets[0]?.columns.map(({ field }) => field)).to.deep.equal(['status', 'project']);
		expect(next.summary.openDoubts).to.equal(0);
		await ask('delete', `/import-mappings/${mapping.id}`).set('If-Match', '"1"').expect(204);
		expect((await ask('get', '/import-mappings').expect(200)).body.rows).to.have.length(0);
	});

	it('comes as pasted rows too, and is discarded with a word', async () => {
		const answer = await ask('post', '/imports?name=Aus%20Excel&pasted=true')
			.set('Content-Type', 'text/plain')
			.send('Projekt\tStatus\nRadweg\tfertig\n')
			.expect(201);
		expect(answer.body.kind).to.equal('pasted');
		expect(answer.body.summary.project.new).to.equal(1);
		await ask('delete', `/imports/${answer.body.id}`).set('If-Match', '"1"').expect(204);
		await ask('get', `/imports/${answer.body.id}`).expect(404);
	});

	it('is not taken twice, nor changed or discarded once it is taken', async () => {
		const list = await send(tableXlsx(['Projekt', 'Status'], [['Radweg', 'fertig']]));
		const taken = await take(list);
		for (const asked of [
			ask('post', `/imports/${list.id}/taking`).send({ digest: taken.digest }),
			ask('patch', `/imports/${list.id}`).send({ edition: null }),
			ask('delete', `/imports/${list.id}`)
		])
			expect((await asked.set('If-Match', `"${String(taken.version)}"`)).status).to.equal(409);
		expect(await projects()).to.have.length(1);
		expect(await EditionModel.countDocuments({ region: REGION_ID })).to.equal(1);
	});
});

const EMPTY_WORDS = { statuses: [], priorities: [], parties: [], municipalities: [] };
