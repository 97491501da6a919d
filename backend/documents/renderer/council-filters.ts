import { dateFormat } from '@konzeptstand/contract/format/intl.ts';
import { formatFileSize, unknownWord } from '@konzeptstand/contract/format/number.ts';
import {
	ATTENDANCE_WORDS,
	CONTROL_STATE_WORDS,
	DECISION_RESULT_WORDS,
	EFFECT_STATE_WORDS,
	ITEM_OUTCOME_WORDS,
	ITEM_TYPE_WORDS,
	MEETING_KIND_WORDS,
	MEETING_STATE_WORDS,
	PAPER_STATE_WORDS,
	TASK_STATE_WORDS,
	VOTE_WORDS
} from './council-words.ts';
import type { Filter } from './filter.ts';
import { wordOf } from './value-filters.ts';

/** Filters for documents of the council. */

export const COUNCIL_FILTERS: Readonly<Record<string, Filter>> = {
	weekday: {
		does: 'Wochentag eines Tages',
		example: '{{ meeting.day | weekday }} → Mittwoch',
		make: (gathered) => (value: unknown) =>
			typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
				? dateFormat(gathered().language, 'weekday').format(new Date(`${value}T00:00:00Z`))
				: ''
	},
	file_size: {
		does: 'Größe einer Anlage, aus Byte',
		example: '{{ 1234567 | file_size }} → 1,2 MB',
		make: (gathered) => (value: unknown) =>
			typeof value === 'number' ? formatFileSize(value, gathered().language) : unknownWord(gathered().language)
	},
	meeting_kind: {
		does: 'Art einer Sitzung',
		example: '{{ meeting.kind | meeting_kind }} → Sitzung',
		make: wordOf(MEETING_KIND_WORDS)
	},
	meeting_state: {
		does: 'Stand einer Sitzung',
		example: '{{ meeting.state | meeting_state }} → eingeladen',
		make: wordOf(MEETING_STATE_WORDS)
	},
	attendance: {
		does: 'Anwesenheit eines Sitzes',
		example: '{{ seat.state | attendance }} → entschuldigt',
		make: wordOf(ATTENDANCE_WORDS)
	},
	item_type: {
		does: 'Art eines Tagesordnungspunkts',
		example: '{{ item.type | item_type }} → Beschluss',
		make: wordOf(ITEM_TYPE_WORDS)
	},
	item_outcome: {
		does: 'Was aus einem Tagesordnungspunkt wurde',
		example: '{{ item.outcome | item_outcome }} → zur Kenntnis genommen',
		make: wordOf(ITEM_OUTCOME_WORDS)
	},
	paper_state: {
		does: 'Stand einer Vorlage',
		example: '{{ paper.state | paper_state }} → in Kraft',
		make: wordOf(PAPER_STATE_WORDS)
	},
	decision_result: {
		does: 'Ergebnis eines Beschlusses',
		example: '{{ decision.result | decision_result }} → angenommen',
		make: wordOf(DECISION_RESULT_WORDS)
	},
	effect_state: {
		does: 'Was aus einem Beschluss folgt',
		example: '{{ decision.effect | effect_state }} → in Kraft',
		make: wordOf(EFFECT_STATE_WORDS)
	},
	vote: { does: 'Stimme eines Sitzes', example: '{{ vote.vote | vote }} → Enthaltung', make: wordOf(VOTE_WORDS) },
	control_state: {
		does: 'Wie weit ein Beschluss ausgeführt ist',
		example: '{{ row.state | control_state }} → überfällig',
		make: wordOf(CONTROL_STATE_WORDS)
	},
	task_state: {
		does: 'Stand einer Aufgabe',
		example: '{{ task.state | task_state }} → in Arbeit',
		make: wordOf(TASK_STATE_WORDS)
	}
};
