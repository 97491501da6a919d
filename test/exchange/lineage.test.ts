import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { importAmendment, importChapter, importOmission } from '@konzeptstand/contract/exchange.ts';
import type { ImportFile } from '@konzeptstand/contract/exchange.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { AmendmentModel } from '../../backend/concept/amendment.model.ts';
import { ChapterModel } from '../../backend/concept/chapter.model.ts';
import { EditionModel, MeasureModel } from '../../backend/concept/edition.model.ts';
import { OmissionModel } from '../../backend/concept/omission.model.ts';
import { loadImport, readImport } from '../../backend/exchange/exchange.service.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { forgetRegions } from '../../backend/region/region.service.ts';
import { decide } from '../helpers/decide.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { refusalOf } from '../helpers/refusal.ts';
import { EXAMPLE_FILE } from '../helpers/source-of-the-example.ts';

const shipped = readImport(readFileSync(EXAMPLE_FILE));
const example = (): ImportFile => structuredClone(shipped);
const load = (file: ImportFile) => loadImport(SYSTEM_CONTEXT, file);
const of2002 = shipped.measures.filter(({ edition }) => edition === 'rek-2002');
const of2022 = shipped.measures.filter(({ edition }) => edition === 'rek-2022');

/** The example as somebody would complete it who knows how the editions hang together. */
function linked(): ImportFile {
	const file = example();
	file.editions.find(({ key }) => key === 'rek-2022')!.former = 'rek-2002';
	file.measures.find(({ key }) => key === of2022[0]!.key)!.origins = [of2002[0]!.key];
	file.chapters.push(
		importChapter.parse({ key: 'rek-2002-lage', edition: 'rek-2002', title: 'Lage', text: 'Am Fluss.' })
	);
	file.omissions.push(
		importOmission.parse({
			key: 'ohne',
			edition: 'rek-2022',
			kind: 'measure',
			item: of2002[1]!.key,
			reason: 'Ist umgesetzt.'
		})
	);
	file.amendments.push(
		importAmendment.parse({
			key: 'berichtigung',
			edition: 'rek-2002',
			type: 'erratum',
			of: { kind: 'measure', key: of2002[0]!.key },
			title: 'Druckfehler',
			text: 'Richtig heißt es anders.'
		})
	);
	return file;
}

async function expectLinked(): Promise<void> {
	const former = await EditionModel.findOne({ key: 'rek-2002' }).lean();
	const later = await EditionModel.findOne({ key: 'rek-2022' }).lean();
	const origin = await MeasureModel.findOne({ key: of2002[0]!.key }).lean();
	const dropped = await MeasureModel.findOne({ key: of2002[1]!.key }).lean();
	expect(later?.former).to.equal(former?._id);
	expect(await MeasureModel.findOne({ key: of2022[0]!.key }).lean()).to.deep.include({
		origins: [origin?._id],
		lineage: origin?.lineage
	});
	expect(await OmissionModel.findOne().lean()).to.include({ edition: later?._id, item: dropped?._id });
	expect(await AmendmentModel.findOne().lean()).to.deep.include({
		edition: former?._id,
		number: 1,
		of: { kind: 'measure', id: origin?._id }
	});
	expect(await ChapterModel.findOne().lean()).to.include({ edition: former?._id, position: 0 });
	expect(former?.state).to.equal('adopted');
}

describe('An import file that knows how editions hang together', function () {
	this.timeout(60_000);
	useTestDatabase();
	before(prepareStore);
	beforeEach(() => {
		record.forgetHeads();
		forgetRegions();
	});

	it('brings origins, omissions, chapters and amendments, and changes nothing when it comes again', async () => {
		const { region } = await load(linked());
		await expectLinked();
		const head = await record.head(region.id);
		await load(linked());
		expect(await record.head(region.id)).to.deep.equal(head);
	});

	it('adds them to a region that an older file has filled', async () => {
		const { region } = await load(example());
		expect(await ChapterModel.countDocuments()).to.equal(0);
		await load(linked());
		await expectLinked();
		expect(await record.verify(region.id)).to.include({ isIntact: true });
	});

	it('changes no word of an edition that was adopted in the product itself, nor of the one that it superseded', async () => {
		const { region } = await load(example());
		const draft = (await EditionModel.findOne({ key: 'rek-2022' }).lean())!;
		await decide([{ type: 'edition.adopt', subject: draft._id }], {}, region.id);
		for (const known of [of2002[0]!, of2022[0]!]) {
			const more = example();
			more.measures.push({ ...known, key: 'spaeter', code: 'X 1', title: 'Später gefunden' });
			expect(await refusalOf(load(more))).to.match(/^frozen/);
			const other = example();
			other.chapters.push(importChapter.parse({ key: 'spaeter', edition: known.edition, title: 'Später gefunden' }));
			expect(await refusalOf(load(other))).to.match(/^frozen/);
			const supplemented = example();
			supplemented.measures.find(({ key }) => key === known.key)!.titleEn = 'Found later';
			const { leftAlone } = await load(supplemented);
			expect(leftAlone).to.deep.include({ kind: 'measure', key: known.key, field: 'titleEn', reason: 'frozen' });
		}
	});
});
