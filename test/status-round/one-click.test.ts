import { expect } from 'chai';
import supertest from 'supertest';
import { useApplication } from '../helpers/application.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/eventually.ts';
import { useMailServer } from '../helpers/mailing.ts';
import { invitationOf, RoundRegion } from '../helpers/rounds.ts';

describe('The mail of a status round', function () {
	this.timeout(20_000);
	useTestDatabase();
	const application = useApplication();
	const region = new RoundRegion(() => application.server);
	const server = useMailServer();
	beforeEach(async () => {
		await region.build();
	});

	it('lets reminders be called off by one click in a mail program, which posts without a page', async () => {
		const round = await region.start();
		await eventually(() => server.mails.length >= 2);
		const [mail] = server.mails.filter((one) => one.to?.[0]?.address === 'bert@example.org');
		const header = (name: string) => mail?.headers.find(({ key }) => key === name)?.value ?? '';
		expect(header('list-unsubscribe-post')).to.equal('List-Unsubscribe=One-Click');
		const address = /^<https:\/\/konzept\.example\.org(\/s\/\S+)>$/.exec(header('list-unsubscribe'))?.[1] ?? '';
		const post = (path: string) =>
			supertest(application.server).post(path).type('form').send('List-Unsubscribe=One-Click');
		await post(address.replace(/[\w-]{43}/, 'x'.repeat(43))).expect(404);
		await post(address).expect(200);
		await post(address).expect(200);
		expect(invitationOf(await region.read(round.id), region.bert.person).isQuiet).to.equal(true);
		const reminded = await region.ask('post', `/rounds/${round.id}/reminder`).expect(200);
		expect(reminded.body, 'Anna alone').to.deep.equal({ people: 1 });
	});

	it('does not take what a page sends for such a click', async () => {
		const round = await region.start();
		const link = await region.linkOf(round, region.bert.person);
		await supertest(application.server)
			.post(`/s/probe/${link}/stop`)
			.set('Origin', 'https://boese.example.org')
			.type('form')
			.send('List-Unsubscribe=One-Click')
			.expect(404);
		expect(invitationOf(await region.read(round.id), region.bert.person).isQuiet).to.equal(false);
	});
});
