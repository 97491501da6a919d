import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { dictionaryText, withDictionary } from '../../backend/documents/dictionary.ts';
import { FILTERS } from '../../backend/documents/renderer/filters.ts';
import { TEMPLATE_FOLDER } from '../../backend/documents/template-folder.ts';

describe('The data dictionary in concept-templates/README.md', () => {
	const readme = readFileSync(path.join(TEMPLATE_FOLDER, 'README.md'), 'utf8');

	it('is up to date (npm run konzeptstand -- dictionary)', () => {
		expect(readme).to.equal(withDictionary(readme));
		expect(readme).to.include(dictionaryText());
	});

	it('keeps what is written around it', () => {
		const around = withDictionary(
			'davor\n<!-- dictionary: begin. Made by `npm run konzeptstand -- dictionary`, do not edit. -->\nalt\n<!-- dictionary: end -->\ndanach\n'
		);
		expect(around)
			.to.match(/^davor\n/)
			.and.match(/\ndanach\n$/)
			.and.not.include('alt\n');
	});

	it('names every place of the data and every filter', () => {
		for (const name of ['`region.name`', '`edition.vision`', '`attention.late[]`', '`rollUp`', '`reports[]`'])
			expect(readme).to.include(name);
		for (const name of Object.keys(FILTERS)) expect(readme).to.include(`| \`${name}\` |`);
	});
});
