import { expect } from 'chai';
import { imageSize } from 'image-size';
import { withoutMetadata } from '../../../backend/foundation/files/picture-metadata.ts';
import { JPEG, PNG } from '../../helpers/pictures.ts';

const SECRET = 'GPS 50.648 N 11.354 O, Kamera von Frau Beispiel';

function segment(marker: number, body: Buffer): Buffer {
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(body.length + 2, 2);
	return Buffer.concat([head, body]);
}
const text = (...parts: string[]): Buffer => Buffer.from(parts.join(''), 'latin1');

/** Exif as a camera writes it: the way up, and something personal behind. */
function exif(orientation: number): Buffer {
	const tiff = Buffer.from('49492a0008000000' + '0100' + '1201030001000000' + '0000000000000000', 'hex');
	tiff.writeUInt16LE(orientation, 18);
	return segment(0xe1, Buffer.concat([text('Exif\0\0'), tiff, text(SECRET)]));
}
const JFIF = JPEG.subarray(2, 20);
const REST = JPEG.subarray(20);
const profile = segment(0xe2, text('ICC_PROFILE\0\x01\x01farben'));
const jpegWith = (...segments: Buffer[]): Buffer => Buffer.concat([JPEG.subarray(0, 2), JFIF, ...segments, REST]);

function chunk(name: string, body: Buffer): Buffer {
	const size = Buffer.alloc(4);
	size.writeUInt32BE(body.length);
	return Buffer.concat([size, text(name), body, Buffer.alloc(4)]);
}
const HEADER_END = 33;

describe('A picture that somebody sends', () => {
	it('loses place, names, comments and previews, and keeps every byte of the picture', () => {
		const sent = Buffer.concat([
			jpegWith(
				exif(1),
				segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0', SECRET)),
				segment(0xe2, text('MPF\0', SECRET)),
				segment(0xed, text('Photoshop 3.0\0', SECRET)),
				segment(0xfe, text(SECRET))
			),
			text(SECRET)
		]);
		expect(withoutMetadata(sent, 'image/jpeg').equals(JPEG)).to.equal(true);
	});

	it('keeps its colours', () => {
		const coloured = jpegWith(profile);
		expect(withoutMetadata(jpegWith(profile, exif(1)), 'image/jpeg').equals(coloured)).to.equal(true);
	});

	for (const orientation of [2, 3, 6, 8])
		it(`stays the way up that it was turned to (${String(orientation)})`, () => {
			const kept = withoutMetadata(jpegWith(exif(orientation)), 'image/jpeg');
			expect(imageSize(kept)).to.include({ orientation, width: 8, height: 8 });
			expect(kept.includes(text(SECRET))).to.equal(false);
			expect(withoutMetadata(kept, 'image/jpeg').equals(kept), 'cleaned twice').to.equal(true);
		});

	it('may have several scans, with tables and restarts between them', () => {
		const scan = Buffer.concat([segment(0xda, text('abc')), Buffer.from([1, 0xff, 0, 2, 0xff, 0xd0, 3])]);
		const sent = Buffer.concat([
			Buffer.from([0xff, 0xd8]),
			REST.subarray(0, -2),
			segment(0xfe, text(SECRET)),
			scan,
			scan
		]);
		const kept = withoutMetadata(Buffer.concat([sent, Buffer.from([0xff, 0xd9])]), 'image/jpeg');
		expect(kept.includes(text(SECRET))).to.equal(false);
		expect(kept.subarray(-scan.length * 2 - 2, -2).equals(Buffer.concat([scan, scan]))).to.equal(true);
	});

	it('loses texts and times as PNG too, and keeps how it looks', () => {
		const looks = chunk('gAMA', Buffer.alloc(4));
		const personal = ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME'].map((name) => chunk(name, text(SECRET)));
		const [head, rest] = [PNG.subarray(0, HEADER_END), PNG.subarray(HEADER_END)];
		const sent = Buffer.concat([head, ...personal, looks, rest, text(SECRET)]);
		expect(withoutMetadata(sent, 'image/png').equals(Buffer.concat([head, looks, rest]))).to.equal(true);
	});

	it('is refused when it ends in the middle', () => {
		expect(() => withoutMetadata(JPEG.subarray(0, -2), 'image/jpeg')).to.throw(RangeError);
		expect(() => withoutMetadata(PNG.subarray(0, -12), 'image/png')).to.throw(RangeError);
	});

	it('of any other kind stays as it is', () => {
		const pdf = text('%PDF-1.7');
		expect(withoutMetadata(pdf, 'application/pdf')).to.equal(pdf);
	});
});
