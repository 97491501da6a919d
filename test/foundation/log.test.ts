import { Writable } from 'node:stream';
import { expect } from 'chai';
import { createLog } from '../../backend/foundation/log.ts';

function readLines(write: (log: ReturnType<typeof createLog>) => void): string {
	let lines = '';
	const destination = new Writable({
		write(part: Buffer, _encoding, done) {
			lines += part.toString();
			done();
		}
	});
	write(createLog('info', destination));
	return lines;
}

describe('The log', () => {
	it('keeps secrets and personal data out, however deep they are passed', () => {
		const said = readLines((log) => {
			log.info({ password: 'geheim1' }, 'a');
			log.info({ request: { headers: { cookie: 'geheim2' }, body: { text: 'geheim3' } } }, 'b');
			log.info({ person: { email: 'geheim4@example.org', name: 'geheim5' } }, 'c');
		});
		expect(said).not.to.include('geheim');
		expect(said).to.include('[…]');
	});

	it('keeps the password of an address out of errors', () => {
		const said = readLines((log) => log.error({ err: new Error('no way to mongodb://user:geheim@db/x') }, 'away'));
		expect(said).to.include('//…@db/x').and.not.include('geheim');
	});

	it('keeps the values of a duplicate key out of errors', () => {
		const error = Object.assign(new Error('E11000 duplicate key: dup key: { email: "erika@example.org" }'), {
			code: 11000
		});
		const said = readLines((log) => log.error({ err: error }, 'refused'));
		expect(said).to.include('11000').and.not.include('erika');
	});
});
