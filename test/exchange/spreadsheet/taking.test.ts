import { expect } from 'chai';
import type { ImportView } from '@konzeptstand/contract/import.ts';
import { EditionModel, FieldModel } from '../../../backend/concept/edition.model.ts';
import { ProjectModel, StatusReportModel } from '../../../backend/concept/project.model.ts';
import type { ProjectItem } from '../../../backend/concept/project.model.ts';
import { readWorkbook } from '../../../backend/exchange/spreadsheet/read-workbook.ts';
import { record } from '../../../backend/record/record.service.ts';
import { PartyModel } from '../../../backend/region/region.model.ts';
import { buildProject, buildReport, REGION_ID } from '../../helpers/concept.ts';
import { HEAD, ListPlanner, ROWS, standingProjects } from '../../helpers/list-planner.ts';
import { tableXlsx } from '../../helpers/spreadsheets.ts';

describe('Taking a list', function () {
	this.timeout(30_000);
	const planner = new ListPlanner().use();

	it('is taken whole, in one entry, once its doubts are decided', async () => {
		const list = await planner.sendAccepted(tableXlsx(HEAD, ROWS));
		expect(list.summary.openDoubts).to.equal(0);
		const taken = await planner.take(list);
		const all = await standingProjects();
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
		const entry = (await planner.ask('get', `/record/${String(taken.taken?.sequence)}`).expect(200)).body;
		expect(entry.action).to.equal('import.take');
		// Two parties, two fields, three projects with their reports, and the list itself.
		expect(entry.changeCount).to.equal(2 + 2 + 3 + 3 + 1);
		expect((await record.verify(REGION_ID)).isIntact).to.equal(true);
	});

	it('brings delays and the words of a traffic light into reports, and the same list again says nothing new', async () => {
		const head = ['Projekt', 'Status', 'Ampel', 'verzögert'];
		const rows = [
			['Radweg', 'im Bau', 'rot', 'ja'],
			['Brücke', null, 'grün', 'nein']
		];
		await planner.take(await planner.sendAccepted(tableXlsx(head, rows)));
		const told = await StatusReportModel.find({ region: REGION_ID }).sort({ text: -1 }).lean();
		expect(
			told.map(({ status, text, isDelayed, delayReason }) => [status, text, isDelayed, delayReason])
		).to.deep.equal([
			['running', 'Ampel: rot', true, 'verzögert: ja'],
			['unknown', 'Ampel: grün', false, null]
		]);
		const again = await planner.sendAccepted(tableXlsx(head, rows));
		expect(again.summary.project).to.deep.equal({ new: 0, changed: 0, unchanged: 2 });
		const made = structuredClone(rows);
		(made[0] as string[])[3] = 'nein';
		const later = await planner.sendAccepted(tableXlsx(head, made));
		expect(later.summary.project).to.deep.equal({ new: 0, changed: 1, unchanged: 1 });
		await planner.take(later);
		const [road] = (await standingProjects()).filter(({ title }) => title === 'Radweg');
		expect(road?.current).to.include({ status: 'running', isDelayed: false });
	});

	it('changes nothing when the same list comes again, and updates what it says otherwise a year later', async () => {
		const list = await planner.sendAccepted(tableXlsx(HEAD, ROWS));
		await planner.take(list);
		const again = await planner.sendAccepted(tableXlsx(HEAD, ROWS));
		expect(again.summary.project).to.deep.equal({ new: 0, changed: 0, unchanged: 3 });
		expect(again.mayTake).to.equal(false);
		const later = structuredClone(ROWS);
		(later[0] as string[])[4] = '1.500,00 €';
		(later[0] as string[])[6] = 'abgeschlossen';
		(later[0] as string[])[7] = '09.01.2025';
		const next = await planner.sendAccepted(tableXlsx(HEAD, later));
		expect(next.summary.project).to.deep.equal({ new: 0, changed: 1, unchanged: 2 });
		const [changed] = await planner.rows(next, '&outcome=changed');
		expect(changed?.matchedBy).to.equal('number');
		expect(changed?.changes.map(({ field }) => field)).to.deep.equal(['costs', 'status']);
		await planner.take(next);
		const all = await standingProjects();
		expect(all).to.have.length(3);
		expect(all[0]?.costs).to.have.length(1);
		expect(all[0]?.costs[0]?.cents).to.equal(150_000);
		expect(all[0]?.current.status).to.equal('completed');
		expect(await StatusReportModel.countDocuments({ region: REGION_ID })).to.equal(4);
	});

	it('is undone as a whole: what it made is withdrawn, what it changed is as it was', async () => {
		const known = await buildProject({ code: '1', title: 'Gewerbegebiet Ost', description: 'Wie es war' });
		const list = await planner.sendAccepted(
			tableXlsx(
				[...HEAD, 'Beschreibung'],
				ROWS.map((row) => [...row, 'Wie es ist'])
			)
		);
		const taken = await planner.take(list);
		expect((await ProjectModel.findById(known._id).lean<ProjectItem>())?.description).to.equal('Wie es ist');
		const undone = (await planner.ask('post', `/imports/${list.id}/undo`, taken.version).send({}).expect(200))
			.body as ImportView;
		expect(undone.state).to.equal('undone');
		const all = await standingProjects();
		expect(all.map(({ title }) => title)).to.deep.equal(['Gewerbegebiet Ost']);
		expect(all[0]?.description).to.equal('Wie es war');
		expect(all[0]?.current.status).to.equal('unknown');
		expect(await FieldModel.countDocuments({ region: REGION_ID, withdrawn: null })).to.equal(0);
		expect(await PartyModel.countDocuments({ region: REGION_ID, withdrawn: null })).to.equal(0);
		expect((await record.verify(REGION_ID)).isIntact).to.equal(true);
		await planner.take(undone);
		expect(await standingProjects()).to.have.length(3);
	});

	it('is not undone any more once something was built on it, and says what', async () => {
		const list = await planner.sendAccepted(tableXlsx(HEAD, ROWS));
		const taken = await planner.take(list);
		const [project] = await standingProjects();
		await buildReport(project?._id ?? '', { status: 'completed', asOf: '2025' });
		const answer = await planner.ask('post', `/imports/${list.id}/undo`, taken.version).send({}).expect(409);
		expect(answer.body.errors[0].message).to.contain('Gewerbegebiet Ost');
		expect(await standingProjects()).to.have.length(3);
	});

	it('leaves doubtful rows behind only when that is said, and gives them back with their reasons', async () => {
		const list = await planner.send(tableXlsx(HEAD, ROWS));
		const refused = await planner
			.ask('post', `/imports/${list.id}/taking`, list.version)
			.send({ digest: list.digest })
			.expect(409);
		expect(refused.body.errors[0].field).to.equal('withoutDoubtful');
		const file = await planner
			.ask('get', `/imports/${list.id}/returned`)
			.buffer(true)
			.parse((response, done) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('end', () => {
					done(null, Buffer.concat(parts));
				});
			});
		await planner.take(list, true);
		expect((await standingProjects()).map(({ code }) => code)).to.deep.equal(['1', '2']);
		const [sheet] = readWorkbook(file.body as Buffer, { encoding: null, separator: null }).sheets;
		expect(sheet?.rows[0]?.cells.at(-1)?.text).to.equal('Grund der Zurückweisung');
		expect(sheet?.rows[1]?.cells.at(-1)?.text).to.contain('Frühjahr 2016');
		const back = await planner.sendAccepted(file.body as Buffer);
		expect(back.sheets[0]?.columns.at(-1)?.field).to.equal('reasons');
		expect(back.summary.project).to.deep.equal({ new: 1, changed: 0, unchanged: 0 });
		await planner.take(back);
		expect(await standingProjects()).to.have.length(3);
	});

	it('takes nothing but what was seen', async () => {
		const list = await planner.sendAccepted(tableXlsx(HEAD, ROWS));
		await buildProject({ code: '2', title: 'Gründerzentrum' });
		const answer = await planner
			.ask('post', `/imports/${list.id}/taking`, list.version)
			.send({ digest: list.digest })
			.expect(409);
		expect(answer.body.errors[0].field).to.equal('digest');
		expect(await standingProjects()).to.have.length(1);
	});

	it('is not taken twice, nor changed or discarded once it is taken', async () => {
		const list = await planner.send(tableXlsx(['Projekt', 'Status'], [['Radweg', 'fertig']]));
		const taken = await planner.take(list);
		for (const asked of [
			planner.ask('post', `/imports/${list.id}/taking`).send({ digest: taken.digest }),
			planner.ask('patch', `/imports/${list.id}`).send({ edition: null }),
			planner.ask('delete', `/imports/${list.id}`)
		])
			expect((await asked.set('If-Match', `"${String(taken.version)}"`)).status).to.equal(409);
		expect(await standingProjects()).to.have.length(1);
		expect(await EditionModel.countDocuments({ region: REGION_ID })).to.equal(1);
	});
});
