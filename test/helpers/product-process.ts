import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A product that runs as a process of its own, as `npm start` runs it. */
export type ProductProcess = {
	process: ChildProcess;
	/** Everything it has said so far. */
	said: () => string;
	/** Where it is served, once it says so; rejects where it ends before that. */
	url: Promise<string>;
	/** Its exit code, once it has ended. */
	ended: Promise<number | null>;
};

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * For a suite that starts products: what is still running after a test is killed.
 * @returns what starts one: a file, and the variables it gets beside PATH and HOME
 */
export function useProductProcesses(): (file: string, env: Record<string, string>) => ProductProcess {
	const running: ProductProcess[] = [];
	afterEach(async () => {
		for (const product of running.splice(0)) {
			product.process.kill('SIGKILL');
			await product.ended;
		}
	});
	return (file, env) => {
		const product = startProduct(file, env);
		running.push(product);
		return product;
	};
}

/** Whoever starts one without a suite around it ends it too. `env`: what it gets beside PATH and HOME. */
export function startProduct(file: string, env: Record<string, string>): ProductProcess {
	const { PATH = '', HOME = '', MONGOMS_SYSTEM_BINARY = '' } = process.env;
	const child = spawn(process.execPath, [file], { cwd: root, env: { PATH, HOME, MONGOMS_SYSTEM_BINARY, ...env } });
	let said = '';
	const url = Promise.withResolvers<string>();
	const listen = (part: Buffer): void => {
		said += part.toString();
		const served = /^Konzeptstand: (\S+)$/m.exec(said);
		if (served?.[1] !== undefined) url.resolve(served[1]);
	};
	child.stdout.on('data', listen);
	child.stderr.on('data', listen);
	const ended = once(child, 'close').then(([code]) => code as number | null);
	void ended.then(() => url.reject(new Error(`It ended before it was served:\n${said}`)));
	// Tests of what it says when it does not start never ask for its address.
	url.promise.catch(() => undefined);
	return { process: child, said: () => said, url: url.promise, ended };
}
