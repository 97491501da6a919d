import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { actionText } from '../../frontend/src/lib/item/action.ts';

const backend = fileURLToPath(new URL('../../backend/', import.meta.url));

/** Every action that a change of the product is written with, as far as it stands there as it is. */
function actions(): string[] {
	const files = readdirSync(backend, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
	const found = files.flatMap((name) =>
		[...readFileSync(path.join(backend, name), 'utf8').matchAll(/action: '([a-z-]+\.[a-z-]+)'/g)].map(
			([, action]) => action
		)
	);
	return [...new Set(found.filter((action) => action !== undefined))].sort();
}

describe('What was done, in the record', () => {
	it('is found in the sources', () => {
		expect(actions()).to.include.members(['project.report', 'meeting.invite', 'step.create']);
	});

	it('reads in words for every action', () => {
		expect(actions().filter((action) => actionText(action) === action)).to.deep.equal([]);
	});
});
