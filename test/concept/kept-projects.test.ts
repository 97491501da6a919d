import { expect } from 'chai';
import { readWholeProjects } from '../../backend/concept/kept-projects.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import { buildProject, buildRegion, inRegion, REGION_ID } from '../helpers/concept.ts';
import { emptyTestDatabase, useTestDatabase } from '../helpers/database.ts';

async function titles(): Promise<string[]> {
	const projects = await record.read(REGION_ID, (snapshot) => readWholeProjects(REGION_ID, snapshot));
	return projects.map((project) => project.title).sort();
}

describe('Projects that are kept between two readings', () => {
	useTestDatabase();
	beforeEach(async () => {
		record.forgetHeads();
		await buildRegion();
	});

	it('are those of now: changed, new and withdrawn ones included', async () => {
		const first = await buildProject({ title: 'Eins' });
		const second = await buildProject({ title: 'Zwei' });
		expect(await titles()).to.deep.equal(['Eins', 'Zwei']);
		await inRegion((work) => work.update(ProjectModel, first._id, null, { title: 'Eins neu' }));
		await buildProject({ title: 'Drei' });
		expect(await titles()).to.deep.equal(['Drei', 'Eins neu', 'Zwei']);
		await inRegion((work) => work.withdraw(ProjectModel, second._id, null, 'doppelt'));
		expect(await titles()).to.deep.equal(['Drei', 'Eins neu']);
		await inRegion((work) => work.restore(ProjectModel, second._id, null));
		expect(await titles()).to.deep.equal(['Drei', 'Eins neu', 'Zwei']);
	});

	it('are those of the snapshot, also of one that comes late', async () => {
		await buildProject({ title: 'Eins' });
		await record.read(REGION_ID, async (older) => {
			await buildProject({ title: 'Zwei' });
			expect(await titles()).to.deep.equal(['Eins', 'Zwei']);
			const late = await readWholeProjects(REGION_ID, older);
			expect(late.map((project) => project.title)).to.deep.equal(['Eins']);
		});
		expect(await titles()).to.deep.equal(['Eins', 'Zwei']);
	});

	it('are forgotten when the chain is another one', async () => {
		await buildProject({ title: 'Eins' });
		expect(await titles()).to.deep.equal(['Eins']);
		await emptyTestDatabase();
		record.forgetHeads();
		await buildRegion();
		await buildProject({ title: 'Ganz anders' });
		expect(await titles()).to.deep.equal(['Ganz anders']);
	});

	it('are not read again while nothing of them has changed', async () => {
		await buildProject({ title: 'Eins' });
		const [one] = await record.read(REGION_ID, (snapshot) => readWholeProjects(REGION_ID, snapshot));
		await record.change(SYSTEM, { region: REGION_ID, action: 'test.other' }, (work) =>
			work.create(ProjectModel, { title: 'Zwei' })
		);
		const again = await record.read(REGION_ID, (snapshot) => readWholeProjects(REGION_ID, snapshot));
		expect(again.find((project) => project._id === one?._id)).to.equal(one);
	});
});
