import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { DocumentImage } from '../document-image.ts';
import type { DocumentTree } from '../document-tree.ts';
import { RefusedContent } from '../refused-content.ts';
import type { RefusalCode } from '../refused-content.ts';
import { writeTypst } from './typst-code.ts';

/** PDF by Typst. Loaded only where a PDF is wanted: the compiler is 50 MB of machine code. */

export type PdfStandard = 'ua-1' | 'a-2a';

const STYLE = readFileSync(new URL('./concept.typ', import.meta.url), 'utf8');
/** A folder that does not exist: whatever the compiler is asked for, it finds only what it was handed. */
const WORKSPACE = '/konzeptstand-without-files';
const SUFFIXES: Record<DocumentImage['type'], string> = {
	'image/svg+xml': 'svg',
	'image/png': 'png',
	'image/jpeg': 'jpg'
};
/** Faces that every PDF is set with, by the names of their packages. */
export const FONTS = [
	...['400Regular/SourceSans3_400Regular', '400Regular_Italic/SourceSans3_400Regular_Italic'],
	...['600SemiBold/SourceSans3_600SemiBold', '600SemiBold_Italic/SourceSans3_600SemiBold_Italic'],
	...['700Bold/SourceSans3_700Bold', '700Bold_Italic/SourceSans3_700Bold_Italic']
]
	.map((name) => `@expo-google-fonts/source-sans-3/${name}.ttf`)
	.concat(
		'@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
		'@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf',
		'@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'
	);

let kept: NodeCompiler | null = null;

/**
 * The tree as a tagged PDF of this standard.
 * @throws RefusedContent for what its author can mend, such as a character that no font has; Error for whatever Typst only warns of
 */
export async function writePdf(tree: DocumentTree, standard: PdfStandard): Promise<Uint8Array> {
	kept ??= NodeCompiler.create({
		workspace: WORKSPACE,
		fontArgs: [{ fontBlobs: FONTS.map((name) => readFileSync(new URL(import.meta.resolve(name)))) }]
	});
	const compiler = kept;
	const { program, pictures } = typstProgram(tree);
	for (const [file, bytes] of pictures) compiler.mapShadow(WORKSPACE + file, Buffer.from(bytes));
	try {
		return set(compiler, program, tree.state.day, standard);
	} catch (error) {
		throw refusalOf(error);
	} finally {
		compiler.resetShadow();
		await freeDocument();
		compiler.evictCache(0);
	}
}

/** The tree as a whole program of Typst, and the pictures that it knows as files. */
export function typstProgram(tree: DocumentTree): { program: string; pictures: ReadonlyMap<string, Uint8Array> } {
	const files = new Map<string, string>();
	const pictures = new Map<string, Uint8Array>();
	for (const [name, { type, bytes }] of tree.images) {
		const file = `/${String(files.size)}.${SUFFIXES[type]}`;
		files.set(name, file);
		pictures.set(file, bytes);
	}
	return { program: `${STYLE}\n${writeTypst(tree, files)}`, pictures };
}

/** A function of its own: when it has returned, nothing holds the set document any more. */
function set(compiler: NodeCompiler, program: string, day: string, standard: PdfStandard): Uint8Array {
	const made = compiler.compile({ mainFileContent: program });
	const said = made.takeDiagnostics() ?? made.takeWarnings();
	if (said || !made.result) throw new Error(`Typst: ${JSON.stringify(said?.shortDiagnostics)}`);
	const creationTimestamp = Date.parse(`${day}T00:00:00Z`) / 1000;
	return compiler.pdf(made.result, { pdfStandard: standard, creationTimestamp });
}

/**
 * A set document is hundreds of megabytes behind a handle of a few bytes, which V8 sees no reason to collect. A rendering
 * child is given `gc` (renderer.ts); what is collected is freed on the next turn of the event loop.
 */
async function freeDocument(): Promise<void> {
	globalThis.gc?.();
	await setImmediate();
}

/** What Typst says of things that an author can mend. */
const REFUSALS: readonly [RegExp, RefusalCode][] = [
	[/missing document title/, 'document_title'],
	[/heading title is empty/, 'document_heading_empty'],
	[/maximum [a-z ]+ depth exceeded|too deeply nested/, 'document_nesting']
];

function refusalOf(error: unknown): unknown {
	if (!(error instanceof Error)) return error;
	const code = REFUSALS.find(([pattern]) => pattern.test(error.message))?.[1];
	if (code) return new RefusedContent(code, { word: '' });
	const text = /the text `\\?"(.+?)\\?"` could not be displayed/.exec(error.message)?.[1];
	if (!text) return error;
	const shown = text.replace(/\\+u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
	const codes = Array.from(
		shown,
		(one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
	);
	return new RefusedContent('document_character', { word: `${shown} (${codes.join(' ')})` });
}
