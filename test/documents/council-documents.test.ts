import { expect } from 'chai';
import { z } from 'zod';
import type { DocumentAudience, DocumentFormat } from '@konzeptstand/contract/document.ts';
import { AttachmentModel } from '../../backend/concept/attachment.model.ts';
import { AgendaItemModel, MeetingModel } from '../../backend/council/meeting.model.ts';
import { councilData } from '../../backend/documents/council-parts.ts';
import type { DocumentData } from '../../backend/documents/document-data.ts';
import { generateDocument } from '../../backend/documents/documents.service.ts';
import type { GeneratedDocument } from '../../backend/documents/documents.service.ts';
import { prepareDocument } from '../../backend/documents/prepare-document.ts';
import { closeRenderer } from '../../backend/documents/renderers.ts';
import { readTemplateFolder } from '../../backend/documents/template-folder.ts';
import { record } from '../../backend/record/record.service.ts';
import { inRegion, REGION_ID, REGION_KEY } from '../helpers/concept.ts';
import { buildHeldMeeting, CLOSED } from '../helpers/council-papers.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { OfficeFile } from '../helpers/office-file.ts';
import { readPdf } from '../helpers/pdf.ts';
import { refusalOf } from '../helpers/refusal.ts';

const DAY = '2026-11-24';
const FORMATS: readonly DocumentFormat[] = ['md', 'html', 'pdf', 'docx', 'odt'];
const TEMPLATES = {
	einladung: 'meeting',
	sitzungsmappe: 'meeting',
	niederschrift: 'meeting',
	beschlussvorlage: 'paper',
	beschlusskontrolle: 'body'
} as const;
type Template = keyof typeof TEMPLATES;

