import { expect } from 'chai';
import { prepareStore } from '../../backend/record/store.ts';
import { useApplication } from '../helpers/application.ts';
import { askAs, buildCouncil } from '../helpers/council.ts';
import type { Council } from '../helpers/council.ts';
import { useTestDatabase } from '../helpers/database.ts';

describe('A meeting, asked over the API', () => {
	useTestDatabase();
	before(prepareStore);
	const application = useApplication();
	let council: Council;
	beforeEach(async () => {
		council = await buildCouncil();
	});

	it('goes from its planning to the draft of its minutes', async () => {
		const manager = await askAs(application.server, 'manager');
		const planned = await manager.post('/meetings').send({ body: council.body._id, day: '2026-03-04' }).expect(201);
		expect(planned.body).to.include({ number: '2026-01', state: 'planned', hasQuorum: null, quorumSeats: 3 });
		const path = `/meetings/${String(planned.body.id)}`;
		const agenda = await manager.post(`${path}/agenda`).send({ title: 'Bericht' }).expect(201);
		const item = `/agenda-items/${String(agenda.body.agenda[0].id)}`;
		const rows = ['1', '2', '3'].map((seat) => ({ seat, state: 'present' }));
		const opened = await manager.post(`${path}/attendance`).set('If-Match', '"1"').send({ rows }).expect(200);
		expect(opened.body).to.include({ hasQuorum: true, state: 'planned' });
		const said = await manager.put(`${item}/minutes`).set('If-Match', '"1"').send({ minutes: 'Es geht voran.' });
		expect(said.body, said.text).to.include({ minutes: 'Es geht voran.', version: 2 });
		await manager.post(`${item}/noted`).expect(200);
		const minutes = { from: '17:00', until: null, opening: 'Willkommen.', closing: null, writer: 'Regionalmanagement' };
		const backwards = await manager
			.put(`${path}/minutes`)
			.set('If-Match', '"2"')
			.send({ ...minutes, until: '16:30' });
		expect(backwards.body.errors[0]).to.include({ field: 'until', code: 'ends_before' });
		await manager.put(`${path}/minutes`).set('If-Match', '"2"').send(minutes).expect(200);
		await manager.post(`${path}/closing`).expect(200);
		const drafted = await manager.post(`${path}/minutes-draft`).expect(200);
		expect(drafted.body).to.deep.include({ state: 'minutes-drafted', minutes });
		const { body: list } = await manager.get('/meetings').expect(200);
		expect(list.rows[0]).to.include({ number: '2026-01', itemCount: 1, state: 'minutes-drafted' });
	});
});
