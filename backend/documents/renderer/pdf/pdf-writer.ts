import { readFileSync } from 'node:fs';
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
const FONTS = [
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
export function writePdf(tree: DocumentTree, standard: PdfStandard): Uint8Array {
	kept ??= NodeCompiler.create({
		workspace: WORKSPACE,
		fontArgs: [{ fontBlobs: FONTS.map((name) => readFileSync(new URL(import.meta.resolve(name)))) }]
	});
	const compiler = kept;
	const files = new Map<string, string>();
	for (const [name, { type, bytes }] of tree.images) {
		const file = `/${String(files.size)}.${SUFFIXES[type]}`;
		files.set(name, file);
		compiler.mapShadow(WORKSPACE + file, Buffer.from(bytes));
	}
	try {
		const made = compiler.compile({ mainFileContent: `${STYLE}\n${writeTypst(tree, files)}` });
		const said = made.takeDiagnostics() ?? made.takeWarnings();
		if (said || !made.result) throw new Error(`Typst: ${JSON.stringify(said?.shortDiagnostics)}`);
		const day = Date.parse(`${tree.state.day}T00:00:00Z`) / 1000;
		return compiler.pdf(made.result, { pdfStandard: standard, creationTimestamp: day });
	} catch (error) {
		throw refusalOf(error);
	} finally {
		compiler.resetShadow();
		compiler.evictCache(0);
	}
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
