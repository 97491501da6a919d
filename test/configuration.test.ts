import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { readConfiguration, variableNames } from '../backend/configuration.ts';
import { StartError } from '../backend/foundation/start-error.ts';

describe('The configuration', () => {
	it('needs nothing: the product runs on this machine alone, with a database and a data folder of its own', () => {
		const configuration = readConfiguration({});
		expect(configuration).to.deep.include({ port: 3000, host: '127.0.0.1', databaseUri: null, origin: null });
		expect(configuration.dataFolder).to.equal(path.resolve('data'));
	});

	it('takes what is set', () => {
		const configuration = readConfiguration({
			PORT: '8080',
			HOST: '::',
			KONZEPTSTAND_DATA: '/srv/konzeptstand',
			MONGODB_URI: 'mongodb://a.example:27017,b.example:27017/konzept?replicaSet=rs0',
			KONZEPTSTAND_ORIGIN: 'https://konzept.example.org',
			KONZEPTSTAND_MAIL_URL: 'smtps://post.example.org',
			KONZEPTSTAND_MAIL_FROM: 'Konzeptstand <konzept@example.org>',
			KONZEPTSTAND_SESSION_DAYS: '3'
		});
		expect(configuration).to.deep.include({ port: 8080, host: '::', dataFolder: '/srv/konzeptstand' });
		expect(configuration.origin).to.equal('https://konzept.example.org');
		expect(configuration.mail.from).to.equal('Konzeptstand <konzept@example.org>');
		expect(configuration.signIn.sessionDays).to.equal(3);
	});

	it('counts an empty variable as not set', () => {
		expect(readConfiguration({ PORT: '', MONGODB_URI: '' })).to.deep.include({ port: 3000, databaseUri: null });
	});

	it('leaves variables of others alone', () => {
		expect(() => readConfiguration({ KONZEPT: 'x', HOME: '/root' })).not.to.throw();
	});

	it('refuses an unknown variable of the product by name', () => {
		expect(() => readConfiguration({ KONZEPTSTAND_DATEN: './data' })).to.throw(StartError, 'KONZEPTSTAND_DATEN');
	});

	const malformed: Record<string, string[]> = {
		PORT: ['http', '-1', '65536', '80.5', '0x50'],
		MONGODB_URI: ['localhost:27017', 'http://localhost', 'mongodb://'],
		KONZEPTSTAND_ORIGIN: ['konzept.example.org', 'https://konzept.example.org/', 'https://konzept.example.org/pfad'],
		KONZEPTSTAND_MAIL_URL: ['post.example.org', 'https://post.example.org'],
		KONZEPTSTAND_MAIL_FROM: ['konzept', 'a@b\r\nBcc: c@d'],
		KONZEPTSTAND_SECRET: ['short'],
		KONZEPTSTAND_SESSION_DAYS: ['0', 'ever'],
		KONZEPTSTAND_BODY_LIMIT: ['1 MB', '0'],
		KONZEPTSTAND_FILE_LIMIT: ['20 MB', '0'],
		KONZEPTSTAND_LOG_LEVEL: ['loud'],
		KONZEPTSTAND_TRUST_PROXY: ['true']
	};
	for (const [name, values] of Object.entries(malformed)) {
		it(`refuses a malformed ${name} by name, in one line, and does not repeat the value`, () => {
			for (const value of values) {
				expect(() => readConfiguration({ [name]: value }), value).to.throw(StartError, name);
				try {
					readConfiguration({ [name]: value });
				} catch (error) {
					expect(String(error)).not.to.include('\n');
					if (name === 'KONZEPTSTAND_SECRET') expect(String(error)).not.to.include(value);
				}
			}
		});
	}

	it('names every fault at once, in German and English', () => {
		const read = () => readConfiguration({ PORT: 'x', KONZEPTSTAND_LOG_LEVEL: 'y' });
		expect(read).to.throw(/Ungültige Einstellung PORT.*KONZEPTSTAND_LOG_LEVEL.* \/ Invalid setting PORT/);
	});

	it('is listed whole in docs/operations.md, and nothing else is', () => {
		const text = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');
		const listed = [...text.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map((match) => match[1]);
		expect(listed).to.have.members([...variableNames]);
	});
});
