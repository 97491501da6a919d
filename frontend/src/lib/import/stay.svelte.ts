import { tick } from 'svelte';
import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import type { SubmitFunction } from '$app/forms';
import { links } from '#lib/links.ts';

/**
 * Forms of a page that stays where it is while what they say is worked out anew: one after the other, since each names
 * the version that the one before has made. The focus stays, or goes to the nearest section where its place is gone.
 */
export class Staying {
	isBusy = $state(false);
	/** How many have been answered well, so that the answer can be said aloud. */
	answered = $state(0);
	#waiting: { form: HTMLFormElement; submitter: HTMLElement | null } | null = null;

	readonly submit: SubmitFunction = ({ formElement, submitter, cancel }) => {
		if (this.isBusy) {
			this.#waiting = { form: formElement, submitter };
			cancel();
			return;
		}
		this.isBusy = true;
		const section = formElement.closest('section');
		return async ({ result }) => {
			// where the form was sent from, or where its user types meanwhile: applying the answer would move the focus
			const focused = document.activeElement;
			const isSignedOut = result.type === 'redirect' && result.location.startsWith(links.signIn());
			if (result.type === 'redirect' && !isSignedOut) {
				await applyAction({ type: 'success', status: 200, location: location.href });
				this.answered += 1;
			} else await applyAction(result);
			if (result.type !== 'failure') focusAgain(focused, section);
			await invalidateAll();
			await tick();
			this.isBusy = false;
			const waiting = this.#waiting;
			this.#waiting = null;
			if (result.type !== 'failure' && document.activeElement === document.body) focusAgain(focused, section);
			if (waiting?.form.isConnected) waiting.form.requestSubmit(inForm(waiting));
		};
	};

	/** A choice applies at once, but one that asks for more. */
	readonly applyNow = (event: Event & { currentTarget: HTMLFormElement }): void => {
		const asksForMore =
			event.target instanceof HTMLSelectElement && event.target.selectedOptions[0]?.dataset['more'] !== undefined;
		if (!asksForMore) event.currentTarget.requestSubmit();
	};
}

const inForm = ({ form, submitter }: { form: HTMLFormElement; submitter: HTMLElement | null }) =>
	submitter?.isConnected && form.contains(submitter) ? submitter : null;

function focusAgain(focused: Element | null, section: Element | null): void {
	const target = focused?.isConnected && focused !== document.body ? focused : section?.querySelector('h2');
	if (target instanceof HTMLElement) target.focus({ preventScroll: target === focused });
}
