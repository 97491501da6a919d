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
