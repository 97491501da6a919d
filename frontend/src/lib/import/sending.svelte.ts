import type { SubmitFunction } from '$app/forms';

/** Whether a form's answer is still awaited, so that it is not sent twice and its user knows. */
export class Sending {
	isUnderWay = $state(false);

	readonly submit: SubmitFunction = () => {
		this.isUnderWay = true;
		return async ({ update }) => {
			await update();
			this.isUnderWay = false;
		};
	};
}
