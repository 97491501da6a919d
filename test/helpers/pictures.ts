/** The smallest PNG there is: one grey pixel. */
export const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);

/** The same with another size in its head: what a picture claims before anybody unpacks it. */
export function pngOfSize(width: number, height: number): Buffer {
	const picture = Buffer.from(PNG);
	picture.writeUInt32BE(width, 16);
	picture.writeUInt32BE(height, 20);
	return picture;
}

/** Eight by eight grey pixels as JPEG: one quantisation table of ones, two codes, and a block without a difference. */
export const JPEG = Buffer.from(
	[
		'ffd8ffe000104a46494600010100000100010000',
		`ffdb004300${'01'.repeat(64)}`,
		'ffc0000b080008000801011100',
		`ffc400140001${'00'.repeat(15)}00`,
		`ffc400141001${'00'.repeat(15)}00`,
		'ffda0008010100003f003f',
		'ffd9'
	].join(''),
	'hex'
);
