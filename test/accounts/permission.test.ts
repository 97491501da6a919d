import { expect } from 'chai';
import type { Permission, Role } from '@konzeptstand/contract/account.ts';
import { permission, role } from '@konzeptstand/contract/account.ts';
import {
	authorize,
	may,
	mayReport,
	mightMay,
	permissionsOf,
	PUBLIC,
	refuseRoleMix,
	SYSTEM_CONTEXT
} from '../../backend/accounts/permission.ts';
import type { ActorContext } from '../../backend/foundation/http/route.ts';
import { ABROAD, HOME } from '../helpers/accounts.ts';

function buildActor(roles: Role[], overrides: Partial<ActorContext> = {}): ActorContext {
	const memberships = roles.length === 0 ? [] : [{ region: HOME.id, roles, municipality: null, party: null }];
	return { kind: 'person', id: 'me', name: null, isAdministrator: false, memberships, ...overrides };
}

const ADMINISTRATOR = buildActor([], { isAdministrator: true });
const LINK: ActorContext = { ...PUBLIC, kind: 'link', id: 'some-link' };

/** The table once more, written down as a reader of the design would: y yes, o own only, - no. */
const COLUMNS = ['reader', 'contributor', 'planner', 'manager', 'council', 'auditor', 'administrator', 'public'];
const MATRIX: Record<Permission, string> = {
	'nobody-signed-in': 'y y y y y y y y',
	'session.read': 'y y y y y y y y',
	'region.list': 'y y y y y y y -',
	'installation.manage': '- - - - - - y -',
	'region.read': 'y y y y y y y -',
	'region.edit': '- - y y - - - -',
	'region.package': '- - - y - - - -',
	'concept.read': 'y y y y y y y -',
	'concept.edit': '- - y y - - - -',
	'concept.adopt': '- - - y - - - -',
	'project.report': '- o y y - - - -',
	'record.read': 'y y y y y y y -',
	'record.verify': '- - y y - y y -',
	'account.read': '- - y y - y y -',
	'account.manage': '- - - y - - y -',
	'decision.edit': '- - y y - - - -',
	'document.generate': 'y y y y y y y -',
	'document.keep': '- - y y - - - -',
	'template.edit': '- - y y - - - -',
	'round.read': '- - y y - - - -',
	'round.manage': '- - - y - - - -',
	'round.answer': '- - - - - - - -',
	'import.write': '- - y y - - - -',
	'council.read': 'y y y y y y y -',
	'council.closed': '- - y y y y - -',
	'council.prepare': '- - y y - - - -',
	'council.minutes': '- - y y - - - -',
	'council.vote': '- - - y y - - -',
	'council.result': '- - - y - - - -',
	'council.follow-up': '- - y y y - - -',
	'task.progress': '- o y y y - - -',
	'calendar.keep': 'y y y y y y y -',
	'calendar.read': '- - - - - - - -',
	'meeting.public': 'y y y y y y y y'
};

function actorOf(column: string): ActorContext {
	if (column === 'administrator') return ADMINISTRATOR;
	return column === 'public' ? PUBLIC : buildActor([column as Role]);
}

