import { getContext, setContext } from 'svelte';
import type { Pictures } from '#lib/markdown.ts';

/** Pictures that the texts of a form may name, for their previews; set by the page, asked for by whatever lies deep in it. */
const KEY = Symbol('own pictures');

/** @param pictures asked anew whenever a preview is drawn */
export function setOwnPictures(pictures: () => Pictures): void {
	setContext(KEY, pictures);
}

/** None where no page has set any. */
export function ownPictures(): () => Pictures | undefined {
	return getContext<(() => Pictures) | undefined>(KEY) ?? (() => undefined);
}
