import { expect } from 'chai';
import {
	editionChange,
	fieldChange,
	goalChange,
	indicatorChange,
	measureChange
} from '@konzeptstand/contract/concept.ts';
import { decisionChange } from '@konzeptstand/contract/decision.ts';
import { projectChange, stepChange } from '@konzeptstand/contract/project.ts';
import { milestoneChange, partyChange, regionChange } from '@konzeptstand/contract/region.ts';

const changes = {
	editionChange,
	fieldChange,
	goalChange,
	indicatorChange,
	measureChange,
	decisionChange,
	projectChange,
	stepChange,
	milestoneChange,
	partyChange,
	regionChange
};

describe('a change', () => {
	for (const [name, schema] of Object.entries(changes)) {
		it(`leaves alone what it does not name (${name})`, () => {
			expect(schema.parse({})).to.deep.equal({});
		});
		it(`cannot move a key (${name})`, () => {
			expect(schema.safeParse({ key: 'another' }).success).to.equal(false);
		});
	}
});
