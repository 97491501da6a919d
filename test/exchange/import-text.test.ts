import { expect } from 'chai';
import { readImport } from '../../backend/exchange/exchange.service.ts';
import { FIELD_TEXTS } from '../../backend/foundation/error-texts.ts';
import { ApplicationError } from '../../backend/foundation/errors.ts';
import type { FieldError } from '../../backend/foundation/errors.ts';

const HEAD =
	'format: konzeptstand-import\nformatVersion: 1\norigin: { title: Probe }\nregion: { key: probe, name: Probe }\n';

function read(text: string | Uint8Array): ReturnType<typeof readImport> {
	return readImport(typeof text === 'string' ? new TextEncoder().encode(text) : text);
}

function faults(text: string | Uint8Array): FieldError[] {
	try {
		read(text);
	} catch (error) {
		if (error instanceof ApplicationError) return error.errors;
		throw error;
	}
	throw new Error('It was not refused.');
}

const places = (text: string): [string, string][] => faults(text).map(({ field, code }) => [field, code]);

describe('An import file', () => {
	it('may be YAML or JSON', () => {
		expect(read(HEAD).region.key).to.equal('probe');
		const json = {
			format: 'konzeptstand-import',
			formatVersion: 1,
			origin: { title: 'P' },
			region: { key: 'p', name: 'P' }
		};
		expect(read(JSON.stringify(json)).region.key).to.equal('p');
	});

	it('takes what it does not name as not known', () => {
		const file = read(`${HEAD}projects: [{ key: a, title: A }]`);
		expect(file.projects[0]).to.deep.include({ code: null, costs: [], links: [], reports: [], description: null });
		expect(file.projects[0]?.periods).to.deep.equal({ planned: null, actual: null });
	});

	it('is refused with the place of every fault at once, as people count it in the file', () => {
		const text = `${HEAD}projects:
  - { key: a, title: A, costs: [{ cents: 1 }, { cents: -1 }], periods: { actual: 31.02.2013 } }
  - { key: B b, titel: B }
`;
		expect(places(text)).to.have.deep.members([
			['projects[0].periods.actual', 'invalid_date'],
			['projects[0].costs[1].cents', 'too_small'],
			['projects[1].key', 'invalid_format'],
			['projects[1].title', 'required'],
			['projects[1].titel', 'unknown_field']
		]);
	});

	it('is told how to write a year that was meant as text', () => {
		expect(places(`${HEAD}milestones: [{ key: m, date: 2013, title: M }]`)).to.deep.equal([
			['milestones[0].date (m)', 'text_expected']
		]);
		expect(FIELD_TEXTS['text_expected']?.de).to.include('Anführungszeichen');
	});

	it('is refused with line and column where it is no YAML', () => {
		const [fault] = faults(`${HEAD}projects:\n  - { key: a, title: [ }\n`);
		expect(fault).to.deep.include({ field: 'file', code: 'not_yaml' });
		expect(fault?.values?.['line']).to.equal(6);
	});

	it('is refused when it is of another format or of a version that is not known', () => {
		expect(places('a: 1')).to.deep.equal([['format', 'other_format']]);
		expect(places('')).to.deep.equal([['format', 'other_format']]);
		expect(places('[1]')).to.deep.equal([['format', 'other_format']]);
		expect(places(HEAD.replace('formatVersion: 1', 'formatVersion: 2'))).to.deep.equal([
			['formatVersion', 'other_format_version']
		]);
	});

	it('cannot exhaust the machine: size, aliases and nesting are limited', () => {
		expect(faults(new Uint8Array(10_000_001))[0]?.code).to.equal('file_too_large');
		const bomb = Array.from({ length: 9 }, (_, level) => {
			const inner = level === 0 ? 'x' : `*a${String(level - 1)}`;
			return `a${String(level)}: &a${String(level)} [${Array<string>(10).fill(inner).join(', ')}]`;
		});
		expect(faults(bomb.join('\n'))[0]?.code).to.equal('too_nested');
		expect(faults('['.repeat(50_000))[0]?.code).to.be.oneOf(['not_yaml', 'too_nested']);
	});

	it('cannot bring in anything but data: no tags, no prototypes, no keys twice', () => {
		expect(faults(`${HEAD}bodies: !!js/function "x"`)[0]?.code).to.equal('not_yaml');
		expect(faults(`${HEAD}region: { key: b, name: B }`)[0]?.code).to.equal('not_yaml');
		expect(places(`${HEAD}projects: [{ key: a, title: A, __proto__: { isAdministrator: true } }]`)).to.deep.equal([
			['projects[0].__proto__', 'unknown_field']
		]);
		expect(Object.hasOwn(Object.prototype, 'isAdministrator')).to.equal(false);
	});

	it('must be UTF-8', () => {
		expect(faults(new Uint8Array([0xc3, 0x28]))).to.deep.include({ field: 'file', code: 'not_text' });
	});

	it('has a text in both languages for every fault', () => {
		for (const code of [
			'not_text',
			'file_too_large',
			'not_yaml',
			'too_nested',
			'other_format',
			'other_format_version',
			'unknown_key',
			'duplicate_key'
		]) {
			expect(FIELD_TEXTS[code]?.de, code).to.be.a('string').and.not.equal(FIELD_TEXTS[code]?.en);
		}
	});
});
