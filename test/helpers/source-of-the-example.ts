import { readFileSync } from 'node:fs';

/** What the collection says from which the example was made, in its own words; null: not found in any source. */
export interface SourceOfTheExample {
	counts: Record<string, number>;
	statuses: Record<string, number>;
	projects: {
		key: string;
		edition: string | null;
		measure: string | null;
		link: 'quelle' | 'inferred' | null;
		municipalities: number;
		carrier: string | null;
		period: string | null;
		status: string | null;
		statusDate: string | null;
		statusBasis: 'woertlich' | 'sachlich' | null;
		statusFact: string | null;
		costsEur: number | null;
		fundings: [rate: number | null, amountEur: number | null][] | null;
		programmeCode: string | null;
		steps: number;
		documented: boolean;
		sources: number;
	}[];
	measures: {
		key: string;
		code: string;
		field: string;
		goal: null;
		keyMeasure: boolean;
		responsible: string | null;
		municipalities: number;
		/** 'none': no outcome is known. */
		outcomeDate: string | null;
		sources: number;
	}[];
	goals: { key: string; code: null; field: string | null; parent: string | null }[];
	fields: {
		key: string;
		description: string | null;
		codeInferred: boolean;
		titleInferred: boolean;
		crossCutting: boolean;
	}[];
	milestones: [date: string, title: string][];
	readings: {
		title: string;
		unit: string;
		target: number | null;
		values: [date: string, value: number, relation: string | null][];
	}[];
}

const file = new URL('../exchange/saalebogen-expected.json', import.meta.url);
export const sourceOfTheExample = JSON.parse(readFileSync(file, 'utf8')) as SourceOfTheExample;

/** The region that ships with the product. */
export const EXAMPLE_FILE = new URL('../../examples/saalebogen.yaml', import.meta.url);
