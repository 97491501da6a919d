import { expect } from 'chai';
import type { Meeting } from '@konzeptstand/contract/meeting.ts';
import { planMeeting } from '../helpers/meetings.ts';
import { askApi, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { makePaper, sendApi } from '../helpers/papers-served.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';

describe('A vote on a joint paper', function () {
	this.timeout(90_000);
	const { open } = useServedProduct({ isOwn: true });

	it('is on its wording as it stands, also by the minute taker; by a body that is heard first it is a recommendation', async () => {
		const context = await open('manager');
		const proposal = 'Die Satzung wird geschlossen.';
		const paper = await makePaper(context, { title: 'Gemeinsame Satzung', proposal, rule: 'joint' });
		const { id } = await planMeeting(context, '2030-05-08', []);
		const planned = await sendApi<Meeting>(context, `/meetings/${id}/agenda`, {
			title: paper.title,
			type: 'decision',
			paper: paper.id
		});
		const item = planned.agenda[0]?.id ?? '';
		const page = await context.newPage();
		await page.goto(`${REGION}/meetings/${id}/take`);
		await whenAlive(page);
		await page.getByRole('button', { name: 'Alle anwesend' }).click();
		await page.getByRole('main').getByRole('button', { name: 'Sitzung eröffnen' }).click();
		await page.getByRole('button', { name: 'Trotzdem eröffnen' }).click();
		await page.getByText('Beschlussfähig: 3 von 3 Sitzen besetzt').waitFor();
		await page.getByText('Alles gespeichert').waitFor();
		for (const address of [`/meetings/${id}/take`, `/meetings/${id}/items/${item}/vote`]) {
			await page.goto(REGION + address);
			await whenAlive(page);
			if (address.endsWith('take'))
				await page
					.getByRole('navigation', { name: 'Tagesordnung' })
					.getByRole('button', { name: /Satzung/ })
					.click();
			const panel = page.getByRole('form', { name: `Abstimmung: ${paper.title}` });
			await panel.getByText('Über eine gemeinsame Angelegenheit stimmen alle Räte im selben Wortlaut ab.').waitFor();
			expect(await panel.innerText(), address).to.include(proposal);
			expect(await panel.getByRole('textbox').count(), address).to.equal(0);
			await panel.getByRole('button', { name: 'Alle Ja' }).click();
			await panel.getByText('Empfohlen.', { exact: true }).waitFor();
			expect(await findingsOn(page), address).to.deep.equal([]);
		}
		await page.getByRole('button', { name: 'Abstimmung festhalten' }).click();
		await page.getByText(`Abstimmung festgehalten: ${paper.title}`).waitFor();
		const { agenda } = await askApi<Meeting>(context, `/regions${REGION}/meetings/${id}`);
		expect(agenda[0]?.decision).to.include({ result: 'recommended' });
	});
});
