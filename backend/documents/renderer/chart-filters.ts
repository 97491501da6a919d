import type { Status } from '@konzeptstand/contract/status.ts';
import { barChart } from './bar-chart.ts';
import type { Bar } from './bar-chart.ts';
import { imageMark } from './document-image.ts';
import type { Filter, Gathered } from './filter.ts';
import { euro, numberWords, percentWords } from './value-filters.ts';
import type { Total } from './value-filters.ts';
import { DOCUMENT_WORDS, STATUS_WORDS } from './words.ts';

/** Filters that draw. What a chart shows stands in its alternative text too. */

interface Figures {
	projects: number;
	byStatus: Record<Status, number>;
	costs: Total;
}
interface Row {
	code?: string | null;
	title?: string;
	name?: string;
	rollUp: Figures;
}

/** From done to not begun, as the table of the same figures has them. */
const LOOKS: Partial<Record<Status, Bar['look']>> = {
	completed: 'full',
	running: 'middle',
	ongoing: 'middle',
	decided: 'light',
	planned: 'light',
	idea: 'light',
	paused: 'light',
	stopped: 'hollow',
	rejected: 'hollow',
	unknown: 'hollow'
};

export const CHART_FILTERS: Readonly<Record<string, Filter>> = {
	status_chart: {
		does:
			'Auswertung als Balkendiagramm: Projekte nach Status, mit Zahl und Anteil. Allein in einer Zeile; davor die ' +
			'Beschriftung (`: Text`). Der Alternativtext entsteht von selbst',
		example: '{{ region.rollUp | status_chart }}',
		raw: true,
		make: (gathered) => (rollUp: Figures) => {
			const { language } = gathered();
			const bars = Object.entries(LOOKS).flatMap(([status, look]): Bar[] => {
				const value = rollUp.byStatus[status as Status];
				if (value === 0) return [];
				const share = percentWords((value / rollUp.projects) * 100, language);
				const label = STATUS_WORDS[language][status as Status];
				return [{ label, value, text: `${numberWords(value, language)} (${share})`, look }];
			});
			return drawn(gathered(), bars, DOCUMENT_WORDS[language].statusChart(numberWords(rollUp.projects, language)));
		}
	},
	cost_chart: {
		does:
			'Liste mit Auswertungen (Handlungsfelder, Städte) als Balkendiagramm der bekannten Kosten. Allein in einer Zeile; ' +
			'davor die Beschriftung (`: Text`). Der Alternativtext entsteht von selbst',
		example: '{{ municipalities | cost_chart }}',
		raw: true,
		make: (gathered) => (rows: readonly Row[]) => {
			const { language } = gathered();
			const words = DOCUMENT_WORDS[language];
			const bars = rows.map(({ code, title, name, rollUp }): Bar => {
				const label = [code, title ?? name].filter(Boolean).join(' ');
				const { cents, unknown } = rollUp.costs;
				const missing = unknown > 0 && cents > 0 ? `, ${words.withoutCosts(numberWords(unknown, language))}` : '';
				const costs = rollUp.projects === 0 ? '–' : euro(rollUp.costs, language);
				return { label, value: cents, text: `${costs}${missing}`, look: 'middle' };
			});
			return drawn(gathered(), bars, words.costChart);
		}
	}
};

function drawn({ images }: Gathered, bars: readonly Bar[], title: string): string {
	const name = `chart-${String(images.size + 1)}`;
	images.set(name, barChart(bars));
	return imageMark(`${title}: ${bars.map(({ label, text }) => `${label} ${text}`).join('; ')}`, name);
}
