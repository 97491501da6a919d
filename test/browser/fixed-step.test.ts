import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { ProjectRow, Step } from '@konzeptstand/contract/project.ts';
import { askApi, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { makePaper, regionOf, sendApi } from '../helpers/papers-served.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';

const API = `/api/v1/regions${REGION}`;

describe('A step that the council has fixed', function () {
	this.timeout(90_000);
	const { open } = useServedProduct({ isOwn: true });
	const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

	it('is moved or dropped by a paper only: its form and its withdrawal lead there', async () => {
		const context = await open('manager');
		const page = await context.newPage();
		const { rows } = await askApi<{ rows: ProjectRow[] }>(context, `/regions${REGION}/projects?limit=1`);
		const project = rows[0]?.id ?? expect.fail('no project');
		const { id: step } = await sendApi<{ id: string }>(context, `/projects/${project}/steps`, { title: 'Richtfest' });
		const stepNow = () => askApi<Step>(context, `/regions${REGION}/steps/${step}`);
		const council = (await regionOf(context)).bodies.find(({ kind }) => kind === 'deciding')?.id;
		const fixing = await makePaper(context, {
			body: council,
			effects: [{ type: 'step.fix', subject: step, planned: '2027-06' }]
		});
		const accept = { body: council, date: '2026-11-20', result: 'accepted' };
		await sendApi(context, `/papers/${fixing.id}/results`, accept);

		await page.goto(`${REGION}/projects/${project}/steps/${step}/edit`);
		await whenAlive(page);
		const text = await page.getByRole('main').innerText();
		expect(text).to.include('Diesen Schritt hat der Rat festgelegt.').and.include('Richtfest').and.include('Juni 2027');
		expect(await page.getByLabel(/^Bezeichnung \(/).count(), 'not asked for').to.equal(0);
		expect(await page.getByLabel('Geplant').count(), 'not asked for').to.equal(0);
		expect(await findingsOn(page)).to.deep.equal([]);
		await page.getByLabel('Jetzt erwartet').fill('2027-09');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await page.getByText('Projektschritt gespeichert: Richtfest').waitFor();
		expect(await stepNow()).to.include({ title: 'Richtfest', planned: '2027-06', expected: '2027-09' });

		const toDrop = page.getByRole('link', { name: 'Vorlage zum Streichen anlegen' });
		const done = async (actual: string | null) => {
			const headers = { 'if-match': `"${(await stepNow()).version}"` };
			const answer = await context.request.patch(`${API}/steps/${step}`, { headers, data: { actual } });
			expect(answer.ok(), await answer.text()).to.equal(true);
		};
		await done('2026-10');
		await page.goto(`${REGION}/steps/${step}/withdraw`);
		expect(await page.getByRole('main').innerText()).to.include('er ist erledigt: Er bleibt stehen.');
		expect(await toDrop.count(), 'what is done is not dropped').to.equal(0);
		await done(null);
		await page.goto(`${REGION}/steps/${step}/withdraw`);
		expect(await page.getByRole('button', { name: 'Zurückziehen' }).count(), 'not offered').to.equal(0);
		expect(await findingsOn(page)).to.deep.equal([]);
		const refused = await context.request.post(`${API}/steps/${step}/withdrawal`, {
			headers: { 'if-match': `"${(await stepNow()).version}"` },
			data: { reason: 'Der Bau entfällt.' }
		});
		expect(refused.status()).to.equal(409);
		expect(await refused.text()).to.include('„Festgelegten Projektschritt streichen“');

		await toDrop.click();
		await heading(page, 'Neue Vorlage');
		await whenAlive(page);
		const chosen = page.getByLabel('Was geschehen soll').locator('option:checked');
		expect(await chosen.innerText()).to.match(/^Festgelegten Projektschritt streichen: .*Richtfest/);
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByRole('link', { name: 'Ansehen' }).click();
		await heading(page, 'Streichung des Projektschritts „Richtfest“');
		const dropping = /\/papers\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
		await sendApi(context, `/papers/${dropping}/results`, accept);
		expect((await stepNow()).withdrawn?.reason).to.include('Richtfest');
	});
});
