import { expect } from 'chai';
import { newAmendment } from '@konzeptstand/contract/edition.ts';
import { newDecision } from '@konzeptstand/contract/decision.ts';
import type { DocumentFormat } from '@konzeptstand/contract/document.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { createAmendment } from '../../backend/concept/amendment.service.ts';
import { MeasureModel } from '../../backend/concept/edition.model.ts';
import { AttachmentModel } from '../../backend/concept/attachment.model.ts';
import { uploadAttachment } from '../../backend/concept/attachment.service.ts';
import { createDecision } from '../../backend/decision/decision.service.ts';
import { generateDocument } from '../../backend/documents/documents.service.ts';
import { closeRenderer } from '../../backend/documents/renderers.ts';
import { keepFile } from '../../backend/foundation/files/files.ts';
import { createBody } from '../../backend/region/party.service.ts';
import { newBody } from '@konzeptstand/contract/region.ts';
import {
	buildEdition,
	buildField,
	buildGoal,
	buildIndicator,
	buildMeasure,
	buildMunicipality,
	buildRegion,
	freezeEdition,
	inRegion,
	REGION_ID,
	REGION_KEY
} from '../helpers/concept.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { buildChapter } from '../helpers/edition.ts';
import { OfficeFile } from '../helpers/office-file.ts';
import { readPdf } from '../helpers/pdf.ts';
import { JPEG, PNG } from '../helpers/pictures.ts';

const KEY = 'rek-2026';

async function documentAs(format: DocumentFormat): Promise<Buffer> {
	const made = await generateDocument({
		region: REGION_KEY,
		template: 'entwicklungskonzept',
		edition: KEY,
		format,
		day: '2026-11-24'
	});
	return made.bytes;
}
const markdown = async (): Promise<string> => (await documentAs('md')).toString();

/** A chunk of a PNG that says something beside the picture. */
function textChunk(text: string): Buffer {
	const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(`tEXt${text}`, 'latin1'), Buffer.alloc(4)]);
	chunk.writeUInt32BE(text.length);
	return chunk;
}

function attach(chapter: string, name: string, content: Buffer, alt: string): Promise<string> {
	return uploadAttachment(SYSTEM_CONTEXT, REGION_ID, { kind: 'chapter', id: chapter, name, alt }, content);
}

