import type { z } from 'zod';
import { newTask } from '@konzeptstand/contract/follow-up.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { idType, textType, titleType } from '../region/value.model.ts';

/** What somebody has to do because of a decision or an agenda item. */
export type TaskItem = ItemBase & z.output<typeof newTask>;

export const TaskModel = recordedModel<TaskItem>({
	kind: 'task',
	collection: 'tasks',
	schemaVersion: 1,
	definition: {
		title: titleType,
		decision: idType,
		agendaItem: idType,
		party: idType,
		person: idType,
		due: idType,
		remindDays: { type: Number, default: null, min: 0 },
		state: { type: String, enum: newTask.shape.state.unwrap().options, required: true },
		doneOn: idType,
		delayReason: textType
	},
	indexes: [[{ region: 1, decision: 1 }], [{ region: 1, agendaItem: 1 }], [{ region: 1, state: 1, due: 1 }]],
	// What is to be done tells what was decided.
	closed: {
		isClosed: () => false,
		hangsOn: ({ decision, agendaItem }) => [
			...(decision === null ? [] : [{ kind: 'decision', id: decision } as const]),
			...(agendaItem === null ? [] : [{ kind: 'agenda-item', id: agendaItem } as const])
		]
	}
});
