import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ESLint } from 'eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('The house rules of the lint', function () {
	this.timeout(120_000);
	const untypedRules = { languageOptions: { parserOptions: { projectService: false } } };

	/** Without the rules that need types: those want the sample to belong to a project. */
	async function findings(file: string, text: string): Promise<string[]> {
		const config = (await new ESLint({ cwd: root }).calculateConfigForFile(file)) as { rules: Record<string, unknown> };
		const typed = Object.keys(config.rules).filter((rule) => rule.startsWith('@typescript-eslint/'));
		const rules = Object.fromEntries(typed.map((rule) => [rule, 'off' as const]));
		const linter = new ESLint({ cwd: root, overrideConfig: { ...untypedRules, rules } });
		const [result] = await linter.lintText(text, { filePath: file });
		return result!.messages.map((message) => message.message);
	}

	it('refuse native access to the database outside of the record and the foundation, and say what that protects', async () => {
		const native = 'await Goal.collection.insertOne({});\n';
		expect((await findings('backend/concept/goal.service.ts', native)).join()).to.include('record.change');
		expect(await findings('backend/record/store.ts', native)).to.deep.equal([]);
	});

	it('refuse reading the environment outside of the configuration', async () => {
		const reading = 'export const port = process.env.PORT;\n';
		expect((await findings('backend/concept/goal.service.ts', reading)).join()).to.include('only reader');
		expect(await findings('backend/configuration.ts', reading)).to.deep.equal([]);
	});

	it('refuse a file of more than 350 lines', async () => {
		const long = 'export {};\n'.repeat(351);
		expect((await findings('backend/concept/goal.service.ts', long)).join()).to.include('too many lines');
	});
});
