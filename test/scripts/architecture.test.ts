import { expect } from 'chai';
import { findWrongArrows } from '../../scripts/architecture.mjs';

/** Whether one file may import another; what the rule protects where it may not. */
function judge(from: string, imported: string): string | null {
	const text = from.endsWith('.svelte')
		? `<script lang="ts">\nimport { thing } from '${imported}';\n</script>\n<p>text</p>`
		: `import { thing } from '${imported}';`;
	return findWrongArrows(new Map([[from, text]]))[0]?.protects ?? null;
}

describe('The architecture rule', () => {
	it('lets a room use the services and models of the rooms before it', () => {
		expect(judge('backend/concept/goal.service.ts', '../record/record.service.ts')).to.equal(null);
		expect(judge('backend/concept/goal.service.ts', '../region/region.model.ts')).to.equal(null);
		expect(judge('backend/concept/goal.service.ts', '../foundation/http/route.ts')).to.equal(null);
		expect(judge('backend/concept/goal.service.ts', './roll-up.ts')).to.equal(null);
	});

	it('refuses an arrow to a room that comes later, and says what that protects', () => {
		expect(judge('backend/decision/decision.service.ts', '../concept/edition.service.ts')).to.match(/know nothing of/);
		expect(judge('backend/foundation/log.ts', '../record/record.service.ts')).to.match(/know nothing of/);
	});

	it('refuses what another room keeps to itself', () => {
		expect(judge('backend/concept/goal.service.ts', '../record/change.ts')).to.match(/services and models/);
	});

	it('sees arrows of every form', () => {
		const forms = [
			"export { thing } from '../concept/edition.service.ts';",
			"import type { Thing } from '../concept/edition.service.ts';",
			"const thing = await import('../concept/edition.service.ts');",
			"import '../concept/edition.service.ts';"
		];
		for (const text of forms) {
			expect(findWrongArrows(new Map([['backend/decision/decision.service.ts', text]])), text).to.have.length(1);
		}
	});

	it('refuses a room that knows how rooms are put together', () => {
		expect(judge('backend/concept/goal.service.ts', '../application.ts')).to.match(/how they are put together/);
		expect(judge('backend/concept/goal.service.ts', '../configuration.ts')).to.equal(null);
	});

	it('refuses a folder that has no place among the rooms', () => {
		expect(judge('backend/utils/text.ts', '../foundation/log.ts')).to.match(/order of rooms/);
	});

	it('lets pages import of the backend only its contract', () => {
		const page = 'frontend/src/routes/goals/+page.svelte';
		expect(judge(page, '@konzeptstand/contract/goal.ts')).to.equal(null);
		expect(judge(page, '#lib/links.ts')).to.equal(null);
		expect(judge(page, '../../../../backend/contract/concept.ts')).to.equal(null);
		expect(judge(page, '../../../../backend/concept/goal.service.ts')).to.match(/through its API alone/);
	});

	it('lets the contract import only zod and itself', () => {
		expect(judge('backend/contract/goal.ts', 'zod')).to.equal(null);
		expect(judge('backend/contract/goal.ts', './values.ts')).to.equal(null);
		for (const other of ['mongoose', 'node:fs', '../foundation/clock.ts']) {
			expect(judge('backend/contract/goal.ts', other), other).to.match(/knows zod and itself/);
		}
	});

	it('refuses product code that needs the tests', () => {
		expect(judge('backend/concept/goal.service.ts', '../../test/helpers/clock.ts')).to.match(/without its tests/);
	});
});
