import { expect } from 'chai';
import { writeDocx } from '../../backend/documents/renderer/office/docx/write-docx.ts';
import { writeOdt } from '../../backend/documents/renderer/office/odt/write-odt.ts';
import { docxStyle, docxText, odtText, OfficeFile, within } from '../helpers/office-file.ts';
import { buildTree, EVERYTHING } from '../helpers/office-tree.ts';

const BODY = 'word/document.xml';
const CONTENT = 'content.xml';

describe('An office document', function () {
	this.timeout(20_000);
	let docx: OfficeFile;
	let odt: OfficeFile;
	before(async () => {
		const tree = buildTree(EVERYTHING);
		docx = new OfficeFile(await writeDocx(tree));
		odt = new OfficeFile(await writeOdt(tree));
	});

	const styled = (style: string): string[] =>
		docx
			.all(BODY, 'w:p')
			.filter((paragraph) => docxStyle(paragraph) === style)
			.map(docxText);
	/** Name of the style, or of the one from which the document's own was made. */
	function odtStyle(name: string | null): string {
		const own = odt.all(CONTENT, 'style:style').find((style) => style.getAttribute('style:name') === name);
		return own?.getAttribute('style:parent-style-name') ?? name ?? '';
	}
	const odtStyled = (style: string): string[] =>
		odt
			.all(CONTENT, 'text:p')
			.filter((paragraph) => odtStyle(paragraph.getAttribute('text:style-name')) === style)
			.map(odtText);

	it('consists of well-formed parts only', () => {
		for (const file of [docx, odt])
			for (const name of Object.keys(file.parts))
				if (/\.(?:xml|rels)$/.test(name)) expect(file.xml(name).documentElement, name).to.not.equal(null);
	});

	it('has every part that it names, and names every part that it has', () => {
		const named = odt
			.all('META-INF/manifest.xml', 'manifest:file-entry')
			.map((one) => one.getAttribute('manifest:full-path'));
		const own = Object.keys(odt.parts).filter((name) => !/^(?:mimetype|META-INF\/)/.test(name));
		expect(named).to.have.members(['/', ...own]);
		const targets = docx
			.all('word/_rels/document.xml.rels', 'Relationship')
			.filter((one) => one.getAttribute('TargetMode') !== 'External')
			.map((one) => `word/${one.getAttribute('Target') ?? ''}`);
		for (const target of targets) expect(docx.parts, target).to.have.property(target);
	});

	it('uses only styles that it defines', () => {
		const defined = new Set(docx.all('word/styles.xml', 'w:style').map((style) => style.getAttribute('w:styleId')));
		for (const part of [BODY, 'word/footnotes.xml', 'word/footer1.xml'])
			for (const name of ['w:pStyle', 'w:rStyle', 'w:tblStyle'])
				for (const used of docx.all(part, name)) expect(defined).to.include(used.getAttribute('w:val'));
		const styles = ['style:style', 'text:list-style'].flatMap((name) =>
			['styles.xml', CONTENT].flatMap((part) => odt.all(part, name).map((style) => style.getAttribute('style:name')))
		);
		for (const element of odt.all(CONTENT, '*'))
			for (const name of ['text:style-name', 'table:style-name', 'draw:style-name', 'style:parent-style-name']) {
				const used = element.getAttribute(name);
				if (used !== null) expect(styles, `${element.tagName} ${name}`).to.include(used);
			}
	});

	it('has the built-in styles of title and headings, with their levels in the outline', () => {
		expect(styled('Title')).to.deep.equal(['Titel mit fett und „Zitat“']);
		expect(styled('Heading1')).to.deep.equal(['Erstes weg und code', 'Zweites']);
		expect(styled('Heading2')).to.deep.equal(['Darunter']);
		for (let level = 1; level <= 6; level += 1) {
			const style = docx
				.all('word/styles.xml', 'w:style')
				.find((one) => within(one, 'w:name')[0]?.getAttribute('w:val') === `heading ${String(level)}`);
			expect(style && within(style, 'w:outlineLvl')[0]?.getAttribute('w:val')).to.equal(String(level - 1));
			const own = odt
				.all('styles.xml', 'style:style')
				.find((one) => one.getAttribute('style:display-name') === `Heading ${String(level)}`);
			expect(own?.getAttribute('style:default-outline-level')).to.equal(String(level));
		}
		expect(odtStyled('Title')).to.deep.equal(['Titel mit fett und „Zitat“']);
		expect(
			odt.all(CONTENT, 'text:h').map((one) => [one.getAttribute('text:outline-level'), odtText(one)])
		).to.deep.equal([
			['1', 'Erstes weg und code'],
			['1', 'Zweites'],
			['2', 'Darunter']
		]);
	});

	it('counts its headings by itself where that gives the numbers of the Markdown, and writes them otherwise', async () => {
		const levels = within(docx.all('word/numbering.xml', 'w:abstractNum')[0]!, 'w:lvlText');
		expect(levels[1]?.getAttribute('w:val')).to.equal('%1.%2');
		const skipping = buildTree('# x\n\n## 1 Eins\n\n#### 1.0.1 Tief\n');
		const other = new OfficeFile(await writeDocx(skipping));
		const headings = other.all(BODY, 'w:p').filter((one) => docxStyle(one).startsWith('Heading'));
		expect(headings.map(docxText)).to.deep.equal(['1 Eins', '1.0.1 Tief']);
		expect(within(other.all('word/numbering.xml', 'w:abstractNum')[0]!, 'w:numFmt')[0]?.getAttribute('w:val')).to.equal(
			'none'
		);
		const same = new OfficeFile(await writeOdt(skipping));
		expect(same.all(CONTENT, 'text:h').map(odtText)).to.deep.equal(['1 Eins', '1.0.1 Tief']);
		expect(same.all('styles.xml', 'text:outline-level-style')[0]?.getAttribute('style:num-format')).to.equal('');
	});

	it('has a table of contents that the office updates, with a link and a page for every heading', () => {
		const fields = docx.all(BODY, 'w:instrText').map((one) => one.textContent?.trim() ?? '');
		expect(fields).to.include('TOC \\o "1-3" \\h \\z \\u');
		const pages = fields.flatMap((field) => /^PAGEREF (\S+)/.exec(field)?.[1] ?? []);
		const bookmarks = docx.all(BODY, 'w:bookmarkStart').map((one) => one.getAttribute('w:name'));
		expect(pages).to.have.length(3);
		expect(bookmarks).to.include.members(pages);
		expect(docx.all('word/settings.xml', 'w:updateFields')).to.have.length(1);
		expect(odt.all(CONTENT, 'text:table-of-content-entry-template')).to.have.length(3);
		const marks = odt.all(CONTENT, 'text:bookmark-start').map((one) => one.getAttribute('text:name'));
		const entries = odt.all(CONTENT, 'text:bookmark-ref').map((one) => one.getAttribute('text:ref-name'));
		expect(entries).to.deep.equal(marks);
	});

	it('nests its lists, begins them where the Markdown does, and goes on after a table', () => {
		const markers = docx.all(BODY, 'w:p').flatMap((paragraph) => {
			const [level] = within(paragraph, 'w:ilvl');
			return level ? [`${level.getAttribute('w:val') ?? ''} ${docxText(paragraph)}`] : [];
		});
		expect(markers).to.deep.equal([
			...['0 eins', '1 zwei', '2 drei', '3 vier', '4 fünf', '5 sechs', '0 ☐ offen', '0 ☑ fertig'],
			...['0 vor der Tabelle', '0 letzter', '0 sieben', '0 acht', '0 Liste im Zitat']
		]);
		expect(docx.all('word/numbering.xml', 'w:startOverride').map((one) => one.getAttribute('w:val'))).to.include('7');
		expect(odt.all(CONTENT, 'text:list-item').map((item) => item.getAttribute('text:start-value'))).to.include('7');
		const [, table] = within(odt.xml(CONTENT).documentElement!, 'table:table');
		expect(table).to.not.equal(undefined);
		for (const one of odt.all(CONTENT, 'table:table'))
			expect((one.parentNode as Element | null)?.nodeName).to.equal('office:text');
	});

	it('repeats the header row of its tables, keeps rows whole and figures at the right', () => {
		expect(docx.all(BODY, 'w:tblHeader')).to.have.length(docx.all(BODY, 'w:tbl').length);
		expect(docx.all(BODY, 'w:cantSplit')).to.have.length(docx.all(BODY, 'w:tr').length);
		expect(odt.all(CONTENT, 'table:table-header-rows')).to.have.length(odt.all(CONTENT, 'table:table').length);
		const right = docx.all(BODY, 'w:jc').filter((one) => one.getAttribute('w:val') === 'right');
		expect(right.map((one) => docxText(one.parentNode?.parentNode as never))).to.include('1.234,50 €');
	});

	it('counts its captions with the office', () => {
		expect(styled('Caption')).to.deep.equal(['Tabelle 1: Beschriftung', 'Abbildung 1: Ein Bild']);
		expect(docx.all(BODY, 'w:fldSimple').map((one) => one.getAttribute('w:instr')?.trim())).to.deep.equal([
			'SEQ Tabelle \\* ARABIC',
			'SEQ Abbildung \\* ARABIC'
		]);
		expect(odtStyled('Table')).to.deep.equal(['Tabelle 1: Beschriftung', 'Abbildung 1: Ein Bild']);
		expect(odt.all(CONTENT, 'text:sequence-decl').map((one) => one.getAttribute('text:name'))).to.deep.equal([
			'Tabelle',
			'Abbildung'
		]);
	});

	it('has each source as one footnote; what is named again refers to it', () => {
		const references = docx.all(BODY, 'w:footnoteReference').map((one) => one.getAttribute('w:id'));
		expect(references).to.deep.equal(['1', '2', '3']);
		expect(
			docx.all(BODY, 'w:instrText').filter((one) => /NOTEREF quelle_1/.test(one.textContent ?? ''))
		).to.have.length(1);
		expect(odt.all(CONTENT, 'text:note')).to.have.length(3);
		expect(odt.all(CONTENT, 'text:note-ref').map((one) => one.getAttribute('text:ref-name'))).to.deep.equal([
			'quelle1'
		]);
	});

	it('keeps the numbers of the Markdown when a text names its sources in another order, and sources of no text', async () => {
		const tree = buildTree('# x\n\nErst[^2], dann[^1].\n');
		const more = { ...tree, footnotes: [...tree.footnotes, { title: 'Nie genannt', address: null }] };
		const other = new OfficeFile(await writeDocx(more));
		expect(other.all(BODY, 'w:footnoteReference').map((one) => one.parentNode?.textContent)).to.deep.equal([
			'2',
			'1',
			'3'
		]);
		expect(
			other
				.all('word/footnotes.xml', 'w:footnote')
				.slice(2)
				.map((one) => one.textContent)
		).to.deep.equal([...['2 Quelle 2', '1 Quelle 1', '3 Nie genannt']]);
		const same = new OfficeFile(await writeOdt(more));
		expect(same.all(CONTENT, 'text:note').map((one) => one.textContent)).to.deep.equal([
			...['2Quelle 2', '1Quelle 1', '3Nie genannt']
		]);
		expect(same.all(CONTENT, 'text:note-citation').map((one) => one.getAttribute('text:label'))).to.deep.equal([
			'2',
			'1',
			'3'
		]);
	});

	it('shows pictures with their alternative text, drawings also as points for programs that know no others', () => {
		const alt = 'Säulen: 42 % „fertig“ & mehr';
		expect(docx.all(BODY, 'wp:docPr').map((one) => one.getAttribute('descr'))).to.deep.equal([alt]);
		expect(odt.all(CONTENT, 'svg:desc').map((one) => one.textContent)).to.deep.equal([alt]);
		for (const [file, folder] of [
			[docx, 'word/media'],
			[odt, 'Pictures']
		] as const) {
			// no office has the font: the text in it is outlines
			expect(file.text(`${folder}/bild1.svg`))
				.to.include('<path')
				.and.not.include('<text');
			expect(
				Buffer.from(file.parts[`${folder}/bild1.png`] ?? [])
					.subarray(1, 4)
					.toString()
			).to.equal('PNG');
		}
	});

	it('keeps every space of code, and quotations and rules as such', () => {
		expect(styled('HTMLPreformatted')).to.deep.equal(['  zwei   Leerzeichen & <b>', '', '\tTab']);
		expect(odtStyled('Preformatted_20_Text')).to.deep.equal(['  zwei   Leerzeichen & <b>', '', '\tTab']);
		expect(styled('Quote')).to.include('Zitat');
		expect(odtStyled('Quotations')).to.include('Zitat');
		expect(styled('HorizontalLine')).to.have.length(1);
		expect(odtStyled('Horizontal_20_Line')).to.have.length(1);
	});

	it('begins a new page where the tree says so', async () => {
		const [first, ...rest] = buildTree('# x\n\n## 1 Eins\n\nText\n\n## 2 Zwei\n').sections;
		const at = rest.findIndex((token) => token.type === 'heading');
		const sections = [first!, ...rest.slice(0, at), { type: 'page_break', raw: '' }, ...rest.slice(at)];
		const tree = buildTree('# x\n', { sections });
		const broken = new OfficeFile(await writeDocx(tree)).all(BODY, 'w:pageBreakBefore');
		expect(broken.map((one) => docxText(one.parentNode?.parentNode as never))).to.deep.equal(['Zwei']);
		const other = new OfficeFile(await writeOdt(tree));
		const style = other.all(CONTENT, 'text:h')[1]?.getAttribute('text:style-name');
		const own = other.all(CONTENT, 'style:style').find((one) => one.getAttribute('style:name') === style);
		expect(own && within(own, 'style:paragraph-properties')[0]?.getAttribute('fo:break-before')).to.equal('page');
	});

	it('says its language, its title and from which state it was made', async () => {
		expect(docx.all('word/styles.xml', 'w:lang')[0]?.getAttribute('w:val')).to.equal('de-DE');
		expect(odt.all('styles.xml', 'style:text-properties')[0]?.getAttribute('fo:country')).to.equal('DE');
		const english = { ...buildTree('# Title\n'), language: 'en' as const };
		const other = new OfficeFile(await writeDocx(english));
		expect(other.all('word/styles.xml', 'w:lang')[0]?.getAttribute('w:val')).to.equal('en-GB');
		for (const [file, part] of [
			[docx, 'docProps/core.xml'],
			[odt, 'meta.xml']
		] as const) {
			expect(file.all(part, 'dc:title')[0]?.textContent).to.equal('Titel mit fett und „Zitat“');
			expect(file.all(part, 'dc:subject')[0]?.textContent).to.include('24. November 2026, Protokolleintrag 42');
		}
	});

	it('refuses a token that it cannot express, wherever it stands', async () => {
		const strange = { type: 'mystery', raw: '' };
		const inside = { type: 'paragraph', raw: '', tokens: [strange] };
		for (const token of [strange, inside])
			for (const write of [writeDocx, writeOdt]) {
				const error = await write(buildTree('# x\n', { sections: [token] })).then(
					() => null,
					(caught: unknown) => caught as Error
				);
				expect(error?.message).to.include('cannot express "mystery"');
			}
	});
});