describe('The chapters of an edition in its document', function () {
	this.timeout(60_000);
	useTestDatabase();
	let edition: string;
	beforeEach(async () => {
		await buildRegion();
		await buildMunicipality();
		edition = (await buildEdition({ key: KEY }))._id;
		await buildField(edition);
	});
	after(closeRenderer);

	it('stand before the fields or after them by their kind, and among themselves in their order', async () => {
		await buildChapter(edition, { kind: 'monitoring', title: 'Erfolgskontrolle' });
		await buildChapter(edition, { kind: 'swot', title: 'Stärken und Schwächen', text: '# Stärken\n\nDie *Lage*.' });
		await buildChapter(edition, { kind: 'situation', title: 'Ausgangslage', text: null });
		await buildChapter(edition, { kind: 'preamble', title: 'Vorwort' });
		await buildChapter(edition, { kind: 'other', title: 'Anhang' });
		const text = await markdown();
		expect([...text.matchAll(/^## \d+ (.*)$/gm)].map(([, title]) => title)).to.deep.equal([
			'Vorwort',
			'Das Konzept auf einen Blick',
			'Der Kooperationsraum',
			'Stärken und Schwächen',
			'Ausgangslage',
			'Leitbild',
			'Handlungsfelder, Ziele und Maßnahmen',
			'Erfolgskontrolle',
			'Anhang',
			'Stand der Umsetzung',
			'Hinweise und Quellen'
		]);
		expect(text).to.include('**Stärken**\n\nDie *Lage*.');
		expect(text).to.include('Dieses Kapitel ist noch nicht geschrieben.');
	});

	it('take the place of a vision that nobody has written elsewhere', async () => {
		expect(await markdown()).to.include('Ein Leitbild dieser Fassung ist nicht bekannt.');
		await buildChapter(edition, { kind: 'vision', title: 'Leitbild', text: 'Ein Tal, **eine** Stadt.' });
		const text = await markdown();
		expect(text.match(/^## \d+ Leitbild$/gm)).to.have.length(1);
		expect(text).to.include('Ein Tal, **eine** Stadt.').and.not.include('Ein Leitbild dieser Fassung');
	});

	it('have amendments and errata beside them, numbered, while their own text stays', async () => {
		const chapter = await buildChapter(edition, { title: 'Anhang', text: 'Es sind 59.000 Einwohner.' });
		await freezeEdition(edition);
		const decision = await inRegion(async (work) => {
			const body = await createBody(work, newBody.parse({ name: 'Stadtrat', kind: 'deciding' }));
			return createDecision(work, newDecision.parse({ body: body._id, title: 'Konzept geändert' }));
		});
		const about = { kind: 'chapter' as const, id: chapter._id };
		for (const fields of [
			{ type: 'erratum' as const, of: about, title: 'Einwohner', text: 'Es sind **60.000**.' },
			{ type: 'amendment' as const, title: 'Bus', text: 'Dazu ein Bus.', decision: decision._id, date: '2027-03' }
		])
			await inRegion((work) => createAmendment(work, newAmendment.parse({ edition, ...fields })));
		const text = await markdown();
		expect(text).to.include('Es sind 59.000 Einwohner.');
		expect(text).to.match(/Berichtigt durch Berichtigung 1: Einwohner, siehe \[Abschnitt \d+\.2\]/);
		const section = text.slice(text.search(/^## \d+ Änderungen und Berichtigungen$/m));
		expect(section).to.match(
			/### \d+\.1 Änderung 1: Bus\n\n- Betrifft: die ganze Fassung\n- Datum: März 2027\n- Beschluss: .*Konzept geändert\n\nDazu ein Bus\./
		);
		expect(section).to.match(
			/### \d+\.2 Berichtigung 1: Einwohner\n\n- Betrifft: Kapitel „Anhang“\n- Datum: nicht bekannt\n\nEs sind \*\*60\.000\*\*\./
		);
	});

	describe('and its structure', () => {
		/** Number of the section that an amendment's pointer names. */
		const sectionOf = (text: string, heading: string): string =>
			new RegExp(`^### ([\\d.]+) ${heading}`, 'm').exec(text)?.[1] ?? 'none';

		beforeEach(async () => {
			const field = await buildField(edition, { code: 'K', title: 'Klima', description: 'Worum es geht.' });
			const goal = await buildGoal(edition, { field: field._id, title: 'Weniger verbrauchen' });
			const measure = await buildMeasure(edition, { code: 'K 1', title: 'Häuser dämmen', goal: goal._id });
			const subject = { kind: 'measure' as const, id: measure._id };
			const indicator = await buildIndicator(subject, { title: 'Verbrauch' });
			await freezeEdition(edition);
			const abouts = [
				{ kind: 'field' as const, id: field._id },
				{ kind: 'goal' as const, id: goal._id },
				subject,
				{ kind: 'indicator' as const, id: indicator._id }
			];
			for (const of of abouts)
				await inRegion((work) =>
					createAmendment(
						work,
						newAmendment.parse({ edition, of, type: 'erratum', title: `Zu ${of.kind}`, text: 'Neu.' })
					)
				);
		});

		it('point from each field, goal, measure and indicator to what stands beside it', async () => {
			const text = await markdown();
			for (const [number, kind] of [
				[1, 'field'],
				[2, 'goal'],
				[3, 'measure']
			] as const) {
				const section = sectionOf(text, `Berichtigung ${String(number)}: Zu ${kind}`);
				expect(text).to.include(
					`Berichtigt durch Berichtigung ${String(number)}: Zu ${kind}, ` +
						`siehe [Abschnitt ${section}](#abschnitt-${section.replace('.', '-')}).`
				);
			}
			const section = sectionOf(text, 'Berichtigung 4: Zu indicator');
			expect(text).to.match(/^\| Verbrauch .*; berichtigt durch Berichtigung 4, siehe \[Abschnitt [\d.]+\]/m);
			expect(text).to.include(`](#abschnitt-${section.replace('.', '-')})`);
			expect(text).to.match(/Häuser dämmen\n\n(?:(?!\n#).)*Berichtigt durch Berichtigung 3/s);
		});

		it('lead there in every format', async () => {
			const section = sectionOf(await markdown(), 'Berichtigung 3: Zu measure');
			const anchor = `abschnitt-${section.replace('.', '-')}`;
			const page = (await documentAs('html')).toString();
			expect(page).to.include(`siehe <a href="#${anchor}">Abschnitt ${section}</a>`).and.include(`id="${anchor}"`);
			for (const format of ['pdf', 'pdfa'] as const) {
				const { pages, links } = await readPdf(await documentAs(format));
				expect(pages.join('')).to.include(`BerichtigtdurchBerichtigung3:Zumeasure,sieheAbschnitt${section}`);
				expect(links.some(({ address }) => address === null)).to.equal(true);
			}
			const name = anchor.replaceAll('-', '_');
			const docx = new OfficeFile(await documentAs('docx')).text('word/document.xml');
			expect(docx).to.include(`w:anchor="${name}"`).and.include(`w:name="${name}"`);
			expect(new OfficeFile(await documentAs('odt')).text('content.xml')).to.include(`xlink:href="#${name}"`);
		});

		it('are named on the sheet of a measure too, which does not hold them itself', async () => {
			const measure = await MeasureModel.findOne({ edition, code: 'K 1' }).lean();
			const made = await generateDocument({
				region: REGION_KEY,
				template: 'massnahmenblatt',
				measure: measure!._id,
				format: 'md',
				day: '2026-11-24'
			});
			expect(String(made.bytes)).to.include('Berichtigt durch Berichtigung 3: Zu measure.');
		});
	});

	describe('have pictures', () => {
		beforeEach(async () => {
			const first = await buildChapter(edition, {
				kind: 'situation',
				title: 'Lage',
				text: 'Davor\n\n![Karte des Tals](karte.png)\n\n![](<mein foto.jpg>)\n\n![Fremd](fremd.png)'
			});
			await attach(first._id, 'karte.png', PNG, 'Karte');
			await attach(first._id, 'mein foto.jpg', JPEG, 'Foto [oben]');
			const second = await buildChapter(edition, { title: 'Anhang', text: '![Anderes](karte.png) und ![Text](x.pdf)' });
			await attach(second._id, 'karte.png', JPEG, 'Anderes');
			await attach(second._id, 'x.pdf', Buffer.from('%PDF-1.7\n%%EOF\n'), 'Kein Bild');
			const third = await buildChapter(edition, { title: 'Ohne' });
			await attach(third._id, 'fremd.png', PNG, 'Eines anderen Kapitels');
		});

		it('that are theirs, by the name within the chapter, and of no other only the words', async () => {
			const page = (await documentAs('html')).toString();
			const [png, jpeg] = [
				`image/png;base64,${PNG.toString('base64')}`,
				`image/jpeg;base64,${JPEG.toString('base64')}`
			];
			expect(
				[...page.matchAll(/<img src="data:(image\/(?:png|jpeg)[^"]*)" alt="([^"]*)"/g)].map(([, ...found]) => found)
			).to.deep.equal([
				[png, 'Karte des Tals'],
				[jpeg, 'Foto [oben]'],
				[jpeg, 'Anderes']
			]);
			expect(page).to.include('<p>Fremd</p>').and.include(' und Text</p>');
			const text = await markdown();
			expect(text).to.include(`![Karte des Tals](<data:${png}>)`).and.include(`(<data:${jpeg}>)`);
		});

		it('without what a camera adds, also where they were kept with it', async () => {
			const old = Buffer.concat([PNG.subarray(0, 33), textChunk('GPS 50.648 N'), PNG.subarray(33)]);
			const third = await buildChapter(edition, { title: 'Alt', text: '![Alt](alt.png)' });
			const file = await keepFile(old);
			const of = { kind: 'chapter' as const, id: third._id };
			const fields = {
				of,
				file,
				name: 'alt.png',
				type: 'image/png',
				size: old.length,
				width: 1,
				height: 1,
				alt: 'Alt'
			};
			await inRegion((work) => work.create(AttachmentModel, fields));
			const page = (await documentAs('html')).toString();
			expect(page).not.to.include(old.toString('base64'));
			expect(page.split(PNG.toString('base64'))).to.have.length(3);
		});

		for (const format of ['pdf', 'pdfa'] as const)
			it(`in the document as ${format}, with what they show`, async () => {
				const { alternatives } = await readPdf(await documentAs(format));
				expect(alternatives).to.include.members(['Karte des Tals', 'Foto [oben]', 'Anderes']);
			});

		it('in the documents for an office, byte by byte, with what they show', async () => {
			for (const [format, part, element] of [
				['docx', 'word/document.xml', 'wp:docPr'],
				['odt', 'content.xml', 'svg:desc']
			] as const) {
				const file = new OfficeFile(await documentAs(format));
				const media = Object.values(file.parts).map((bytes) => Buffer.from(bytes));
				for (const picture of [PNG, JPEG])
					expect(
						media.some((bytes) => bytes.equals(picture)),
						format
					).to.equal(true);
				const words = file.all(part, element).map((one) => one.getAttribute('descr') ?? one.textContent);
				expect(words, format).to.include.members(['Karte des Tals', 'Foto [oben]', 'Anderes']);
			}
		});
	});
});
