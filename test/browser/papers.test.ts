import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { Meeting } from '@konzeptstand/contract/meeting.ts';
import type { Paper, PaperRow } from '@konzeptstand/contract/paper.ts';
import type { Project } from '@konzeptstand/contract/project.ts';
import { askApi, EDITION, REGION } from '../helpers/page-addresses.ts';
import { makePaper, regionOf, sendApi } from '../helpers/papers-served.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';

const API = `/api/v1/regions${REGION}`;

describe('A paper', function () {
	this.timeout(90_000);
	const { open } = useServedProduct({ isOwn: true });

	const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
	const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
	const paperOf = (context: BrowserContext, id: string) => askApi<Paper>(context, `/regions${REGION}/papers/${id}`);
	const idIn = (page: Page) => /\/papers\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

	/** One of the example's projects that no other test here takes. */
	async function someProject(context: BrowserContext, index: number): Promise<Project> {
		const { rows } = await askApi<{ rows: Project[] }>(context, `/regions${REGION}/projects?limit=10`);
		return rows[index] as Project;
	}

	/** By the page on which a council's result is entered. */
	async function enterResult(page: Page, council: string, result: string): Promise<void> {
		await part(page, 'Ergebnisse')
			.getByRole('link', { name: `Ergebnis eintragen: ${council}` })
			.click();
		await heading(page, 'Ergebnis eintragen');
		await whenAlive(page);
		expect(await page.getByRole('radio', { name: council }).isChecked()).to.equal(true);
		await page.getByRole('radio', { name: result }).check();
		await page.getByLabel('Tag des Beschlusses').fill('2026-11-20');
		await page.getByRole('button', { name: 'Ergebnis eintragen' }).last().click();
		await page.getByText(`Ergebnis eingetragen: ${council}`).waitFor();
	}

	it('is made from a measure, asks all towns, and is in force with the third council that agrees', async () => {
		const context = await open('manager');
		const page = await context.newPage();
		const { rows } = await askApi<{ rows: { id: string; title: string; code: string }[] }>(
			context,
			`/regions${REGION}/measures?edition=${EDITION}&limit=1`
		);
		const measure = rows[0] ?? expect.fail('no measure');
		await page.goto(`${REGION}/measures/${measure.id}`);
		await part(page, 'Rat').getByRole('link', { name: 'Vorlage zur Genehmigung anlegen' }).click();
		await heading(page, 'Neue Vorlage');
		await whenAlive(page);
		const title = await page.getByLabel(/^Bezeichnung \(/).inputValue();
		expect(title).to.include('Genehmigung der Maßnahme').and.include(measure.title);
		const chosen = page.getByLabel('Was geschehen soll').locator('option:checked');
		expect(await chosen.innerText()).to.include(measure.title);
		await page.getByRole('textbox', { name: 'Beschlussvorschlag' }).fill('Die Maßnahme wird genehmigt.');
		await page.getByRole('radio', { name: /Gemeinsame Angelegenheit/ }).check();
		await page.getByRole('combobox', { name: 'Gremium' }).selectOption({ label: 'Gemeinsamer Ausschuss' });
		for (const [index, [town, year, cents]] of [
			['Saalfeld/Saale', '2027', '1.000,10'],
			['Rudolstadt', '2027', '500'],
			['Saalfeld/Saale', '2028', '0,20']
		].entries()) {
			await page.getByRole('button', { name: 'Betrag hinzufügen' }).click();
			const row = page.locator(`[id="field-costs.${index}"]`);
			await row.getByLabel('Stadt').selectOption({ label: town as string });
			await row.getByLabel('Jahr').fill(year as string);
			await row.getByLabel('Betrag in Euro').fill(cents as string);
		}
		expect(await findingsOn(page)).to.deep.equal([]);
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByText(`Vorlage angelegt: ${title}`).waitFor();

		await page.goto(`${REGION}/papers`);
		const row = page.getByRole('row').filter({ hasText: title });
		expect(await row.innerText())
			.to.include('offen')
			.and.match(/1\.500,30\s€/)
			.and.match(/3$/);
		await row.getByRole('link').click();
		await heading(page, title);
		const id = idIn(page);
		const costs = await part(page, 'Kosten der Städte').innerText();
		expect(costs)
			.to.match(/1\.000,10\s€/)
			.and.match(/1\.000,30\s€/)
			.and.match(/1\.500,10\s€/)
			.and.match(/1\.500,30\s€/);
		expect(await findingsOn(page)).to.deep.equal([]);

		const { bodies } = await regionOf(context);
		const councils = bodies.filter(({ kind }) => kind === 'council').map(({ name }) => name);
		expect(councils).to.have.length(3);
		const [one = '', two = '', three = ''] = councils;
		await enterResult(page, one, 'zugestimmt');
		await enterResult(page, two, 'zugestimmt');
		expect(await part(page, 'Ergebnisse').innerText()).to.include(`Es fehlt das Ergebnis von ${three}.`);
		expect((await paperOf(context, id)).state).to.equal('open');
		const first = (await paperOf(context, id)).results.find(({ body }) => body.title === one);
		expect(first?.decision?.effect.state).to.equal('waiting');
		await enterResult(page, three, 'zugestimmt');
		expect((await paperOf(context, id)).state).to.equal('in-force');
		expect(await part(page, 'Was der Beschluss bewirkt').innerText()).to.include('ist geschehen');

		await page.goto(`${REGION}/measures/${measure.id}`);
		expect(await part(page, 'Rat').innerText()).to.match(/genehmigt seit \d/);
		await part(page, 'Rat').getByRole('link', { name: 'durch Beschluss' }).click();
		await page.getByText(/in Kraft seit/).waitFor();
		expect(await findingsOn(page)).to.deep.equal([]);
	});

	it('is rejected by one council alone, and nothing happens', async () => {
		const context = await open('manager');
		const page = await context.newPage();
		const project = await someProject(context, 0);
		const paper = await makePaper(context, {
			title: 'Gemeinsamer Bauhof',
			rule: 'joint',
			body: null,
			effects: [{ type: 'project.approve', subject: project.id }]
		});
		await page.goto(`${REGION}/papers/${paper.id}`);
		await whenAlive(page);
		const council = paper.results[1]?.body.title ?? '';
		await enterResult(page, council, 'abgelehnt');
		expect(await page.getByRole('main').innerText()).to.include('abgelehnt');
		expect((await paperOf(context, paper.id)).state).to.equal('rejected');
		expect((await askApi<Project>(context, `/regions${REGION}/projects/${project.id}`)).approval).to.equal(null);
	});

	it('says before the vote what stands against its effect, and afterwards that it could not happen', async () => {
		const context = await open('manager');
		const page = await context.newPage();
		const project = await someProject(context, 1);
		const step = await sendApi<{ id: string; version: number }>(context, `/projects/${project.id}/steps`, {
			title: 'Spatenstich',
			planned: '2027-05'
		});
		await page.goto(`${REGION}/projects/${project.id}`);
		await whenAlive(page);
		await page.getByRole('link', { name: 'Festlegen lassen: Spatenstich' }).click();
		await heading(page, 'Neue Vorlage');
		await whenAlive(page);
		await page.getByRole('textbox', { name: 'Beschlussvorschlag' }).fill('Der Spatenstich ist im Juni 2027.');
		await page.getByLabel('Neuer Termin').fill('2027-06');
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByRole('link', { name: 'Ansehen' }).click();
		await heading(page, /Spatenstich/);
		const id = idIn(page);
		const withdrawn = await context.request.post(`${API}/steps/${step.id}/withdrawal`, {
			headers: { 'if-match': `"${step.version}"` },
			data: { reason: 'Der Bau entfällt.' }
		});
		expect(withdrawn.ok(), await withdrawn.text()).to.equal(true);
		await page.reload();
		await whenAlive(page);
		expect(await part(page, 'Was der Beschluss bewirkt').innerText()).to.include('Zurzeit nicht möglich');
		await enterResult(page, 'Rat der Bürgermeister', 'zugestimmt');
		expect((await paperOf(context, id)).state).to.equal('failed');
		expect(await page.getByRole('main').innerText()).to.include('ohne Wirkung');
		expect(await part(page, 'Was der Beschluss bewirkt').innerText()).to.include('Konnte nicht geschehen');
		expect(await findingsOn(page)).to.deep.equal([]);

		// once the obstacle is gone it is made up for
		const back = await context.request.post(`${API}/steps/${step.id}/restoration`, {
			headers: { 'if-match': `"${step.version + 1}"` }
		});
		expect(back.ok(), await back.text()).to.equal(true);
		await page.reload();
		await whenAlive(page);
		await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
		await page.getByText(/Die Vorlage ist jetzt in Kraft/).waitFor();
		expect((await paperOf(context, id)).state).to.equal('in-force');
		await page.goto(`${REGION}/projects/${project.id}/steps/${step.id}/edit`);
		expect(await page.getByRole('main').innerText()).to.include('Diesen Schritt hat der Rat festgelegt.');
	});

	it('lets a decision be annulled with a reason, while others have still to decide', async () => {
		const context = await open('manager');
		const page = await context.newPage();
		const paper = await makePaper(context, { title: 'Gemeinsame Satzung', rule: 'joint', body: null });
		const council = paper.results[0]?.body ?? expect.fail('no council');
		await sendApi<Paper>(context, `/papers/${paper.id}/results`, {
			body: council.id,
			date: '2026-11-02',
			number: '41/2026',
			result: 'accepted'
		});
		await page.goto(`${REGION}/papers/${paper.id}`);
		await whenAlive(page);
		await part(page, 'Ergebnisse')
			.getByRole('link', { name: /41\/2026/ })
			.click();
		await page.getByRole('link', { name: 'Beschluss aufheben' }).click();
		await heading(page, 'Beschluss aufheben?');
		expect(await findingsOn(page)).to.deep.equal([]);
		await page.getByRole('textbox', { name: 'Grund' }).fill('Die Ladung war fehlerhaft.');
		await page.getByRole('button', { name: 'Beschluss aufheben' }).last().click();
		await page.getByText('Aufgehoben: Die Ladung war fehlerhaft.').waitFor();
		expect((await paperOf(context, paper.id)).missing).to.equal(3);
	});

	it('is put on an agenda, voted on seat by seat with the result said before, and refused without a quorum', async () => {
		const context = await open('manager');
		const page = await context.newPage();
		const { bodies, municipalities } = await regionOf(context);
		const body = bodies.find(({ kind }) => kind === 'deciding') ?? expect.fail('no body');
		const patched = await context.request.patch(`${API}/bodies/${body.id}`, {
			headers: { 'if-match': `"${body.version}"` },
			data: { votingRule: 'unanimity-of-towns', quorum: 'all-towns' }
		});
		expect(patched.ok(), await patched.text()).to.equal(true);
		const paper = await makePaper(context, { title: 'Beitritt zum Verein' });
		const meeting = await sendApi<Meeting>(context, '/meetings', { body: body.id, day: '2026-12-02' });
		await page.goto(`${REGION}/papers/${paper.id}`);
		await whenAlive(page);
		await part(page, 'Auf der Tagesordnung').getByRole('button', { name: 'Auf die Tagesordnung setzen' }).click();
		await page.getByText(/Steht jetzt auf der Tagesordnung/).waitFor();
		const attend = async (states: readonly string[]): Promise<void> => {
			const { version } = await askApi<Meeting>(context, `/regions${REGION}/meetings/${meeting.id}`);
			const answer = await context.request.post(`${API}/meetings/${meeting.id}/attendance`, {
				headers: { 'if-match': `"${version}"` },
				data: { rows: states.map((state, index) => ({ seat: String(index + 1), state })) }
			});
			expect(answer.ok(), await answer.text()).to.equal(true);
		};
		await attend(['present', 'deputy', 'absent']);
		await part(page, 'Auf der Tagesordnung').getByRole('link', { name: 'Abstimmen' }).click();
		await heading(page, 'Abstimmung: Beitritt zum Verein');
		await whenAlive(page);
		await page.getByText('Das Gremium ist nicht beschlussfähig.').first().waitFor();
		const rows = page.locator('fieldset.seat');
		expect(await rows.count()).to.equal(2);
		await page.getByRole('button', { name: 'Alle Ja' }).click();
		const absent = municipalities.find(({ id }) => id === body.seats[2]?.municipality)?.name ?? '';
		await page.getByText(`Es fehlt das Ja von ${absent}.`).waitFor();
		await page.getByRole('button', { name: 'Abstimmung festhalten' }).click();
		await page
			.getByRole('alert')
			.getByText(/nicht beschlussfähig/)
			.waitFor();
		// what was chosen is still there
		expect(await rows.getByRole('radio', { name: 'Ja', exact: true, checked: true }).count()).to.equal(2);

		await attend(['present', 'deputy', 'present']);
		await page.reload();
		await whenAlive(page);
		expect(await findingsOn(page)).to.deep.equal([]);
		// by keyboard: one letter votes, and the next row is reached
		await rows.first().getByRole('radio').first().focus();
		for (const letter of ['j', 'n', 'j']) await page.keyboard.press(letter);
		await page.getByText('2 Ja, 1 Nein, 0 Enthaltungen').waitFor();
		await page.getByText(/^Abgelehnt: Alle Städte müssen zustimmen/).waitFor();
		await page.getByRole('button', { name: 'Alle Ja' }).click();
		await page.getByText('Angenommen.', { exact: true }).waitFor();
		await page.getByRole('button', { name: 'Abstimmung festhalten' }).click();
		await page.getByText('Abstimmung festgehalten: Beitritt zum Verein').waitFor();
		await heading(page, 'Beitritt zum Verein');
		expect(await page.getByRole('main').innerText())
			.to.include('3 Ja, 0 Nein, 0 Enthaltungen')
			.and.include(`${meeting.number}/1`)
			.and.include('Vertretung');
		expect(await findingsOn(page)).to.deep.equal([]);
		expect((await paperOf(context, paper.id)).state).to.equal('in-force');
	});

	it('works without JavaScript, from a row more in its form to its withdrawal and back', async () => {
		const context = await open('planner', { javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(`${REGION}/papers/new`);
		await page.getByLabel(/^Bezeichnung \(/).fill('Neues Ortsschild');
		await page.getByRole('textbox', { name: 'Beschlussvorschlag' }).fill('Ein Schild.');
		await page.getByRole('button', { name: 'Betrag hinzufügen' }).click();
		const row = page.locator('[id="field-costs.0"]');
		await row.getByLabel('Stadt').selectOption({ label: 'Rudolstadt' });
		await row.getByLabel('Betrag in Euro').fill('120,50');
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByRole('link', { name: 'Ansehen' }).click();
		await heading(page, 'Neues Ortsschild');
		expect(await page.getByRole('main').innerText()).to.match(/120,50\s€/);
		await page.getByRole('link', { name: 'Zurückziehen' }).click();
		await page.getByRole('textbox', { name: 'Grund' }).fill('Es steht schon.');
		await page.getByRole('button', { name: 'Zurückziehen' }).last().click();
		await page.getByText('Vorlage zurückgezogen: Neues Ortsschild').waitFor();
		await page.getByRole('link', { name: 'Wiederherstellen' }).first().click();
		await page.getByRole('button', { name: 'Wiederherstellen' }).last().click();
		await heading(page, 'Neues Ortsschild');
		expect(await page.getByRole('main').innerText()).to.include('offen');
	});

	it('is prepared by the planner, who enters no result; auditors read closed ones, readers do not', async () => {
		const planner = await open('planner');
		const closed = await makePaper(planner, { title: 'Ankauf eines Grundstücks', isPublic: false });
		const page = await planner.newPage();
		await page.goto(`${REGION}/papers/${closed.id}`);
		await heading(page, closed.title);
		expect(await page.getByRole('link', { name: 'Bearbeiten', exact: true }).count()).to.equal(1);
		expect(await page.getByRole('link', { name: /Ergebnis eintragen/ }).count()).to.equal(0);
		expect((await page.goto(`${REGION}/papers/${closed.id}/result`))?.status()).to.equal(403);
		const refused = await planner.request.post(`${API}/papers/${closed.id}/results`, {
			data: { body: closed.body, date: '2026-11-02', result: 'accepted' }
		});
		expect(refused.status()).to.equal(403);

		const auditor = await open('auditor');
		const seen = await auditor.newPage();
		await seen.goto(`${REGION}/papers`);
		expect(await seen.getByRole('main').innerText())
			.to.include(closed.title)
			.and.include('nicht öffentlich');
		await seen.getByRole('link', { name: closed.title }).click();
		await heading(seen, closed.title);
		expect(await seen.getByRole('link', { name: /Bearbeiten|Zurückziehen/ }).count()).to.equal(0);

		const reader = await open('reader');
		const hidden = await reader.newPage();
		await hidden.goto(`${REGION}/papers`);
		expect(await hidden.getByRole('main').innerText()).to.not.include(closed.title);
		expect((await hidden.goto(`${REGION}/papers/${closed.id}`))?.status()).to.equal(404);
		const { rows } = await askApi<{ rows: PaperRow[] }>(reader, `/regions${REGION}/papers?limit=500`);
		expect(rows.every(({ isPublic }) => isPublic)).to.equal(true);
	});
});
