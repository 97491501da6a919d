import { expect } from 'chai';
import fc from 'fast-check';
import { compareWords } from '../../backend/concept/comparison.ts';
import { changeMeasure } from '../../backend/concept/structure.service.ts';
import { MeasureModel } from '../../backend/concept/edition.model.ts';
import { startNext } from '../../backend/concept/next-edition.service.ts';
import { dropItem } from '../../backend/concept/omission.service.ts';
import { generateDocument } from '../../backend/documents/documents.service.ts';
import { closeRenderer } from '../../backend/documents/renderers.ts';
import { renderText } from '../../backend/documents/renderer/render-document.ts';
import type { ApplicationError } from '../../backend/foundation/errors.ts';
import { nextEdition } from '@konzeptstand/contract/edition.ts';
import {
	buildEdition,
	buildMeasure,
	buildProject,
	buildRegion,
	freezeEdition,
	inRegion,
	linkTo,
	REGION_KEY
} from '../helpers/concept.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { LIMITS, textOfHtml } from '../helpers/documents.ts';
import { RealRegion } from '../helpers/real-region.ts';

async function comparisonOf(region: string, edition: string, former?: string): Promise<string> {
	const made = await generateDocument({
		region,
		template: 'fortschreibung-vergleich',
		edition,
		former,
		format: 'md',
		day: '2026-11-24'
	});
	return made.bytes.toString().replaceAll('\u00a0', ' ');
}

async function refusalOf(region: string, edition: string, former?: string): Promise<unknown> {
	try {
		await comparisonOf(region, edition, former);
	} catch (error) {
		return (error as ApplicationError).errors;
	}
	return null;
}

function marked(before: string, after: string, format: 'md' | 'html' = 'md'): string {
	const text = renderText({
		files: { 'template.md': '# x\n\n- Titel: {{ words | compared_words }}\n' },
		data: {
			state: { day: '2026-11-24', sequence: 7, template: 'probe', templateVersion: '1.0.0' },
			sources: [],
			...{ words: compareWords(before, after) }
		},
		language: 'de',
		format,
		limits: LIMITS
	});
	if (format === 'html') return text;
	return /^- Titel: (.*)$/m.exec(text)?.[1] ?? '';
}

describe('The words of two texts in a document', () => {
	const cases: [what: string, before: string, after: string, shown: string][] = [
		['a word that goes', 'die alte Katze', 'die Katze', 'die ~~alte~~ Katze'],
		['a word that comes', 'die Katze', 'die Katze schläft', 'die Katze **schläft**'],
		['another word', 'Es ist gut.', 'Es ist schlecht.', 'Es ist ~~gut.~~ **schlecht.**'],
		['part of a word', 'der Rad-Weg', 'der Rad-Steg', 'der ~~Rad-Weg~~ **Rad-Steg**'],
		['marks that people typed', 'a *b* c', 'a ~~b~~ c', 'a ~~\\*b\\*~~ **\\~\\~b\\~\\~** c'],
		['nothing before', '', 'neu', '**neu**'],
		['the same in other lines', 'eins\nzwei', 'eins zwei', 'eins zwei']
	];
	for (const [what, before, after, shown] of cases)
		it(`are marked: ${what}`, () => {
			expect(marked(before, after)).to.equal(shown);
		});

	it('lose nothing: without what was added they are the former text, without what was struck the new one', () => {
		const text = fc.stringMatching(/^([a-c.*-]{1,4} ){0,8}[a-c.*-]{1,4}$/);
		const plain = (html: string): string => textOfHtml(html).replace(/\s+/g, ' ').trim();
		fc.assert(
			fc.property(text, text, (before, after) => {
				const page = /<li>Titel: ([^]*?)<\/li>/.exec(marked(before, after, 'html'))?.[1] ?? '';
				expect(plain(page.replace(/<strong>.*?<\/strong>/g, ''))).to.equal(before);
				expect(plain(page.replace(/<del>.*?<\/del>/g, ''))).to.equal(after);
			}),
			{ numRuns: 200 }
		);
	});

	it('are shortened where a long stretch is the same', () => {
		const long = Array.from({ length: 200 }, (_, index) => `wort${String(index)}`).join(' ');
		const shown = marked(`alt ${long} Ende`, `neu ${long} Schluss`);
		expect(shown).to.match(/^~~alt~~ \*\*neu\*\* wort0 wort1 .* \\\[…\\\] .* wort199 ~~Ende~~ \*\*Schluss\*\*$/);
		expect(shown.length).to.be.below(450);
	});
});

