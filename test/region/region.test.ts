import { expect } from 'chai';
import { newBody, newRegion } from '@konzeptstand/contract/region.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import { changeLiving, restoreWithdrawn, withdrawLiving } from '../../backend/region/living.service.ts';
import { changeParty, createBody } from '../../backend/region/party.service.ts';
import { MilestoneModel, PartyModel, RegionModel } from '../../backend/region/region.model.ts';
import { changeRegion, createRegion, newRegionId } from '../../backend/region/region.service.ts';
import '../../backend/concept/uses.ts';
import {
	buildEdition,
	buildMeasure,
	buildMilestone,
	buildMunicipality,
	buildParty,
	buildProject,
	freezeEdition,
	inRegion,
	REGION_ID,
	REGION_KEY,
	useTestRegion
} from '../helpers/concept.ts';
import { refusalOf } from '../helpers/refusal.ts';

const MISSING = '01890000-0000-7000-8000-00000000dead';

describe('A region', () => {
	useTestRegion();
	const found = (id: string, fields: object) =>
		record.change(SYSTEM, { region: id, action: 'test.build' }, (work) =>
			createRegion(work, { ...newRegion.parse({ key: 'andere', name: 'Andere', ...fields }) })
		);

	it('is the first item of its own chain', async () => {
		expect(await RegionModel.findById(REGION_ID).lean()).to.include({ region: REGION_ID, version: 1 });
		expect((await record.head(REGION_ID))?.sequence).to.equal(1);
	});

	it('has a key that no other has', async () => {
		expect(await refusalOf(found(newRegionId(), { key: REGION_KEY }))).to.equal('duplicate key:duplicate');
		expect(await RegionModel.countDocuments()).to.equal(1);
	});

	it('lies in a time zone that there is', async () => {
		expect(await refusalOf(found(newRegionId(), { timeZone: 'Europe/Saalfeld' }))).to.equal(
			'invalid_input timeZone:invalid'
		);
		expect(await refusalOf(inRegion((work) => changeRegion(work, 1, { timeZone: 'Mond' })))).to.equal(
			'invalid_input timeZone:invalid'
		);
	});

	it('knows the towns that its bodies and parties name, and says where it does not', async () => {
		const town = await buildMunicipality();
		const body = (fields: object) =>
			inRegion((work) => createBody(work, newBody.parse({ name: 'Rat', kind: 'deciding', ...fields })));
		const chairs = [
			{ year: '2024', municipality: town._id },
			{ year: '2025', municipality: MISSING }
		];
		expect(await refusalOf(body({ chairs }))).to.equal('invalid_input chairs.1.municipality:not_found');
		expect(await refusalOf(body({ municipality: MISSING }))).to.equal('invalid_input municipality:not_found');
		expect(await refusalOf(buildParty({ municipality: MISSING }))).to.equal('invalid_input municipality:not_found');
		expect((await body({ chairs: chairs.slice(0, 1), municipality: town._id })).chairs).to.have.length(1);
	});

	it('has each town once, by its official key', async () => {
		await buildMunicipality();
		expect(await refusalOf(buildMunicipality({ key: 'anders' }))).to.equal('duplicate ags:duplicate');
	});
});

describe('A party', () => {
	useTestRegion();
	const withdraw = (id: string) => inRegion((work) => withdrawLiving(work, PartyModel, id, null, 'doppelt'));

	it('has a name that no other bears, until it is withdrawn', async () => {
		const party = await buildParty();
		expect(await refusalOf(buildParty())).to.equal('duplicate name:duplicate');
		await withdraw(party._id);
		const successor = await buildParty();
		const restore = inRegion((work) => restoreWithdrawn(work, PartyModel, party._id, 2));
		expect(await refusalOf(restore)).to.equal('duplicate name:duplicate');
		expect(successor._id).to.not.equal(party._id);
	});

	it('is not withdrawn while a project names it', async () => {
		const party = await buildParty();
		await buildProject({ roles: [{ role: 'carrier', party: party._id }] });
		expect(await refusalOf(withdraw(party._id))).to.equal('conflict id:in_use');
	});

	it('is not withdrawn while a measure names it, an adopted one included', async () => {
		const edition = (await buildEdition())._id;
		const party = await buildParty();
		await buildMeasure(edition, { roles: [{ role: 'responsible', party: party._id }] });
		await freezeEdition(edition);
		expect(await refusalOf(withdraw(party._id))).to.equal('conflict id:in_use');
	});

	it('cannot take part in anything once it is withdrawn, nor be changed', async () => {
		const party = await buildParty();
		await withdraw(party._id);
		const named = buildProject({ roles: [{ role: 'carrier', party: party._id }] });
		expect(await refusalOf(named)).to.equal('invalid_input roles.0.party:withdrawn');
		expect(await refusalOf(inRegion((work) => changeParty(work, party._id, 2, { name: 'anders' })))).to.equal(
			'conflict id:withdrawn'
		);
	});
});

describe('A milestone', () => {
	useTestRegion();

	it('is changed in the version that was read, and withdrawn instead of deleted', async () => {
		const milestone = await buildMilestone();
		const change = (version: number) =>
			inRegion((work) => changeLiving(work, MilestoneModel, milestone._id, version, { date: '2014-01' }));
		expect((await change(1)).version).to.equal(2);
		expect(await refusalOf(change(1))).to.equal('version_conflict');
		await inRegion((work) => withdrawLiving(work, MilestoneModel, milestone._id, 2, 'doppelt'));
		const kept = await MilestoneModel.findById(milestone._id).lean();
		expect(kept?.withdrawn?.reason).to.equal('doppelt');
	});
});
