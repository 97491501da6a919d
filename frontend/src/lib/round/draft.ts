import type { Attachment } from 'svelte/attachments';

/**
 * What is typed into a form stays on this device until it has been sent: a phone loses its line, or its battery. Only
 * texts, choices and boxes; a file has to be chosen again.
 */
interface Draft {
	at: number;
	values: Record<string, string[]>;
}

const PREFIX = 'konzeptstand-round:';

const storage = (): Storage | null => {
	try {
		return window.localStorage;
	} catch {
		// Some browsers forbid it: then nothing is kept, and everything else works.
		return null;
	}
};

function read(key: string): Draft | null {
	try {
		return JSON.parse(storage()?.getItem(PREFIX + key) ?? 'null') as Draft | null;
	} catch {
		return null;
	}
}

/** Forgets what was kept under a key. */
export function forgetDraft(key: string): void {
	storage()?.removeItem(PREFIX + key);
}

/**
 * For a form: brings back what was typed and not sent, and keeps what is typed from now on.
 * @param sentAt when it was sent last: what is older than that is not wanted any more
 * @param onRestored told when something was brought back
 */
export function keepDraft(key: string, sentAt: string | null, onRestored: () => void): Attachment<HTMLFormElement> {
	return (form) => {
		const draft = read(key);
		if (draft && sentAt !== null && Date.parse(sentAt) > draft.at) forgetDraft(key);
		else if (draft && restore(form, draft)) onRestored();
		const keep = () => {
			const values: Record<string, string[]> = {};
			for (const [name, value] of new FormData(form))
				if (typeof value === 'string') values[name] = [...(values[name] ?? []), value];
			try {
				storage()?.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), values } satisfies Draft));
			} catch {
				// Full: what is typed stands in the form still.
			}
		};
		form.addEventListener('input', keep);
		return () => form.removeEventListener('input', keep);
	};
}

/** Whether anything differs from what the page brought. */
function restore(form: HTMLFormElement, { values }: Draft): boolean {
	let isChanged = false;
	for (const control of form.elements) {
		if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')) {
			const isChecked = values[control.name]?.includes(control.value) ?? false;
			isChanged ||= control.checked !== isChecked;
			control.checked = isChecked;
		} else if (
			(control instanceof HTMLInputElement && !['hidden', 'file'].includes(control.type)) ||
			control instanceof HTMLTextAreaElement
		) {
			const value = values[control.name]?.[0];
			if (value === undefined || value === control.value) continue;
			control.value = value;
			isChanged = true;
		}
	}
	return isChanged;
}
