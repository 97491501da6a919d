import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Email } from 'postal-mime';
import { useBrowser } from './browser.ts';
import { eventually } from './eventually.ts';
import { mailEnvironment, startMailServer } from './mail-server.ts';
import type { MailServer } from './mail-server.ts';
import { findFreePort } from './ports.ts';
import { startProduct, type ProductProcess } from './product-process.ts';

/** The roles that the first start of the example makes people for. */
export type ExampleRole = 'planner' | 'manager' | 'contributor' | 'reader' | 'council' | 'auditor' | 'administrator';

/** The whole product as `npm start` runs it, with the example region and its people. */
export type ServedProduct = {
	url: string;
	/** Where it keeps its data. */
	folder: string;
	/** What the first start showed: one person for each role. */
	people: Record<ExampleRole, { email: string; password: string }>;
	/** Session cookies of the person with this role; signs in the first time. */
	cookiesOf: (role: ExampleRole) => Promise<{ name: string; value: string; url: string }[]>;
};

/** The product within a suite. */
type Served = {
	readonly product: ServedProduct;
	/** A window of its own, signed in as the person with this role; null: nobody. Paths are relative to the product. */
	open: (role: ExampleRole | null, options?: BrowserContextOptions) => Promise<BrowserContext>;
};

type Running = ServedProduct & { process: ProductProcess };

/** One for the whole run: its first start loads the region. This hook stands outside of any suite, so it runs last. */
let running: Promise<Running> | null = null;
after(async function () {
	this.timeout(30_000);
	await stop(running);
});

async function stop(started: Promise<Running> | null): Promise<void> {
	const product = await started?.catch(() => null);
	if (!product) return;
	product.process.process.kill('SIGTERM');
	await product.process.ended;
	await rm(product.folder, { recursive: true, force: true });
}

/**
 * For a suite that uses the product in a browser. It is shared by all of them: what a test changes stays, so each takes
 * projects of its own. A fault that a page's script meets, or a breach of its security policy, fails the test.
 * @param isOwn whether the suite gets a product of its own, because it changes what the others look at
 * @param settings of a product of its own; asked for right before it starts
 */
export function useServedProduct({
	isOwn = false,
	settings = () => Promise.resolve({})
}: { isOwn?: boolean; settings?: () => Promise<Record<string, string>> } = {}): Served {
	const openWindow = useBrowser();
	let product: ServedProduct | null = null;
	let own: Promise<Running> | null = null;
	const faults: string[] = [];
	before(async function () {
		this.timeout(120_000);
		own = isOwn ? startServedProduct(await settings()) : null;
		product = await (own ?? (running ??= startServedProduct()));
	});
	after(async function () {
		this.timeout(30_000);
		await stop(own);
	});
	afterEach(() => {
		const found = faults.splice(0);
		if (found.length > 0) throw new Error(`The pages met faults:\n${found.join('\n')}`);
	});
	const served = (): ServedProduct => {
		if (!product) throw new Error('The product exists within a test only.');
		return product;
	};
	return {
		get product() {
			return served();
		},
		open: async (role, options = {}) => {
			const context = await openWindow({ baseURL: served().url, ...options });
			context.setDefaultTimeout(20_000);
			context.on('weberror', (fault) => faults.push(`${fault.page()?.url()}: ${fault.error().message}`));
			context.on('console', (said) => {
				// an answer of 404 or 412 is no fault: the tests ask for some
				// and a line that a test has cut is none either
				if (said.type() !== 'error' || /^Failed to load resource|Failed to fetch/.test(said.text())) return;
				faults.push(`${said.page()?.url()}: ${said.text()}`);
			});
			if (role !== null) await context.addCookies(await served().cookiesOf(role));
			return context;
		}
	};
}

/**
 * For a suite that sends mails: a product of its own, and a mail server that takes what it sends. Its links can be
 * followed, since they name the port that the product listens on.
 */
export function useMailingProduct(): Served & {
	/** What has been sent so far, in order. */
	readonly mails: Email[];
	/** Waits for the mail of this number, counted from one. */
	mail: (number: number) => Promise<Email>;
} {
	let server: MailServer | null = null;
	const served = useServedProduct({
		isOwn: true,
		settings: async () => {
			server = await startMailServer();
			const port = String(await findFreePort());
			return { PORT: port, KONZEPTSTAND_ORIGIN: `http://127.0.0.1:${port}`, ...mailEnvironment(server) };
		}
	});
	after(async () => {
		await server?.close();
	});
	const mails = (): Email[] => server?.mails ?? [];
	return {
		get product() {
			return served.product;
		},
		open: served.open,
		get mails() {
			return mails();
		},
		mail: async (number) => {
			await eventually(() => mails().length >= number);
			return mails()[number - 1] as Email;
		}
	};
}

/** Once the page's script has taken over: Kit then adds what announces new pages. */
export async function whenAlive(page: Page): Promise<void> {
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
}

async function startServedProduct(settings: Record<string, string> = {}): Promise<Running> {
	const folder = await mkdtemp(path.join(tmpdir(), 'konzeptstand-served-'));
	const started = startProduct('backend/main.ts', {
		PORT: '0',
		KONZEPTSTAND_DATA: folder,
		KONZEPTSTAND_SIGN_IN_ATTEMPTS: '1000',
		KONZEPTSTAND_REQUESTS_PER_MINUTE: '1000000',
		...settings
	});
	const url = await started.url;
	const people = readPeople(started.said());
	const sessions = new Map<ExampleRole, Promise<{ name: string; value: string; url: string }[]>>();
	const cookiesOf = (role: ExampleRole): Promise<{ name: string; value: string; url: string }[]> => {
		const session = sessions.get(role) ?? signIn(url, people[role]);
		sessions.set(role, session);
		return session;
	};
	return { url, people, cookiesOf, process: started, folder };
}

/** The table of people as the operator reads it. */
function readPeople(said: string): ServedProduct['people'] {
	const rows = [...said.matchAll(/^ {2}(\w+) +(\S+@\S+) +(\S+)$/gm)];
	if (rows.length === 0) throw new Error(`The first start showed no people:\n${said}`);
	return Object.fromEntries(
		rows.map(([, role, email, password]) => [role, { email, password }])
	) as ServedProduct['people'];
}

async function signIn(
	url: string,
	person: { email: string; password: string }
): Promise<{ name: string; value: string; url: string }[]> {
	const response = await fetch(`${url}/api/auth/sign-in/email`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: url },
		body: JSON.stringify(person)
	});
	if (!response.ok) throw new Error(`${person.email} could not sign in: ${response.status}`);
	return response.headers.getSetCookie().map((cookie) => {
		const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
		return { name, value, url };
	});
}
