import { expect } from 'chai';
import { actionHere, withoutAction } from '../../frontend/src/lib/named-action.ts';

describe('A form on a page that the address says more about', () => {
	const page = new URL('https://example.org/saalebogen/comparison?before=a&after=b');
	const posted = new URL('https://example.org/saalebogen/comparison?/link&before=a&after=b');

	it('keeps what the address asks about', () => {
		expect(actionHere(page, 'link')).to.equal('?/link&before=a&after=b');
	});
	it('comes back to the page without naming the action', () => {
		expect(withoutAction(posted)).to.equal('/saalebogen/comparison?before=a&after=b');
		expect(withoutAction(new URL('https://example.org/x?/lift'))).to.equal('/x');
	});
	it('names one action only, after a first attempt too', () => {
		expect(actionHere(posted, 'lift')).to.equal('?/lift&before=a&after=b');
	});
});