describe('Who may what', () => {
	it('has a line for every permission', () => {
		expect(Object.keys(MATRIX)).to.have.members(permission.options);
	});

	for (const name of permission.options) {
		it(`${name}: ${MATRIX[name]}`, () => {
			const cells = MATRIX[name].split(' ');
			for (const [index, column] of COLUMNS.entries()) {
				const actor = actorOf(column);
				const own = { region: HOME.id, responsiblePeople: ['someone', actor.id] };
				const foreign = { region: HOME.id, responsiblePeople: ['someone'] };
				expect(may(actor, name, own), `${column}, own`).to.equal(cells[index] !== '-');
				expect(may(actor, name, foreign), `${column}, not own`).to.equal(cells[index] === 'y');
				expect(may(actor, name, { region: HOME.id }), `${column}, nobody responsible`).to.equal(cells[index] === 'y');
				expect(mightMay(actor, name, HOME.id), `${column}, at all`).to.equal(cells[index] !== '-');
			}
		});
	}

	it('gives a role nothing in another region', () => {
		const ofRegions = permission.options.filter(
			(name) => permissionsOf(SYSTEM_CONTEXT, HOME.id).includes(name) && !may(PUBLIC, name)
		);
		expect(ofRegions).to.include.members(['concept.read', 'project.report', 'account.manage']);
		for (const name of ofRegions) {
			for (const one of role.options) {
				const subject = { region: ABROAD.id, responsiblePeople: ['me'] };
				expect(may(buildActor([one]), name, subject), `${one} ${name}`).to.equal(false);
			}
		}
	});

	it('lets a council and an auditor edit nothing', () => {
		for (const one of ['council', 'auditor'] as const) {
			const edits = permissionsOf(buildActor([one]), HOME.id).filter((name) => /edit|report|manage/.test(name));
			expect(edits).to.deep.equal([]);
		}
	});

	it('adds up the roles of one membership', () => {
		const actor = buildActor(['council', 'planner']);
		expect(may(actor, 'concept.edit', { region: HOME.id })).to.equal(true);
	});

	it('lets a contributor report on their own project only', () => {
		const actor = buildActor(['contributor']);
		expect(mayReport(actor, { region: HOME.id, responsiblePeople: ['me'] })).to.equal(true);
		expect(mayReport(actor, { region: HOME.id, responsiblePeople: ['you'] })).to.equal(false);
		expect(mayReport(actor, { region: ABROAD.id, responsiblePeople: ['me'] })).to.equal(false);
	});

	it('lets being named responsible alone give no right', () => {
		expect(mayReport(buildActor(['reader']), { region: HOME.id, responsiblePeople: ['me'] })).to.equal(false);
		expect(mayReport(PUBLIC, { region: HOME.id, responsiblePeople: ['public'] })).to.equal(false);
	});

	for (const right of ['round.answer', 'calendar.read'] as const) {
		it(`gives a link one thing, in its own region: ${right}`, () => {
			const link = { ...LINK, link: { region: HOME.id, item: 'x', hash: 'y', right } };
			for (const name of permission.options) {
				const isOpen = may(PUBLIC, name, { region: HOME.id });
				expect(may(link, name, { region: HOME.id }), name).to.equal(isOpen || name === right);
				expect(may(link, name, { region: ABROAD.id }), name).to.equal(isOpen);
			}
		});
	}

	it('gives a link nothing that is no link’s, whatever it is said to be for', () => {
		const link = { ...LINK, link: { region: HOME.id, item: 'x', hash: 'y', right: 'concept.read' as const } };
		expect(may(link, 'concept.read', { region: HOME.id })).to.equal(false);
	});

	it('gives a link without a region no more than the public, and the product itself everything', () => {
		for (const name of permission.options) {
			expect(may(LINK, name, { region: HOME.id }), name).to.equal(may(PUBLIC, name, { region: HOME.id }));
			expect(may(SYSTEM_CONTEXT, name, { region: HOME.id }), name).to.equal(true);
		}
	});

	it('refuses a membership that both reviews and edits', () => {
		for (const editing of ['planner', 'manager', 'contributor'] as const) {
			expect(() => refuseRoleMix(['auditor', editing])).to.throw('roles: auditor_edits');
		}
		expect(() => refuseRoleMix(['auditor', 'reader'])).not.to.throw();
		expect(() => refuseRoleMix(['planner', 'manager', 'contributor'])).not.to.throw();
	});
});

describe('The check before a route', () => {
	const refusal = (actor: ActorContext, name: Permission, region: typeof HOME | null): string => {
		try {
			authorize(actor, name, region);
			return 'passes';
		} catch (error) {
			return (error as { code: string }).code;
		}
	};

	it('asks for a sign-in before it says anything else', () => {
		for (const region of [HOME, ABROAD, null]) expect(refusal(PUBLIC, 'region.read', region)).to.equal('not_signed_in');
		expect(refusal(PUBLIC, 'installation.manage', null)).to.equal('not_signed_in');
	});

	it('does not show whether a foreign region exists', () => {
		const actor = buildActor(['manager']);
		expect(refusal(actor, 'region.read', ABROAD)).to.equal('not_found');
		expect(refusal(actor, 'account.manage', ABROAD)).to.equal('not_found');
		expect(refusal(actor, 'account.manage', null)).to.equal('not_found');
		expect(refusal(ADMINISTRATOR, 'region.read', null)).to.equal('not_found');
	});

	it('says in the own region that the role is missing', () => {
		expect(refusal(buildActor(['reader']), 'concept.edit', HOME)).to.equal('not_permitted');
		expect(refusal(buildActor(['manager']), 'installation.manage', null)).to.equal('not_permitted');
		expect(refusal(ADMINISTRATOR, 'concept.edit', HOME)).to.equal('not_permitted');
	});

	it('lets a contributor through to the service, which knows the project', () => {
		expect(refusal(buildActor(['contributor']), 'project.report', HOME)).to.equal('passes');
	});

	it('never opens a right of a region where no region is named', () => {
		expect(refusal(SYSTEM_CONTEXT, 'concept.edit', null)).to.equal('not_found');
	});
});
