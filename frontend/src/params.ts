import { defineParams } from '@sveltejs/kit/params';
import { isFolder } from '#lib/edit/folders.ts';

export const params = defineParams({
	/** the folder of something that can be written: `measures` */
	thing: (text: string) => (isFolder(text) ? text : undefined)
});
