import type { Status } from '@konzeptstand/contract/status.ts';
import type { ReadAmount } from './read-money.ts';

/** What one row says beside its number and title. What is not said is not there. */
export interface RowValues {
	titleEn?: string;
	description?: string;
	kind?: string;
	priority?: 'high' | 'medium' | 'low';
	isKeyMeasure?: boolean;
	period?: string;
	actualPeriod?: string;
	costs?: ReadAmount;
	/** What figures count, where the list shows that and no other: in lists of the product. */
	countedCost?: ReadAmount;
	funding?: { programme: string; amount: ReadAmount | null; rate: number | null };
	roles?: Partial<Record<PartyField, string[]>>;
	municipalities?: string[];
	status?: Status;
	progress?: number;
	isDelayed?: boolean;
	/** As the list has it; a delay needs a reason. */
	delayReason?: string;
	asOf?: string;
	statusText?: string;
	sources?: string[];
	notes?: { topic: string; text: string }[];
}
export const PARTY_FIELDS = ['carrier', 'responsible', 'partner', 'funder', 'approving-authority'] as const;
export type PartyField = (typeof PARTY_FIELDS)[number];
