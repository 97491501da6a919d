import { expect } from 'chai';
import mongoose from 'mongoose';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Task } from '@konzeptstand/contract/follow-up.ts';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import { findRunningServer } from '../../backend/foundation/database/embedded-database.ts';
import { askApi, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { makePaper, sendApi } from '../helpers/papers-served.ts';
import { useServedProduct } from '../helpers/served-product.ts';

describe('The reminder of a task, in a browser', function () {
	this.timeout(90_000);
	const served = useServedProduct({ isOwn: true });

	it('stands on the task’s page and in the control with its day and hour, once it has gone out', async () => {
		const context = await served.open('manager', { viewport: { width: 390, height: 844 } });
		const paper = await makePaper(context, { title: 'Radweg' });
		const accepted = { body: paper.body, date: '2026-11-02', result: 'accepted' };
		const { results } = await sendApi<Paper>(context, `/papers/${paper.id}/results`, accepted);
		const decision = results[0]?.decision as Decision;
		const { person } = await askApi<{ person: { id: string } }>(context, '/session');
		const task = await sendApi<Task>(context, '/tasks', {
			...{ title: 'Ausschreiben', decision: decision.id, person: person.id, due: '2099-06-10', remindDays: 3 }
		});
		const page = await context.newPage();
		const addresses = [`/tasks/${task.id}`, '/tasks', '/control'];
		for (const address of addresses) {
			await page.goto(REGION + address);
			expect(await page.getByRole('main').innerText(), address)
				.to.include('Ausschreiben')
				.and.not.include('Erinnert');
		}
		// Its morning is far away: what the mail's way out would note is put down here.
		const uri = await findRunningServer(served.product.folder);
		const database = await mongoose.createConnection(uri?.('konzeptstand') ?? '').asPromise();
		const stored = await database
			.collection<{ _id: string; region: string; reminder: string }>('tasks')
			.findOne({ _id: task.id });
		await database.collection<{ _id: string }>('mail_deliveries').insertOne({
			_id: stored?.reminder ?? '',
			...{
				region: stored?.region,
				state: 'sent',
				reason: null,
				code: null,
				attempts: 1,
				at: '2026-03-03T08:00:00.000Z'
			}
		});
		await database.close();
		for (const address of addresses) {
			await page.goto(REGION + address);
			await page.getByText('Erinnert am 3. März 2026 um 09:00').waitFor();
			expect(await findingsOn(page), address).to.deep.equal([]);
		}
		await context.close();
	});
});
