// Mocha's own report, and beside it the counts in a file, for the line that `npm test` ends with.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export default class CountingReporter extends Mocha.reporters.Spec {
	constructor(runner, options) {
		super(runner, options);
		const { counts } = options.reporterOptions;
		runner.once('end', () => {
			const { passes, failures, pending } = this.stats;
			writeFileSync(counts, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
		});
	}
}
