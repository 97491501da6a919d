import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The programs that documents are compared with. They come from Debian (`apt-get install pandoc weasyprint`) or, newer
 * and without root, from Python's registry:
 *
 *     python3 -m venv ~/bench-peers
 *     ~/bench-peers/bin/pip install pypandoc_binary weasyprint typst==0.14.8
 *     PATH=~/bench-peers/bin:$PATH npm run bench -- formats
 *
 * Typst 0.14 is the series of the compiler in the product. Where there is no `typst`, Python's module of that name takes
 * its place. Whatever is not there is left out, and said.
 */
export interface Peers {
	pandoc: string | null;
	typst: string | null;
	weasyprint: string | null;
	/** With everything found on its PATH. */
	environment: NodeJS.ProcessEnv;
}

const TYPST = `import sys, typst
wanted = sys.argv[1:]
fonts = [b for a, b in zip(wanted, wanted[1:]) if a == '--font-path']
standards = [b for a, b in zip(wanted, wanted[1:]) if a == '--pdf-standard']
source, target = wanted[-2:]
typst.compile(source, output=target, font_paths=fonts, pdf_standards=standards)
`;

/** @param folder for what has to be made to reach them */
export function findPeers(folder: string): Peers {
	const bin = path.join(folder, 'bin');
	mkdirSync(bin, { recursive: true });
	const python = answerOf('python3', ['-c', 'import sys; print(sys.executable)']);
	const module = (code: string): string | null => (python === null ? null : answerOf(python, ['-c', code]));
	const pandoc = onPath('pandoc') ?? module('import pypandoc; print(pypandoc.get_pandoc_path())');
	let typst = onPath('typst');
	if (typst === null && module('import typst; print(1)') !== null) {
		typst = path.join(bin, 'typst');
		writeFileSync(typst, `#!${python ?? ''}\n${TYPST}`);
		chmodSync(typst, 0o755);
	}
	const environment = { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` };
	return { pandoc, typst, weasyprint: onPath('weasyprint'), environment };
}

/** Runs a program to its end; milliseconds. @throws Error with what it said, when it failed */
export function timed(program: string, parameters: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
	const start = performance.now();
	const child = spawn(program, parameters, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	child.stderr.on('data', (part: Buffer) => (said += part.toString()));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve(performance.now() - start);
			else reject(new Error(`${program} ended with ${String(code)}: ${said.slice(0, 500)}`));
		});
	});
}

function answerOf(program: string, parameters: readonly string[]): string | null {
	try {
		return execFileSync(program, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	} catch {
		return null;
	}
}

const onPath = (name: string): string | null => answerOf('sh', ['-c', `command -v ${name}`]);
