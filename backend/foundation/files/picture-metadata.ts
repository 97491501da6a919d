import { imageSize } from 'image-size';

/**
 * What a camera writes into a picture beside the picture: place, time, device, names, a second small picture. None of it
 * is needed to show it, and much of it is personal. Segments and chunks are taken out, the picture itself stays byte by
 * byte; only what is known to belong to it is kept (docs/decisions/0024).
 */

/** Application segments of JPEG that change how the picture looks: JFIF, colour profile, Adobe's colour transform. */
const KEPT_SEGMENTS: Readonly<Record<number, string>> = { 0xe0: 'JFIF\0', 0xe2: 'ICC_PROFILE\0', 0xee: 'Adobe' };
/** Chunks of PNG that change how it looks, beside those without which it could not be read at all. */
const KEPT_CHUNKS = new Set([
	...['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT', 'pHYs', 'bKGD', 'hIST', 'sPLT'],
	...['acTL', 'fcTL', 'fdAT']
]);

/**
 * The picture without what stands beside it. Which way up it is stays said.
 * @param type of a JPEG or PNG; anything else is given back as it is
 * @throws RangeError for a picture that ends in the middle
 */
export function withoutMetadata(content: Buffer, type: string): Buffer {
	if (type === 'image/jpeg') return jpegWithoutMetadata(content);
	return type === 'image/png' ? pngWithoutMetadata(content) : content;
}

function jpegWithoutMetadata(content: Buffer): Buffer {
	const orientation = imageSize(content).orientation ?? 1;
	const kept: Buffer[] = [content.subarray(0, 2)];
	const isTurned = orientation > 1 && orientation <= 8;
	let isOpen = isTurned;
	let at = 2;
	for (;;) {
		if (content.readUInt8(at) !== 0xff) throw new RangeError('No marker where a segment begins.');
		const marker = content.readUInt8(at + 1);
		// Any number of filling bytes may stand before a marker.
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === 0xd9) return Buffer.concat([...kept, content.subarray(at, at + 2)]);
		const end = at + 2 + content.readUInt16BE(at + 2);
		if (end > content.length) throw new RangeError('A segment ends behind the file.');
		// Behind JFIF, which comes first, and before everything else.
		if (isOpen && marker !== 0xe0) {
			kept.push(orientationSegment(orientation));
			isOpen = false;
		}
		if (isPartOfPicture(marker, content.subarray(at + 4, end))) kept.push(content.subarray(at, end));
		at = end;
		if (marker !== 0xda) continue;
		const next = endOfScan(content, at);
		kept.push(content.subarray(at, next));
		at = next;
	}
}

function isPartOfPicture(marker: number, body: Buffer): boolean {
	const isApplication = marker >= 0xe0 && marker <= 0xef;
	if (!isApplication) return marker !== 0xfe;
	const name = KEPT_SEGMENTS[marker];
	return name !== undefined && body.subarray(0, name.length).toString('latin1') === name;
}

/** Where the next marker stands after a scan's data; in the data an FF is followed by 00 or a restart. */
function endOfScan(content: Buffer, from: number): number {
	for (let at = content.indexOf(0xff, from); at !== -1; at = content.indexOf(0xff, at + 1)) {
		const next = content.readUInt8(at + 1);
		if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
	}
	throw new RangeError('A scan without an end.');
}

/** Exif with nothing but tag 0x0112, in the byte order of TIFF's "MM". Source: Exif 2.32, 4.6.4. */
function orientationSegment(orientation: number): Buffer {
	const segment = Buffer.from(
		'ffe10022457869660000' + '4d4d002a00000008' + '0001' + '0112000300000001' + '0000000000000000',
		'hex'
	);
	segment.writeUInt16BE(orientation, 28);
	return segment;
}

function pngWithoutMetadata(content: Buffer): Buffer {
	const kept: Buffer[] = [content.subarray(0, 8)];
	let at = 8;
	for (;;) {
		const end = at + 12 + content.readUInt32BE(at);
		if (end > content.length) throw new RangeError('A chunk ends behind the file.');
		const name = content.subarray(at + 4, at + 8).toString('latin1');
		// A capital letter first: the picture cannot be read without it.
		if (/^[A-Z]/.test(name) || KEPT_CHUNKS.has(name)) kept.push(content.subarray(at, end));
		if (name === 'IEND') return Buffer.concat(kept);
		at = end;
	}
}
