import { expect } from 'chai';
import { SharedRead } from '../../backend/foundation/shared-read.ts';

describe('A read that many share', () => {
	const setUp = () => {
		const begun: PromiseWithResolvers<string>[] = [];
		const shared = new SharedRead(() => {
			const read = Promise.withResolvers<string>();
			begun.push(read);
			return read.promise;
		});
		return { begun, shared };
	};
	const settled = () => new Promise((resolve) => setImmediate(resolve));

	it('gives no answer that is older than its question', async () => {
		const { begun, shared } = setUp();
		const first = shared.read('a');
		const second = shared.read('a');
		begun[0]?.resolve('before');
		expect(await first).to.equal('before');
		await settled();
		begun[1]?.resolve('after');
		expect(await second).to.equal('after');
	});

	it('reads once for all who ask meanwhile, and apart for each key', async () => {
		const { begun, shared } = setUp();
		void shared.read('a');
		const waiting = [shared.read('a'), shared.read('a'), shared.read('a')];
		void shared.read('b');
		expect(begun).to.have.length(2);
		begun[0]?.resolve('before');
		await settled();
		expect(begun).to.have.length(3);
		begun[2]?.resolve('after');
		expect(await Promise.all(waiting)).to.deep.equal(['after', 'after', 'after']);
	});

	it('fails with those who wait, and reads anew for the next', async () => {
		const { begun, shared } = setUp();
		const asked = [shared.read('a'), shared.read('a')].map((one) => one.catch((error: unknown) => error));
		const fault = new Error('away');
		begun[0]?.reject(fault);
		expect(await Promise.all(asked)).to.deep.equal([fault, fault]);
		const again = shared.read('a');
		begun[1]?.resolve('back');
		expect(await again).to.equal('back');
	});
});
