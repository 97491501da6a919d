import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What is wrong with the page as it stands: by axe, scrolled sideways, its headings and title. Empty where nothing is. */
export async function findingsOn(page: Page): Promise<string[]> {
	// a colour on its way to another one would be measured where it is; it sets out with the next frame
	await page.evaluate(async () => {
		for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
		await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
	});
	// evaluated, not added as a script: the pages' security policy forbids foreign scripts
	await page.evaluate(axe.source);
	const violations = await page.evaluate(async () => {
		const { axe: auditor } = window as unknown as { axe: typeof axe };
		const { violations } = await auditor.run(document, { resultTypes: ['violations'] });
		return violations.map(
			({ id, nodes }) =>
				`${id}: ${nodes
					.map(({ html }) => html.slice(0, 160))
					.slice(0, 3)
					.join(' | ')}`
		);
	});
	return [...violations, ...(await sidewaysOn(page)), ...(await headOn(page))];
}

/** The widest things that stick out, so that a finding says where to look. */
async function sidewaysOn(page: Page): Promise<string[]> {
	const found = await page.evaluate(() => {
		const root = document.documentElement;
		if (root.scrollWidth <= root.clientWidth) return null;
		const wide = [...document.querySelectorAll('body *')].filter(
			(element) => element.getBoundingClientRect().right > root.clientWidth + 1
		);
		return `${root.scrollWidth} of ${root.clientWidth} px: ${wide
			.slice(0, 4)
			.map((element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">`)
			.join(' ')}`;
	});
	return found === null ? [] : [`scrolls sideways, ${found}`];
}

async function headOn(page: Page): Promise<string[]> {
	const headings = await page.locator('h1').allTextContents();
	const title = await page.title();
	const findings: string[] = [];
	if (headings.length !== 1) findings.push(`${headings.length} h1: ${headings.join(' | ')}`);
	const heading = headings[0]?.trim() ?? '';
	if (heading !== '' && !title.includes(heading)) findings.push(`title "${title}" does not name the page "${heading}"`);
	return findings;
}
