import { expect } from 'chai';
import type { Word } from '@konzeptstand/contract/edition.ts';
import { differenceOf, offersFor } from '../../frontend/src/lib/text-difference.ts';

const lines = (...text: string[]): string => `${text.join('\n')}\n`;
const TEN = Array.from({ length: 10 }, (_, index) => `Zeile ${index + 1}`);
const changed = (index: number, text: string): string[] => TEN.with(index, text);
const marked = (words: readonly Word[], change: Word['change']): string =>
	words
		.filter((word) => word.change === change)
		.map(({ text }) => text)
		.join('|');

describe('The difference between two long texts', () => {
	it('is nothing where they are the same, whether or not the last line has its end', () => {
		expect(differenceOf(lines(...TEN), lines(...TEN).trimEnd())).to.deep.equal([]);
	});

	it('names each place that changed by its line, with two lines around it and the words that differ', () => {
		const [first, second, ...more] = differenceOf(lines(...TEN), lines(...changed(0, 'Satz 1').with(9, 'Zeile zehn')));
		expect(more).to.deep.equal([]);
		expect(first?.line).to.equal(1);
		expect(marked(first?.words ?? [], 'removed')).to.equal('Zeile');
		expect(marked(first?.words ?? [], 'added')).to.equal('Satz');
		expect(second?.line).to.equal(8);
		expect(marked(second?.words ?? [], 'added')).to.equal('zehn');
	});

	it('loses nothing: what stayed and was removed is the one text, what stayed and was added the other', () => {
		const [before, after] = [lines('a', 'b  c', '', 'd'), lines('a', 'b c', 'neu', 'd', 'e')];
		const [part] = differenceOf(before, after);
		const without = (change: Word['change']) =>
			(part?.words ?? [])
				.filter((word) => word.change !== change)
				.map(({ text }) => text)
				.join('');
		expect(without('added')).to.equal(before);
		expect(without('removed')).to.equal(after);
	});
});

describe('What changed in the shipped text since a region made its own of it', () => {
	const basis = lines(...TEN);
	const shipped = lines(...changed(1, 'Zeile zwei').with(8, 'Zeile neun'));

	it('can be taken over part by part where the own text is the same around it', () => {
		const own = lines('# Eigener Titel', ...TEN);
		const [first, second] = offersFor(own, basis, shipped);
		expect(first?.taken).to.equal(lines('# Eigener Titel', ...changed(1, 'Zeile zwei')));
		expect(second?.taken).to.equal(lines('# Eigener Titel', ...changed(8, 'Zeile neun')));
	});

	it('is said to be there once it was taken over', () => {
		const [first] = offersFor(basis, basis, shipped);
		const [again, other] = offersFor(first?.taken ?? '', basis, shipped);
		expect(again?.isThere).to.equal(true);
		expect(again?.taken).to.equal(null);
		expect(other?.isThere).to.equal(false);
	});

	it('is left to the author where the own text reads differently', () => {
		const [first, second] = offersFor(lines(...changed(1, 'Ganz anders')), basis, shipped);
		expect([first?.taken, first?.isThere]).to.deep.equal([null, false]);
		expect(second?.taken).to.not.equal(null);
	});
});
