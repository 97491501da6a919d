import type { z } from 'zod';
import type { assessment, edition, indicator, reading } from '@konzeptstand/contract/concept.ts';
import type { statusReport, step } from '@konzeptstand/contract/project.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { presentItem } from '../record/present.service.ts';
import type { EditionItem } from './edition.model.ts';
import type { AssessmentItem, IndicatorItem, ReadingItem } from './indicator.model.ts';
import type { StatusReportItem, StepItem } from './project.model.ts';
import { isLate } from './roll-up.ts';

/** Stored items as the contract shows them. */

export function presentEdition(item: EditionItem): z.output<typeof edition> {
	return presentItem(item);
}

export function presentAssessment(
	item: AssessmentItem,
	names: ReadonlyMap<string, string>
): z.output<typeof assessment> {
	return { ...presentItem(item), by: item.by === null ? null : (names.get(item.by) ?? null) };
}

export function presentReading(item: ReadingItem): z.output<typeof reading> {
	return presentItem(item);
}

export function presentIndicator(
	item: IndicatorItem,
	readings: readonly ReadingItem[],
	subject: Reference
): z.output<typeof indicator> {
	return { ...presentItem(item), subjectReference: subject, readings: readings.map(presentReading) };
}

export function presentReport(
	item: StatusReportItem,
	names: ReadonlyMap<string, string>
): z.output<typeof statusReport> {
	return { ...presentItem(item), by: item.by === null ? null : (names.get(item.by) ?? null) };
}

/** @param day today, ISO */
export function presentStep(item: StepItem, day: string): z.output<typeof step> {
	return { ...presentItem(item), isLate: isLate(item, item.actual !== null, day) };
}