describe("The council's documents", function () {
	this.timeout(120_000);
	useTestDatabase();
	let of: Awaited<ReturnType<typeof buildHeldMeeting>>;
	beforeEach(async () => {
		of = await buildHeldMeeting();
	});
	after(closeRenderer);

	const about = (template: Template) => ({ [TEMPLATES[template]]: of[TEMPLATES[template]] });
	const make = (template: Template, fields: object = {}): Promise<GeneratedDocument> =>
		generateDocument({ region: REGION_KEY, template, format: 'md', day: DAY, ...about(template), ...fields });
	const textOf = async (template: Template, fields: object = {}): Promise<string> =>
		(await make(template, fields)).bytes.toString().replaceAll('\u00a0', ' ');
	const dataOf = async (template: Template, audience: DocumentAudience): Promise<DocumentData> => {
		const read = await readTemplateFolder(template);
		const region = { id: REGION_ID, key: REGION_KEY, timeZone: 'Europe/Berlin' };
		return record.read(REGION_ID, async (snapshot) => {
			const order = { template, audience, ...about(template) };
			return (await prepareDocument(region, snapshot, read, order, DAY)).data;
		});
	};
	/** Everything that can be read in a file, what is written beside the text included. */
	async function contentOf({ bytes, format }: GeneratedDocument): Promise<string> {
		if (format === 'pdf') {
			const { pages, bookmarks, title } = await readPdf(bytes);
			return [...pages, ...bookmarks, title].join('\n');
		}
		if (format === 'docx' || format === 'odt')
			return Object.values(new OfficeFile(bytes).parts)
				.map((part) => Buffer.from(part).toString())
				.join('\n');
		return bytes.toString();
	}

	it('are made of data that is exactly what the dictionary has', async () => {
		for (const template of Object.keys(TEMPLATES) as Template[]) {
			const { audience, meeting, paper, body, control } = await dataOf(template, 'council');
			// Of projects only what the template names is given.
			if (meeting) meeting.standing.projects = [];
			const shown = Object.entries({ audience, meeting, paper, body, control }).filter(([, value]) => value);
			const own = Object.fromEntries(shown);
			expect(z.strictObject(councilData).parse(own), template).to.deep.equal(own);
		}
	});

	describe('for the public', () => {
		for (const template of Object.keys(TEMPLATES) as Template[])
			it(`tell nothing that is closed to the template ${template}, which shows it to the council`, async () => {
				const councilOf = ({ audience, meeting, paper, body, control, sources }: DocumentData): string =>
					JSON.stringify({ audience, meeting, paper, body, control, sources });
				expect(councilOf(await dataOf(template, 'public'))).to.not.include(CLOSED);
				if (template !== 'beschlussvorlage') expect(councilOf(await dataOf(template, 'council'))).to.include(CLOSED);
			});

		for (const format of FORMATS)
			it(`hold nothing closed as ${format}, and are what is made where nobody chose`, async () => {
				for (const template of Object.keys(TEMPLATES) as Template[]) {
					const file = await contentOf(await make(template, { format }));
					expect(file, template).to.not.include(CLOSED);
					expect(file, template).to.not.match(/nur ?für ?den ?Rat/);
				}
			});

		it('say that an item is not public by its number alone', async () => {
			const text = await textOf('einladung');
			expect(text).to.include('| 3 | nichtöffentlich | – | – |').and.include('| 4 | nichtöffentlich | – | – |');
			expect(text).to.include('| 5 | Radweg | Information | – |');
			expect(await textOf('niederschrift')).to.match(
				/### [\d.]+ TOP 3: nichtöffentlich\n\nDieser Punkt wurde nichtöffentlich behandelt/
			);
		});

		it('leave closed decisions out of the control, its numbers included', async () => {
			const { control } = await dataOf('beschlusskontrolle', 'public');
			expect(control?.rows.map(({ decision }) => decision.number)).to.deep.equal(['2026-02/1']);
			expect(control?.counts).to.deep.equal({ overdue: 1, open: 0, underWay: 0, done: 0, nothing: 0 });
			expect((await dataOf('beschlusskontrolle', 'council')).control?.counts.overdue).to.equal(4);
		});

		it('do not exist of a closed paper, and say no more than that', async () => {
			const closed = await refusalOf(make('beschlussvorlage', { paper: of.closedPaper }));
			const unknown = await refusalOf(make('beschlussvorlage', { paper: of.meeting }));
			expect(closed).to.equal(unknown).and.to.equal('not_found paper:not_public');
			expect(await textOf('beschlussvorlage', { paper: of.closedPaper, audience: 'council' })).to.include(
				`${CLOSED} Vorschlag`
			);
		});
	});

	describe('for the council', () => {
		for (const format of FORMATS)
			it(`show everything as ${format}, and say for whom they are`, async () => {
				const made = await make('sitzungsmappe', { format, audience: 'council' });
				const file = await contentOf(made);
				expect(file)
					.to.include(CLOSED)
					.and.match(/nur ?für ?den ?Rat/);
				expect(made.filename).to.match(/^probe-sitzungsmappe-rat-2026-02-nichtoeffentlich-2026-11-24\./);
			});

		it('are never given in the place of the public ones, nor the other way round', async () => {
			const first = await make('niederschrift', { audience: 'council' });
			const second = await make('niederschrift');
			expect(first.etag).to.not.equal(second.etag);
			expect(second.bytes.toString()).to.not.include(CLOSED);
			expect((await make('niederschrift', { audience: 'public' })).etag).to.equal(second.etag);
		});
	});

	it('invite with day, time, place and chair', async () => {
		const text = await textOf('einladung');
		expect(text).to.include('**Mittwoch, 4. März 2026**, **17:30 Uhr**, Rathaus');
		expect(text).to.include('| Vorsitz | Rudolstadt |');
		expect(text).to.include('Genehmigt wird die Niederschrift der Sitzung 2026-01 vom 14. Januar 2026.');
		expect(text).to.include('2026/01 (TOP 2): Brücke bauen; Kosten: 240.000,50 €');
	});

	it('invite without a word of what does not stand fast yet, and without empty headings', async () => {
		await inRegion(async (work) => {
			await work.update(MeetingModel, of.meeting, null, { startsAt: null, endsAt: null, place: null, chair: null });
			for (const { _id } of await work.load(AgendaItemModel, { meeting: of.meeting }))
				await work.update(AgendaItemModel, _id, null, {
					...{ text: null, paper: null, subjects: [], approvesMinutesOf: null, continues: null }
				});
		});
		const text = await textOf('einladung');
		expect(text).to.include('| Gremium |').and.include('| Tag |');
		expect(text).to.not.match(/nicht bekannt|\| (Zeit|Ort|Vorsitz) \||# .*(Vorlagen|Tagesordnungspunkten)/);
		expect(await textOf('niederschrift'), 'minutes say what is not known').to.include('| Vorsitz | nicht bekannt |');
	});

	it('give the costs of a paper for each town and year, with sums to the cent', async () => {
		const text = await textOf('beschlussvorlage');
		const rows = [
			'| Rudolstadt | nicht bekannt | 40.000 € | einmalig |',
			'| Saalfeld | 2027 | 120.000,50 € | – |',
			'| Saalfeld | 2028 | 80.000 € | – |',
			'| **Saalfeld, Summe** | | **200.000,50 €** | |',
			'| **Alle Städte** | | **240.000,50 €** | |'
		];
		expect(text).to.include(rows.join('\n'));
		expect(text).to.include(
			'Der Projektschritt „Planfeststellung“ im Projekt „Uferweg“ bekommt einen neuen Termin: Mai 2027.'
		);
		expect(text).to.include(
			'| Rat der Bürgermeister | angenommen (2 Ja, 0 Nein, 1 Enthaltung) | 4. März 2026 | 2026-02/1 |'
		);
		expect(text).to.include('[^1]: Gutachten');
	});

	it('list the files that lie with a paper by name, kind and size, and none that was withdrawn', async () => {
		const list = ['- Kosten \\[netto\\].csv (CSV, 1 kB)', '- Lageplan.pdf (PDF, 1,2 MB)'].join('\n');
		for (const template of ['beschlussvorlage', 'sitzungsmappe'] as const)
			expect(await textOf(template), template)
				.to.match(/#+ [\d.]+ Anlagen\n/)
				.and.include(list);
		const plan = await AttachmentModel.findOne({ name: 'Lageplan.pdf' }).lean();
		await inRegion((work) => work.withdraw(AttachmentModel, plan!._id, null, 'überholt'));
		expect(await textOf('beschlussvorlage'))
			.to.include('Kosten')
			.and.not.include('Lageplan');
	});

	it('list the files of a closed paper for the council alone', async () => {
		const list = `- ${CLOSED} Kaufvertrag.pdf (PDF, 5 kB)`;
		expect(await textOf('sitzungsmappe', { audience: 'council' })).to.include(list);
		expect(await textOf('sitzungsmappe')).to.not.include('Kaufvertrag');
	});

	it('keep in the minutes who was there, whether that was enough, what was said and how everyone voted', async () => {
		const text = await textOf('niederschrift');
		expect(text).to.include('**Entwurf**, noch nicht genehmigt.');
		expect(text).to.include('Eröffnet: 17:32 Uhr. Geschlossen: 19:05 Uhr. Schriftführung: Regionalmanagement.');
		expect(text).to.include('| Bürgermeister | Rudolstadt | – | vertreten |');
		expect(text).to.include('Das Gremium war beschlussfähig; nötig sind mindestens 3 Sitze.');
		expect(text).to.include('Alle sind dafür.');
		expect(text).to.include('**Beschluss 2026-02/1:** angenommen (2 Ja, 0 Nein, 1 Enthaltung); in Kraft.');
		expect(text).to.include('Es stimmten: Saalfeld (Ja), Rudolstadt (Ja), Bad Blankenburg (Enthaltung).');
		expect(text).to.include('- Ausschreiben (verantwortlich: Bauhof; bis 1. April 2026; überfällig)');
		expect(text).to.include('Ergebnis: vertagt auf 15. April 2026.');
	});

	it('say of approved minutes in which meeting they were approved, and no hour that nobody has said', async () => {
		const text = await textOf('niederschrift', { meeting: of.former });
		expect(text).to.include('**Genehmigt** in der Sitzung 2026-02 am 4. März 2026.');
		expect(await MeetingModel.findById(of.former).lean())
			.to.have.property('closedAt')
			.that.is.a('string');
		expect(text).to.not.match(/Eröffnet|Geschlossen/);
	});

	it('put everything for a meeting into one PDF, with a bookmark for each of its parts', async () => {
		const { bookmarks } = await readPdf((await make('sitzungsmappe', { format: 'pdf' })).bytes);
		expect(bookmarks.map((title) => title.replace(/^[\d.]+ /, ''))).to.deep.equal([
			'Inhalt',
			'Einladung',
			'Tagesordnung',
			'Punkte und Vorlagen',
			'TOP 1: Niederschrift der letzten Sitzung',
			'TOP 2: Brücke',
			'Beschlussvorschlag',
			'Begründung',
			'Kosten je Stadt',
			'Was der Beschluss bewirkt',
			'Worum es geht',
			'Anlagen',
			'Ergebnisse bisher',
			'TOP 3: nichtöffentlich',
			'TOP 4: nichtöffentlich',
			'TOP 5: Radweg',
			'Sachstand',
			'Beschlusskontrolle'
		]);
	});

	it('say in the meeting folder how far that is which items and papers are about, and what is overdue', async () => {
		const text = await textOf('sitzungsmappe');
		expect(text).to.include('| V 1 Uferweg |');
		expect(text).to.include('| Planfeststellung | V 1 Uferweg | 2026 | – | – |');
		expect(text).to.include('Überfällig: 1; offen: 0; in Arbeit: 0; erledigt: 0.');
		expect(text).to.include('| Ausschreiben | Bauhof | 1. April 2026 | **überfällig**. Grund: Das Gutachten fehlt. |');
	});

	it('tell a meeting that was called off as such', async () => {
		await inRegion((work) =>
			work.update(MeetingModel, of.meeting, null, { state: 'cancelled', cancelReason: 'Hochwasser' })
		);
		for (const template of ['einladung', 'niederschrift'] as const)
			expect(await textOf(template)).to.include('**Diese Sitzung ist abgesagt.** Grund: Hochwasser');
	});

	it('are the same to the byte at the same state, in every format', async () => {
		for (const format of FORMATS) {
			const first = await make('sitzungsmappe', { format, sequence: undefined });
			await closeRenderer();
			const again = await make('sitzungsmappe', { format, day: DAY });
			expect(again.bytes.equals(first.bytes), format).to.equal(true);
		}
	});

	it('ask for the meeting, the paper or the body that they are about', async () => {
		for (const template of Object.keys(TEMPLATES) as Template[])
			expect(await refusalOf(make(template, { [TEMPLATES[template]]: undefined }))).to.equal(
				`invalid_input ${TEMPLATES[template]}:required`
			);
	});
});
