import { readFileSync, readdirSync } from 'node:fs';
import { expect } from 'chai';

const folder = new URL('../../frontend/messages/', import.meta.url);
const settings = JSON.parse(
	readFileSync(new URL('../../frontend/project.inlang/settings.json', import.meta.url), 'utf8')
) as { locales: string[]; 'plugin.inlang.messageFormat': { pathPattern: string[] } };

function filesOf(locale: string): string[] {
	return readdirSync(new URL(`${locale}/`, folder)).sort();
}

function messagesOf(locale: string, file: string): Record<string, unknown> {
	return JSON.parse(readFileSync(new URL(`${locale}/${file}`, folder), 'utf8')) as Record<string, unknown>;
}

const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('Texts on screen', () => {
	it('stand in the same files in German and English, and each file is named in the settings', () => {
		expect(settings.locales).to.deep.equal(['de', 'en']);
		expect(filesOf('en')).to.deep.equal(filesOf('de'));
		const named = settings['plugin.inlang.messageFormat'].pathPattern.map((path) => path.split('/').at(-1));
		expect(named.sort()).to.deep.equal(filesOf('de'));
	});

	for (const file of filesOf('de')) {
		describe(file, () => {
			const german = messagesOf('de', file);
			const english = messagesOf('en', file);

			it('has the same messages in both languages', () => {
				expect(Object.keys(english).sort()).to.deep.equal(Object.keys(german).sort());
			});

			it('leaves no message empty', () => {
				for (const messages of [german, english]) {
					for (const [key, text] of Object.entries(messages)) {
						expect(text, key).to.be.a('string');
						expect((text as string).trim(), key).to.not.equal('');
					}
				}
			});

			it('has the same gaps in both languages', () => {
				for (const [key, text] of Object.entries(german)) {
					expect(gaps(english[key] as string), key).to.deep.equal(gaps(text as string));
				}
			});
		});
	}

	it('have each key in one file only, for a second one would silently win', () => {
		const seen = new Map<string, string>();
		for (const file of filesOf('de')) {
			for (const key of Object.keys(messagesOf('de', file))) {
				expect(seen.get(key), `${key} stands in ${seen.get(key)} and ${file}`).to.equal(undefined);
				seen.set(key, file);
			}
		}
	});
});
