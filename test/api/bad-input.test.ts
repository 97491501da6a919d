import type { Server } from 'node:http';
import { expect } from 'chai';
import { bodyFor } from '../helpers/furnished-bodies.ts';
import { addressOf, nameOf } from '../helpers/furnished-region.ts';
import { groupsOf, placesOf, withValues } from '../helpers/input-places.ts';
import type { Place } from '../helpers/input-places.ts';
import { expectProblem, readProblem } from '../helpers/problems.ts';
import { refused, takingRoutes, UntouchedApplication, writingRoutes } from '../helpers/untouched-application.ts';

/** Days, months and forms that no calendar has. */
const NO_DATES = [
	'31.02.2024',
	'2024-02-31',
	'2023-02-29',
	'2024-13',
	'31.02.',
	'2024-1-9',
	'',
	'2026/2025',
	'gestern'
];

/** So many wrong values in one request: the product names the first hundred, in a body of a million bytes at most. */
const TOGETHER = 30;

describe('Bad input', function () {
	this.timeout(60_000);
	const api = new UntouchedApplication().use();

	it('has a body for every route that takes one, so that none is left out below', () => {
		for (const route of takingRoutes) expect(bodyFor(route, api.home), nameOf(route)).to.be.an('object');
	});

	/** Puts the same kind of wrong value at every place of every body and expects each to be named. */
	async function spoilBodies(
		wrong: (place: Place, index: number) => unknown,
		code: (place: Place) => string | null = () => null
	): Promise<number> {
		let spoilt = 0;
		for (const route of takingRoutes) {
			const places = placesOf(route.body).filter((place) => wrong(place, 0) !== undefined);
			for (let first = 0; first < places.length; first += TOGETHER) {
				const some = places.slice(first, first + TOGETHER);
				const values = some.map((place) => [place.path, wrong(place, (spoilt += 1))] as const);
				const body = withValues(bodyFor(route, api.home), values);
				const { errors } = await expectProblem(
					() => api.send(route, body),
					refused(...some.map(({ path }) => path)),
					nameOf(route)
				);
				for (const place of some) {
					const given = errors?.filter((one) => one.field === place.path).map((one) => one.code);
					if (code(place) !== null) expect(given, `${nameOf(route)} ${place.path}`).to.include(code(place));
				}
			}
		}
		return spoilt;
	}

	describe('in a body is named and refused', () => {
		it('where an operator of the database stands for a value', async () => {
			expect(await spoilBodies(() => ({ $ne: null }))).to.be.above(300);
		});

		it('where a value is of the wrong type', async () => {
			await spoilBodies(({ kind }) => (kind === 'number' || kind === 'flag' ? 'viele' : 12_345.5));
			await spoilBodies(({ kind }) => (kind === 'number' ? true : ['x']));
		});

		it('where a text is too long', async () => {
			const codes: Partial<Record<Place['kind'], string>> = { text: 'too_long', choice: 'invalid_choice' };
			await spoilBodies(
				({ kind, most = 0 }) =>
					kind === 'number' || kind === 'flag' ? undefined : 'x'.repeat(Math.max(20_000, most) + 1),
				({ kind }) => codes[kind] ?? null
			);
		});

		it('where a text holds control characters', async () => {
			// A password may be anything that somebody can type.
			const free = /^(?:password|token)$/;
			await spoilBodies(({ kind, path }) => (kind === 'text' && !free.test(path) ? 'vor\u0000nach' : undefined));
		});

		it('where a number is larger than any', async () => {
			for (const route of takingRoutes) {
				const places = placesOf(route.body).filter(({ kind }) => kind === 'number');
				if (places.length === 0) continue;
				const body = withValues(
					bodyFor(route, api.home),
					places.map(({ path }) => [path, 'endless'])
				);
				const text = JSON.stringify(body).replaceAll('"endless"', '1e999');
				await expectProblem(() => api.raw(route, text), refused(...places.map(({ path }) => path)), nameOf(route));
			}
		});

		it('where a list or a group is something else', async () => {
			for (const route of takingRoutes) {
				const groups = groupsOf(route.body);
				for (const depth of new Set(groups.map((group) => group.split('.').length))) {
					const some = groups.filter((group) => group.split('.').length === depth);
					for (const wrong of ['x', { $gt: '' }]) {
						const body = withValues(
							bodyFor(route, api.home),
							some.map((group) => [group, wrong])
						);
						await expectProblem(() => api.send(route, body), refused(...some), nameOf(route));
					}
				}
			}
		});

		it('where a day does not exist', async () => {
			for (let shift = 0; shift < 3; shift += 1) {
				const spoilt = await spoilBodies(
					({ kind }, index) => (kind === 'date' ? NO_DATES[(index + 3 * shift) % NO_DATES.length] : undefined),
					() => 'invalid_date'
				);
				expect(spoilt).to.be.above(20);
			}
		});

		it('where a field is unknown, or the body is no object', async () => {
			const names = ['$where', 'constructor', 'region', '_id', 'version', 'withdrawn', 'current'];
			for (const route of takingRoutes) {
				const body = { ...bodyFor(route, api.home), ...Object.fromEntries(names.map((name) => [name, { a: 1 }])) };
				const { errors } = await expectProblem(() => api.send(route, body), refused(...names), nameOf(route));
				expect(errors?.map(({ code }) => code)).to.include('unknown_field');
				for (const text of ['[]', '"x"', '5', 'null'])
					expect(readProblem(await api.raw(route, text), nameOf(route)).status, text).to.equal(422);
			}
		});
	});

	describe('that nobody can read', () => {
		const unreadable = { status: 400, code: 'malformed_request' };

		it('is refused: no JSON, broken UTF-8, half a character', async () => {
			const broken = [
				'{"title":',
				'{"title":"x"} x',
				Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
				Buffer.from('{"title":"Größe"}', 'latin1'),
				'{"title":"\\ud800"}',
				'{"title":"x","notes":[{"text":"\\udc00 und mehr"}]}',
				'{"\\ud800":1}'
			];
			for (const route of takingRoutes) {
				for (const body of broken)
					await expectProblem(() => api.raw(route, body), unreadable, `${nameOf(route)} ${body}`);
			}
		});

		it('is refused: a name that would change the prototype of everything, wherever it stands', async () => {
			const names = ['"__proto__":{"isAdministrator":true}', '"notes":[{"__proto__":1}]', '"\\u005f_proto__":{}'];
			for (const route of takingRoutes) {
				const valid = JSON.stringify(bodyFor(route, api.home)).slice(0, -1);
				for (const name of names)
					await expectProblem(() => api.raw(route, `${valid},${name}}`), unreadable, `${nameOf(route)} ${name}`);
			}
			expect({}).not.to.have.property('isAdministrator');
		});

		it('is refused: another type than JSON', async () => {
			const expected = { status: 415, code: 'unsupported_media_type' };
			for (const route of takingRoutes.filter(({ method }) => method !== 'delete')) {
				for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
					await expectProblem(() => api.raw(route, 'title=x', type), expected, nameOf(route));
			}
		});

		it('is refused: ten million bytes, sent whole or bit by bit', async () => {
			const body = Buffer.alloc(10_000_000, 'x');
			const expected = { status: 413, code: 'too_large' };
			const oneOfEach = new Map(writingRoutes.map((one) => [one.method, one])).values();
			for (const route of oneOfEach) await expectProblem(() => api.raw(route, body), expected, nameOf(route));
			const [route] = takingRoutes;
			const inBits = await fetch(`http://127.0.0.1:${portOf(api.server)}${addressOf(route!, api.home)}`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', Cookie: api.people.manager },
				body: new Blob([body]).stream(),
				duplex: 'half'
			} as RequestInit);
			expect(inBits.status).to.equal(413);
		});
	});
});

function portOf(server: Server): number {
	const address = server.address();
	return typeof address === 'object' && address !== null ? address.port : 0;
}
