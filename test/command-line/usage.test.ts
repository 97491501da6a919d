import { expect } from 'chai';
import { languageAsked, speak } from '../../backend/command-line/say.ts';
import { runKonzeptstand } from '../helpers/command-line.ts';

describe('The command line', function () {
	this.timeout(60_000);

	it('explains itself in both languages, and in one when asked', async () => {
		const both = await runKonzeptstand(['--help']);
		expect(both.code).to.equal(0);
		expect(both.error).to.equal('');
		for (const word of ['load', 'generate', 'verify', 'dictionary', 'Befehle', 'Commands'])
			expect(both.out).to.include(word);
		const english = await runKonzeptstand(['generate', '--help', '--language', 'en']);
		expect(english.out).to.include('target file').and.not.include('Zieldatei');
	});

	for (const [words, named] of [
		[['lod', 'x.yaml'], 'lod'],
		[['load'], 'file'],
		[['load', 'a', 'b'], 'a, b'],
		[['generate', 'x'], '--region'],
		[['generate', 'x', '--region', 'y', '--format', 'rtf'], 'rtf'],
		[['verify', '--bla'], '--bla']
	] as const) {
		it(`refuses a wrong call in one line that names what is wrong: ${words.join(' ')}`, async () => {
			const { code, out, error } = await runKonzeptstand(words);
			expect(code).to.equal(2);
			expect(out).to.equal('');
			expect(error.trimEnd().split('\n')).to.have.length(1);
			expect(error).to.include(named).and.include('--help');
		});
	}

	it('says everything in both languages to whoever named none', () => {
		const text = { de: 'Fehler', en: 'Error' };
		expect(speak(languageAsked(['load', 'x']))(text)).to.equal('Fehler / Error');
		expect(speak(languageAsked(['load', '--language', 'de']))(text)).to.equal('Fehler');
		expect(speak(languageAsked(['--language=en', 'load']))(text)).to.equal('Error');
		expect(languageAsked(['--language', 'fr'])).to.equal(null);
	});
});
