import type { ErrorCode } from '@konzeptstand/contract/problem.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { ERROR_TEXTS, FIELD_TEXTS, fill } from '../error-texts.ts';
import type { Job } from './job-rows.ts';

/** Why a job has failed, in words for whoever ordered it. */
export function failureOf(job: Job, language: Language): { code: ErrorCode; title: string; detail: string } {
	const { code, values, errors } = job.refusal ?? { code: 'internal' as const, values: {}, errors: [] };
	const texts = ERROR_TEXTS[code];
	const named = errors.flatMap((error) => {
		const text = FIELD_TEXTS[error.code];
		return text ? [fill(text[language], error.values)] : [];
	});
	const detail = [fill(texts.detail[language], values), ...named].join(' ');
	return { code, title: fill(texts.title[language], values), detail };
}
