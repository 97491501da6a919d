import { expect } from 'chai';
import fc from 'fast-check';
import { NO_REPORT } from '../../backend/concept/project.model.ts';
import type { CurrentReport, StatusReportItem } from '../../backend/concept/project.model.ts';
import { compareReports, countsFrom, currentOf, latestOf, tellsFromNow } from '../../backend/concept/report-order.ts';

const PERSON = '01890000-0000-7000-8000-0000000000aa';
const report = (fields: Partial<StatusReportItem> = {}): StatusReportItem =>
	({
		_id: 'r1',
		status: 'running',
		progress: null,
		asOf: null,
		at: '2026-06-15T08:00:00.000Z',
		by: null,
		isDelayed: false,
		delayReason: null,
		...fields
	}) as StatusReportItem;

const anyReport = fc
	.record({
		asOf: fc.option(fc.constantFrom('2010', '2010-06', '2010-06-01', '2015~', '2020/2021', '2026-06-15', '../2009')),
		at: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-06-15T08:00:00.000Z', '2010-06-01T08:00:00.000Z'),
		by: fc.option(fc.constant(PERSON)),
		_id: fc.uuid()
	})
	.map(report);
const anyReports = fc.uniqueArray(anyReport, { selector: (one) => one._id, maxLength: 12 });

describe('Of several reports', () => {
	it('the latest by the day it is about tells the status, whenever it was made', () => {
		const about2020 = report({ _id: 'a', asOf: '2020', at: '2026-01-01T00:00:00.000Z' });
		const about2010 = report({ _id: 'b', asOf: '2010', at: '2026-06-01T00:00:00.000Z' });
		expect(latestOf([about2010, about2020])?.report).to.equal('a');
	});

	it('about one day, the one made last does', () => {
		const first = report({ _id: 'a', asOf: '2020', at: '2026-01-01T00:00:00.000Z' });
		const second = report({ _id: 'b', asOf: '2020', at: '2026-01-02T00:00:00.000Z' });
		expect(latestOf([second, first])?.report).to.equal('b');
	});

	it('one of a source that names no day yields to every one that does', () => {
		const undated = report({ _id: 'a' });
		expect(countsFrom(undated)).to.equal(null);
		expect(latestOf([undated, report({ _id: 'b', asOf: '1996' })])?.report).to.equal('b');
	});

	it('one in which a person named no day is of the day on which it was made', () => {
		const mine = report({ _id: 'a', by: PERSON });
		expect(countsFrom(mine)).to.equal('2026-06-15');
		expect(latestOf([mine, report({ _id: 'b', asOf: '2026-06-14' })])?.report).to.equal('a');
		expect(latestOf([mine, report({ _id: 'b', asOf: '2026-07' })])?.report).to.equal('b');
	});

	it('none tells anything when there is none', () => {
		expect(latestOf([])).to.equal(null);
	});
});

describe('The order of reports', () => {
	it('is total: whatever comes in which order, the same report tells the status', () => {
		fc.assert(
			fc.property(anyReports, (reports) => {
				expect(latestOf([...reports].reverse())).to.deep.equal(latestOf(reports));
			})
		);
	});

	it('never turns round and never goes in a circle', () => {
		fc.assert(
			fc.property(anyReport, anyReport, anyReport, (a, b, c) => {
				expect(Math.sign(compareReports(a, b))).to.equal(-Math.sign(compareReports(b, a)) + 0);
				if (compareReports(a, b) <= 0 && compareReports(b, c) <= 0) expect(compareReports(a, c)).to.be.at.most(0);
			})
		);
	});

	it('gives the same when reports come one by one as they are made', () => {
		fc.assert(
			fc.property(anyReports, (reports) => {
				const asMade = [...reports].sort((a, b) => a.at.localeCompare(b.at) || (a._id < b._id ? -1 : 1));
				const current = asMade.reduce<CurrentReport>(
					(former, one) => (tellsFromNow(one, former) ? currentOf(one) : former),
					NO_REPORT
				);
				expect(current.report).to.equal(latestOf(reports)?.report ?? null);
			})
		);
	});
});
