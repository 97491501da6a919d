import { formatAmount } from '@konzeptstand/contract/format/amount.ts';
import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { PRIORITY_WORDS, STATUS_WORDS } from '../../concept/list.service.ts';
import type { RowValues } from './row-values.ts';

/** One value of a row in German words, the language of the lists: `mittel`, `EFRE, 80 %`. */
export function shownValue(values: RowValues, name: keyof RowValues): string {
	const { priority, status, costs, countedCost, funding, period, actualPeriod, roles, notes } = values;
	const share = (part: number): string => `${String(Math.round(part * 100))} %`;
	switch (name) {
		case 'priority':
			return priority ? PRIORITY_WORDS[priority].de : '';
		case 'status':
			return status ? STATUS_WORDS[status].de : '';
		case 'progress':
			return `${String(values.progress)} %`;
		case 'isKeyMeasure':
		case 'isDelayed':
			return values[name] ? 'ja' : 'nein';
		case 'costs':
			return formatAmount(costs, 'de');
		case 'countedCost':
			return formatAmount(countedCost, 'de');
		case 'period':
			return formatEdtf(period, 'de');
		case 'actualPeriod':
			return formatEdtf(actualPeriod, 'de');
		case 'funding': {
			const { programme, amount, rate } = funding ?? { programme: '', amount: null, rate: null };
			return [programme, amount && formatAmount(amount, 'de'), rate === null ? null : share(rate)]
				.filter(Boolean)
				.join(', ');
		}
		case 'roles':
			return [...new Set(Object.values(roles ?? {}).flat())].join(', ');
		case 'notes':
			return (notes ?? []).map(({ topic, text }) => `${topic}: ${text}`).join('; ');
		case 'municipalities':
		case 'sources':
			return (values[name] ?? []).join(', ');
		default:
			return values[name] ?? '';
	}
}