describe('The document that compares an edition with its former one', function () {
	this.timeout(60_000);
	useTestDatabase();
	after(closeRenderer);

	it('shows what changed word by word, what was dropped and why, and what became of every measure', async () => {
		await buildRegion();
		const former = (await buildEdition({ key: 'rek-2016', year: 2016, title: 'Konzept 2016' }))._id;
		const kept = await buildMeasure(former, { code: 'W 1', title: 'Radweg am Fluss' });
		const changed = await buildMeasure(former, { code: 'W 2', title: 'Alter Markt', priority: 'low' });
		const dropped = await buildMeasure(former, { code: 'W 3', title: 'Kiesgrube' });
		await buildProject({ title: 'Erster Abschnitt', links: [linkTo(former, { kind: 'measure', id: kept._id })] });
		await freezeEdition(former);
		const next = await inRegion((work) =>
			startNext(work, former, nextEdition.parse({ key: 'rek-2026', year: 2026, title: 'Konzept 2026' }))
		);
		const heirOf = async (id: string): Promise<string> =>
			(await MeasureModel.findOne({ edition: next._id, origins: id }).lean())?._id ?? '';
		const [changedHeir, droppedHeir] = [await heirOf(changed._id), await heirOf(dropped._id)];
		await inRegion((work) => changeMeasure(work, changedHeir, null, { title: 'Neuer Markt', priority: 'high' }));
		await inRegion((work) => dropItem(work, 'measure', droppedHeir, null, 'Ist *ausgebeutet*.'));
		await buildMeasure(next._id, { code: 'W 9', title: 'Seilbahn' });
		const text = await comparisonOf(REGION_KEY, 'rek-2026');
		expect(text).to.include('| Maßnahme | W 1 Radweg am Fluss | W 1 Radweg am Fluss | übernommen |');
		expect(text).to.include('| Maßnahme | – | W 9 Seilbahn | neu |');
		expect(text).to.include('- Titel: ~~Alter~~ **Neuer** Markt\n- Priorität: ~~niedrig~~ **hoch**');
		expect(text).to.include('| Maßnahme | W 3 Kiesgrube | Ist *ausgebeutet*. |');
		expect(text).to.match(/### \d\.\d W 1 Radweg am Fluss\n\nDaraus wurde \(übernommen\): W 1 Radweg am Fluss\./);
		expect(text).to.include('| Erster Abschnitt | nicht bekannt | nicht zugeordnet |');
		expect(text).to.match(/### \d\.\d W 3 Kiesgrube\n\nEntfallen\. Grund: Ist \*ausgebeutet\*\./);
		expect(text).to.not.include('ist nicht bekannt; es ist die nächstältere');
	});
});

describe('The document that compares the editions of the real region', function () {
	this.timeout(60_000);
	const region = new RealRegion().use();
	after(closeRenderer);

	it('lists both and says that nobody knows what came from what', async () => {
		const text = await comparisonOf(region.key, 'rek-2022');
		expect(text).to.include('**Was hier woraus hervorging, ist nicht bekannt.**');
		expect(text).to.include('es ist die nächstältere');
		const former = text.slice(text.indexOf('Die Fassung 2002\n'), text.indexOf('Die Fassung 2022\n'));
		for (const code of ['S 1', 'W 1', 'W 2', 'I 1', 'F 4']) expect(former).to.include(`| Maßnahme | ${code} |`);
		expect(text).to.match(/Inhalt der Fassung 2022\n\n(?:\|.*\n)+/);
		expect(text).to.not.include('entfallen |').and.not.include('Entfallen.');
		expect(text).to.include('Was daraus wurde, ist nicht bekannt.');
	});

	it('is held against any other edition that somebody chooses, and says nothing of a guess then', async () => {
		const text = await comparisonOf(region.key, 'rek-2022', 'rek-1996');
		expect(text).to.include('neben der Fassung 1996.').and.not.include('es ist die nächstältere');
		expect(await refusalOf(region.key, 'rek-2022', 'rek-2022')).to.deep.equal([
			{ field: 'former', code: 'same_edition' }
		]);
		expect(await refusalOf(region.key, 'rek-2022', 'rek-1800')).to.deep.equal([{ field: 'former', code: 'not_found' }]);
	});

	it('is refused for the first, naming what is not there', async () => {
		expect(await refusalOf(region.key, 'rek-1996')).to.deep.equal([{ field: 'former', code: 'no_former' }]);
	});
});
