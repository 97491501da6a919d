import { expect } from 'chai';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import { REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { makePaper, regionOf, sendApi } from '../helpers/papers-served.ts';
import { useServedProduct } from '../helpers/served-product.ts';

describe('A paper, its results and its decision', function () {
	this.timeout(90_000);
	const { open } = useServedProduct({ isOwn: true });

	for (const [theme, width, language] of [
		['light', 320, 'de'],
		['dark', 1280, 'de'],
		['dark', 320, 'en'],
		['light', 1280, 'en']
	] as const) {
		it(`is free of barriers on its pages: ${theme}, ${width} px, ${language}`, async () => {
			const context = await open('manager', {
				colorScheme: theme,
				viewport: { width, height: 900 },
				locale: language === 'de' ? 'de-DE' : 'en-GB'
			});
			const paper = await makePaper(context, {
				title: `Barrierefrei ${theme} ${width} ${language}`,
				reason: 'Weil **alle** lesen sollen.',
				costs: (await regionOf(context)).municipalities.flatMap(({ id }) =>
					[2027, 2028, null].map((year) => ({ municipality: id, year, cents: 123_456_789, note: 'Anteil' }))
				)
			});
			const decided = await sendApi<Paper>(context, `/papers/${paper.id}/results`, {
				body: paper.body,
				date: '2026-11-02',
				result: 'accepted',
				counts: { yes: 3, no: 0, abstained: 0 }
			});
			const decision = decided.results[0]?.decision as Decision;
			const page = await context.newPage();
			for (const address of [
				'/papers',
				`/papers/${paper.id}`,
				'/papers/new',
				`/papers/${(await makePaper(context, {})).id}/result`,
				`/decisions/${decision.id}`,
				`/decisions/${decision.id}/annul`
			]) {
				await page.goto(`${REGION}${address}`);
				expect(await findingsOn(page), address).to.deep.equal([]);
			}
		});
	}
});
