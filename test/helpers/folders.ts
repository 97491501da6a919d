import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** For a suite that needs folders of its own: hands out empty ones and removes them after each test. */
export function useTemporaryFolders(): () => Promise<string> {
	const folders: string[] = [];
	afterEach(async () => {
		await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
	});
	return async () => {
		const folder = await newTemporaryFolder();
		folders.push(folder);
		return folder;
	};
}

/** An empty folder; whoever asks for it removes it. */
export function newTemporaryFolder(): Promise<string> {
	return mkdtemp(path.join(tmpdir(), 'konzeptstand-test-'));
}
