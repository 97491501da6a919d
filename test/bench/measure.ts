/** Small pieces that all benchmarks share: percentiles, and two things measured in turns so that the machine's mood hits both. */

export interface Figures {
	median: number;
	p99: number;
	count: number;
}

/** Percentiles of durations in milliseconds. */
export function figuresOf(durations: readonly number[]): Figures {
	const sorted = [...durations].sort((a, b) => a - b);
	const at = (share: number): number =>
		sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
	return { median: at(0.5), p99: at(0.99), count: sorted.length };
}

/** Runs `act` again and again on `connections` lanes for `milliseconds`, and gives each run's duration. */
export async function load(
	connections: number,
	milliseconds: number,
	act: (lane: number) => Promise<void>
): Promise<number[]> {
	const durations: number[] = [];
	const end = performance.now() + milliseconds;
	const lane = async (index: number): Promise<void> => {
		while (performance.now() < end) {
			const start = performance.now();
			await act(index);
			durations.push(performance.now() - start);
		}
	};
	await Promise.all(Array.from({ length: connections }, (_, index) => lane(index)));
	return durations;
}

/** Measures two things in alternating rounds; the first round of each warms up and is not counted. */
export async function inTurns(
	rounds: number,
	measure: { ours: () => Promise<number[]>; theirs: () => Promise<number[]> }
): Promise<{ ours: Figures; theirs: Figures }> {
	const ours: number[] = [];
	const theirs: number[] = [];
	for (let round = 0; round <= rounds; round += 1) {
		const [one, other] = [await measure.theirs(), await measure.ours()];
		if (round === 0) continue;
		theirs.push(...one);
		ours.push(...other);
	}
	return { ours: figuresOf(ours), theirs: figuresOf(theirs) };
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2, minimumFractionDigits: 2 });

/** One line per claim: what, both figures, their ratio, the limit, and whether it holds. */
export function report(what: string, ours: number, theirs: number, limit: number | null, unit = 'ms'): void {
	const ratio = ours / theirs;
	const verdict =
		limit === null ? '' : ratio <= limit ? `  holds (limit ${String(limit)})` : `  MISSED (limit ${String(limit)})`;
	console.log(
		`${what.padEnd(72)} ${number.format(ours).padStart(10)} ${unit} : ${number.format(theirs).padStart(10)} ${unit} = ${number.format(ratio)}${verdict}`
	);
}
