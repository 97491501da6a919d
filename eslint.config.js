import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

const nativeAccess = {
	selector: "MemberExpression[property.name='collection'], MemberExpression[property.name='bulkWrite']",
	message:
		'Only the record and the foundation reach past the models: a write that goes round record.change would leave no entry, and nobody could trust the rest.'
};

const environment = {
	object: 'process',
	property: 'env',
	message:
		'backend/configuration.ts is the only reader of the environment, so that every setting is checked and documented.'
};

export default ts.config(
	{
		ignores: ['**/node_modules/', '**/build/', '**/.svelte-kit/', 'frontend/src/lib/paraglide/', 'data/', 'coverage/']
	},
	{
		files: ['**/*.ts'],
		extends: [ts.configs.strictTypeChecked],
		languageOptions: { parserOptions: { projectService: true } }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		extends: [ts.configs.strict, svelte.configs.recommended],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] }
		}
	},
	{
		rules: {
			eqeqeq: 'error',
			'max-lines': ['error', 350],
			'no-console': 'error',
			'prefer-const': 'error'
		}
	},
	{
		files: ['**/*.svelte'],
		rules: {
			'prefer-const': 'off',
			'svelte/prefer-const': 'error',
			// addresses come from one table, frontend/src/lib/links.ts
			'svelte/no-navigation-without-resolve': 'off',
			// knows nothing of the compiler's own warnings and calls every ignore comment unused
			'svelte/no-unused-svelte-ignore': 'off'
		}
	},
	{
		files: ['**/*.ts', '**/*.svelte'],
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }]
		}
	},
	{
		files: ['**/*.ts'],
		rules: {
			// overflows the stack on mongoose's recursive types (8.73)
			'@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
			'@typescript-eslint/no-meaningless-void-operator': 'off',
			// there are no enums (erasableSyntaxOnly), and this one costs a quarter of all time
			'@typescript-eslint/no-unsafe-enum-assignment': 'off',
			'@typescript-eslint/no-unsafe-enum-comparison': 'off',
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
		}
	},
	{ files: ['backend/**/*.ts'], rules: { 'no-restricted-properties': ['error', environment] } },
	{ files: ['backend/*/**/*.ts'], rules: { 'no-restricted-syntax': ['error', nativeAccess] } },
	{ files: ['backend/configuration.ts'], rules: { 'no-restricted-properties': 'off' } },
	{ files: ['backend/record/**', 'backend/foundation/**'], rules: { 'no-restricted-syntax': 'off' } },
	{
		// Of the rules that need types, tests keep those on promises: a forgotten await makes a test that cannot fail.
		files: ['test/**/*.ts'],
		extends: [ts.configs.disableTypeChecked],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			// chai's assertions are properties
			'@typescript-eslint/no-unused-expressions': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off'
		}
	},
	{ files: ['**/*.svelte.ts'], rules: { 'svelte/prefer-svelte-reactivity': 'off' } },
	{ files: ['scripts/**', 'test/bench/**', 'backend/command-line/**'], rules: { 'no-console': 'off' } },
	{ files: ['frontend/**/*.ts'], extends: [ts.configs.disableTypeChecked] }
);
