import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { Region } from '@konzeptstand/contract/region.ts';
import type { Round } from '@konzeptstand/contract/round.ts';
import { EDITION, findPageAddresses, OPEN_PAGES, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { dayFromNow } from '../helpers/rounds.ts';
import { useServedProduct, type ExampleRole } from '../helpers/served-product.ts';

const THEMES = ['light', 'dark'] as const;
const WIDTHS = [320, 1280] as const;
const LANGUAGES = { de: 'de-DE', en: 'en-GB' } as const;
const ROLES = ['planner', 'council', 'manager'] as const;
/** Only managers see anything there that planners do not. */
const MANAGED = /\/(members|rounds)/;

const routes = fileURLToPath(new URL('../../frontend/src/routes', import.meta.url));
/** Without a page of their own: the example has one region, and whoever opens `/` is led to it. */
const LEADING_ON = ['/'];

/** Shows what is folded away, so that it is looked at too. */
async function unfold(page: Page): Promise<void> {
	await page.locator('main').evaluateAll((mains) => {
		for (const main of mains) for (const details of main.querySelectorAll('details')) details.open = true;
	});
}

/** What is wrong with a page in each theme, width and language, said with the look in which it is. */
async function findingsInEveryLook(
	open: (locale: string) => Promise<BrowserContext>,
	address: string
): Promise<string[]> {
	const findings: string[] = [];
	for (const [language, locale] of Object.entries(LANGUAGES)) {
		const page = await (await open(locale)).newPage();
		const answer = await page.goto(address);
		if (!answer || ![200, 403, 404].includes(answer.status()))
			findings.push(`${language}: answers ${answer?.status()}`);
		await unfold(page);
		for (const colorScheme of THEMES) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			for (const width of WIDTHS) {
				await page.setViewportSize({ width, height: 900 });
				const look = `${language}, ${colorScheme}, ${width} px`;
				findings.push(...(await findingsOn(page)).map((finding) => `${look}: ${finding}`));
			}
		}
		await page.context().close();
	}
	return findings;
}

/** The example has no step: none of its sources names one. */
async function addStep(context: BrowserContext): Promise<void> {
	const addresses = await findPageAddresses(context);
	const project = addresses['project']?.split('/').at(-1);
	const made = await context.request.post(`/api/v1/regions${REGION}/projects/${project}/steps`, {
		headers: { 'idempotency-key': crypto.randomUUID() },
		data: { title: 'Erschließung', planned: '2027-03' }
	});
	expect(made.status(), await made.text()).to.equal(201);
}

/** The example has no paper either: one with everything on it, of which one council has decided. */
async function addPaper(context: BrowserContext): Promise<void> {
	const path = `/api/v1/regions${REGION}`;
	const region = (await (await context.request.get(path)).json()) as Region;
	const addresses = await findPageAddresses(context);
	const made = await context.request.post(`${path}/papers`, {
		data: {
			title: 'Gemeinsamer Bauhof',
			proposal: 'Der Bauhof wird **gemeinsam** gebaut.',
			reason: 'Weil es so weniger kostet.',
			rule: 'joint',
			costs: region.municipalities.flatMap(({ id }) =>
				[2027, 2028].map((year) => ({ municipality: id, year, cents: 1_234_567_89, note: 'Anteil' }))
			),
			effects: [{ type: 'project.approve', subject: addresses['project']?.split('/').at(-1) }]
		}
	});
	expect(made.status(), await made.text()).to.equal(201);
	const { id } = (await made.json()) as { id: string };
	const decided = await context.request.post(`${path}/papers/${id}/results`, {
		data: {
			body: region.bodies.find(({ kind }) => kind === 'council')?.id,
			date: '2026-11-20',
			result: 'accepted',
			counts: { yes: 20, no: 3, abstained: 1 }
		}
	});
	expect(decided.status(), await decided.text()).to.equal(201);
}

/** @returns the pages that only a draft has; the example holds none */
async function beginDraft(context: BrowserContext): Promise<string[]> {
	const path = `/api/v1/regions${REGION}`;
	const { rows } = (await (await context.request.get(`${path}/editions`)).json()) as {
		rows: { id: string; key: string }[];
	};
	const former = rows.find(({ key }) => key === EDITION)?.id ?? '';
	const made = await context.request.post(`${path}/editions/${former}/next`, {
		headers: { 'idempotency-key': crypto.randomUUID() },
		data: { key: 'rek-2027', year: 2027, title: 'Entwicklungskonzept 2027', isEmpty: false }
	});
	expect(made.status(), await made.text()).to.equal(201);
	const { id } = (await made.json()) as { id: string };
	const goals = (await (await context.request.get(`${path}/goals?edition=${EDITION}`)).json()) as {
		rows: { id: string }[];
	};
	const item = goals.rows[0]?.id ?? '';
	const pages = ['', '/lineage', '/projects', `/settle?kind=goal&item=${item}`];
	return pages.map((page) => `${REGION}/editions/${id}${page}`);
}

