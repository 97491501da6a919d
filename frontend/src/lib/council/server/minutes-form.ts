import type { FormFailure } from '#lib/form-failure.ts';
import { apiSend, failed } from '#lib/server/api.ts';
import type { Form } from '#lib/server/form.ts';
import { itemPath, meetingPath } from './meeting.ts';
import type { MeetingEvent } from './meeting.ts';

/**
 * The page of the minutes is one form: saving one part loses nothing that was typed in another. Of each field it carries
 * what stood there (`was.`), so that only what was changed is sent, and of each part the version (`version.`).
 */

export interface MinutesPart {
	/** Id of the agenda item, or `words`: what stands around the agenda. */
	readonly place: string;
	readonly fields: readonly string[];
}

export const WORDS = ['from', 'until', 'opening', 'closing', 'writer'];
export const minutesField = (item: string) => `minutes.${item}`;

/** The parts in which something was changed. */
export function partsOf(form: Form): MinutesPart[] {
	const items = form.many('item').map((item) => ({ place: item, fields: [minutesField(item)] }));
	const isTyped = ({ fields }: MinutesPart) => fields.some((name) => form.text(name) !== form.text(`was.${name}`));
	return [{ place: 'words', fields: WORDS }, ...items].filter(isTyped);
}

/** @returns what was refused, by the names that the fields have in the form; null where it is saved */
export async function savePart(
	event: MeetingEvent,
	form: Form,
	{ place, fields }: MinutesPart
): Promise<FormFailure | null> {
	const isWords = place === 'words';
	const body = isWords
		? Object.fromEntries(fields.map((name) => [name, form.text(name)]))
		: { minutes: form.text(minutesField(place)) };
	const path = isWords ? meetingPath(event, '/minutes') : itemPath(event, place, '/minutes');
	const sent = await apiSend(event, 'PUT', path, body, { version: form.text(`version.${place}`) });
	if (sent.ok) return null;
	const { data } = failed(sent.problem, form.values);
	if (isWords)
		return { ...data, ...(data.current ? { current: data.current['minutes'] as Record<string, unknown> } : {}) };
	const named = <T>(values: Record<string, T>): Record<string, T> =>
		Object.fromEntries(Object.entries(values).map(([name, value]) => [`${name}.${place}`, value]));
	return { ...data, errors: named(data.errors), ...(data.current ? { current: named(data.current) } : {}) };
}
