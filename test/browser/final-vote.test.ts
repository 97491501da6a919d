import { expect } from 'chai';
import type { Meeting } from '@konzeptstand/contract/meeting.ts';
import type { ProjectRow } from '@konzeptstand/contract/project.ts';
import { planMeeting } from '../helpers/meetings.ts';
import { askApi, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { makePaper, regionOf, sendApi } from '../helpers/papers-served.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';

describe('A vote that puts a paper in force', function () {
	this.timeout(90_000);
	const { open } = useServedProduct({ isOwn: true });

	it('says what follows and is asked once more; refused, it keeps what was entered; in force, it is not reopened', async () => {
		const context = await open('manager');
		const body = (await regionOf(context)).bodies.find(({ kind }) => kind === 'deciding') ?? expect.fail('no body');
		const ruled = await context.request.patch(`/api/v1/regions${REGION}/bodies/${body.id}`, {
			headers: { 'if-match': `"${body.version}"` },
			data: { votingRule: 'unanimity-of-towns', quorum: 'all-towns' }
		});
		expect(ruled.ok(), await ruled.text()).to.equal(true);
		const { rows } = await askApi<{ rows: ProjectRow[] }>(context, `/regions${REGION}/projects?limit=1`);
		const project = rows[0] ?? expect.fail('no project');
		const step = await sendApi<{ id: string }>(context, `/projects/${project.id}/steps`, { title: 'Spatenstich' });
		const paper = await makePaper(context, {
			title: 'Termin des Baus',
			body: body.id,
			effects: [{ type: 'step.fix', subject: step.id, planned: '2031-06' }]
		});
		const { id } = await planMeeting(context, '2030-05-08', []);
		await sendApi<Meeting>(context, `/meetings/${id}/agenda`, {
			title: paper.title,
			type: 'decision',
			paper: paper.id
		});
		const page = await context.newPage();
		await page.goto(`${REGION}/meetings/${id}/take`);
		await whenAlive(page);
		await page.getByRole('button', { name: 'Alle anwesend' }).click();
		await page.getByRole('main').getByRole('button', { name: 'Sitzung eröffnen' }).click();
		await page.getByRole('button', { name: 'Trotzdem eröffnen' }).click();
		await page.getByText('Alles gespeichert').waitFor();
		const choose = page.getByRole('navigation', { name: 'Tagesordnung' }).getByRole('button', { name: /Termin/ });
		await choose.click();
		const panel = page.getByRole('form', { name: `Abstimmung: ${paper.title}` });
		const record = panel.getByRole('button', { name: 'Abstimmung festhalten' });
		expect(await panel.innerText())
			.to.include('Wird zugestimmt, geschieht damit sofort:')
			.and.match(/Spatenstich.*Juni 2031/)
			.and.include('Ändern kann das danach nur ein neuer Beschluss.');
		const confirmed = panel.getByRole('checkbox', { name: 'Ja, so beschlossen' });
		expect(await confirmed.count(), 'nothing to confirm before anybody has voted').to.equal(0);

		const [first, second, third] = await panel.getByRole('group').filter({ hasText: 'Enthaltung' }).all();
		for (const seat of [first, second]) await seat?.getByRole('radio', { name: 'Ja' }).last().check();
		await third?.getByRole('radio', { name: 'ohne Stimme' }).check();
		await panel.getByRole('textbox').fill('Der Spatenstich ist im Juni.');
		await record.click();
		await page.getByRole('alert').getByText('Das Gremium ist nicht beschlussfähig').waitFor();
		expect(await page.getByRole('alert').count(), 'said once').to.equal(1);
		expect(await panel.getByRole('radio', { name: 'Ja', checked: true }).count(), 'votes are kept').to.equal(2);
		expect(await panel.getByRole('textbox').inputValue()).to.equal('Der Spatenstich ist im Juni.');
		expect(await findingsOn(page)).to.deep.equal([]);

		await panel.getByRole('button', { name: 'Alle Ja' }).click();
		await record.click();
		expect(await askApi<Meeting>(context, `/regions${REGION}/meetings/${id}`), 'not before it is confirmed')
			.to.have.nested.property('agenda[0].decision')
			.that.equals(null);
		await confirmed.check();
		expect(await findingsOn(page)).to.deep.equal([]);
		await record.click();
		await page.getByText('Alles gespeichert').waitFor();
		const { agenda } = await askApi<Meeting>(context, `/regions${REGION}/meetings/${id}`);
		expect(agenda[0]?.decision).to.include({ text: 'Der Spatenstich ist im Juni.' });
		expect(agenda[0]?.decision?.effect.state).to.equal('in-force');
		await page.getByRole('main').getByText('beschlossen', { exact: false }).first().waitFor();
		expect(await page.getByRole('button', { name: 'Wieder öffnen' }).count()).to.equal(0);
	});
});
