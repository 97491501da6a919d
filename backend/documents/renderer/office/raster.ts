import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { DocumentImage, DocumentImages } from '../document-image.ts';

/**
 * A drawing as every office shows it alike: its text as outlines, for no office has the font that the product brings,
 * and as points for programs that show no SVG. Runs as WebAssembly, which needs no right to load native code.
 */
export interface Drawn {
	readonly outlines: Uint8Array;
	readonly points: Uint8Array;
}

/** Twice the pixels: sharp on paper as well. */
const SCALE = 2;
const MOST_PIXELS = 4000;
const require = createRequire(import.meta.url);
/** As in the PDF; a sign that none of them has is shown as missing, and stands in the alternative text. */
const FONT_FILES = [
	'source-sans-3/400Regular/SourceSans3_400Regular.ttf',
	'source-sans-3/700Bold/SourceSans3_700Bold.ttf',
	'noto-emoji/400Regular/NotoEmoji_400Regular.ttf'
];

let ready: Promise<readonly Uint8Array[]> | null = null;

/** Drawings by name; `points` is a PNG. */
export async function rasterOf(images: DocumentImages): Promise<ReadonlyMap<string, Drawn>> {
	const drawings = [...images].filter(([, { type }]) => type === 'image/svg+xml');
	const rasters = new Map<string, Drawn>();
	if (drawings.length === 0) return rasters;
	const fonts = await (ready ??= prepare());
	for (const [name, image] of drawings) rasters.set(name, raster(image, fonts));
	return rasters;
}

async function prepare(): Promise<readonly Uint8Array[]> {
	await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
	return FONT_FILES.map((file) => readFileSync(require.resolve(`@expo-google-fonts/${file}`)));
}

function raster({ bytes, width }: DocumentImage, fonts: readonly Uint8Array[]): Drawn {
	const drawing = new Resvg(new TextDecoder().decode(bytes), {
		fitTo: { mode: 'width', value: Math.min(MOST_PIXELS, Math.max(1, Math.round(width * SCALE))) },
		font: { fontBuffers: [...fonts], defaultFontFamily: 'Source Sans 3', sansSerifFamily: 'Source Sans 3' }
	});
	const image = drawing.render();
	try {
		return { outlines: Buffer.from(drawing.toString()), points: image.asPng() };
	} finally {
		image.free();
		drawing.free();
	}
}
