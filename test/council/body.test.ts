import { expect } from 'chai';
import { newBody } from '@konzeptstand/contract/region.ts';
import { addBody, editBody, restoreBody } from '../../backend/council/body.service.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { restoreWithdrawn, withdrawLiving } from '../../backend/region/living.service.ts';
import { BodyModel } from '../../backend/region/region.model.ts';
import { ABROAD, buildAccountsApplication, buildMember } from '../helpers/accounts.ts';
import { inRegion, REGION_ID } from '../helpers/concept.ts';
import { buildBody, buildCouncil, buildMeeting } from '../helpers/council.ts';
import type { Council } from '../helpers/council.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { refusalOf } from '../helpers/refusal.ts';

describe('A body', () => {
	useTestDatabase();
	before(prepareStore);
	let council: Council;
	beforeEach(async () => {
		record.forgetHeads();
		buildAccountsApplication();
		council = await buildCouncil();
	});
	const add = (fields: object) =>
		inRegion((work) => addBody(work, newBody.parse({ name: 'Lenkungsgruppe', kind: 'steering-group', ...fields })));

	it('has seats of people who have a part in the region; whoever had one may keep it', async () => {
		const { person } = await buildMember('rat@example.org', ['council'], { region: REGION_ID });
		const stranger = (await buildMember('fremd@example.org', ['council'], { region: ABROAD.id })).person;
		const seat = { office: 'Bürgermeister', municipality: null, deputy: null, term: null };
		const seats = (one: string | null, deputy: string | null) => [
			{ ...seat, person: null, deputyPerson: null },
			{ ...seat, person: one, deputyPerson: deputy }
		];
		expect(await refusalOf(add({ seats: seats(stranger, null) }))).to.equal('invalid_input seats.1.person:not_found');
		expect(await refusalOf(add({ seats: seats(person, stranger) }))).to.equal(
			'invalid_input seats.1.deputyPerson:not_found'
		);
		const body = await add({ seats: seats(person, null) });
		const kept = await inRegion((work) => work.update(BodyModel, body._id, 1, { seats: seats(stranger, null) }));
		await inRegion((work) =>
			editBody(work, body._id, kept.version, { seats: seats(null, stranger), rhythm: 'monatlich' })
		);
		expect(await refusalOf(inRegion((work) => editBody(work, body._id, 1, { name: 'Zu spät' })))).to.equal(
			'version_conflict'
		);
	});

	it('that is a town’s own council says whose, and is the only one there', async () => {
		const [saalfeld, rudolstadt] = council.towns;
		expect(await refusalOf(add({ kind: 'council' }))).to.equal('invalid_input municipality:required');
		const first = await add({ kind: 'council', municipality: saalfeld });
		expect(await refusalOf(add({ kind: 'council', municipality: saalfeld }))).to.equal(
			'invalid_input municipality:council_exists'
		);
		const second = await add({ kind: 'council', municipality: rudolstadt });
		const moved = inRegion((work) => editBody(work, second._id, 1, { municipality: saalfeld }));
		expect(await refusalOf(moved)).to.equal('invalid_input municipality:council_exists');
		await inRegion((work) => editBody(work, first._id, 1, { name: 'Stadtrat Saalfeld' }));
		await inRegion((work) => withdrawLiving(work, BodyModel, first._id, 2, 'Doppelt'));
		await inRegion((work) => editBody(work, second._id, 1, { municipality: saalfeld }));
		const back = inRegion((work) => restoreBody(work, first._id, 3));
		expect(await refusalOf(back)).to.equal('invalid_input municipality:council_exists');
	});

	it('stays as long as a meeting names it', async () => {
		const { _id } = await buildBody();
		await buildMeeting(council.body._id);
		const withdraw = (id: string) => inRegion((work) => withdrawLiving(work, BodyModel, id, 1, 'Aufgelöst'));
		expect(await refusalOf(withdraw(council.body._id))).to.equal('conflict id:in_use');
		await withdraw(_id);
		expect(await refusalOf(buildMeeting(_id))).to.equal('invalid_input body:withdrawn');
		await inRegion((work) => restoreWithdrawn(work, BodyModel, _id, 2));
		await buildMeeting(_id);
	});
});
