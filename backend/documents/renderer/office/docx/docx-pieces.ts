import { TEXT_WIDTH, imageSize } from '../page.ts';
import type { Media } from '../media.ts';
import type { Flow, Marks, Piece, Pieces, Target } from '../flow.ts';
import { NOTHING, joined, xml, xmlText } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import type { Relations } from './relations.ts';
import { emu } from './units.ts';

/** Pieces of a paragraph as runs of WordprocessingML. */
export class PieceWriter {
	readonly #flow: Flow;
	readonly #relations: Relations;
	readonly #media: Media;
	readonly #anchors: ReadonlySet<string>;
	/** Office programs take notes in the order in which the text names them, whatever their ids. */
	readonly #noteIds: ReadonlyMap<number, number>;
	#bookmarks = 0;
	#images = 0;

	constructor(flow: Flow, relations: Relations, media: Media) {
		this.#flow = flow;
		this.#relations = relations;
		this.#media = media;
		this.#noteIds = new Map([...flow.notes.keys()].map((number, index) => [number, index + 1]));
		this.#anchors = new Set(flow.headings.map(({ anchor }) => anchor));
	}

	/** @param width of the place in millimetres, for pictures */
	write(pieces: Pieces, width = TEXT_WIDTH, style?: string): Xml {
		return joined(pieces.map((piece) => this.#piece(piece, width, style)));
	}

	/** Content with a name that others refer to. */
	bookmark(name: string, content: Xml): Xml {
		this.#bookmarks += 1;
		const id = this.#bookmarks;
		return joined([
			xml('w:bookmarkStart', { 'w:id': id, 'w:name': name }),
			content,
			xml('w:bookmarkEnd', { 'w:id': id })
		]);
	}

	#piece(piece: Piece, width: number, style?: string): Xml {
		switch (piece.kind) {
			case 'text':
				return textRun(piece.text, piece.marks, style);
			case 'break':
				return xml('w:r', {}, xml('w:br'));
			case 'link':
				return this.#link(piece.target, piece.pieces, width);
			case 'note':
				return this.#note(piece.number, piece.isFirst);
			case 'count':
				return xml(
					'w:fldSimple',
					{ 'w:instr': ` SEQ ${piece.series} \\* ARABIC ` },
					textRun(piece.value, piece.marks, style)
				);
			case 'image':
				return this.#image(piece, width);
		}
	}

	#link(target: Target, pieces: Pieces, width: number): Xml {
		const isInside = 'anchor' in target;
		// a link to nowhere stays text
		if (isInside && !this.#anchors.has(target.anchor)) return this.write(pieces, width);
		const to = isInside
			? { 'w:anchor': target.anchor }
			: { 'r:id': this.#relations.add('hyperlink', target.href, true) };
		return xml('w:hyperlink', { ...to, 'w:history': 1 }, this.write(pieces, width, 'Hyperlink'));
	}

	/** The first time a note; later the number of that note, which changes with it. */
	#note(number: number, isFirst: boolean): Xml {
		const look = xml('w:rPr', {}, xml('w:rStyle', { 'w:val': 'FootnoteReference' }));
		const shown = xml('w:t', {}, xmlText(String(number)));
		const name = `quelle_${String(number)}`;
		if (!isFirst) return field(` NOTEREF ${name} \\f \\h `, shown, look);
		const { countsNotes, repeatedNotes } = this.#flow;
		const id = this.#noteIds.get(number);
		const reference = countsNotes
			? [xml('w:footnoteReference', { 'w:id': id })]
			: [xml('w:footnoteReference', { 'w:customMarkFollows': 1, 'w:id': id }), shown];
		const run = xml('w:r', {}, look, reference);
		return repeatedNotes.has(number) ? this.bookmark(name, run) : run;
	}

	#image({ name, image, alt, title }: Piece & { kind: 'image' }, place: number): Xml {
		this.#images += 1;
		const files = this.#media.add(name, image);
		const embed = (file: string): string => this.#relations.add('image', file);
		const { width, height } = imageSize(image, place);
		const extent = { cx: emu(width), cy: emu(height) };
		const described = { name: `Bild ${String(this.#images)}`, descr: alt, title: title ?? undefined };
		const drawing =
			files.raster === null
				? NOTHING
				: xml(
						'a:extLst',
						{},
						xml(
							'a:ext',
							{ uri: '{96DAC541-7B7A-43D3-8B79-37D633B846F1}' },
							xml('asvg:svgBlip', {
								'xmlns:asvg': 'http://schemas.microsoft.com/office/drawing/2016/SVG/main',
								'r:embed': embed(files.file)
							})
						)
					);
		const picture = xml(
			'pic:pic',
			{},
			xml('pic:nvPicPr', {}, xml('pic:cNvPr', { id: this.#images, ...described }), xml('pic:cNvPicPr')),
			xml(
				'pic:blipFill',
				{},
				xml('a:blip', { 'r:embed': embed(files.raster ?? files.file) }, drawing),
				xml('a:stretch', {}, xml('a:fillRect'))
			),
			xml(
				'pic:spPr',
				{},
				xml('a:xfrm', {}, xml('a:off', { x: 0, y: 0 }), xml('a:ext', extent)),
				xml('a:prstGeom', { prst: 'rect' }, xml('a:avLst'))
			)
		);
		const inline = xml(
			'wp:inline',
			{ distT: 0, distB: 0, distL: 0, distR: 0 },
			xml('wp:extent', extent),
			xml('wp:docPr', { id: this.#images, ...described }),
			xml('wp:cNvGraphicFramePr', {}, xml('a:graphicFrameLocks', { noChangeAspect: 1 })),
			xml(
				'a:graphic',
				{},
				xml('a:graphicData', { uri: 'http://schemas.openxmlformats.org/drawingml/2006/picture' }, picture)
			)
		);
		return xml('w:r', {}, xml('w:drawing', {}, inline));
	}
}

const on = (name: string, is: boolean): Xml => (is ? xml(name) : NOTHING);

/** Text in a run. Strong and emphasised text has its style and is set so too: in bold type a style alone would undo it. */
export function textRun(text: string, marks: Marks, style?: string): Xml {
	const { strong, emphasis, strike, code, raised } = marks;
	const own = style ?? (code ? 'HTMLCode' : strong ? 'Strong' : emphasis ? 'Emphasis' : null);
	const look = joined([
		own === null ? NOTHING : xml('w:rStyle', { 'w:val': own }),
		on('w:b', strong),
		on('w:bCs', strong),
		on('w:i', emphasis),
		on('w:iCs', emphasis),
		on('w:strike', strike),
		raised ? xml('w:vertAlign', { 'w:val': 'superscript' }) : NOTHING
	]);
	return xml('w:r', {}, look === '' ? [] : xml('w:rPr', {}, look), preserved('w:t', text));
}

const preserved = (name: string, text: string): Xml => xml(name, { 'xml:space': 'preserve' }, xmlText(text));

/** A field with what it shows until it is worked out again. */
export function field(instruction: string, shown: Xml, look: Xml = NOTHING): Xml {
	const mark = (type: string): Xml => xml('w:r', {}, look, xml('w:fldChar', { 'w:fldCharType': type }));
	return joined([
		mark('begin'),
		xml('w:r', {}, look, preserved('w:instrText', instruction)),
		mark('separate'),
		xml('w:r', {}, look, shown),
		mark('end')
	]);
}