/** Asks everyone responsible. @returns the pages that the person whose link it is sees */
async function askRound(context: BrowserContext): Promise<string[]> {
	const path = `/api/v1/regions${REGION}`;
	const { rows } = (await (await context.request.get(`${path}/projects?limit=500`)).json()) as {
		rows: { id: string }[];
	};
	const asked = await context.request.post(`${path}/rounds`, {
		data: {
			title: 'Stand im Herbst',
			projects: rows.map(({ id }) => id),
			until: dayFromNow(20),
			asks: ['status', 'progress', 'delay', 'text', 'step', 'photo']
		}
	});
	expect(asked.status(), await asked.text()).to.equal(201);
	const [invitation] = ((await asked.json()) as Round).invitations;
	const taken = await context.request.post(`${path}/round-invitations/${invitation?.id}/link`);
	const { path: page } = (await taken.json()) as { path: string };
	return [page, `${page}/stop`];
}

/** @returns the page on which it can be restored: nothing of the example is withdrawn */
async function withdrawParty(context: BrowserContext): Promise<string> {
	const path = `/api/v1/regions${REGION}/parties`;
	const made = await context.request.post(path, {
		headers: { 'idempotency-key': crypto.randomUUID() },
		data: { name: 'Förderverein, aufgelöst', kind: 'association' }
	});
	const { id } = (await made.json()) as { id: string };
	const withdrawn = await context.request.post(`${path}/${id}/withdrawal`, {
		headers: { 'if-match': '"1"' },
		data: { reason: 'Der Verein ist aufgelöst.' }
	});
	expect(withdrawn.status(), await withdrawn.text()).to.equal(200);
	return `${REGION}/parties/${id}/restore`;
}

describe('Every page, light and dark, at 320 and 1280 px, in both languages', function () {
	const { open } = useServedProduct();
	const opening = (role: ExampleRole | null) => (locale: string) => open(role, { locale });
	let restore = '';
	let ofDraft: string[] = [];
	let ofRound: string[] = [];
	before(async () => {
		restore = await withdrawParty(await open('planner'));
		await addStep(await open('planner'));
		await addPaper(await open('manager'));
		ofDraft = await beginDraft(await open('planner'));
		ofRound = await askRound(await open('manager'));
	});

	for (const [name, address] of Object.entries(OPEN_PAGES)) {
		it(`is free of barriers before signing in: ${name}`, async () => {
			expect(await findingsInEveryLook(opening(null), address)).to.deep.equal([]);
		});
	}

	it('is free of barriers behind the link of a status round', async () => {
		for (const address of ofRound) {
			expect(await findingsInEveryLook(opening(null), address), address).to.deep.equal([]);
		}
	});

	for (const role of ROLES) {
		it(`is free of barriers as ${role}`, async function () {
			this.timeout(3_600_000);
			const addresses = { ...(await findPageAddresses(await open(role))), 'restore party': restore };
			const findings: Record<string, string[]> = {};
			for (const [name, address] of Object.entries(addresses)) {
				if (role === 'manager' && !MANAGED.test(address)) continue;
				const found = await findingsInEveryLook(opening(role), address);
				if (found.length > 0) findings[`${name} ${address}`] = found;
			}
			expect(findings).to.deep.equal({});
		});
	}

	for (const width of WIDTHS) {
		it(`is free of barriers with the menus open, at ${width} px`, async () => {
			for (const colorScheme of THEMES) {
				const page = await (await open('planner', { colorScheme, viewport: { width, height: 900 } })).newPage();
				await page.goto(REGION);
				for (const menu of await page.locator('header summary:visible').all()) {
					await menu.click();
					expect(await findingsOn(page), colorScheme).to.deep.equal([]);
					await page.keyboard.press('Escape');
				}
			}
		});
	}

	it('is free of barriers where a draft is written', async () => {
		const planner = await open('planner');
		for (const address of ofDraft) {
			expect((await planner.request.get(address)).status(), address).to.equal(200);
			expect(await findingsInEveryLook(opening('planner'), address), address).to.deep.equal([]);
		}
	});

	it('is free of barriers where a step is changed', async () => {
		const address = (await findPageAddresses(await open('planner')))['edit step'] ?? '';
		expect(await findingsInEveryLook(opening('planner'), address)).to.deep.equal([]);
	});

	it('is looked at: no route is left out', async () => {
		const addresses = Object.values(await findPageAddresses(await open('manager')));
		const pages = (await readdir(routes, { recursive: true })).filter((file) => file.endsWith('+page.svelte'));
		const patterns = pages.map((file) => `/${file.replace(/\/?\+page\.svelte$/, '')}`);
		expect(patterns).to.include('/[region]/concept');
		const paths = [...addresses, ...ofDraft, ...ofRound, restore, ...Object.values(OPEN_PAGES)].map(
			(address) => address.split('?')[0] ?? ''
		);
		const leftOut = patterns.filter((pattern) => {
			const route = new RegExp(`^${pattern.replace(/\[[^\]]+\]/g, '[^/]+')}$`);
			return !LEADING_ON.includes(pattern) && !paths.some((path) => route.test(path));
		});
		expect(leftOut).to.deep.equal([]);
	});
});
