import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { permission } from '@konzeptstand/contract/account.ts';
import { effect } from '@konzeptstand/contract/decision.ts';
import { itemKind } from '@konzeptstand/contract/values.ts';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import { allKinds } from '../../backend/record/record.service.ts';
import { jobHandlers, longJobHandlers, mailHandlers } from '../../backend/rooms.ts';

// its words are compiled JavaScript, of which the compiler of the tests knows nothing
const page = String(new URL('../../frontend/src/lib/item/action.ts', import.meta.url));
const { actionText } = (await import(page)) as { actionText: (action: string) => string };
const labels = String(new URL('../../frontend/src/lib/item/changed-field.ts', import.meta.url));
const { fieldLabel } = (await import(labels)) as { fieldLabel: (kind: ItemKind, field: string) => string };

/** No change is shown of them: the entry itself says them. */
const OF_THE_RECORD: ReadonlySet<string> = new Set(['_id', 'region', 'version']);

const backend = fileURLToPath(new URL('../../backend/', import.meta.url));

/** Begins an action beside the kinds of items. */
const OTHERS = ['schema', 'round', 'import'];
const NO_ACTIONS: ReadonlySet<string> = new Set([
	...permission.options,
	...effect.shape.type.options,
	...[jobHandlers, longJobHandlers, mailHandlers].flatMap((handlers) => [...handlers.keys()])
]);

/** Every action that the product's changes are written with, as far as it stands in the sources as it is. */
function actions(): string[] {
	const files = readdirSync(backend, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
	const kinds: ReadonlySet<string> = new Set([...itemKind.options, ...OTHERS]);
	const found = files.flatMap((name) =>
		[...readFileSync(path.join(backend, name), 'utf8').matchAll(/'([a-z-]+)\.([a-z-]+)'/g)].flatMap(
			([, kind = '', verb = '']) => (kinds.has(kind) ? [`${kind}.${verb}`] : [])
		)
	);
	return [...new Set(found)].filter((action) => !NO_ACTIONS.has(action)).sort();
}

describe('A changed field, in the record', () => {
	it('is called by a name in words, whatever kind of item it belongs to', () => {
		// suites register kinds of their own
		const kinds = allKinds().filter(({ kind }) => itemKind.options.includes(kind));
		const nameless = kinds.flatMap(({ kind, model }) =>
			[...new Set(Object.keys(model.schema.paths).map((path) => path.split('.')[0] ?? ''))]
				.filter((field) => !OF_THE_RECORD.has(field) && fieldLabel(kind, field) === field)
				.map((field) => `${kind}.${field}`)
		);
		expect(nameless).to.deep.equal([]);
	});
});

describe('What was done, in the record', () => {
	it('is found in the sources', () => {
		expect(actions()).to.include.members(['project.link', 'meeting.invite', 'step.create']);
	});

	it('reads in words for every action', () => {
		expect(actions().filter((action) => actionText(action) === action)).to.deep.equal([]);
	});
});
