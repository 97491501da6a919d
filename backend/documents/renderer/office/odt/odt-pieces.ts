import type { Flow, Marks, Piece, Pieces, Target } from '../flow.ts';
import type { Media } from '../media.ts';
import { TEXT_WIDTH, imageSize } from '../page.ts';
import { NOTHING, joined, xml, xmlText } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';

/** Pieces of a paragraph as OpenDocument. */
export class PieceWriter {
	readonly #flow: Flow;
	readonly #media: Media;
	readonly #anchors: ReadonlySet<string>;
	#images = 0;

	constructor(flow: Flow, media: Media) {
		this.#flow = flow;
		this.#media = media;
		this.#anchors = new Set(flow.headings.map(({ anchor }) => anchor));
	}

	/** @param width of the place in millimetres, for pictures */
	write(pieces: Pieces, width = TEXT_WIDTH): Xml {
		return joined(pieces.map((piece) => this.#piece(piece, width)));
	}

	#piece(piece: Piece, width: number): Xml {
		switch (piece.kind) {
			case 'text':
				return marked(xmlText(piece.text), piece.marks);
			case 'break':
				return xml('text:line-break');
			case 'link':
				return this.#link(piece.target, this.write(piece.pieces, width));
			case 'note':
				return this.#note(piece.number, piece.isFirst);
			case 'count':
				return marked(
					xml(
						'text:sequence',
						{
							'text:name': piece.series,
							'text:formula': `ooow:${piece.series}+1`,
							'style:num-format': '1',
							'text:ref-name': `ref${piece.series}${piece.value}`
						},
						xmlText(piece.value)
					),
					piece.marks
				);
			case 'image':
				return this.#image(piece, width);
		}
	}

	#link(target: Target, content: Xml): Xml {
		// a link to nowhere stays text
		if ('anchor' in target && !this.#anchors.has(target.anchor)) return content;
		const href = 'anchor' in target ? `#${target.anchor}` : target.href;
		return xml(
			'text:a',
			{ 'xlink:type': 'simple', 'xlink:href': href, 'text:style-name': 'Internet_20_link' },
			content
		);
	}

	/** The first time a note; later the number of that note, which changes with it. */
	#note(number: number, isFirst: boolean): Xml {
		const shown = xmlText(String(number));
		const id = `quelle${String(number)}`;
		if (!isFirst)
			return xml(
				'text:span',
				{ 'text:style-name': 'Footnote_20_anchor' },
				xml(
					'text:note-ref',
					{ 'text:note-class': 'footnote', 'text:reference-format': 'text', 'text:ref-name': id },
					shown
				)
			);
		const label = this.#flow.countsNotes ? undefined : String(number);
		return xml(
			'text:note',
			{ 'text:id': id, 'text:note-class': 'footnote' },
			xml('text:note-citation', { 'text:label': label }, shown),
			xml(
				'text:note-body',
				{},
				xml('text:p', { 'text:style-name': 'Footnote' }, this.write(this.#flow.notes.get(number) ?? []))
			)
		);
	}

	#image({ name, image, alt, title }: Piece & { kind: 'image' }, place: number): Xml {
		this.#images += 1;
		const { file, raster } = this.#media.add(name, image);
		const { width, height } = imageSize(image, place);
		const one = (href: string, type: string): Xml =>
			xml('draw:image', {
				'xlink:type': 'simple',
				'xlink:show': 'embed',
				'xlink:actuate': 'onLoad',
				'xlink:href': href,
				'draw:mime-type': type
			});
		return xml(
			'draw:frame',
			{
				'draw:name': `Bild ${String(this.#images)}`,
				'draw:style-name': 'Graphics',
				'text:anchor-type': 'as-char',
				'svg:width': millimetres(width),
				'svg:height': millimetres(height)
			},
			one(file, image.type),
			raster === null ? NOTHING : one(raster, 'image/png'),
			title === null ? NOTHING : xml('svg:title', {}, xmlText(title)),
			xml('svg:desc', {}, xmlText(alt))
		);
	}
}

export const millimetres = (value: number): string => `${String(Math.round(value * 100) / 100)}mm`;

const STYLES: readonly (readonly [keyof Marks, string])[] = [
	['code', 'Source_20_Text'],
	['raised', 'Footnote_20_anchor'],
	['strike', 'Strikeout'],
	['emphasis', 'Emphasis'],
	['strong', 'Strong_20_Emphasis']
];

function marked(content: Xml, marks: Marks): Xml {
	let written = content;
	for (const [mark, style] of STYLES)
		if (marks[mark]) written = xml('text:span', { 'text:style-name': style }, written);
	return written;
}

/** Text in which every space counts. */
export function spacedText(text: string): Xml {
	return joined(
		text
			.split(/(\t| {2,}|^ )/)
			.map((part) =>
				part === '\t'
					? xml('text:tab')
					: part !== '' && part.trim() === '' && /^ +$/.test(part)
						? xml('text:s', { 'text:c': part.length })
						: xmlText(part)
			)
	);
}
